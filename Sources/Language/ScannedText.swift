/// The words of a text as plain numbers: where each stands, and what it is without case and accents.
///
/// This is ``TokenizedText`` without a string for every word, which is what looking for thousands of phrases wants: a text of
/// any length is four arrays, and comparing two words begins with comparing two numbers.
package struct ScannedText: Sendable {
    /// The text as UTF-8; all offsets point into it.
    package let bytes: [UInt8]
    /// In the order of the text.
    package let words: [ScannedWord]
    /// The folded letters, one after the other, of all words whose letters in the text are not folded already.
    let folded: [UInt8]

    package init(_ text: String) {
        var scanner = WordScanner(Array(text.utf8))
        scanner.scan()
        (bytes, words, folded) = (scanner.bytes, scanner.words, scanner.folded)
    }

    package func token(_ index: Int) -> Token { words[index].token(letters(of: words[index])) }

    /// From the first byte of the first of these words to the last byte of the last.
    package func range(ofWords range: Range<Int>) -> Range<Int> {
        let range = range.clamped(to: 0..<words.count)
        guard let first = words[range].first, let last = words[range].last else { return 0..<0 }
        return first.range.lowerBound..<last.range.upperBound
    }

    /// The folded letters of a word.
    package func spelling(_ index: Int) -> Spelling {
        Spelling(letters(of: words[index])[words[index].foldedRange], key: words[index].key)
    }

    /// Where a word's folded letters stand, at its `foldedRange`: most words are folded as they are written.
    func letters(of word: ScannedWord) -> [UInt8] { word.isPlain ? bytes : folded }
}

/// One word of a ``ScannedText``.
package struct ScannedWord: Sendable {
    // Half the size of `Int` each: a text has no four thousand million bytes, and words are many.
    private let start, end, foldedStart, foldedEnd: UInt32
    /// A number made of the folded letters; different words rarely share one.
    let key: UInt64
    package let gap: Token.Gap
    package let letterCase: Token.LetterCase
    /// Whether its letters in the text are its folded letters.
    let isPlain: Bool

    init(
        range: Range<Int>, folded: Range<Int>?, key: UInt64, gap: Token.Gap, letterCase: Token.LetterCase
    ) {
        start = UInt32(truncatingIfNeeded: range.lowerBound)
        end = UInt32(truncatingIfNeeded: range.upperBound)
        foldedStart = UInt32(truncatingIfNeeded: (folded ?? range).lowerBound)
        foldedEnd = UInt32(truncatingIfNeeded: (folded ?? range).upperBound)
        isPlain = folded == nil
        (self.key, self.gap, self.letterCase) = (key, gap, letterCase)
    }

    /// The word with its own letters, which stand at its `foldedRange`.
    func token(_ letters: [UInt8]) -> Token {
        let letters = letters[foldedRange]
        let word = Word(
            letters: String(decoding: letters, as: UTF8.self), key: key,
            tail: Word.tail(of: letters.suffix(8)))
        return Token(range: range, word: word, gap: gap, letterCase: letterCase)
    }

    /// Where it stands, in bytes of UTF-8.
    package var range: Range<Int> { Int(start)..<Int(end) }
    /// Where its folded letters stand among those that ``ScannedText/letters(of:)`` gives.
    var foldedRange: Range<Int> { Int(foldedStart)..<Int(foldedEnd) }
}

/// Makes the number of a word from its letters: the FNV-1a hash (isthe.com/chongo/tech/comp/fnv) with its last bits mixed.
struct WordKey {
    private(set) var state: UInt64 = 0xCBF2_9CE4_8422_2325

    mutating func add(_ letter: UInt8) { state = (state ^ UInt64(letter)) &* 0x0000_0100_0000_01B3 }

    var value: UInt64 { state ^ (state >> 29) }

    static func of(_ letters: some Sequence<UInt8>) -> UInt64 {
        var key = WordKey()
        for letter in letters { key.add(letter) }
        return key.value
    }
}
