/// A number as a text writes it: `49`, `1.000`, `3,5 miljoen`, `tweeëndertig`, `vijf miljoen`, `£2.5 billion`, `3 000`.
package struct Numeral: Hashable, Sendable {
    package let value: Double
    /// The words it takes up.
    package let tokens: Range<Int>
    /// True for `een` and `één` alone, which are hardly ever a count.
    package let isArticle: Bool
    /// What the number before it is multiplied by: 1,000,000 in `3,5 miljoen`; else 1.
    package let multiple: Double

    /// Reads the number that begins at a word; `nil` where none does.
    ///
    /// A point before three digits parts thousands, a comma parts decimals; a comma before exactly three digits parts
    /// thousands too (as English does) unless `miljoen` or the like follows. In English, and before such a word, a point parts
    /// decimals. Spaces part thousands where they are hard ones, where the language is French or German, and in sums.
    package init?(
        at index: Int, in text: TokenizedText, language: TextLanguage = .dutch, isSum: Bool = false
    ) {
        let tokens = text.tokens
        guard index >= 0, index < tokens.count else { return nil }
        var (next, number) = (index + 1, 0.0)
        var (isWord, isDoubtful) = (false, false)
        let first = tokens[index].word
        if first.isDigits {
            // `F-16` is a name, and the 16 in it no number.
            if tokens[index].gap == .hyphen, index > 0, tokens[index - 1].letterCase != .none { return nil }
            guard var digits = Digits(first.letters) else { return nil }
            digits.groupsBySpace = isSum || language == .french || language == .german
            digits.pointsAreDecimal = language == .english
            while digits.decimals.isEmpty, next < tokens.count, tokens[next].word.isDigits {
                let follower = next + 1 < tokens.count ? tokens[next + 1].word : .empty
                switch digits.add(
                    tokens[next].word.letters, after: text.between(next - 1, next),
                    isMultiplied: Self.multiples[follower] != nil)
                {
                case .added: next += 1
                case .ends: break
                case .contradicts: return nil
                }
                if digits.isWhole { break }
            }
            guard let value = digits.value else { return nil }
            (number, isDoubtful) = (value, digits.commas == 1 && language != .english)
        } else if next < tokens.count, Self.multiples[tokens[next].word] != nil,
            let fraction = Self.fraction(text.scanned.spelling(index))
        {
            (number, isWord) = (fraction, true)
        } else {
            guard
                let value = NumberWords.value(text.scanned.spelling(index), in: language)
            else { return nil }
            (number, isWord) = (Double(value), true)
        }
        let single = next
        var multiple = 1.0
        while next < tokens.count, tokens[next].gap <= .space,
            let factor = Self.multiples[tokens[next].word]
        {
            // `2,125 miljard` has decimals after all.
            if isDoubtful { (number, isDoubtful) = (number / 1000, false) }
            multiple *= factor
            next += 1
        }
        number *= multiple
        guard number <= Self.largest else { return nil }
        value = number
        self.tokens = index..<next
        self.multiple = multiple
        isArticle = isWord && number == 1 && next == single
    }

    /// The words of letters, but for compounds, with which a number can begin.
    package static var words: [Word] { NumberWords.all.words }

    /// A word of more letters is a number only where it is made of several.
    package static var longestWord: Int { 8 }

    /// True for a word of more letters that may be a number of several, written as one: `tweeëndertig`.
    package static func mayBeCompound(_ word: Word) -> Bool { NumberWords.mayBeCompound(word) }

    static let mostDigits = 15
    private static let largest = 1e15

    private static let fractions: WordMap<Double> = [
        "half": 0.5, "anderhalf": 1.5, "anderhalve": 1.5, "halve": 0.5,
    ]

    /// `half`, `anderhalf`, `drieënhalf`: before `miljoen` and the like.
    private static func fraction(_ word: Spelling) -> Double? {
        if let fraction = fractions[word] { return fraction }
        for ending in ["eneenhalf", "enhalf", "enhalve"] where word.letters.ends(with: ending) {
            return NumberWords.value(Spelling(word.letters.dropLast(ending.utf8.count))).map {
                Double($0) + 0.5
            }
        }
        return nil
    }

    /// `miljoen` and the like, in the languages that are read; a French `billion` is none that papers write.
    private static let multiples: WordMap<Double> = [
        "honderd": 100, "duizend": 1000, "miljoen": 1e6, "mln": 1e6, "mio": 1e6, "miljard": 1e9, "mld": 1e9,
        "mrd": 1e9, "biljoen": 1e12, "dozijn": 12,
        "hundred": 100, "thousand": 1000, "million": 1e6, "billion": 1e9, "trillion": 1e12,
        "mille": 1000, "millions": 1e6, "milliard": 1e9, "milliards": 1e9,
        "tausend": 1000, "millionen": 1e6, "milliarde": 1e9, "milliarden": 1e9,
    ]

    /// Short for a multiple, with a point behind.
    package static func isAbbreviation(_ word: Word) -> Bool {
        ["mln", "mld", "mio", "mrd"].contains(word)
    }
}

