/// Something that a stage says of an answer and that none of the other words fits: a translation, a near duplicate, a contact.
///
/// Stages in other processes add these without anything else of Bode knowing what they mean; watches ask for them by kind.
public struct Annotation: Hashable, Codable, Sendable {
    /// The stage that says it, by the name it is configured under.
    public var stage: String
    /// What it is, such as `translation`, `similar` or `contact`.
    ///
    /// Lower-case letters, digits and `_`, beginning with a letter.
    public var kind: String
    /// What it says, for people.
    public var text: String
    /// The language of `text`, as a BCP 47 tag; `nil` where that is no matter.
    public var language: String?
    /// Where to read more.
    public var url: String?
    /// How sure the stage is, from 0 to 1; `nil` where it does not say.
    public var score: Double?
    /// The words it is about; `nil` where it is about the whole answer.
    public var span: Span?
    /// Further values, by name: `email`, `phone`.
    public var fields: [String: String]?

    public init(
        stage: String, kind: String, text: String, language: String? = nil, url: String? = nil,
        score: Double? = nil, span: Span? = nil, fields: [String: String]? = nil
    ) {
        (self.stage, self.kind, self.text) = (stage, kind, text)
        (self.language, self.url, self.score) = (language, url, score)
        (self.span, self.fields) = (span, fields)
    }

    /// Whether `text` may be a kind.
    public static func isKind(_ text: String) -> Bool {
        guard let first = text.utf8.first, (0x61...0x7A).contains(first), text.utf8.count <= longestKind
        else { return false }
        return text.utf8.allSatisfy {
            (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x5F
        }
    }

    private static let longestKind = 64
}
