/// What a passage says, apart from how it is set: words of folded letters and digits, without footnote calls.
///
/// Hyphens, spaces, quotes and line ends leave no trace in ``letters``, so that a paper that was typeset again has the same
/// ones. A decimal mark stays (`1,5` is not `15`), one that parts thousands goes.
struct Wording: Sendable {
    struct Word: Sendable {
        /// Where it stands in the passage, in bytes.
        var range: Range<Int>
        /// Where its folded form stands in ``Wording/letters``.
        var letters: Range<Int>
        var isCapitalised: Bool
        var startsSentence: Bool
        var hasDigit: Bool
    }

    private(set) var letters: [UInt8] = []
    private(set) var words: [Word] = []

    init(_ passage: String) {
        var scanner = WordScanner(Array(passage.utf8))
        letters.reserveCapacity(passage.utf8.count)
        while let word = scanner.next(into: &letters) { words.append(word) }
    }

    func folded(_ word: Word) -> ArraySlice<UInt8> { letters[word.letters] }
}
