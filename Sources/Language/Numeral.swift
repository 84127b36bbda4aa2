/// A number as Dutch text writes it: `49`, `1.000`, `3,5 miljoen`, `tweeëndertig`, `vijf miljoen`.
package struct Numeral: Hashable, Sendable {
    package let value: Double
    /// The words it takes up.
    package let tokens: Range<Int>
    /// True for `een` and `één` alone, which are hardly ever a count.
    package let isArticle: Bool

    /// Reads the number that begins at a word; `nil` where none does.
    ///
    /// A point before three digits parts thousands, a comma parts decimals; a comma before exactly three digits parts
    /// thousands too (as English does) unless `miljoen` or the like follows. English words for multiples are understood.
    package init?(at index: Int, in text: TokenizedText) {
        let tokens = text.tokens
        guard index >= 0, index < tokens.count else { return nil }
        var (next, number) = (index + 1, 0.0)
        var (isWord, isDoubtful) = (false, false)
        if Self.isDigits(tokens[index].folded) {
            // `F-16` is a name, and the 16 in it no number.
            if tokens[index].gap == .hyphen, index > 0, tokens[index - 1].letterCase != .none { return nil }
            var (digits, decimals, commas) = (tokens[index].folded, "", 0)
            while next < tokens.count, decimals.isEmpty, Self.isDigits(tokens[next].folded) {
                let part = tokens[next].folded
                switch text.between(next - 1, next) {
                case ".": if part.utf8.count != 3 { return nil } else { digits += part }
                case "," where part.utf8.count == 3 && commas >= 0:
                    (digits, commas) = (digits + part, commas + 1)
                case ",": decimals = part
                default: commas = -commas - 1
                }
                if commas < 0 {
                    commas = -commas - 1
                    break
                }
                next += 1
            }
            guard digits.utf8.count <= Self.mostDigits,
                let whole = Double(digits + "." + (decimals.isEmpty ? "0" : decimals))
            else { return nil }
            number = whole
            isDoubtful = commas == 1
        } else {
            guard let value = NumberWords.value(tokens[index].folded) else { return nil }
            (number, isWord) = (Double(value), true)
        }
        let single = next
        while next < tokens.count, tokens[next].gap <= .space,
            let multiple = Self.multiples[tokens[next].folded]
        {
            // `2,125 miljard` has decimals after all.
            if isDoubtful { (number, isDoubtful) = (number / 1000, false) }
            number *= multiple
            next += 1
        }
        guard number <= Self.largest else { return nil }
        value = number
        self.tokens = index..<next
        isArticle = isWord && number == 1 && next == single
    }

    private static let mostDigits = 15
    private static let largest = 1e15

    private static let multiples: [String: Double] = [
        "honderd": 100, "duizend": 1000, "miljoen": 1e6, "mln": 1e6, "miljard": 1e9, "mld": 1e9,
        "biljoen": 1e12,
        "hundred": 100, "thousand": 1000, "million": 1e6, "billion": 1e9,
    ]

    static func isDigits(_ word: String) -> Bool {
        !word.isEmpty && word.utf8.allSatisfy { (0x30...0x39).contains($0) }
    }
}

extension TokenizedText {
    /// What stands between two neighbouring words.
    package func between(_ first: Int, _ second: Int) -> String {
        guard first >= 0, first < second, second < tokens.count else { return "" }
        return text(in: tokens[first].range.upperBound..<tokens[second].range.lowerBound)
    }
}
