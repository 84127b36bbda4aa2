/// Cuts a query into words, quoted text, brackets and operators.
struct QueryLexer {
    enum Piece: Equatable {
        case open, close
        case and, or
        /// `NOT`, or a hyphen before what is to be left out.
        case not
        case quoted(String)
        case bare(String)
        /// A name with a colon, and its value with or without quotes; `nil` where nothing follows the colon.
        case field(String, String?)
    }

    struct Token: Equatable {
        var piece: Piece
        /// Where it begins, in bytes.
        var position: Int
    }

    private let scalars: [Unicode.Scalar]
    private var index = 0
    private var position = 0

    init(_ text: String) { scalars = Array(text.unicodeScalars) }

    /// The next piece; `nil` at the end.
    mutating func next() throws(QueryProblem) -> Token? {
        while let scalar = current, scalar.properties.isWhitespace { advance() }
        guard let scalar = current else { return nil }
        let start = position
        switch scalar {
        case "(":
            advance()
            return Token(piece: .open, position: start)
        case ")":
            advance()
            return Token(piece: .close, position: start)
        case "-":
            advance()
            guard let next = current, !next.properties.isWhitespace, next != ")" else {
                throw QueryProblem(
                    at: start,
                    "'-' at \(start) stands alone; write it directly before what is to be left out, or drop it"
                )
            }
            return Token(piece: .not, position: start)
        default:
            if Self.isQuote(scalar) { return Token(piece: .quoted(try quoted()), position: start) }
            return Token(piece: try word(), position: start)
        }
    }

    private mutating func word() throws(QueryProblem) -> Piece {
        var text = String.UnicodeScalarView()
        while let scalar = current, !Self.ends(scalar) {
            advance()
            if scalar == ":", Self.isName(text) { return .field(String(text), try value()) }
            text.append(scalar)
        }
        switch String(text) {
        case "AND": return .and
        case "OR": return .or
        case "NOT": return .not
        case let word: return .bare(word)
        }
    }

    private mutating func value() throws(QueryProblem) -> String? {
        guard let first = current else { return nil }
        if Self.isQuote(first) { return try quoted() }
        var text = String.UnicodeScalarView()
        while let scalar = current, !Self.ends(scalar) {
            text.append(scalar)
            advance()
        }
        return text.isEmpty ? nil : String(text)
    }

    private mutating func quoted() throws(QueryProblem) -> String {
        let start = position
        advance()
        var text = String.UnicodeScalarView()
        while let scalar = current {
            advance()
            if Self.isQuote(scalar) { return String(text) }
            text.append(scalar)
        }
        throw QueryProblem(at: start, "the quote at \(start) is never closed; add '\"' behind the phrase")
    }

    private var current: Unicode.Scalar? { index < scalars.count ? scalars[index] : nil }

    private mutating func advance() {
        position += UTF8.width(scalars[index])
        index += 1
    }

    /// True for what may stand before the colon of a field.
    private static func isName(_ text: String.UnicodeScalarView) -> Bool {
        !text.isEmpty
            && text.allSatisfy {
                (0x41...0x5A).contains($0.value) || (0x61...0x7A).contains($0.value) || $0 == "_"
            }
    }

    /// True for what ends a word or a value without quotes.
    static func ends(_ scalar: Unicode.Scalar) -> Bool {
        scalar == "(" || scalar == ")" || scalar.properties.isWhitespace || isQuote(scalar)
    }

    /// Straight double quotes, and those that word processors make of them.
    private static func isQuote(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "\"", "\u{201C}", "\u{201D}", "\u{201E}": true
        default: false
        }
    }
}
