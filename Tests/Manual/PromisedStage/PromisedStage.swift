public import Pipeline
public import PluginKit

/// Marks short answers that put everything off.
public struct PromisedStage: Stage {
    public static let name = "promised"

    public struct Options: Decodable, Sendable {
        var longest: Int?
        public init(longest: Int? = nil) { self.longest = longest }
    }

    private let longest: Int

    public init(_ options: Options, data: any DataFiles) throws(InvalidOptions) {
        longest = options.longest ?? 400
        guard longest > 0 else { throw InvalidOptions("longest", "must be at least one byte") }
    }

    public func process(_ document: Document) throws(StageFailure) -> Document {
        var document = document
        for (index, answer) in document.answers.enumerated() where answer.answer.utf8.count <= longest {
            guard let range = answer.answer.firstRange(of: "te zijner tijd") else { continue }
            let start = answer.answer.utf8.distance(from: answer.answer.startIndex, to: range.lowerBound)
            let mark = Annotation(
                stage: Self.name, kind: "evasive", text: "says 'te zijner tijd'", language: "en", score: 0.8,
                span: Span(.answer, start..<start + 14))
            if !(answer.annotations ?? []).contains(mark) {
                document.answers[index].annotations = (answer.annotations ?? []) + [mark]
            }
        }
        return document
    }
}

/// The stage as a program of its own: its version, and what it may add.
extension PromisedStage: StageProgram {
    public static let version = "0.2.0"
    public static let adds: Set<Addition> = [.annotations]
}
