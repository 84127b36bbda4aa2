import Pipeline
import PipelineTesting
import Testing
import ThemesStage

/// Against the papers that people have read, where they lie beside the repository; measures what the theme files are worth.
struct ThemesGoldTests {
    @Test("files the gold paper as its readers did", .enabled(if: Gold.isPresent))
    func gold() throws {
        let gold = try Gold.read()
        let stage = try ShippedThemes.all()
        let result = try stage.process(gold.document())
        var scores: [String: Score] = [:]
        for (answer, label) in zip(result.answers, gold.labels) {
            let found = Set((answer.themes ?? []).map(\.id)).subtracting(["sahel"])
            let wanted = Set(label.themes)
            for id in found.union(wanted) { scores[id, default: Score()].count(id, found, wanted) }
            if Gold.isVerbose, found != wanted {
                print(
                    "\(label.number): wrong \(found.subtracting(wanted).sorted()) missed \(wanted.subtracting(found).sorted())",
                    (answer.themes ?? []).map { "\($0.id) \(($0.score * 100).rounded() / 100)" })
            }
        }
        if Gold.isVerbose { for (id, score) in scores.sorted(by: { $0.key < $1.key }) { print(id, score) } }
        let total = scores.values.reduce(Score(), +)
        print("themes:", total)
        #expect(total.f1 > 0.84)
    }

    @Test("knows the Sahel from what only mentions it", .enabled(if: Gold.isPresent))
    func sahel() throws {
        let stage = try ShippedThemes.sahel()
        let gold = try Gold.read()
        let found = try stage.process(gold.document()).answers.map { !($0.themes ?? []).isEmpty }
        if Gold.isVerbose { print("sahel misses", zip(gold.labels, found).filter { !$0.1 }.map(\.0.number)) }
        #expect(found.count(where: \.self) >= 58)
        for (name, text) in try Gold.papers() where name != "sahel-2022.txt" {
            // As one passage, and cut into small ones, since a fault of parsing must not become one of filing.
            let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
            let pages =
                [text]
                + stride(from: 0, to: lines.count, by: 20).map {
                    lines[$0..<min($0 + 20, lines.count)].joined(separator: "\n")
                }
            let answers = pages.map { Answer(question: "", answer: $0) }
            let paper = try stage.process(.paper(String(name), answers: answers))
            for answer in paper.answers {
                let score = answer.themes?.first?.score
                #expect(score == nil, "\(name): \(answer.answer.prefix(300))")
            }
        }
    }
}
