import Language

/// One sentence of an answer, with its words.
struct Sentence {
    let tokens: Range<Int>
    /// The folded words.
    let words: [Word]
    /// Which words there may be.
    private let signature: WordSignature
    /// From the first byte of its first word to past its full stop.
    let range: Range<Int>
    /// The part that promises, where it is a promise: without citations of papers in brackets before and behind it.
    let promise: Range<Int>

    let isQuestion: Bool

    /// More words than this are looked at no further: no one promises anything in a table.
    static let limit = 200

    init(tokens: Range<Int>, in text: TokenizedText) {
        self.tokens = tokens
        words = text.tokens[tokens].prefix(Self.limit).map(\.word)
        signature = WordSignature(words)
        let range = text.range(ofTokens: tokens)
        let bytes = text.bytes
        // The stop, and a closing quote or bracket before or after it.
        var end = range.upperBound
        while end < bytes.count, let width = Self.closing(bytes[end...]), end - range.upperBound < 8 {
            end += width
        }
        self.range = range.lowerBound..<end
        isQuestion = bytes[self.range].suffix(4).contains(UInt8(ascii: "?"))
        let start = Self.lead(words, bytes[self.range]).map {
            text.tokens[tokens.lowerBound + $0].range.lowerBound
        }
        promise = (start ?? range.lowerBound)..<(Self.citation(at: end, in: bytes[self.range]) ?? end)
    }

    /// The word with which a promise begins behind the citation of a paper.
    ///
    /// `Zoals gemeld in de brief (Kamerstuk 29 521, nr. 446) zal het kabinet …`
    private static func lead(_ words: [Word], _ bytes: ArraySlice<UInt8>) -> Int? {
        guard ["zoals", "conform", "as", "comme", "wie"].contains(words.first),
            let verb = words.firstIndex(where: { ["zal", "zullen", "will", "wird", "werden"].contains($0) }),
            words[..<verb].contains(where: { word in word.contains { (0x30...0x39).contains($0) } }),
            let bracket = bytes.firstIndex(of: UInt8(ascii: "(")), bytes[bracket...].count > 1
        else { return nil }
        // About where the verb stands, without the marks between the words.
        let before = words[..<verb].reduce(0) { $0 + $1.count + 1 }
        return bracket - bytes.startIndex < before ? verb : nil
    }

    /// Where the citation in brackets begins that ends a sentence.
    ///
    /// `… meegenomen (Kamerstuk 29 521, nr. 446).`
    private static func citation(at end: Int, in bytes: ArraySlice<UInt8>) -> Int? {
        guard let close = bytes.suffix(3).lastIndex(of: UInt8(ascii: ")")),
            let open = bytes[..<close].lastIndex(of: UInt8(ascii: "(")), open > bytes.startIndex,
            // Papers are cited by number.
            bytes[open..<close].contains(where: { (0x30...0x39).contains($0) })
        else { return nil }
        return bytes[..<open].lastIndex { $0 != 0x20 && $0 != 0x0A }.map { $0 + 1 }
    }

    /// The width of a mark that closes a sentence; `nil` for anything else.
    private static func closing(_ bytes: ArraySlice<UInt8>) -> Int? {
        guard let first = bytes.first else { return nil }
        if ".!?)\"'".utf8.contains(first) { return 1 }
        for mark in ["’", "”", "…"] where bytes.starts(with: mark.utf8) { return mark.utf8.count }
        return nil
    }

    /// The same sentence, of which only these words are looked at.
    func with(words: [Word]) -> Sentence { Sentence(self, words: words) }

    private init(_ other: Sentence, words: [Word]) {
        (tokens, range, promise, isQuestion) = (other.tokens, other.range, other.promise, other.isQuestion)
        self.words = words
        signature = WordSignature(words)
    }

    func contains(_ word: StaticString) -> Bool { words.contains { $0 == word } }

    func contains(anyOf set: WordSet) -> Bool {
        set.signature.overlaps(signature) && words.contains { set.contains($0) }
    }

    /// True where these words stand in this order with at most `gap` words between each two.
    func contains(_ sequence: [WordSet], within gap: Int) -> Bool {
        guard sequence.allSatisfy({ $0.signature.overlaps(signature) }) else { return false }
        return words.indices.contains { start in
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

    /// True where one of the words stands right before `next`.
    func contains(_ set: WordSet, before next: StaticString) -> Bool {
        words.indices.dropFirst().contains { words[$0] == next && set.contains(words[$0 - 1]) }
    }

    /// True where one of the words stands before another that begins so, with at most two between.
    func contains(_ set: WordSet, before beginnings: WordBeginnings) -> Bool {
        words.indices.contains { index in
            set.contains(words[index])
                && words[(index + 1)...].prefix(3).contains { beginnings.contains(beginningOf: $0) }
        }
    }
}
