/// Ends of words, to be asked which of them a word has: `verdrag` of `handelsverdrag`.
///
/// They are kept by their last letter, and compared as numbers of up to eight letters, since a word is asked for dozens of ends
/// and has hardly ever one.
package struct WordEnds: Sendable, ExpressibleByArrayLiteral {
    private struct End: Sendable {
        let letters: String
        let tail, mask: UInt64
        /// Its place among all.
        let place: Int
    }

    private var ends: [[End]] = Array(repeating: [], count: 32)
    /// Which last letters there are.
    private var lastLetters: UInt32 = 0

    package init(_ ends: [String]) {
        for (place, letters) in ends.enumerated() {
            let count = min(letters.utf8.count, 8)
            guard count > 0 else { continue }
            let tail = Word.tail(of: letters.utf8)
            let end = End(
                letters: letters, tail: tail, mask: count == 8 ? .max : (1 << UInt64(count * 8)) - 1,
                place: place)
            self.ends[Self.bucket(tail)].append(end)
            lastLetters |= 1 << UInt32(Self.bucket(tail))
        }
    }

    package init(arrayLiteral ends: String...) { self.init(ends) }

    /// The place of the first end that a word has with more than `least` letters before it; `nil` where it has none.
    package func first(of word: Word, leaving least: Int = -1) -> Int? {
        let bucket = Self.bucket(word.tail)
        guard lastLetters & 1 << UInt32(truncatingIfNeeded: bucket) != 0 else { return nil }
        for end in ends[bucket] where word.tail & end.mask == end.tail {
            let count = end.letters.utf8.count
            guard word.utf8.count &- count > least else { continue }
            if count <= 8 || word.letters.hasPlainSuffix(end.letters) { return end.place }
        }
        return nil
    }

    package func contains(endOf word: Word, leaving least: Int = -1) -> Bool {
        first(of: word, leaving: least) != nil
    }

    private static func bucket(_ tail: UInt64) -> Int { Int(truncatingIfNeeded: tail & 0x1F) }
}
