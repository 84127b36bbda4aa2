import Foundation
import ParseStage
import Pipeline
import PipelineTesting
import Processes
import Reading
import Testing

// A real paper, printed to PDF by two programs and read again. The paper is no part of this repository, and the programs are
// not on every machine.
@Suite("Reading a real paper from PDF", .timeLimit(.minutes(5)))
struct GoldPDFTests {
    private static let shared: URL = {
        var root = URL(fileURLWithPath: #filePath)
        for _ in 0..<3 { root.deleteLastPathComponent() }
        return root.deletingLastPathComponent().appending(path: "shared")
    }()

    private static func canRun(_ programs: String...) -> Bool {
        let files =
            programs.map { "/usr/bin/\($0)" } + [shared.appending(path: "documents/sahel-2022.txt").path]
        return files.allSatisfy { FileManager.default.fileExists(atPath: $0) }
    }

    private struct GoldAnswer: Decodable {
        let number: Int
        let section: String
        let party: String
        let question: String
        let answer: String
        let refers_to: [Int]
    }

    /// Without white space and hyphens, and with one sort of quotes, since not every printer has all of them.
    private func comparable(_ text: String?) -> String {
        var result = ""
        for character in text ?? "" where !character.isWhitespace && !"-–".contains(character) {
            result.append("“”„".contains(character) ? "\"" : "‘’`´".contains(character) ? "'" : character)
        }
        return result
    }

    /// Runs `script` in a folder of its own, with the paper as `paper.txt`, and reads the `paper.pdf` that it makes.
    private func document(printedBy script: String) async throws -> Document {
        let folder = FileManager.default.temporaryDirectory.appending(path: "bode-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try FileManager.default.copyItem(
            at: Self.shared.appending(path: "documents/sahel-2022.txt"),
            to: folder.appending(path: "paper.txt"))
        let printed = try await ChildProcess.run(
            "/bin/sh", ["-c", "cd '\(folder.path)' && \(script)"],
            environment: ["PATH": "/usr/bin:/bin", "HOME": folder.path, "LC_ALL": "C.UTF-8"],
            limits: .init(duration: .seconds(120), outputBytes: 1 << 20))
        try #require(printed.status == .exited(0), "\(String(decoding: printed.errors, as: UTF8.self))")
        let pdf = try Data(contentsOf: folder.appending(path: "paper.pdf"))
        let reader = PaperReader(worker: BuiltProducts.worker)
        let text = try await reader.read(Original(bytes: Array(pdf), mediaType: nil, url: "test:"))
        let publication = Publication(source: "test", entryID: "1", identity: "test#1", title: "")
        return try ParseStage(data: NoData()).process(Document(publication: publication, text: text))
    }

    private func expectGold(_ document: Document) throws {
        let gold = try JSONDecoder().decode(
            [GoldAnswer].self,
            from: Data(contentsOf: Self.shared.appending(path: "gold/sahel-2022.answers.json")))
        #expect(document.answers.map(\.numbers) == gold.map { [$0.number] })
        for (answer, expected) in zip(document.answers, gold) {
            #expect(
                comparable(answer.question) == comparable(expected.question), "question \(expected.number)")
            #expect(comparable(answer.answer) == comparable(expected.answer), "answer \(expected.number)")
            #expect(answer.section == expected.section && answer.askedBy == [.init(party: expected.party)])
            #expect(answer.refersTo == expected.refers_to, "references of \(expected.number)")
        }
    }

    @Test("printed by LibreOffice", .enabled(if: canRun("soffice", "pdftohtml")))
    func fromLibreOffice() async throws {
        try expectGold(await document(printedBy: "soffice --headless --convert-to pdf paper.txt"))
    }

    @Test("printed by enscript", .enabled(if: canRun("enscript", "ps2pdf", "iconv", "pdftohtml")))
    func fromEnscript() async throws {
        try expectGold(
            await document(
                printedBy: "iconv -f utf8 -t latin1//TRANSLIT paper.txt > latin.txt; "
                    + "enscript -q -o paper.ps latin.txt; ps2pdf paper.ps paper.pdf"))
    }
}