extension ArraySlice<UInt8> {
    fileprivate func ends(with end: String) -> Bool { suffix(end.utf8.count).elementsEqual(end.utf8) }
}

/// The digits of a number while its groups are read.
private struct Digits {
    private var whole: String
    private(set) var decimals = ""
    private(set) var commas = 0
    /// True once what follows is no part of it.
    private(set) var isWhole = false
    var groupsBySpace = false
    var pointsAreDecimal = false

    enum Step { case added, ends, contradicts }

    init?(_ first: String) {
        guard first.utf8.count <= Numeral.mostDigits else { return nil }
        whole = first
    }

    mutating func add(_ part: String, after gap: String, isMultiplied: Bool) -> Step {
        let isGroup = part.utf8.count == 3
        switch gap {
        case "." where pointsAreDecimal || (!isGroup && isMultiplied): decimals = part
        case "." where isGroup: whole += part
        case ".": return .contradicts
        case "," where isGroup:
            whole += part
            commas += 1
        case "," where commas == 0: decimals = part
        case "\u{A0}" where isGroup && whole.utf8.count <= 3, "\u{202F}" where isGroup,
            "\u{2009}" where isGroup:
            whole += part
        case " " where groupsBySpace && isGroup && (whole.utf8.count <= 3 || sawSpace):
            whole += part
            sawSpace = true
        default:
            isWhole = true
            return .ends
        }
        return .added
    }

    private var sawSpace = false

    var value: Double? {
        guard whole.utf8.count <= Numeral.mostDigits, decimals.utf8.count <= Numeral.mostDigits else {
            return nil
        }
        return Double(whole + "." + (decimals.isEmpty ? "0" : decimals))
    }
}

extension TokenizedText {
    /// True where nothing but this stands between two neighbouring words; no text is made of it.
    package func isBetween(_ first: Int, _ second: Int, _ mark: StaticString) -> Bool {
        guard first >= 0, first < second, second < tokens.count else { return false }
        let (start, end) = (tokens[first].range.upperBound, tokens[second].range.lowerBound)
        guard end - start == mark.utf8CodeUnitCount else { return false }
        return mark.withUTF8Buffer { unsafe $0.elementsEqual(bytes[start..<end]) }
    }

    /// True where what stands between two neighbouring words ends with this byte.
    package func isBetween(_ first: Int, _ second: Int, endingWith last: UInt8) -> Bool {
        guard first >= 0, first < second, second < tokens.count else { return false }
        let (start, end) = (tokens[first].range.upperBound, tokens[second].range.lowerBound)
        return end > start && bytes[end - 1] == last
    }

    /// What stands between two neighbouring words.
    package func between(_ first: Int, _ second: Int) -> String {
        guard first >= 0, first < second, second < tokens.count else { return "" }
        return text(in: tokens[first].range.upperBound..<tokens[second].range.lowerBound)
    }
}
