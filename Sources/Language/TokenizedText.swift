/// A text with its words, each with its place.
///
/// A word is a run of letters and digits. Hyphens and apostrophes part words and are remembered as the gap between them:
/// `VN-militairen` is `vn` and `militairen`, `China’s` is `china` and `s`, so that a name is found in its compounds and
/// genitives. A hyphen at the end of a line is taken out where the word plainly goes on (`mili-` / `tairen`), and stays
/// where a name, an abbreviation or `en` and `of` stand beside it.
package struct TokenizedText: Sendable {
    /// The text as UTF-8; all offsets point into it.
    package let bytes: [UInt8]
    package let tokens: [Token]

    package init(_ text: String) {
        bytes = Array(text.utf8)
        var tokenizer = Tokenizer(text)
        tokens = tokenizer.tokens()
    }

    /// The text between two offsets; what lies outside is left out.
    package func text(in range: Range<Int>) -> String {
        String(decoding: bytes[range.clamped(to: 0..<bytes.count)], as: UTF8.self)
    }

    /// From the first byte of the first of these words to the last byte of the last.
    package func range(ofTokens range: Range<Int>) -> Range<Int> {
        let range = range.clamped(to: 0..<tokens.count)
        guard let first = tokens[range].first, let last = tokens[range].last else { return 0..<0 }
        return first.range.lowerBound..<last.range.upperBound
    }

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
