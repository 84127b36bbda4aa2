import Daemon
import Foundation
import Host
import Testing

@Suite("Comparing with gold", .timeLimit(.minutes(1)))
struct EvaluateCommandTests {
    /// A folder of gold and one of papers, gone with the suite.
    final class Folders {
        let path = "/tmp/bode-test-\(UInt64.random(in: 0...(.max)))"
        init() throws {
            for folder in ["", "/gold", "/documents", "/documents/answers"] {
                try Files.makeDirectory(path + folder)
            }
        }
        deinit { try? FileManager.default.removeItem(atPath: path) }
        func write(_ name: String, _ text: String) throws {
            try Files.writeDurably(Array(text.utf8), to: "\(path)/\(name)")
        }
    }

    let folders: Folders

    static let paper = """
        Vraag 1
        Kent u de haven?
        Antwoord 1
        Ja.
        Vraag 2 en 3
        Is zij diep? Hoe diep?
        Antwoord 2 en 3
        Zie het antwoord op vraag 1.
        """

    init() throws {
        folders = try Folders()
        try folders.write("documents/answers/haven.txt", Self.paper)
    }

    private func evaluate() async -> Daemon.ExitStatus {
        await EvaluateCommand(
            gold: "\(folders.path)/gold", documents: "\(folders.path)/documents", stages: ["parse"]
        ).run()
    }

    private func gold(_ answer: String = "Ja.", number: Int = 1, refersTo: String = "[]") -> String {
        """
        [{"number": \(number), "question": "Kent u  de ha-ven?", "answer": "\(answer)", "refers_to": \(refersTo)}]
        """
    }

    @Test(
        "counts that are met are no fault; others are",
        arguments: [("2\t[[2, 3]]", true), ("3\t[]", false), ("2\t[[1, 2]]", false)])
    func comparesCounts(_ row: String, _ isMet: Bool) async throws {
        try folders.write(
            "documents/EXPECTED.tsv", "# by a script\nfile\tquestions\nanswers/haven.txt\t3\t3\t\(row)\t\n")
        #expect(await evaluate() == (isMet ? .success : .unhealthy))
    }

    @Test("a paper that is counted and not there is a fault")
    func missesAPaper() async throws {
        try folders.write(
            "documents/EXPECTED.tsv", "answers/haven.txt\t3\t3\t2\t[[2, 3]]\nanswers/gone.txt\t1\t1\t1\t[]\n")
        #expect(await evaluate() == .unhealthy)
    }

    @Test("texts are compared without white space and hyphens, word for word")
    func comparesTexts() async throws {
        let single = Self.paper.split(separator: "\n").prefix(4).joined(separator: "\n")
        try folders.write("documents/answers/haven.txt", single)
        try folders.write("gold/haven.answers.json", gold("J a."))
        #expect(await evaluate() == .success)
        try folders.write("gold/haven.answers.json", gold("Nee."))
        #expect(await evaluate() == .unhealthy)
        try folders.write("gold/haven.answers.json", gold(refersTo: "[2]"))
        #expect(await evaluate() == .unhealthy)
        try folders.write("gold/haven.answers.json", gold(number: 2))
        #expect(await evaluate() == .unhealthy)
    }

    @Test("without gold there is nothing to compare with")
    func needsGold() async throws {
        #expect(await evaluate() == .unavailable)
        try folders.write("gold/haven.answers.json", "no gold")
        #expect(await evaluate() == .unavailable)
    }
}
