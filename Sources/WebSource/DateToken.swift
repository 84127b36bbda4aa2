/// A word, a number or a mark of a date.
enum DateToken: Equatable {
    case number(Int, digits: Int)
    /// In lower case and without accents.
    case word(String)
    case mark(Character)

    var word: String? {
        guard case .word(let word) = self else { return nil }
        return word
    }

    /// Most digits of a number in a date.
    private static let mostDigits = 9

    /// The tokens without the spaces between them; `nil` where a number is too long for a date.
    static func tokens(of text: String) -> [DateToken]? {
        var tokens: [DateToken] = []
        var word = ""
        var (value, digits) = (0, 0)
        func end() {
            if !word.isEmpty { tokens.append(.word(word)) }
            if digits > 0 { tokens.append(.number(value, digits: digits)) }
            (word, value, digits) = ("", 0, 0)
        }
        for scalar in text.unicodeScalars {
            if (0x30...0x39).contains(scalar.value) {
                if !word.isEmpty { end() }
                (value, digits) = (value * 10 + Int(scalar.value - 0x30), digits + 1)
                guard digits <= mostDigits else { return nil }
            } else if (0x61...0x7A).contains(scalar.value | 0x20) {
                if digits > 0 { end() }
                word.unicodeScalars.append(Unicode.Scalar(UInt8(truncatingIfNeeded: scalar.value | 0x20)))
            } else if scalar.value >= 0x80, scalar.properties.isAlphabetic {
                if digits > 0 { end() }
                word += DateWords.folded(scalar)
            } else {
                end()
                if scalar != " " { tokens.append(.mark(Character(scalar))) }
            }
        }
        end()
        return tokens
    }
}
