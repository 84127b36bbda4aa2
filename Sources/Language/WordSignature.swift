/// Which words there may be in a sentence or a set: a bit for each, of few.
///
/// Two without a bit in common have no word in common, which is so of most sentences and most sets.
package struct WordSignature: Sendable {
    private var bits = SIMD8<UInt64>(repeating: 0)

    package init() {}

    package init(_ words: [Word]) { for word in words { insert(word) } }

    package mutating func insert(_ word: Word) {
        let place = word.key >> 16
        bits[Int(truncatingIfNeeded: place & 7)] |= 1 << (place >> 3 & 63)
    }

    /// True for each of the words, and for few others where they are few.
    package func mayContain(_ word: Word) -> Bool {
        let place = word.key >> 16
        return bits[Int(truncatingIfNeeded: place & 7)] >> (place >> 3 & 63) & 1 != 0
    }

    package func overlaps(_ other: WordSignature) -> Bool {
        bits & other.bits != SIMD8(repeating: 0)
    }
}
