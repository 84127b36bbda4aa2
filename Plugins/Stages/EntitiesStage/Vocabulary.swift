import Language

/// The words of one paper, which say of a capital at the beginning of a sentence whether it is a name's.
///
/// A class, since whoever looks at a name holds it, and it is filled before anyone looks.
final class Vocabulary {
    /// Written small somewhere.
    private var small: WordSet = []
    /// Written with a capital where no sentence begins.
    private var capital: WordSet = []

    func learn(from text: TokenizedText) {
        // Taken out for a while, so that not every word asks whether someone else is at them.
        var (small, capital) = (WordSet(), WordSet())
        swap(&small, &self.small)
        swap(&capital, &self.capital)
        defer { (self.small, self.capital) = (small, capital) }
        for index in text.tokens.indices {
            switch text.tokens[index].letterCase {
            case .lower: small.insert(text.tokens[index].word)
            case .capitalised: if !text.isLoose(index) { capital.insert(text.tokens[index].word) }
            case .upper, .mixed, .none: break
            }
        }
    }

    /// True for a word that the paper writes small too, or that begins sentences in any paper.
    func isCommon(_ word: Word) -> Bool {
        small.contains(word) || CommonWords.starters.contains(word)
    }

    /// The same of letters within a word.
    func isCommon(_ spelling: Spelling) -> Bool {
        small.contains(spelling) || CommonWords.starters.contains(spelling)
    }

    /// True where the paper writes it with a capital in the middle of a sentence.
    func isName(_ word: Word) -> Bool { capital.contains(word) && !isCommon(word) }
}

extension TokenizedText {
    /// True where a capital may stand for the place alone: after a full stop, a colon, a bullet or an opening quotation mark.
    func isLoose(_ index: Int) -> Bool {
        guard index < tokens.count, index > 0 else { return true }
        if tokens[index].startsSentence { return true }
        guard tokens[index].gap == .punctuation else { return false }
        return text(in: tokens[index - 1].range.upperBound..<tokens[index].range.lowerBound).unicodeScalars
            .contains(where: Self.loosens)
    }

    /// True for a colon, a bullet, an opening quotation mark and the like.
    private static func loosens(_ mark: Unicode.Scalar) -> Bool {
        switch mark {
        case ":", ";", "‘", "“", "\"", "«", "„", "•", "–", "?", "!": true
        default: false
        }
    }

    /// True for a word that begins with a capital: `Mali`, `MINUSMA`, `OpenAI`.
    func isCapital(_ index: Int) -> Bool {
        guard tokens.indices.contains(index), tokens[index].letterCase.hasCapital else { return false }
        let first = bytes[tokens[index].range.lowerBound]
        if first < 0x80 { return (0x41...0x5A).contains(first) }
        return text(in: tokens[index].range).unicodeScalars.first?.properties.isUppercase ?? false
    }

    /// True for `Mali` and `IJmuiden`.
    func isSmallAfterCapital(_ index: Int) -> Bool {
        let token = tokens[index]
        if token.letterCase == .capitalised { return true }
        guard token.letterCase == .mixed, token.word.hasPrefix("ij") else { return false }
        return bytes[token.range].dropFirst(2).allSatisfy { !(0x41...0x5A).contains($0) }
    }

    /// True where the sentence goes on to a question mark.
    func isQuestion(from index: Int) -> Bool {
        var next = index + 1
        while next < tokens.count, next < index + Self.longestQuestion {
            if tokens[next].startsSentence || tokens[next].gap == .punctuation {
                let between = between(next - 1, next)
                if between.contains("?") { return true }
                if tokens[next].startsSentence { return false }
            }
            next += 1
        }
        guard next == tokens.count, let last = tokens.last else { return false }
        return bytes[last.range.upperBound...].contains(UInt8(ascii: "?"))
    }

    /// More words than this are not looked through for a question mark.
    private static var longestQuestion: Int { 60 }

    func word(_ index: Int) -> Word { tokens.indices.contains(index) ? tokens[index].word : .empty }

    /// True where only a space, a hyphen or an apostrophe parts a word from the one before.
    func follows(_ index: Int) -> Bool { tokens.indices.contains(index) && tokens[index].gap <= .space }
}
