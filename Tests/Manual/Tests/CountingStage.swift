public import Pipeline
public import PluginKit

/// Numbers the papers that it sees.
public struct CountingStage: LiveStage {
    public static let name = "counting"
    public struct Options: Decodable, Sendable {}

    private actor Count {
        var value = 0
        func next() -> Int {
            value += 1
            return value
        }
    }
    private let count = Count()

    public init(_ options: Options, data: any DataFiles) throws(InvalidOptions) {}

    public func process(_ document: Document) async throws(LiveStageFailure) -> Document {
        guard !document.title.isEmpty else { throw .retry(after: .seconds(60), "the title is not known yet") }
        var document = document
        let number = await count.next()
        for index in document.answers.indices {
            document.answers[index].annotations = [
                Annotation(stage: Self.name, kind: "number", text: "paper \(number)")
            ]
        }
        return document
    }
}
