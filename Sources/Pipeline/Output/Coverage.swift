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
        let bytes = text.utf8Span.span
        var (plain, all): (Int, UInt8) = (0, 0)
        for index in bytes.indices {
            let byte = bytes[index]
            plain += (byte | 0x20) &- 0x61 < 26 || byte &- 0x30 < 10 ? 1 : 0
            all |= byte
        }
        // Most of all text, and asking for the properties of a character is slow.
        guard all >= 0x80 else { return plain }
        return text.unicodeScalars.reduce(plain) { sum, scalar in
            switch scalar.value {
            case ..<0x80: sum
            case 0xFB00...0xFB02: sum + 2
            case 0xFB03...0xFB04: sum + 3
            default: sum + (scalar.properties.isAlphabetic || scalar.properties.numericType != nil ? 1 : 0)
            }
        }
    }
}
