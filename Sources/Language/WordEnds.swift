/// Ends of words, to be asked which of them a word has: `verdrag` of `handelsverdrag`.
///
/// They are kept by their last letter, and compared as numbers of eight letters, since a word is asked for dozens of ends
/// and has hardly ever one; of a longer one the last sixteen letters count.
package struct WordEnds: Sendable, ExpressibleByArrayLiteral {
    private struct End: Sendable {
        /// Its last letters and those before them, eight at most each, and which bits of a word's are compared with them.
        let tail, mask, waist, waistMask: UInt64
        /// How many letters it has.
        let count: Int
        /// Its place among all.
        let place: Int
    }

    private var ends: [[End]] = Array(repeating: [], count: 32)
    /// Which last letters there are.
    private var lastLetters: UInt32 = 0

    package init(_ ends: [String]) {
        for (place, letters) in ends.enumerated() {
            let word = Word(folded: letters)
            guard !word.isEmpty else { continue }
            let end = End(
                tail: word.tail, mask: Self.mask(word.count), waist: word.waist,
                waistMask: Self.mask(word.count - 8), count: word.count, place: place)
            self.ends[Self.bucket(word.tail)].append(end)
            lastLetters |= 1 << UInt32(Self.bucket(word.tail))
        }
    }

    package init(arrayLiteral ends: String...) { self.init(ends) }

    /// The place of the first end that a word has with more than `least` letters before it; `nil` where it has none.
    package func first(of word: Word, leaving least: Int = -1) -> Int? {
        let bucket = Self.bucket(word.tail)
        guard lastLetters & 1 << UInt32(truncatingIfNeeded: bucket) != 0 else { return nil }
        for end in ends[bucket] where word.tail & end.mask == end.tail {
            if word.count &- end.count > least, word.waist & end.waistMask == end.waist { return end.place }
        }
        return nil
    }

    /// The bits of so many letters, the last one lowest.
    private static func mask(_ count: Int) -> UInt64 {
        count >= 8 ? .max : (1 << UInt64(max(count, 0) * 8)) - 1
    }

    package func contains(endOf word: Word, leaving least: Int = -1) -> Bool {
        first(of: word, leaving: least) != nil
    }

    private static func bucket(_ tail: UInt64) -> Int { Int(truncatingIfNeeded: tail & 0x1F) }
}
