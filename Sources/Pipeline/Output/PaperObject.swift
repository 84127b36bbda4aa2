/// What `bode read --document` prints of a paper: its head, what belongs to no answer, and what was odd about it.
public struct PaperObject: Encodable, Sendable {
    private let head: AnswerObject.DocumentHead
    private let document: Document

    public init(_ document: Document, id: Identifier) {
        (head, self.document) = (AnswerObject.DocumentHead(document, id: id), document)
    }

    /// How much of the paper's text went somewhere, in letters and digits.
    ///
    /// Words rejoined at line ends and white space do not change these counts, so they are equal where nothing is lost.
    public struct Coverage: Encodable, Hashable, Sendable {
        /// In the text as it was read.
        public var text: Int
        /// In questions, answers and remarks.
        public var accounted: Int

        public init(of document: Document) {
            func weigh(_ text: String) -> Int {
                text.unicodeScalars.count { $0.properties.isAlphabetic || $0.properties.numericType != nil }
            }
            text = document.text.lines.reduce(0) { $0 + weigh($1.text) }
            accounted =
                document.answers.reduce(0) { $0 + weigh($1.question) + weigh($1.answer) }
                + document.remarks.reduce(0) { $0 + weigh($1.text) }
        }
    }

    private enum CodingKeys: String, CodingKey {
        case answers, numbers, remarks, oddities, coverage, original
    }

    public func encode(to encoder: any Encoder) throws {
        try head.encode(to: encoder)
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(document.answers.count, forKey: .answers)
        try container.encode(document.answers.map(\.numbers), forKey: .numbers)
        try container.encode(document.remarks, forKey: .remarks)
        try container.encode(document.oddities, forKey: .oddities)
        try container.encode(Coverage(of: document), forKey: .coverage)
        try container.encodeIfPresent(document.original?.sha256, forKey: .original)
    }
}
