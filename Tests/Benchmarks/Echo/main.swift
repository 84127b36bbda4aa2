// A stage that says each answer again: what a trip to a program of one's own costs, and nothing else.
import Pipeline
import PluginKit

struct EchoStage: StageProgram {
    static let name = "echo"
    static let window = 64
    struct Options: Decodable, Sendable {}
    init(_ options: Options, data: any DataFiles) throws(InvalidOptions) {}

    func process(_ document: Document) throws(StageFailure) -> Document {
        var document = document
        for index in document.answers.indices {
            let text = document.answers[index].answer
            document.answers[index].annotations = [Annotation(stage: Self.name, kind: "echo", text: text)]
        }
        return document
    }
}

await EchoStage.main()
