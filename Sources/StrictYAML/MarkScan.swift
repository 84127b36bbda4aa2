/// Looks for anchors and tags before the parser sees the text.
///
/// Without an anchor no alias can stand for anything, so that no short text can grow into a large one while it is read.
struct MarkScan {
    let line: Int
    let column: Int
    /// `&` for an anchor, `!` for a tag.
    let mark: Unicode.Scalar

    /// Finds the first anchor or tag; `nil` where there is none.
    init?(_ text: String) {
        var (line, column) = (1, 0)
        var quote: Unicode.Scalar?
        /// The last character that was no space, on this line; `nil` at its beginning.
        var last: Unicode.Scalar?
        var previous: Unicode.Scalar = "\n"
        for scalar in text.unicodeScalars {
            column += 1
            if quote == nil, previous == "&" || previous == "!", last == nil, Self.isName(scalar) {
                (self.line, self.column, mark) = (line, column - 1, previous)
                return
            }
            switch scalar {
            case "\n", "\r":
                if scalar == "\n" { line += 1 }
                (column, last) = (0, nil)
            case "#" where quote == nil && (previous == " " || previous == "\t" || previous == "\n"):
                // The rest of the line is a comment: nothing in it begins a value.
                last = "#"
            case "\"", "'":
                if quote == scalar {
                    if previous != "\\" || scalar == "'" { quote = nil }
                } else if quote == nil, Self.beginsValue(after: last) {
                    quote = scalar
                }
                last = scalar
            case "&" where quote == nil && Self.beginsValue(after: last),
                "!" where quote == nil && Self.beginsValue(after: last):
                last = nil
            case " ", "\t": break
            default: last = scalar
            }
            previous = scalar
        }
        return nil
    }

    private static func beginsValue(after last: Unicode.Scalar?) -> Bool {
        guard let last else { return true }
        switch last {
        case "[", "{", ",", ":", "?", "-": return true
        default: return false
        }
    }

    private static func isName(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "a"..."z", "A"..."Z", "0"..."9", "-", "_", "!", "<": true
        default: false
        }
    }
}
