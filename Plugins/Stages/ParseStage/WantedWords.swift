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

    /// Whether the text may have a wanted word where `text` has one from `start` up to `end`, mixed with other bytes perhaps.
    func isLikely(in text: Bytes, from start: Int, upTo end: Int) -> Bool {
        var hash = 0
        for index in start..<Swift.min(start + 3, end) {
            // Where it begins with something else, a closer look must tell.
            guard text[index].isLetter else { return true }
            hash = Self.next(hash, text[index])
        }
        return !wanted.isEmpty && beginnings[hash]
    }

    /// Takes note that the text has `word`, which is in small letters.
    mutating func see(_ word: Bytes) { if wanted.contains(word) { found.insert(word) } }

    /// Whether the text has `word`; `nil` where it was not asked for.
    func has(_ word: Bytes) -> Bool? { found.contains(word) ? true : wanted.contains(word) ? false : nil }

    private static func way(_ word: ArraySlice<UInt8>) -> Int { word.prefix(3).reduce(0, next) }

    @inline(__always)
    private static func next(_ hash: Int, _ byte: UInt8) -> Int {
        (hash &* 41 &+ Int(byte.asciiLowercased)) & (ways - 1)
    }
}
