/// The words of a text as plain numbers: where each stands, and what it is without case and accents.
///
/// This is ``TokenizedText`` without a string for every word, which is what looking for thousands of phrases wants: a text of
/// any length is four arrays, and comparing two words begins with comparing two numbers.
package struct ScannedText: Sendable {
    /// The text as UTF-8; all offsets point into it.
    package let bytes: [UInt8]
    /// In the order of the text.
    package let words: [ScannedWord]
    /// The folded letters of all words, each at its `foldedRange`.
    let folded: [UInt8]

    package init(_ text: String) {
        var scanner = WordScanner(Array(text.utf8))
        scanner.scan()
        (bytes, words, folded) = (scanner.bytes, scanner.words, scanner.folded)
    }

    /// All words as tokens.
    var tokens: [Token] {
        let letters = unsafe folded.span.bytes
        return words.map { word in
            Token(
                word: Word(letters, word.foldedRange, key: word.key), range: word.range, gap: word.gap,
                letterCase: word.letterCase)
        }
    }

    /// From the first byte of the first of these words to the last byte of the last.
    package func range(ofWords range: Range<Int>) -> Range<Int> {
        let range = range.clamped(to: 0..<words.count)
        guard let first = words[range].first, let last = words[range].last else { return 0..<0 }
        return first.range.lowerBound..<last.range.upperBound
    }

    /// The folded letters of a word.
    package func spelling(_ index: Int) -> Spelling {
        Spelling(folded[words[index].foldedRange], key: words[index].key)
    }
}

/// One word of a ``ScannedText``.
package struct ScannedWord: Sendable {
    // Half the size of `Int` each: a text has no four thousand million bytes, and words are many.
    private let start, end, foldedStart, foldedEnd: UInt32
    /// A number made of the folded letters; different words rarely share one.
    let key: UInt64
    package let gap: Token.Gap
    package let letterCase: Token.LetterCase

    @inline(__always)
    init(
        range: Range<Int>, folded: Range<Int>, key: UInt64, gap: Token.Gap, letterCase: Token.LetterCase
    ) {
        start = UInt32(truncatingIfNeeded: range.lowerBound)
        end = UInt32(truncatingIfNeeded: range.upperBound)
        foldedStart = UInt32(truncatingIfNeeded: folded.lowerBound)
        foldedEnd = UInt32(truncatingIfNeeded: folded.upperBound)
        (self.key, self.gap, self.letterCase) = (key, gap, letterCase)
    }

    /// Where it stands, in bytes of UTF-8.
    package var range: Range<Int> { Int(start)..<Int(end) }
    /// How many bytes its folded letters have.
    package var length: Int { Int(foldedEnd &- foldedStart) }

    /// Where its folded letters stand among those of the text.
    var foldedRange: Range<Int> { Int(foldedStart)..<Int(foldedEnd) }
}
