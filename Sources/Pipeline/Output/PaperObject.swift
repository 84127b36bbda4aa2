/// What `bode read --document` prints of a paper: its head, what belongs to no answer, and what was odd about it.
public struct PaperObject: Encodable, Sendable {
    private let head: AnswerObject.DocumentHead
    private let document: Document

    public init(_ document: Document, id: Identifier) {
        (head, self.document) = (AnswerObject.DocumentHead(document, id: id), document)
    }

    private enum CodingKeys: String, CodingKey {
        case answers, numbers, asked, answered, remarks, oddities, coverage, original
        case askedBy = "asked_by"
        case answeredBy = "answered_by"
    }

    public func encode(to encoder: any Encoder) throws {
        try head.encode(to: encoder)
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(document.answers.count, forKey: .answers)
        try container.encode(document.answers.map(\.numbers), forKey: .numbers)
        try container.encode(document.askedBy, forKey: .askedBy)
        try container.encode(document.answeredBy, forKey: .answeredBy)
        try container.encode(document.asked, forKey: .asked)
        try container.encode(document.answered, forKey: .answered)
        try container.encode(document.remarks, forKey: .remarks)
        try container.encode(document.oddities, forKey: .oddities)
        try container.encode(Coverage(of: document), forKey: .coverage)
        try container.encodeIfPresent(document.original?.sha256, forKey: .original)
    }
}
