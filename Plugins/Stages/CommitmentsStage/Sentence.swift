import Language

/// One sentence of an answer, with its words.
struct Sentence {
    let tokens: Range<Int>
    /// The folded words.
    let words: [String]
    /// From the first byte of its first word to past its full stop.
    let range: Range<Int>

    let isQuestion: Bool

    /// More words than this are looked at no further: no one promises anything in a table.
    static let limit = 200

    init(tokens: Range<Int>, in text: TokenizedText) {
        self.tokens = tokens
        words = text.tokens[tokens].prefix(Self.limit).map(\.folded)
        var range = text.range(ofTokens: tokens)
        let bytes = text.bytes
        // The stop, and a closing quote or bracket before or after it.
        var end = range.upperBound
        while end < bytes.count, let width = Self.closing(bytes[end...]), end - range.upperBound < 8 {
            end += width
        }
        range = range.lowerBound..<end
        self.range = range
        isQuestion = bytes[range].suffix(4).contains(UInt8(ascii: "?"))
    }

    /// The width of a mark that closes a sentence; `nil` for anything else.
    private static func closing(_ bytes: ArraySlice<UInt8>) -> Int? {
        guard let first = bytes.first else { return nil }
        if ".!?)\"'".utf8.contains(first) { return 1 }
        for mark in ["’", "”", "…"] where bytes.starts(with: mark.utf8) { return mark.utf8.count }
        return nil
    }

    func contains(_ word: String) -> Bool { words.contains(word) }

    func contains(anyOf set: Set<String>) -> Bool { words.contains { set.contains($0) } }

    /// True where these words stand in this order with at most `gap` words between each two.
    func contains(_ sequence: [Set<String>], within gap: Int) -> Bool {
        words.indices.contains { start in
            guard let first = sequence.first, first.contains(words[start]) else { return false }
            var position = start
            for wanted in sequence.dropFirst() {
                let window = words[(position + 1)...].prefix(gap + 1)
                guard let next = window.firstIndex(where: { wanted.contains($0) }) else { return false }
                position = next
            }
            return true
        }
    }
}
