import Language
public import Pipeline

/// Finds what the government promises in each answer, with its term, and says what the answer does with its question.
///
/// Promises are sentences: to inform, send, evaluate or explain, and definite acts with a term. A standing line (`blijft
/// aanspreken`, `is bereid`, `onderzoekt`) is none, nor is what others plan. The answer itself is `answered`, `refers`, `unable`
/// or `deferred` (``Response``).
public struct CommitmentsStage: Stage {
    public static let name = "commitments"

    public struct Options: Decodable, Sendable {
        public init() {}
    }

    private let finder = CommitmentFinder()
    private let classifier = ResponseClassifier()

    public init(_ options: Options, data: any DataFiles) throws(InvalidOptions) {}

    public func process(_ document: Document) throws(StageFailure) -> Document {
        var result = document
        for index in result.answers.indices {
            let answer = document.answers[index]
            let text = TokenizedText(answer.answer)
            let sentences = text.sentences.map { Sentence(tokens: $0, in: text) }
            let commitments = finder.commitments(
                in: sentences, of: text, relativeTo: document.date, by: answer.answeredBy.first?.role)
            result.answers[index].commitments = commitments.map(\.commitment)
            result.answers[index].response = classifier.response(
                of: sentences, in: text, promising: Set(commitments.map(\.sentence)))
        }
        return result
    }
}
