public import Pipeline

/// Marks answers that are a plain yes or no.
public struct BluntStage: Stage {
    public static let name = "blunt"
    public struct Options: Decodable, Sendable { public init() {} }
    public init(_ options: Options, data: any DataFiles) throws(InvalidOptions) {}

    public func process(_ document: Document) throws(StageFailure) -> Document {
        var document = document
        for index in document.answers.indices where ["Ja.", "Nee."].contains(document.answers[index].answer) {
            document.answers[index].response = .answered
        }
        return document
    }
}
