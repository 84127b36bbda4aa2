import Language
public import Pipeline

/// Finds what the government promises in each answer, with its term, and says what the answer does with its question.
///
/// Promises are sentences: to inform, send, evaluate or explain, and definite acts with a term. A standing line (`blijft
/// aanspreken`, `is bereid`, `onderzoekt`) is none, nor is what others plan. The answer itself is `answered`, `refers`, `unable`
/// or `deferred` (``Response``). Dutch is read, and English, French and German where an answer is written in that.
public struct CommitmentsStage: Stage {
    public static let name = "commitments"

    public struct Options: Decodable, Sendable {
        public init() {}
    }

    public init(_ options: Options, data: any DataFiles) throws(InvalidOptions) {}

    public func process(_ document: Document) throws(StageFailure) -> Document {
        var result = document
        for index in result.answers.indices {
            let answer = document.answers[index]
            let text = TokenizedText.shared(answer.answer)
            let sentences = text.sentences.map { Sentence(tokens: $0, in: text) }
            let language = text.language
            let commitments = CommitmentFinder(language).commitments(
                in: sentences, of: text, relativeTo: document.date, by: answer.answeredBy.first?.role)
            result.answers[index].commitments = commitments.map(\.commitment)
            result.answers[index].response = ResponseClassifier(language).response(
                of: sentences, in: text, postponing: Set(commitments.filter(\.postpones).map(\.sentence)))
        }
        return result
    }
}
