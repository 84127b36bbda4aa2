import Conformance
import Foundation
import PluginProtocol
import ProgramTesting
import Synchronization
import Testing

/// What the manual shows is what was compiled, run and understood here.
@Suite("The manual", .timeLimit(.minutes(5)))
struct ManualTests {
    /// Where each block of Swift is, by page and in the order of the page.
    static let swiftBlocks = [
        "WriteAStage": [
            "PromisedStage/PromisedStage.swift", "Tests/PromisedStageTests.swift",
            "Tests/CountingStage.swift",
        ],
        "WriteASink": ["Tests/LoggingSink.swift"],
        "WriteASource": ["Tests/GazetteSource.swift", "Tests/GazetteSourceTests.swift"],
    ]

    @Test("shows the Swift that is compiled", arguments: swiftBlocks)
    func swift(_ page: String, _ files: [String]) throws {
        let texts = try files.map {
            try String(contentsOf: Manual.root.appending(path: "Tests/Manual/\($0)"), encoding: .utf8)
        }
        #expect(try Manual.blocks("swift", of: page) == texts)
    }

    @Test("shows a stage and a sink in Python whose tests pass, and which keep to the protocol")
    func python() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "manual-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let names = ["promised_stage.py", "test_promised_stage.py", "pager_sink.py", "test_pager_sink.py"]
        let blocks =
            try Manual.blocks("python", of: "WriteAStage") + Manual.blocks("python", of: "WriteASink")
        #expect(blocks.count == names.count)
        for (name, block) in zip(names, blocks) {
            let file = folder.appending(path: name)
            try Data(block.utf8).write(to: file)
            try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: file.path)
        }
        try FileManager.default.copyItem(
            at: Manual.root.appending(path: "Plugins/Kits/Python/bode_stage.py"),
            to: folder.appending(path: "bode_stage.py"))
        let (status, output) = try await run(["python3", "-m", "unittest"], in: folder)
        #expect(status == 0 && output.contains("Ran 2 tests"), "\(output)")
        for (name, options) in [
            ("promised_stage.py", "{}"), ("pager_sink.py", #"{"host": "127.0.0.1", "port": 1}"#),
        ] {
            let examination = try #require(
                PluginExamination(
                    TriedProgram(
                        launcher: builtProgram("bode-plugin"),
                        command: [folder.appending(path: name).path]),
                    options: options, version: "1"))
            let lines = Mutex<[String]>([])
            let isSound = await examination.run { line in lines.withLock { $0.append(line) } }
            #expect(isSound, "\(lines.withLock { $0.joined(separator: "\n") })")
        }
    }

    @Test("shows messages of the protocol that are understood")
    func messages() throws {
        let lines = try Manual.blocks("json", of: "Protocol").flatMap { block in
            // A block is one message, or several, each on a line of its own.
            let rows = block.split(separator: "\n").map(String.init)
            let areWhole = rows.allSatisfy { (try? JSONSerialization.jsonObject(with: Data($0.utf8))) != nil }
            return areWhole ? rows : [rows.joined(separator: " ")]
        }
        #expect(lines.count >= 12)
        for line in lines {
            let bytes = Array(line.utf8)[...]
            guard (try? HostMessage(line: bytes)) == nil else { continue }
            #expect(throws: Never.self, "\(line)") { try PluginMessage(line: bytes) }
        }
    }
}

enum Manual {
    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// The blocks of code in one language on a page.
    static func blocks(_ language: String, of page: String) throws -> [String] {
        let path = root.appending(path: "Sources/Pipeline/Pipeline.docc/\(page).md")
        let text = try String(contentsOf: path, encoding: .utf8)
        return text.components(separatedBy: "```\(language)\n").dropFirst()
            .map { $0.components(separatedBy: "```").first ?? "" }
    }

}
