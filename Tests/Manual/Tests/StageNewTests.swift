import Foundation
import ProgramTesting
import Testing

/// What `bode stage new` writes, tried as a newcomer would: in an empty folder.
@Suite("bode stage new", .timeLimit(.minutes(5)))
struct StageNewTests {
    /// Hands `body` an empty folder.
    private func inEmptyFolder(_ body: (URL) async throws -> Void) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "stage-new-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try await body(folder)
    }

    private func bode(_ arguments: String..., in folder: URL) async throws -> (Int32, String) {
        try await ProgramTesting.run([builtProgram("bode")] + arguments, in: folder)
    }

    @Test("writes a stage and a sink in Python that work at once", arguments: ["stage", "sink"])
    func python(_ role: String) async throws {
        try await inEmptyFolder { folder in
            let flags = role == "sink" ? ["--sink"] : []
            let command = [builtProgram("bode"), "stage", "new", "--python", "near_miss"] + flags
            let (status, output) = try await ProgramTesting.run(command, in: folder)
            #expect(status == 0, "\(output)")
            let place = folder.appending(path: "near_miss")
            let (tests, said) = try await ProgramTesting.run(["python3", "-m", "unittest"], in: place)
            #expect(tests == 0 && said.contains("OK"), "\(said)")
            let (verdict, checks) = try await bode("stage", "test", "./near_miss_\(role).py", in: place)
            #expect(verdict == 0 && checks.contains("checks passed"), "\(checks)")
            #expect(checks.contains("nearmiss 0.1.0"))
        }
    }

    @Test("overwrites nothing")
    func again() async throws {
        try await inEmptyFolder { folder in
            let own = folder.appending(path: "near_miss/README.md")
            try FileManager.default.createDirectory(
                at: own.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data("mine".utf8).write(to: own)
            let (status, output) = try await bode("stage", "new", "--python", "near_miss", in: folder)
            #expect(status == 69 && output.contains("near_miss/README.md: is there already"), "\(output)")
            let names = try FileManager.default.contentsOfDirectory(
                atPath: own.deletingLastPathComponent().path)
            #expect(names == ["README.md"])
        }
    }

    @Test("refuses names that cannot be", arguments: ["Near", "9lives", "a-b", "../up", "parse", "bode", ""])
    func names(_ name: String) async throws {
        try await inEmptyFolder { folder in
            let (status, _) = try await bode("stage", "new", "--python", "--", name, in: folder)
            #expect(status == 64)
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
        }
    }

    @Test("writes a package in Swift, of the very files that are compiled here")
    func package() async throws {
        try await inEmptyFolder { folder in
            let (status, output) = try await bode(
                "stage", "new", "--swift", "wordy", "--bode", Manual.root.path, in: folder)
            #expect(status == 0, "\(output)")
            for (written, here) in [
                ("Sources/WordyStage/WordyStage.swift", "WordyStage/WordyStage.swift"),
                ("Sources/WordyStage/WordyStage+Program.swift", "WordyStage/WordyStage+Program.swift"),
                ("Tests/WordyStageTests/WordyStageTests.swift", "Tests/WordyStageTests.swift"),
            ] {
                let text = try String(
                    contentsOf: folder.appending(path: "wordy/\(written)"), encoding: .utf8)
                let compiled = try String(
                    contentsOf: Manual.root.appending(path: "Tests/Manual/\(here)"), encoding: .utf8)
                #expect(text == compiled, "\(written)")
            }
            let place = folder.appending(path: "wordy")
            let (reading, manifest) = try await ProgramTesting.run(
                ["swift", "package", "dump-package"], in: place)
            #expect(reading == 0 && manifest.contains("wordy-stage"), "\(manifest)")
        }
    }

    @Test("in a checkout, writes a stage that is built in, and says how to register it")
    func inside() async throws {
        try await inEmptyFolder { folder in
            for directory in ["Plugins/Stages", "Sources/PluginKit", "Tests/StagesTests"] {
                try FileManager.default.createDirectory(
                    at: folder.appending(path: directory), withIntermediateDirectories: true)
            }
            let (status, output) = try await bode(
                "stage", "new", "--swift", "wordy", in: folder.appending(path: "Plugins"))
            #expect(status == 0 && output.contains(#"plugin("Stages/WordyStage"),"#), "\(output)")
            for path in [
                "Plugins/Stages/WordyStage/WordyStage.swift", "Tests/StagesTests/WordyStageTests.swift",
            ] {
                #expect(FileManager.default.fileExists(atPath: folder.appending(path: path).path))
            }
        }
    }
}
