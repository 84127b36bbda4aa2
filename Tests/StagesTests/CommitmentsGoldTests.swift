import CommitmentsStage
import Pipeline
import PipelineTesting
import Testing

/// Against the paper that people have read, where it lies beside the repository.
struct CommitmentsGoldTests {
    private func normal(_ text: String) -> String { text.lowercased().filter { $0.isLetter || $0.isNumber } }

    @Test("finds the promises that the gold paper's readers found", .enabled(if: Gold.isPresent))
    func gold() throws {
        let gold = try Gold.read()
        let result = try CommitmentsStage(.init(), data: NoData()).process(gold.document())
        var (score, dues, responses) = (Score(), 0, 0)
        for (answer, label) in zip(result.answers, gold.labels) {
            let bytes = Array(answer.answer.utf8)
            let found = (answer.commitments ?? []).map {
                String(decoding: bytes[$0.span.range], as: UTF8.self)
            }
            var left = Array(zip(found, answer.commitments ?? []))
            for wanted in label.commitments {
                // The part that promises may be less than the sentence.
                if let index = left.firstIndex(where: { normal($0.0).contains(normal(wanted.text)) }) {
                    score.right += 1
                    if left[index].1.due == wanted.due {
                        dues += 1
                    } else if Gold.isVerbose {
                        print("due", label.number, left[index].1.due ?? "nil", wanted.due ?? "nil")
                    }
                    left.remove(at: index)
                } else {
                    score.missed += 1
                    if Gold.isVerbose { print("missed \(label.number):", wanted.text) }
                }
            }
            score.wrong += Double(left.count)
            if Gold.isVerbose { for (text, _) in left { print("wrong \(label.number):", text) } }
            if answer.response?.rawValue == label.response {
                responses += 1
            } else if Gold.isVerbose {
                print(
                    "response \(label.number): \(answer.response?.rawValue ?? "none"), not \(label.response)")
            }
        }
        print(
            "commitments:", score,
            "terms right: \(dues); responses right: \(responses) of \(gold.labels.count)")
        #expect(score.f1 > 0.9)
        #expect(dues >= 18)
        #expect(responses >= 62)
    }
}
