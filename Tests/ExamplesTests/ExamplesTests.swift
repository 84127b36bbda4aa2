import Conformance
import Foundation
import ProgramTesting
import Synchronization
import Testing

/// The examples, which people copy: each keeps to the protocol, and passes tests of its own.
@Suite("Examples", .timeLimit(.minutes(5)))
struct ExamplesTests {
    @Test("in Python pass their own tests", arguments: ["Similar", "Translate"])
    func python(_ name: String) async throws {
        let (status, output) = try await run(
            ["python3", "-m", "unittest"], in: Examples.folder.appending(path: name))
        #expect(status == 0, "\(output)")
        #expect(output.contains("OK"))
    }

    @Test(
        "keep to the protocol",
        arguments: [
            (["Similar/similar.py"], #"{"threshold": 0.5}"#),
            (["Translate/translate.py"], #"{"command": ["tr", "a-z", "A-Z"]}"#),
        ])
    func conformance(_ command: [String], _ options: String) async throws {
        try await Examples.expectConformance(
            command.map { Examples.folder.appending(path: $0).path }, options: options)
    }

    @Test("in Swift keeps to the protocol")
    func contacts() async throws {
        let data = Examples.folder.appending(path: "Contacts/data").path
        try await Examples.expectConformance([builtProgram("contacts-stage"), "--data", data])
    }

    @Test("the kit in Python passes its own tests")
    func kit() async throws {
        let folder = Examples.root.appending(path: "Plugins/Kits/Python")
        let (status, output) = try await run(["python3", "-m", "unittest"], in: folder)
        #expect(status == 0, "\(output)")
    }
}

enum Examples {
    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()
    static let folder = root.appending(path: "Plugins/Examples")

    static func expectConformance(
        _ command: [String], options: String = "{}", location: SourceLocation = #_sourceLocation
    ) async throws {
        let examination = try #require(
            PluginExamination(
                TriedProgram(launcher: builtProgram("bode-plugin"), command: command), options: options,
                version: "1"))
        let lines = Mutex<[String]>([])
        let isSound = await examination.run { line in lines.withLock { $0.append(line) } }
        #expect(isSound, "\(lines.withLock { $0.joined(separator: "\n") })", sourceLocation: location)
    }
}
