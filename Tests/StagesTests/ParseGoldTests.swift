import Foundation
import Pipeline
import Testing

// Real papers and what careful readers wrote down of them; they are no part of this repository.
@Suite(
    "Parsing real papers",
    .enabled(if: SharedPapers.areHere, "the papers lie beside the checkout on some machines only"))
struct ParseGoldTests {
    private struct GoldAnswer: Decodable {
        let number: Int
        let section: String
        let party: String
        let question: String
        let answer: String
        let refers_to: [Int]
    }

    private func comparable(_ text: String?) -> String {
        (text ?? "").filter { !$0.isWhitespace && $0 != "-" }
    }

    @Test("reads the consultation as its gold has it")
    func readsTheConsultation() throws {
        let gold = try JSONDecoder().decode(
            [GoldAnswer].self, from: Data(SharedPapers.text("gold/sahel-2022.answers.json").utf8))
        let document = try parse(SharedPapers.text("documents/sahel-2022.txt"))
        #expect(document.answers.map(\.numbers) == gold.map { [$0.number] })
        for (answer, expected) in zip(document.answers, gold) {
            #expect(
                comparable(answer.question) == comparable(expected.question), "question \(expected.number)")
            #expect(comparable(answer.answer) == comparable(expected.answer), "answer \(expected.number)")
            #expect(answer.section == expected.section && answer.askedBy == [.init(party: expected.party)])
            #expect(answer.refersTo == expected.refers_to, "references of \(expected.number)")
        }
        #expect(document.remarks.filter { $0.role == .unanswered && $0.text.contains("Stop dus") }.count == 1)
    }

    @Test("finds as many answers in every paper as were counted")
    func countsAnswers() throws {
        for row in try SharedPapers.text("documents/EXPECTED.tsv").split(separator: "\n")
        where !row.hasPrefix("#") {
            let columns = row.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
            guard columns.count >= 5, let blocks = Int(columns[3]) else { continue }
            let document = try parse(SharedPapers.text("documents/" + columns[0]))
            let groups = try JSONDecoder().decode([[Int]].self, from: Data(columns[4].utf8))
            #expect(document.answers.count == blocks, "\(columns[0])")
            #expect(document.answers.map(\.numbers).filter { $0.count > 1 } == groups, "\(columns[0])")
            if blocks == 0 {
                #expect(!document.oddities.isEmpty, "\(columns[0])")
            } else {
                #expect(
                    document.date != nil
                        && document.answers.allSatisfy { !$0.question.isEmpty && !$0.answeredBy.isEmpty })
            }
        }
    }
}
