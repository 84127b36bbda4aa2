import Language
import Pipeline

/// Names that a paper itself shortens: `Sahel Aviation Services (SAS)`, and `SAS` from there on.
///
/// Where no capitals spell the abbreviation, its letters are looked for from the last to the first, of which the first must
/// begin a word: the algorithm of Schwartz and Hearst, *A simple algorithm for identifying abbreviation definitions in
/// biomedical text* (2003).
struct Abbreviations {
    struct Definition {
        let short: String
        let shortToken: Range<Int>
        let long: Range<Int>
        let kind: Entity.Kind
        /// False where the long form is written small, and so names nothing.
        let isName: Bool
    }

    /// Letters of the longest abbreviation.
    static let longest = 10

    /// Words of a long form, beside articles and the like, that may give no letter.
    private static let mostIdle = 1

    private static let small: WordSet = [
        "de", "het", "van", "voor", "en", "der", "of", "the", "for", "and", "in", "on", "to", "du", "des",
        "la", "et",
    ]

    /// The definitions in a text; `long` is in words.
    static func definitions(in text: TokenizedText, known: KnownNames) -> [Definition] {
        text.tokens.indices.compactMap { index in
            isShort(text, index) ? behind(text, index, known) ?? inside(text, index) : nil
        }
    }

    /// `RIVM`, `SodM`, `Cft`.
    private static func isShort(_ text: TokenizedText, _ index: Int) -> Bool {
        let token = text.tokens[index]
        switch token.letterCase {
        case .upper, .mixed: return (2...longest).contains(token.word.count)
        case .capitalised: return (2...5).contains(token.word.count)
        case .lower, .none: return false
        }
    }

    /// `Long Name (LN)`.
    private static func behind(
        _ text: TokenizedText, _ index: Int, _ known: KnownNames
    ) -> Definition? {
        let token = text.tokens[index]
        guard index > 0, text.isBetween(index - 1, index, endingWith: UInt8(ascii: "(")),
            isClosed(text, after: token),
            !(known[index]?.contains { $0.name.category == .entity(.party) } ?? false)
        else { return nil }
        let letters = Array(text.letters(index))
        let spelled = token.letterCase == .upper ? start(of: letters, before: index, in: text) : nil
        guard let start = spelled ?? hearst(letters, before: index, in: text) else { return nil }
        let isName = text.isCapital(start)
        // In small letters only a whole abbreviation is one; `(Kamerstuk)` is not.
        if !isName, token.letterCase == .capitalised { return nil }
        return definition(text, short: index, long: start..<index, isName: isName)
    }

    /// `LN (Long Name)`.
    private static func inside(_ text: TokenizedText, _ index: Int) -> Definition? {
        let token = text.tokens[index]
        guard token.letterCase != .capitalised, index + 2 < text.tokens.count,
            text.isBetween(index, index + 1, " ("), text.isCapital(index + 1)
        else { return nil }
        var end = index + 2
        while end < text.tokens.count, text.follows(end), end - index < 14 { end += 1 }
        guard isClosed(text, after: text.tokens[end - 1]) else { return nil }
        let letters = Array(text.letters(index))
        guard let start = hearst(letters, before: end, in: text), start == index + 1 else { return nil }
        return definition(text, short: index, long: start..<end, isName: true)
    }

    private static func definition(
        _ text: TokenizedText, short: Int, long: Range<Int>, isName: Bool
    ) -> Definition {
        Definition(
            short: text.text(in: text.tokens[short].range), shortToken: short..<short + 1, long: long,
            kind: kind(of: text.tokens[long].map(\.word)), isName: isName)
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
            let isSmall = small.contains(token.word)
            if token.word.first == letters[left - 1],
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

    /// The word from which the letters can be read, going back from the bracket within one clause.
    private static func hearst(_ letters: [UInt8], before end: Int, in text: TokenizedText) -> Int? {
        let furthest = end - min(letters.count + 5, letters.count * 2)
        var (left, idle) = (letters.count, 0)
        var index = end - 1
        while index >= max(0, furthest) {
            let word = Array(text.letters(index))
            let before = left
            for place in word.indices.reversed() where left > 0 && word[place] == letters[left - 1] {
                // The first letter of all must begin a word.
                if left == 1, place > 0 { continue }
                left -= 1
            }
            if left == 0 { return index }
            // `NEN gaf opdracht om een praktijkrichtlijn (NPR) op te stellen` has a clause before its definition.
            if left == before, !small.contains(text.tokens[index].word) { idle += 1 }
            guard idle <= mostIdle else { return nil }
            let gap = text.tokens[index].gap
            guard gap <= .space || [", ", " & "].contains(text.between(index - 1, index)) else { return nil }
            index -= 1
        }
        return nil
    }

    private static func kind(of words: [Word]) -> Entity.Kind {
        if words.contains(where: { ["mission", "missie", "operation", "operatie"].contains($0) }) {
            return .mission
        }
        let head =
            words.last.flatMap { NameCues.kind(ofHead: $0, isFirst: false) }
            ?? words.first.flatMap { NameCues.kind(ofHead: $0, isFirst: true) }
        if let head { return head == .place ? .organisation : head }
        return words.contains { ["initiative", "framework"].contains($0) } ? .policy : .organisation
    }
}
