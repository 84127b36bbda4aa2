/// Something about a paper that a person should look at: a number printed twice, an answer without a question.
public struct Oddity: Hashable, Codable, Sendable {
    /// What sort of oddity, for programs: `number-missing`, `number-repeated`, `no-question`.
    public var code: String
    /// What it is, for people.
    public var detail: String

    public init(_ code: String, _ detail: String) { (self.code, self.detail) = (code, detail) }
}

extension Oddity {
    /// How many page numbers are told one by one.
    private static let mostPages = 20

    /// What whoever read the paper has to say of its text, the graver first.
    package static func found(in text: PaperText) -> [Oddity] {
        var found: [Oddity] = []
        if !text.unreadPages.isEmpty {
            let numbers = text.unreadPages.prefix(mostPages).map(String.init).joined(separator: ", ")
            let more = text.unreadPages.count > mostPages ? " and others" : ""
            found.append(
                Oddity(
                    "unread-pages",
                    "\(text.unreadPages.count) pages are pictures in which no text was read: \(numbers)\(more)."
                ))
        }
        if text.isRecognised {
            found.append(
                Oddity(
                    "recognised-text", "Text of this paper was recognised in pictures; letters may be wrong.")
            )
        }
        return found
    }
}
