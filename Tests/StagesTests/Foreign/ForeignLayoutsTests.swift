import Pipeline
import PipelineTesting
import Testing

@Suite("Papers of other parliaments")
struct ForeignLayoutsTests {
    @Test("loses no letter of a paper")
    func losesNothing() throws {
        for paper in ForeignPapers.all {
            let document = try parse(paper)
            let coverage = Coverage(of: document)
            #expect(coverage.text == coverage.accounted, "\(paper.prefix(40))")
            #expect(!document.codes.contains("text-lost"))
        }
    }

    @Test(
        "leaves ordinary pages and Dutch papers alone",
        arguments: [
            "Vraag 1\nKent u het bericht?\nAntwoord 1\nJa.",
            "The Minister said: nothing.\n\nAnswer: no.\n\nHe was asked on 3 May 2020 in the House.",
            "Question de la semaine\n\nR\u{E9}ponse : oui.\n\nLe ministre de la D\u{E9}fense a parl\u{E9}.",
            "Im Landtag wurde gefragt.\n\n1. Wer?\n\nNiemand.",
        ])
    func leavesOthersAlone(_ text: String) throws {
        let kinds = [
            "Written answers", "Written question", "Question \u{E9}crite", "Anfrage",
            "Antwort auf eine Anfrage", "Question for written answer", "Schriftelijke vraag",
        ]
        let document = try parse(text)
        #expect(!kinds.contains(document.kind ?? ""))
    }

    @Test("survives papers with lines changed, doubled, cut and moved")
    func survivesMutation() throws {
        for (place, paper) in ForeignPapers.all.enumerated() {
            for seed in 0..<20 {
                var random = SeededGenerator(UInt64(place * 1000 + seed))
                var lines = paper.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
                for _ in 0..<Int.random(in: 1...6, using: &random) {
                    let at = Int.random(in: lines.indices, using: &random)
                    switch Int.random(in: 0...5, using: &random) {
                    case 0: lines.swapAt(at, Int.random(in: lines.indices, using: &random))
                    case 1: lines.insert(lines[at], at: at)
                    case 2 where lines.count > 1: lines.remove(at: at)
                    case 3: lines[at] = String(lines[at].prefix(Int.random(in: 0...12, using: &random)))
                    case 4: lines[at] = String(lines[at].suffix(Int.random(in: 0...12, using: &random)))
                    default:
                        lines[at] +=
                            ["?", ".", "1.", " 2) ", "[1]", "(", ")", ":", "-"].randomElement(using: &random)
                            ?? ""
                    }
                }
                let format =
                    [PaperText.Format.plain, .pdf, .paragraphs].randomElement(using: &random) ?? .plain
                let document = try parse(lines.joined(separator: "\n"), format)
                #expect(
                    document.answers.allSatisfy { (0...1).contains($0.confidence) },
                    "paper \(place), seed \(seed)")
            }
        }
    }
}
