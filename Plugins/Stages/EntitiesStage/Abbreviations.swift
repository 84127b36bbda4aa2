import Language
import Pipeline

/// Names that a paper itself shortens: `Sahel Aviation Services (SAS)`, and `SAS` from there on.
struct Abbreviations {
    struct Definition {
        let short: String
        let long: Range<Int>
        let kind: Entity.Kind
    }

    private static let small: Set = [
        "de", "het", "van", "voor", "en", "der", "of", "the", "for", "and", "in", "on", "to", "du", "des",
        "la", "et",
    ]

    /// The definitions in a text; `long` is in words.
    static func definitions(in text: TokenizedText) -> [Definition] {
        text.tokens.indices.compactMap { index in
            let token = text.tokens[index]
            guard token.letterCase == .upper, (2...8).contains(token.folded.utf8.count), index > 0,
                text.between(index - 1, index).hasSuffix("("), isClosed(text, after: token),
                let start = start(of: Array(token.folded.utf8), before: index, in: text)
            else { return nil }
            let words = text.tokens[start..<index].map(\.folded)
            return Definition(
                short: text.text(in: token.range), long: start..<index, kind: kind(of: words))
        }
    }

    private static func isClosed(_ text: TokenizedText, after token: Token) -> Bool {
        let end = token.range.upperBound
        return end < text.bytes.count && text.bytes[end] == UInt8(ascii: ")")
    }

    /// The word from which capitals spell the abbreviation, going back from the bracket.
    private static func start(of letters: [UInt8], before end: Int, in text: TokenizedText) -> Int? {
        var (index, left) = (end, letters.count)
        while index > 0, end - index < 12 {
            let token = text.tokens[index - 1]
            let isSmall = small.contains(token.folded)
            if token.folded.utf8.first == letters[left - 1],
                token.letterCase.hasCapital || (isSmall && left < letters.count)
            {
                left -= 1
                if left == 0 { return token.letterCase.hasCapital ? index - 1 : nil }
            } else if !isSmall {
                return nil
            }
            guard token.gap <= .space else { return nil }
            index -= 1
        }
        return nil
    }

    private static func kind(of words: [String]) -> Entity.Kind {
        let last = words.last ?? ""
        if [
            "initiative", "agreement", "act", "strategie", "programme", "programma", "verdrag", "convention",
            "framework",
        ]
        .contains(where: last.hasSuffix) {
            return .policy
        }
        return words.contains { ["mission", "missie", "operation", "operatie"].contains($0) }
            ? .mission : .organisation
    }
}
