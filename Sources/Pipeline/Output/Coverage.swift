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
        var (sum, index) = (0, 0)
        while index < bytes.count {
            let byte = bytes[index]
            if byte < 0x80 {
                sum &+= (byte | 0x20) &- 0x61 < 26 || byte &- 0x30 < 10 ? 1 : 0
                index &+= 1
            } else {
                let width = byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
                var value = UInt32(byte & (0xFF &>> UInt8(width &+ 1)))
                // A string is well formed.
                for next in index &+ 1..<min(index &+ width, bytes.count) {
                    value = value &<< 6 | UInt32(bytes[next] & 0x3F)
                }
                sum &+= weight(value)
                index &+= width
            }
        }
        return sum
    }

    /// The same of one character beyond ASCII; asking for the properties of one is slow.
    private static func weight(_ value: UInt32) -> Int {
        switch value {
        // Latin letters without the two signs of arithmetic among them, and the marks of western print.
        case 0xC0...0xD6, 0xD8...0xF6, 0xF8...0x24F: return 1
        case 0xD7, 0xF7, 0x2010...0x2027: return 0
        case 0xFB00...0xFB02: return 2
        case 0xFB03...0xFB04: return 3
        default:
            guard let properties = Unicode.Scalar(value)?.properties else { return 0 }
            return properties.isAlphabetic || properties.numericType != nil ? 1 : 0
        }
    }
}
