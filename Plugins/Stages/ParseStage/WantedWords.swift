/// Says which of a few words a text has, which is read once and of which nothing is kept.
///
/// A paper has thousands of words, and asks after a handful: those that a hyphen or a lost space may have parted.
struct WantedWords {
    private var wanted: Set<Bytes> = []
    private var found: Set<Bytes> = []
    /// A bit for each way in which a wanted word begins, so that most others are passed over at their third letter.
    private var beginnings: [Bool] = []

    private static let ways = 1 << 12

    var isEmpty: Bool { wanted.isEmpty }

    /// Has `word`, which is in small letters, be looked for.
    mutating func want(_ word: Bytes) {
        if beginnings.isEmpty { beginnings = [Bool](repeating: false, count: Self.ways) }
        wanted.insert(word)
        beginnings[Self.way(word[...])] = true
    }

    /// Whether the text may have a wanted word where it has `word`, in capitals or in small letters.
    func isLikely(_ word: ArraySlice<UInt8>) -> Bool { !wanted.isEmpty && beginnings[Self.way(word)] }

    /// Takes note that the text has `word`, which is in small letters.
    mutating func see(_ word: Bytes) { if wanted.contains(word) { found.insert(word) } }

    /// Whether the text has `word`; `nil` where it was not asked for.
    func has(_ word: Bytes) -> Bool? { found.contains(word) ? true : wanted.contains(word) ? false : nil }

    private static func way(_ word: ArraySlice<UInt8>) -> Int {
        var hash = 0
        for index in word.startIndex..<Swift.min(word.startIndex + 3, word.endIndex) {
            let byte = word[index]
            hash = (hash &* 41 &+ Int(byte.asciiLowercased)) & (ways - 1)
        }
        return hash
    }
}
