/// One or more words to look for, as ``PhraseMatcher`` takes them.
package struct Phrase: Hashable, Sendable {
    /// How far capitals count.
    package enum Capitals: String, Sendable {
        /// Not at all.
        case ignored
        /// A capital in the phrase wants a capital in the text, so that the `Westen` is not the `westen`.
        case initial
        /// The word must be spelled as in the phrase: `WHO`, not `who`.
        case exact
    }

    struct Word: Hashable, Sendable {
        var pattern: WordPattern
        /// As written in the phrase, without its asterisks.
        var surface: [UInt8]
        var hasCapital: Bool
        var gap: Token.Gap
    }

    let words: [Word]
    let capitals: Capitals

    /// Reads a phrase; `nil` where it has no words, or an asterisk with fewer than two letters beside it.
    ///
    /// `migratie*` stands for words that begin so, `*strategie` for words that end so, `*migratie*` for words that have it
    /// within, the bare word included. Accents never count; hyphens, spaces and line ends are the same. With a language, a
    /// word without capitals or asterisks stands for its inflected forms too.
    package init?(
        _ text: String, capitals: Capitals = .ignored, inflectedIn language: Inflection.Language? = nil
    ) {
        let tokenized = TokenizedText(text)
        let bytes = tokenized.bytes
        var words: [Word] = []
        for (index, token) in tokenized.tokens.enumerated() {
            let folded = String(decoding: tokenized.letters(index), as: UTF8.self)
            let (start, end) = (token.range.lowerBound, token.range.upperBound)
            let isOpenBefore = start > 0 && bytes[start - 1] == UInt8(ascii: "*")
            let isOpenAfter = end < bytes.count && bytes[end] == UInt8(ascii: "*")
            if isOpenBefore || isOpenAfter, token.word.count < 2 { return nil }
            let gap = token.gap == .punctuation && Phrase.isPlain(bytes, before: start) ? .space : token.gap
            let isInflected = !isOpenBefore && !isOpenAfter && token.letterCase == .lower
            let forms = isInflected ? language.map { Inflection.forms(of: folded, in: $0) } : nil
            words.append(
                Word(
                    pattern: WordPattern(
                        letters: folded, isOpenBefore: isOpenBefore, isOpenAfter: isOpenAfter,
                        forms: forms ?? []),
                    surface: Array(bytes[token.range]), hasCapital: token.letterCase.hasCapital, gap: gap))
        }
        guard !words.isEmpty else { return nil }
        (self.words, self.capitals) = (words, capitals)
    }

    /// How many words it has.
    package var count: Int { words.count }

    /// The forms of its word, where it is one word without capitals or asterisks: those that may be parts of compounds.
    package var compoundForms: [String]? {
        guard words.count == 1, let word = words.first, !word.hasCapital, !word.pattern.isOpenBefore,
            !word.pattern.isOpenAfter
        else { return nil }
        return [word.pattern.letters] + word.pattern.forms
    }

    /// True where only spaces and asterisks part a word from the one before: the asterisk is a sign, not punctuation.
    private static func isPlain(_ bytes: [UInt8], before start: Int) -> Bool {
        for byte in bytes[..<start].reversed() {
            switch byte {
            case UInt8(ascii: "*"), UInt8(ascii: " "): continue
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x80...: return true
            default: return false
            }
        }
        return true
    }

    /// True where these words are spelled as in the phrase, capitals and accents included.
    func isSpelled(_ range: Range<Int>, of text: ScannedText) -> Bool {
        words.indices.allSatisfy { fits(words[$0], text.words[range.lowerBound + $0], text) }
    }

    private func fits(_ word: Word, _ token: ScannedWord, _ text: ScannedText) -> Bool {
        var surface = text.bytes[token.range]
        if surface.contains(where: { $0 == 0xC2 || $0 == 0xE2 }) {
            let visible = String(decoding: surface, as: UTF8.self).unicodeScalars.filter {
                !Folding.isIgnorable($0)
            }
            surface = Array(String(String.UnicodeScalarView(visible)).utf8)[...]
        }
        switch (word.pattern.isOpenBefore, word.pattern.isOpenAfter) {
        case (false, false): return surface.elementsEqual(word.surface)
        case (false, true): return surface.starts(with: word.surface)
        case (true, false): return surface.reversed().starts(with: word.surface.reversed())
        case (true, true):
            return surface.indices.contains { surface[$0...].starts(with: word.surface) }
        }
    }
}

/// One word of a phrase: letters, and whether more may stand before or after them.
struct WordPattern: Hashable, Sendable {
    var letters: String
    var isOpenBefore: Bool
    var isOpenAfter: Bool
    /// What else it stands for: its inflected forms.
    var forms: [String] = []
}

extension Phrase.Capitals {
    /// What a person means who writes a phrase with these capitals: none, a name, or an abbreviation.
    ///
    /// A phrase of one word of two capitals or more is an abbreviation; any other capital makes a name.
    package static func asWritten(in text: String) -> Self {
        let tokens = TokenizedText(text).tokens
        if tokens.count == 1, tokens[0].letterCase == .upper { return .exact }
        return tokens.contains { $0.letterCase.hasCapital } ? .initial : .ignored
    }
}
