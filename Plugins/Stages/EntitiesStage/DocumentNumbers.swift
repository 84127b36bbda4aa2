import Language
import Pipeline

/// Finds official papers that a text names by number.
///
/// Knows the numbers of Dutch parliamentary papers: a dossier and a number in it (`Kamerstuk 29521, nr. 446`, `29 521-446`,
/// `36200-V-10`), the chamber's own case numbers (`2022Z23276`), and advisory letters (`briefadvies 36`).
struct DocumentNumbers {
    let text: TokenizedText
    let roles: [WordRoles]

    private static let introductions: WordSet = ["kamerstuk", "kamerstukken", "kamerstuknummer", "kst"]
    /// The words, beside numbers, that begin what is found here.
    static let beginnings = introductions.union(["aanhangsel", "briefadvies", "aiv"] as WordSet)
    private static let fillers: WordSet = [
        "ii", "i", "nr", "nrs", "nummer", "tk", "ek", "vergaderjaar", "met", "kenmerk", "dossier",
    ]

    func mentions() -> [Mention] {
        var (result, index): ([Mention], Int) = ([], 0)
        while index < text.tokens.count {
            guard roles[index].contains(.document) else {
                index += 1
                continue
            }
            guard let (canonical, tokens) = number(at: index) ?? appendix(at: index) ?? advice(at: index)
            else {
                index += 1
                continue
            }
            result.append(
                Mention(kind: .document, range: text.range(ofTokens: tokens), canonical: canonical))
            index = tokens.upperBound
        }
        return result
    }

    private func word(_ index: Int) -> Word { index < text.tokens.count ? text.tokens[index].word : .empty }

    private func number(at start: Int) -> (String, Range<Int>)? {
        var next = start
        let isIntroduced =
            Self.introductions.contains(word(start)) && !text.between(start, start + 1).contains("(")
        if isIntroduced {
            next += 1
            // `Kamerstukken II 2022/23, 29521, nr. 446`.
            var skipped = 0
            while skipped < 6, Self.fillers.contains(word(next)) || isSession(next) {
                next += isSession(next) ? 2 : 1
                skipped += 1
            }
        }
        if Self.isCase(word(next)) { return (word(next).letters.uppercased(), start..<next + 1) }
        guard let (dossier, afterDossier) = dossier(at: next) else { return nil }
        next = afterDossier
        var canonical = dossier
        // The chapter of a budget: `36200 V`, `36200-XVII`.
        if next < text.tokens.count, text.tokens[next].letterCase.hasCapital, Self.isRoman(word(next)),
            text.tokens[next].gap <= .space
        {
            canonical += "-" + word(next).letters.uppercased()
            next += 1
        }
        let isJoined = next < text.tokens.count && text.tokens[next].gap == .hyphen
        if isJoined, Self.isNumber(word(next), 1...4) {
            let part = canonical + "-" + word(next).letters
            // A dossier with a part of its own: `21 501-02, nr. 2100`.
            if Self.isNumber(word(next), 1...3), ["nr", "nummer"].contains(word(next + 1)),
                next + 2 < text.tokens.count, text.tokens[next + 1].gap <= .punctuation,
                text.between(next, next + 1).utf8.count < 3, Self.isNumber(word(next + 2), 1...4)
            {
                return (part + "-" + word(next + 2).letters, start..<next + 3)
            }
            return (part, start..<next + 1)
        }
        guard isIntroduced || word(next) == "nr" else { return nil }
        let endOfDossier = next
        let isNumbered =
            word(next) == "nr" && next < text.tokens.count && text.tokens[next].gap <= .punctuation
        if isNumbered { next += 1 }
        guard next < text.tokens.count, text.tokens[next].gap <= .punctuation,
            Self.isNumber(word(next), 1...4),
            isNumbered || text.tokens[next].gap == .punctuation
        else { return isIntroduced ? (canonical, start..<endOfDossier) : nil }
        return (canonical + "-" + word(next).letters, start..<next + 1)
    }

    private static let appendixFillers = fillers.union(
        ["van", "de", "der", "handelingen", "tweede", "kamer"] as WordSet)

    /// `Aanhangsel Handelingen, vergaderjaar 2024–2025, nr. 528`: answers to written questions.
    private func appendix(at start: Int) -> (String, Range<Int>)? {
        guard word(start) == "aanhangsel" else { return nil }
        var next = start + 1
        while next < start + 10, Self.appendixFillers.contains(word(next)) { next += 1 }
        guard isSession(next), let year = word(next).number else { return nil }
        next += 2
        guard ["nr", "nummer"].contains(word(next)), Self.isNumber(word(next + 1), 1...5) else { return nil }
        return ("ah-tk-\(year)\(year + 1)-\(word(next + 1).letters)", start..<next + 2)
    }

    /// `29521`, or `29 521`.
    private func dossier(at index: Int) -> (String, Int)? {
        if Self.isNumber(word(index), 5...5) { return (word(index).letters, index + 1) }
        guard Self.isNumber(word(index), 2...2), Self.isNumber(word(index + 1), 3...3),
            [" ", "\u{A0}", "\u{202F}"].contains(text.between(index, index + 1))
        else { return nil }
        return (word(index).letters + word(index + 1).letters, index + 2)
    }

    /// `2022/23`, `2022-2023`.
    private func isSession(_ index: Int) -> Bool {
        Self.isNumber(word(index), 4...4)
            && (Self.isNumber(word(index + 1), 2...2) || Self.isNumber(word(index + 1), 4...4))
            && ["/", "-", "–"].contains(text.between(index, index + 1))
    }

    /// `briefadvies 36` of the advisory council on international affairs.
    private func advice(at index: Int) -> (String, Range<Int>)? {
        guard word(index) == "briefadvies" || word(index) == "aiv", index + 1 < text.tokens.count else {
            return nil
        }
        var next = index + 1
        if word(next) == "advies" || word(next) == "briefadvies" { next += 1 }
        if word(next) == "nr" { next += 1 }
        guard Self.isNumber(word(next), 1...3) else { return nil }
        let name = word(index) == "aiv" && word(index + 1) == "advies" ? "advies" : "briefadvies"
        return ("AIV-\(name) \(word(next).letters)", index..<next + 1)
    }

    private static func isNumber(_ word: Word, _ width: ClosedRange<Int>) -> Bool {
        word.hasDigit && width.contains(word.count) && word.isDigits
    }

    /// `2022z23276`, folded.
    private static func isCase(_ word: Word) -> Bool {
        word.count == 10 && word.hasDigit
            && word.letters.utf8.enumerated().allSatisfy { place, letter in
                place == 4 ? letter == UInt8(ascii: "z") : letter &- 0x30 < 10
            }
    }

    private static func isRoman(_ word: Word) -> Bool {
        (1...6).contains(word.count) && word.allSatisfy { "ivxlcdabe".utf8.contains($0) }
    }
}
