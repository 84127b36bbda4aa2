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

/// How much of a paper's text went somewhere, in letters and digits.
///
/// Words rejoined at line ends and white space do not change these counts, so they are equal where nothing is lost.
public struct Coverage: Encodable, Hashable, Sendable {
    /// In the text as it was read.
    public var text: Int
    /// In questions, answers, footnotes and remarks; more than `text` where something was told twice.
    public var accounted: Int
    /// Where they went: `question`, `answer`, `footnote`, and the roles of remarks.
    public var parts: [String: Int]

    public init(of document: Document) {
        text = document.text.lines.reduce(0) { $0 + Self.weight($1.text) }
        var parts: [String: Int] = [:]
        func add(_ text: String, to part: String) { parts[part, default: 0] += Self.weight(text) }
        // A note is counted once, however often it is called.
        var notes: Set<Int> = []
        for answer in document.answers {
            add(answer.question, to: "question")
            add(answer.answer, to: "answer")
            for note in answer.footnotes where notes.insert(note.ordinal).inserted {
                add(note.label, to: Remark.Role.footnote.rawValue)
                add(note.text, to: Remark.Role.footnote.rawValue)
            }
        }
        for remark in document.remarks { add(remark.text, to: remark.role.rawValue) }
        self.parts = parts
        accounted = parts.values.reduce(0, +)
    }

    /// Letters and digits; those that are drawn as one, such as `ﬁ`, count as the letters that they stand for.
    private static func weight(_ text: String) -> Int {
        text.unicodeScalars.reduce(0) { sum, scalar in
            switch scalar.value {
            // Most of all text, and asking for properties is slow.
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: sum + 1
            case ..<0x80: sum
            case 0xFB00...0xFB02: sum + 2
            case 0xFB03...0xFB04: sum + 3
            default: sum + (scalar.properties.isAlphabetic || scalar.properties.numericType != nil ? 1 : 0)
            }
        }
    }
}
