import Engine
import Foundation
import Pipeline
import PipelineTesting
import Testing

/// Answers and queries with a few bytes changed: none ends the process, and events keep to their size.
///
/// `BODE_MUTATIONS=100000` makes more of them, for a long look.
@Suite struct MutatedAnswersTests {
    let text = """
        De leden van de D66-fractie vragen naar “Mali” en € 2,8 miljard op 12 december 2024. Eén ding is zeker: 49 van de 50 missies
        gaan door, aldus de minister van Buitenlandse Zaken. 🙂 Zie vraag 3 en de Kamerbrief (Kamerstuk 29521-446).
        """
    let query =
        #"(theme:sahel OR "Wagner Group" veiligheid*) AND NOT (party:CDA -entity:"Mali" source:x) kind:antwoord"#

    var count: Int { ProcessInfo.processInfo.environment["BODE_MUTATIONS"].flatMap { Int($0) } ?? 600 }

    func paper(_ random: inout SeededGenerator, order: Int64) -> ReadPaper {
        let publication = Publication(source: "gazette", entryID: "a", identity: "a", title: text)
        var document = Document(publication: publication, text: PaperText(lines: [], format: .plain))
        for number in 1...Int.random(in: 1...4, using: &random) {
            let words = { (random: inout SeededGenerator) in
                String(decoding: random.mutated(Array(self.text.utf8)), as: UTF8.self)
            }
            document.answers.append(
                Answer(
                    numbers: Bool.random(using: &random) ? [number, number + 1] : [number],
                    question: words(&random), answer: words(&random)))
        }
        return ReadPaper(document, quiet: nil, seen: Timestamp(seconds: order), order: order)
    }

    @Test func `any two states of a paper can be told apart and told of`() {
        let writer = EventWriter(source: "urn:test")
        for seed in 0..<count {
            var random = SeededGenerator(UInt64(seed))
            var known: [ArchivedPublication] = []
            for order in 1...3 {
                let paper = paper(&random, order: Int64(order))
                let judgement = Newness().judge(paper, against: known)
                for change in judgement.changes {
                    let event = writer.event(
                        change, in: judgement, of: paper.document, watches: ["w"],
                        matches: [Span(.answer, 3..<Int.random(in: 3...900, using: &random))], sinks: ["s"])
                    #expect(event.json.utf8.count <= EventWriter.largestSize)
                }
                #expect(
                    Newness().judge(paper, against: [judgement.archive]).changes.isEmpty,
                    "seed \(seed): told twice")
                known = [judgement.archive]
            }
        }
    }

    @Test func `any query is read or refused, and can be asked`() {
        var random = SeededGenerator(1)
        let answer = Answer(numbers: [1], question: text, answer: text)
        let candidate = Candidate(answer, kind: "Antwoord", source: "gazette")
        for _ in 0..<count {
            let text = String(decoding: random.mutated(Array(query.utf8)), as: UTF8.self)
            guard let query = try? Query(text) else { continue }
            _ = query.matches(candidate)
            #expect((try? Query(query.description))?.description == query.description, "\(text)")
        }
    }
}
