import Foundation
import Testing

/// The Debian package under a real systemd, in a container of its own; `Tests/Proofs/service.py` says what it lives through.
@Suite(.timeLimit(.minutes(6)))
struct ServiceTests {
    private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    /// Containers want root and systemd-nspawn.
    private static let canBoot =
        getuid() == 0 && FileManager.default.isExecutableFile(atPath: "/usr/bin/systemd-nspawn")

    @Test(.enabled(if: canBoot))
    func `the package is installed, runs as a service through hangs and kills, is upgraded and removed`()
        throws
    {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        let programs = URL(fileURLWithPath: Newsroom.program).deletingLastPathComponent().path
        process.arguments = [
            "python3", Self.root.appendingPathComponent("Tests/Proofs/service.py").path, "--programs",
            programs,
        ]
        let pipe = Pipe()
        (process.standardOutput, process.standardError) = (pipe, pipe)
        try process.run()
        let output = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        #expect(process.terminationStatus == 0, "\(output)")
    }
}
