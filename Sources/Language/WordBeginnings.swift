/// Beginnings of words, to be asked whether a word has one of them: `vertal` of `vertaling`.
///
/// They are compared as numbers of eight letters; of a longer one the first sixteen letters count.
package struct WordBeginnings: Sendable, ExpressibleByArrayLiteral {
    private struct Beginning: Sendable {
        /// Its first letters and those behind them, eight at most each, and which bits of a word's are compared with them.
        let head, mask, neck, neckMask: UInt64
    }

    private let beginnings: [Beginning]

    /// Folded letters.
    package init(_ beginnings: [String]) {
        self.beginnings = beginnings.map {
            let word = Word(folded: $0)
            return Beginning(
                head: word.head, mask: Self.mask(word.count), neck: word.neck,
                neckMask: Self.mask(word.count - 8))
        }
    }

    package init(arrayLiteral beginnings: String...) { self.init(beginnings) }

    package func contains(beginningOf word: Word) -> Bool {
        for beginning in beginnings
        where word.head & beginning.mask == beginning.head && word.neck & beginning.neckMask == beginning.neck
        {
            return true
        }
        return false
    }

    /// The bits of so many letters, the first one lowest.
    private static func mask(_ count: Int) -> UInt64 {
        count >= 8 ? .max : (1 << UInt64(max(count, 0) * 8)) - 1
    }
}
