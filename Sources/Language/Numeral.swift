
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
            guard let value = Self.words(tokens[index].folded) else { return nil }
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

    // MARK: Numbers in words

    private static let units: [String: Int] = [
        "een": 1, "twee": 2, "drie": 3, "vier": 4, "vijf": 5, "zes": 6, "zeven": 7, "acht": 8, "negen": 9,
        "tien": 10, "elf": 11, "twaalf": 12, "dertien": 13, "veertien": 14, "vijftien": 15, "zestien": 16,
        "zeventien": 17, "achttien": 18, "negentien": 19,
    ]
    private static let tens: [String: Int] = [
        "twintig": 20, "dertig": 30, "veertig": 40, "vijftig": 50, "zestig": 60, "zeventig": 70,
        "tachtig": 80,
        "negentig": 90,
    ]

    /// The value of one folded word: `vijf`, `tweeendertig`, `honderd`, `driehonderdtwintig`, `tweeduizend`.
    private static func words(_ word: String) -> Int? {
        guard word.utf8.count <= 60 else { return nil }
        if let value = units[word] ?? tens[word] { return value }
        for (name, size) in [("duizend", 1000), ("honderd", 100)] {
            guard let range = word.firstRange(of: name) else { continue }
            let (before, after) = (word[..<range.lowerBound], word[range.upperBound...])
            guard let count = before.isEmpty ? 1 : words(String(before)), count < size * 10 else {
                return nil
            }
            let rest = after.hasPrefix("en") && units[String(after)] == nil ? after.dropFirst(2) : after
            guard let remainder = after.isEmpty ? 0 : words(String(rest)), remainder < size else {
                return nil
            }
            return count * size + remainder
        }
        for (name, value) in tens where word.hasSuffix("en" + name) {
            guard let unit = units[String(word.dropLast(name.count + 2))], unit < 10 else { continue }
            return value + unit
        }
        return nil
    }
}

extension String {
    /// The first place of an ASCII word.
    fileprivate func firstRange(of word: String) -> Range<Index>? {
        var rest = self[...]
        while rest.utf8.count >= word.utf8.count {
            if rest.hasPrefix(word) {
                return rest.startIndex..<rest.index(rest.startIndex, offsetBy: word.count)
            }
            rest.removeFirst()
        }
        return nil
    }
}

extension TokenizedText {
    /// What stands between two neighbouring words.
    package func between(_ first: Int, _ second: Int) -> String {
        guard first >= 0, first < second, second < tokens.count else { return "" }
        return text(in: tokens[first].range.upperBound..<tokens[second].range.lowerBound)
    }
}
