public import Pipeline

/// Marks answers that use one of some words.
public struct WordyStage: Stage {
    public static let name = "wordy"

    public struct Options: Decodable, Sendable {
        /// The words; one alone unless given.
        var words: [String]?
        public init(words: [String]? = nil) { self.words = words }
    }

    private let words: [String]

    public init(_ options: Options, data: any DataFiles) throws(InvalidOptions) {
        words = options.words ?? ["Kamer"]
        guard !words.contains("") else {
            throw InvalidOptions("words", "an empty word is in every answer")
        }
    }

    public func process(_ document: Document) throws(StageFailure) -> Document {
        var document = document
        for index in document.answers.indices {
            var annotations = document.answers[index].annotations ?? []
            for mark in marks(in: document.answers[index]) where !annotations.contains(mark) {
                annotations.append(mark)
            }
            document.answers[index].annotations = annotations
        }
        return document
    }

    /// A mark for each word that the answer uses, at the place where it first does.
    private func marks(in answer: Answer) -> [Annotation] {
        let text = answer.answer
        return words.compactMap { word in
            guard let range = text.firstRange(of: word) else { return nil }
            let start = text.utf8.distance(from: text.startIndex, to: range.lowerBound)
            let span = Span(.answer, start..<start + word.utf8.count)
            return Annotation(stage: Self.name, kind: "wordy", text: "says '\(word)'", span: span)
        }
    }
}
