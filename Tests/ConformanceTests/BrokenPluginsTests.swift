import Conformance
import Foundation
import ProgramTesting
import Synchronization
import Testing

/// Programs that each break one thing of the protocol, as their authors' first attempts do.
@Suite("What is said of plugins", .timeLimit(.minutes(5)))
struct BrokenPluginsTests {
    struct Broken: Sendable, CustomTestStringConvertible {
        let name: String
        /// The check that it fails first.
        let check: String
        /// What is said to be wrong.
        let fault: String
        /// What is said to mend it.
        let remedy: String
        var testDescription: String { name }
    }

    static let broken = [
        Broken(
            name: "prints", check: "answers a paper",
            fault: "wrote to its standard output what is no message: working on it",
            remedy: "print to standard error"),
        Broken(
            name: "buffers", check: "introduces itself", fault: "said nothing within 6 seconds",
            remedy: "flush standard output"),
        Broken(
            name: "skips", check: "answers odd papers",
            fault: "no answer within 6 seconds, with document 1 (a paper without answers)",
            remedy: "also one with which nothing is to be done"),
        Broken(
            name: "answers_twice", check: "answers a paper", fault: "answered 1 again", remedy: "exactly once"
        ),
        Broken(
            name: "counts_for_itself", check: "answers a paper",
            fault: "answered document 0, which it was not given",
            remedy: "the very 'id'"),
        Broken(
            name: "counts_bytes", check: "answers a paper", fault: "is no place in the answer",
            remedy: "Unicode scalars"),
        Broken(
            name: "adds_undeclared", check: "answers a paper",
            fault: "it adds annotations, which it has not declared",
            remedy: "Name in 'adds'"),
        Broken(
            name: "too_sure", check: "answers a paper", fault: "score of an annotation is not from 0 to 1",
            remedy: "the table under 'done'"),
        Broken(
            name: "dies", check: "answers odd papers",
            fault: "(an answer without text) in hand; its last words: IndexError", remedy: "answer set_aside"),
        Broken(
            name: "long_lines", check: "keeps its lines under limits.line", fault: "longer than 65536 bytes",
            remedy: "send a 'part'"),
        Broken(
            name: "greedy", check: "asks for no larger window",
            fault: "a window of 16 where limits.window is 1",
            remedy: "the smaller"),
        Broken(
            name: "strict_about_fields", check: "ignores fields", fault: "unknown field",
            remedy: "skip all others"),
        Broken(
            name: "speaks_anything", check: "refuses a version",
            fault: "accepted a greeting in bode-plugin/999",
            remedy: "Compare 'protocol'"),
        Broken(
            name: "takes_any_option", check: "refuses an option",
            fault: "accepted an option that it cannot have",
            remedy: "misspelt"),
        Broken(
            name: "never_ends", check: "answers a paper",
            fault: "did not end within 4 seconds after the end of its input",
            remedy: "Leave the loop"),
        Broken(
            name: "ends_badly", check: "answers a paper",
            fault: "ended with status 3 at the end of its input",
            remedy: "End with status 0"),
    ]

    @Test("a broken one hears what is wrong and how to mend it", arguments: broken)
    func names(_ broken: Broken) async throws {
        let (isSound, lines) = try await examine(broken.name)
        #expect(!isSound)
        let index = try #require(lines.firstIndex { $0.hasPrefix("FAILED") }, "\(lines)")
        #expect(lines[index].hasPrefix("FAILED  it \(broken.check)"), "\(lines[index])")
        #expect(lines[index].contains(broken.fault), "\(lines[index])")
        #expect(lines[index + 1].contains(broken.remedy), "\(lines[index + 1])")
    }

    @Test("a sound one passes every check")
    func sound() async throws {
        let (isSound, lines) = try await examine("sound")
        #expect(isSound, "\(lines.joined(separator: "\n"))")
        #expect(lines.count == 13 && lines.dropLast().allSatisfy { $0.hasPrefix("ok") })
        #expect(lines.first?.contains("sound 1.0, a stage that adds annotations, 4 at a time") == true)
    }

    @Test("one that is not there is said to be missing")
    func missing() async throws {
        let (isSound, lines) = try await examine("nowhere")
        #expect(
            !isSound && lines.first?.contains("it was not found while it was greeted") == true, "\(lines)")
        #expect(lines.last == "1 of 1 checks failed.")
    }

    private func examine(_ name: String) async throws -> (Bool, [String]) {
        let program = Built.root.appending(path: "Tests/ConformanceTests/Plugins/\(name).py").path
        let examination = try #require(
            PluginExamination(
                TriedProgram(launcher: Built.launcher, command: [program]), deadline: .seconds(6),
                greetingTime: .seconds(6), grace: .seconds(4), version: "1"))
        let lines = Mutex<[String]>([])
        let isSound = await examination.run { line in lines.withLock { $0.append(line) } }
        return (isSound, lines.withLock { $0 })
    }
}

/// What the package builds, which lies beside the tests.
enum Built {
    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    static let launcher = builtProgram("bode-plugin")

}
