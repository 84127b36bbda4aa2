/// Words that others may begin with, found in one walk over the letters of these.
///
/// A table of bits is asked at each letter before the table of words: those are many, and far from the processor.
package struct PartTable: Sendable {
    /// Whether words are stored from their last letter on, to be found at the ends of others.
    private let isBackwards: Bool
    private var words: [(key: UInt64, letters: [UInt8])] = []
    /// One more than the place of a word, by the lowest bits of its number; 0 where there is none.
    private var slots: [Int32] = []
    private var filter = KeyFilter([UInt64]())
    /// Which first letters there are: most words are done with this one look.
    private var beginnings = LetterFilter()

    /// Letters of the shortest word.
    private static let shortest = 4

    package init(backwards: Bool) { isBackwards = backwards }

    /// Adds a word of four letters or more, which has the next place.
    package mutating func append(_ letters: [UInt8]) {
        let letters = isBackwards ? letters.reversed() : letters
        words.append((Self.key(of: letters), letters))
        beginnings.insert(letters.prefix(Self.shortest).reduce(0) { $0 << 8 | UInt32($1) })
    }

    /// Makes the tables, once all words are there.
    package mutating func seal() {
        filter = KeyFilter(words.map(\.key))
        var size = 16
        while size < words.count * 2 { size *= 2 }
        slots = Array(repeating: 0, count: size)
        for place in words.indices {
            var slot = Int(truncatingIfNeeded: words[place].key) & (size - 1)
            while slots[slot] != 0 { slot = (slot + 1) & (size - 1) }
            slots[slot] = Int32(truncatingIfNeeded: place + 1)
        }
    }

    /// True where some word may begin these letters, or end them where words are stored backwards.
    @inline(__always)
    func mayBegin(_ letters: [UInt8], _ range: Range<Int>) -> Bool {
        guard range.count >= Self.shortest else { return false }
        let (first, step) = isBackwards ? (range.upperBound &- 1, -1) : (range.lowerBound, 1)
        var four = UInt32(0)
        for offset in 0..<Self.shortest { four = four << 8 | UInt32(letters[first &+ offset &* step]) }
        return beginnings.mayContain(four)
    }

    /// Calls `found` with each word that these letters begin with, or end with where words are stored backwards: the shortest
    /// first, and with its length.
    @inline(__always)
    package func visit(
        _ letters: [UInt8], _ range: Range<Int>, _ found: (_ place: Int, _ length: Int) -> Void
    ) {
        guard range.count >= Self.shortest else { return }
        let (first, step) = isBackwards ? (range.upperBound &- 1, -1) : (range.lowerBound, 1)
        var (key, four, length) = (BeginningKey(), UInt32(0), 0)
        while length < range.count {
            let letter = letters[first &+ length &* step]
            key.add(letter)
            length &+= 1
            guard length >= Self.shortest else {
                four = four << 8 | UInt32(letter)
                continue
            }
            if length == Self.shortest, !beginnings.mayContain(four << 8 | UInt32(letter)) { return }
            guard filter.mayContain(key.value) else { continue }
            if let place = place(of: key.value, letters, first, step, length) { found(place, length) }
        }
    }

    /// True where these letters are a word.
    package func contains(_ letters: [UInt8], _ range: Range<Int>) -> Bool {
        guard range.count >= Self.shortest else { return false }
        let (first, step) = isBackwards ? (range.upperBound &- 1, -1) : (range.lowerBound, 1)
        var key = BeginningKey()
        for offset in 0..<range.count { key.add(letters[first &+ offset &* step]) }
        return filter.mayContain(key.value) && place(of: key.value, letters, first, step, range.count) != nil
    }

    private static func key(of letters: [UInt8]) -> UInt64 {
        var key = BeginningKey()
        for letter in letters { key.add(letter) }
        return key.value
    }

    private func place(
        of key: UInt64, _ letters: [UInt8], _ first: Int, _ step: Int, _ length: Int
    ) -> Int? {
        guard !slots.isEmpty else { return nil }
        var slot = Int(truncatingIfNeeded: key) & (slots.count &- 1)
        while slots[slot] != 0 {
            let place = Int(slots[slot]) &- 1
            let word = words[place]
            if word.key == key, word.letters.count == length,
                word.letters.indices.allSatisfy({ word.letters[$0] == letters[first &+ $0 &* step] })
            {
                return place
            }
            slot = (slot &+ 1) & (slots.count &- 1)
        }
        return nil
    }
}
