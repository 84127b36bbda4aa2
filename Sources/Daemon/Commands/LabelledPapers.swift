import Language
import Learning
import Pipeline
import ThemesStage

/// Labelled answers as the papers that they came from, since rules look at the whole paper.
struct LabelledPapers {
    private let answers: [LabelledAnswer]

    init(_ answers: [LabelledAnswer]) { self.answers = answers }

    /// What is learned from each answer, in their order.
    func texts(_ stage: ThemesStage) throws(StageFailure) -> [LabelledText] {
        var papers: [String: [Int]] = [:]
        for (index, answer) in answers.enumerated() {
            papers[answer.document?.id ?? "labelled:\(index)", default: []].append(index)
        }
        var opinions: [[String: Double]] = answers.map { _ in [:] }
        for (id, indices) in papers {
            let document = Self.document(id, indices.map { answers[$0] })
            for (index, matches) in zip(indices, stage.ruleMatches(in: document)) {
                opinions[index] = Dictionary(
                    matches.map { ($0.id, $0.score) }, uniquingKeysWith: { first, _ in first })
            }
        }
        return zip(answers, opinions).map { answer, opinions in
            LabelledText(
                Self.passages(of: answer), labels: Set(answer.themes), opinions: opinions, fold: answer.fold)
        }
    }

    static func passages(of answer: LabelledAnswer) -> [TokenizedText] {
        ThemesStage.passages(of: Answer(answer), title: answer.paperTitle)
    }

    private static func document(_ id: String, _ answers: [LabelledAnswer]) -> Document {
        let publication = Publication(
            source: "labelled", entryID: id, identity: Identifier(rawValue: id),
            title: answers.first?.paperTitle ?? "")
        var document = Document(publication: publication, text: PaperText(lines: [], format: .plain))
        document.answers = answers.map { Answer($0) }
        return document
    }
}

extension Answer {
    fileprivate init(_ labelled: LabelledAnswer) {
        self.init(
            numbers: labelled.numbers ?? [], section: labelled.section, question: labelled.question,
            answer: labelled.answer)
    }
}
