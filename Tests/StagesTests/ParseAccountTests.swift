import Foundation
import Pipeline
import PipelineTesting
import Testing

@Suite("What becomes of a paper's text")
struct ParseAccountTests {
    @Test("is said of every letter: markers, heads, furniture and marks of notes are remarks")
    func accountsForAll() throws {
        let document = try parse(
            """
            Tweede Kamer der Staten-Generaal
            Vragen van het lid Smit (D66) aan de Minister van Havens over ﬁetsen (ingezonden 4 mei 2024).
            Antwoord van Minister Jansen (Havens) (ontvangen 17 mei 2024).
            Vraag 1
            Kent u het bericht?1
            Antwoord 1
            Ja.
            1De Krant, 3 mei 2024, «Haven».
            Tweede Kamer, vergaderjaar 2023–2024, Aanhangsel 1
            Toelichting: Deze vragen dienen ter aanvulling op eerdere vragen.
            """)
        let coverage = Coverage(of: document)
        #expect(coverage.accounted == coverage.text && coverage.text > 200)
        #expect(
            Set(coverage.parts.keys)
                == [
                    "question", "answer", "footnote", "front_matter", "marker", "furniture", "note_calls",
                    "residue",
                ])
        #expect(document.codes == [])
    }

    @Test("is counted the same for text and for what became of it, also in any soup")
    func losesNothingOfSoup() throws {
        for seed in 0..<300 {
            var random = SeededGenerator(UInt64(seed))
            let format = [PaperText.Format.plain, .pdf, .paragraphs].randomElement(using: &random) ?? .plain
            let document = try parse(
                lines: TokenSoupTests.soup(&random).map { .init($0) }, format)
            #expect(document.lost.isEmpty, "seed \(seed): \(document.text.lines.map(\.text))")
            let coverage = Coverage(of: document)
            #expect(coverage.accounted >= coverage.text, "seed \(seed)")
        }
    }

    @Test(
        "is said of every letter of real papers",
        .enabled(if: SharedPapers.areHere, "the papers lie beside the checkout on some machines only"))
    func losesNothingOfPapers() throws {
        let folder = SharedPapers.folder.appending(path: "documents")
        let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
        var count = 0
        while let file = files?.nextObject() as? URL {
            guard file.pathExtension == "txt" else { continue }
            count += 1
            let text = try String(contentsOf: file, encoding: .utf8)
            for format in [PaperText.Format.plain, .paragraphs] {
                let document = try parse(text, format)
                #expect(document.lost.isEmpty, "\(file.lastPathComponent) as \(format)")
                #expect(!document.codes.contains("text-lost"), "\(file.lastPathComponent) as \(format)")
            }
        }
        #expect(count > 90)
    }

    @Test("is reported where it was lost")
    func saysWhatItLost() {
        var document = Document.paper("lost", lines: ["Vraag 1", "Is dat zo?"])
        document.remarks = [Remark(.marker, "Vraag 1")]
        let coverage = Coverage(of: document)
        #expect((coverage.text, coverage.accounted) == (13, 6))
    }
}
