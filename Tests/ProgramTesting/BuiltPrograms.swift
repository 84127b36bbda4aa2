import Foundation

/// The path of a program that the package builds: it lies beside the tests that run, which may be built with counters or a sanitizer.
public func builtProgram(_ name: String) -> String {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
    let beside = URL(fileURLWithPath: CommandLine.arguments.first ?? "").deletingLastPathComponent()
    let places = [beside, root.appending(path: ".build/debug"), root.appending(path: ".build/release")]
    let paths = places.map { $0.appending(path: name).path }
    return paths.first { FileManager.default.isExecutableFile(atPath: $0) } ?? paths[0]
}
