import EntitiesStage
import Pipeline
import PipelineTesting
import Testing

/// What sums and counts mean, counted over tables of them.
struct AmountTableTests {
    @Test(
        "reads the sums and counts of a table",
        arguments: [
            (Entity.Kind.money, AmountTable.money), (.quantity, AmountTable.counts),
            (.money, AmountTable.unseenMoney), (.quantity, AmountTable.unseenCounts),
        ])
    func reads(kind: Entity.Kind, table: String) throws {
        let stage = try EntitiesStage(.init(), data: RepositoryData())
        for line in table.split(separator: "\n") {
            let parts = line.split(separator: "|", maxSplits: 1).map {
                $0.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed()
            }.map { String($0) }
            try #require(parts.count == 2, "\(line)")
            let document = Document.paper("x", answers: [Answer(question: "", answer: parts[0])])
            let answer = try #require(try stage.process(document).answers.first)
            let bytes = Array(answer.answer.utf8)
            let found = (answer.entities ?? []).filter { $0.kind == kind }.map { entity in
                let text = String(decoding: bytes[entity.span.range], as: UTF8.self)
                return "\(text) = \(plain(entity.value)) \(entity.unit ?? "")"
            }
            #expect(found.joined(separator: "; ") == (parts[1] == "-" ? "" : parts[1]), "\(line)")
        }
    }

    private func plain(_ value: Entity.Value?) -> String {
        switch value {
        case .number(let number)?: Int64(exactly: number).map(String.init) ?? "\(number)"
        case .text(let text)?: text
        case nil: "null"
        }
    }

    @Test(
        "does not stumble over hostile numbers",
        arguments: [
            "€ 99999999999999999999999999", "1.000.000.000.000.000.000.000 euro", "€ 1,,,,-", "€",
            "5 tot euro",
            "tussen en euro", "tussen 5 en", "€ 000000000000000000000000000000000000 miljard miljard miljard",
            "15-", "1-2-3-4-5%", "£m £bn £1.bn", "\u{202F}€\u{A0}\u{A0}1\u{A0}000",
            "0 0 0 0 0 000 000 000 euro",
        ])
    func hostile(text: String) throws {
        let stage = try EntitiesStage(.init(), data: RepositoryData())
        let answers = try stage.process(.paper("x", answers: [Answer(question: text, answer: text)])).answers
        for entity in answers[0].entities ?? [] { #expect(entity.span.end <= text.utf8.count) }
    }
}
