/// A text with its words, each with its place.
///
/// A word is a run of letters and digits. Hyphens and apostrophes part words and are remembered as the gap between them:
/// `VN-militairen` is `vn` and `militairen`, `China’s` is `china` and `s`, so that a name is found in its compounds and
/// genitives. A hyphen at the end of a line is taken out where the word plainly goes on (`mili-` / `tairen`), and stays
/// where a name, an abbreviation or `en` and `of` stand beside it.
package struct TokenizedText: Sendable {
    package let tokens: [Token]
    /// The same words as plain numbers, to look for phrases in.
    package let scanned: ScannedText

    /// The text as UTF-8; all offsets point into it.
    package var bytes: [UInt8] { scanned.bytes }

    package init(_ text: String) { self.init(ScannedText(text)) }

    package init(_ scanned: ScannedText) {
        self.scanned = scanned
        tokens = scanned.tokens
    }

    /// The folded letters of a word.
    package func letters(_ index: Int) -> ArraySlice<UInt8> { scanned.spelling(index).letters }

    /// The words, folded.
    package var folded: [String] {
        tokens.indices.map { String(decoding: letters($0), as: UTF8.self) }
    }

    /// The text between two offsets; what lies outside is left out.
    package func text(in range: Range<Int>) -> String {
        String(decoding: bytes[range.clamped(to: 0..<bytes.count)], as: UTF8.self)
    }

    /// From the first byte of the first of these words to the last byte of the last.
    package func range(ofTokens range: Range<Int>) -> Range<Int> { scanned.range(ofWords: range) }

    /// The words of each sentence, in order.
    package var sentences: [Range<Int>] {
        var (result, start): ([Range<Int>], Int) = ([], 0)
        for (index, token) in tokens.enumerated() where index > start && token.startsSentence {
            result.append(start..<index)
            start = index
        }
        if start < tokens.count { result.append(start..<tokens.count) }
        return result
    }
}
