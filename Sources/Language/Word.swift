/// A word as it is compared: its folded letters, with the number that is made of them.
///
/// Looking for a word in a ``WordSet`` begins with that number, which reading the word has made already; hashing its letters
/// for a `Set` of strings would cost ten times as much, and rules ask of every word whether it is one of dozens of sets.
///
/// It refers to nothing: rules copy words by the thousand, and to count references to their letters would cost more than to
/// look at them. So it keeps its first sixteen letters and its last sixteen, as numbers; of a word of more than 32, which
/// hardly a list has, those in the middle are told apart by the word's number alone, and are to be had from the text.
package struct Word: Hashable, Sendable, CustomStringConvertible {
    /// Different words rarely share one.
    let key: UInt64
    /// Its first letters and those behind them, eight at most each, the first one lowest.
    let head, neck: UInt64
    /// Its last letters and those before them, eight at most each, the last one lowest.
    let tail, waist: UInt64
    private let length: UInt32

    /// A word of more letters does not know those in its middle.
    package static let longest = 32
    /// A word knows so many letters of its beginning and of its end.
    static let longestPart = 16

    /// A word of letters that stand in a text at a place, and whose number is known.
    @inline(__always)
    init(_ text: RawSpan, _ range: Range<Int>, key: UInt64) {
        let (start, end, count) = (range.lowerBound, range.upperBound, range.count)
        self.key = key
        length = UInt32(truncatingIfNeeded: count)
        let first = LetterBlock(text, at: start)
        if count < 8 {
            head = first.prefix(count)
            neck = 0
            waist = 0
            // A shift of 64 gives 0, as no letters should.
            tail = head.byteSwapped >> UInt64(truncatingIfNeeded: 64 &- count &* 8)
        } else {
            head = first.bytes
            let second = LetterBlock(text, at: start &+ 8)
            neck = count < Self.longestPart ? second.prefix(count &- 8) : second.bytes
            tail = LetterBlock(text, at: end &- 8).bytes.byteSwapped
            waist =
                count < Self.longestPart
                ? head.byteSwapped >> UInt64(truncatingIfNeeded: 128 &- count &* 8)
                : LetterBlock(text, at: end &- 16).bytes.byteSwapped
        }
    }

    /// A word whose letters ``Folding`` has folded.
    package init(folded letters: String) {
        let letters = Array(letters.utf8)
        unsafe self.init(letters.span.bytes, 0..<letters.count, key: WordKey.of(letters))
    }

    /// A word as anyone writes it.
    package init(_ text: some StringProtocol) { self.init(folded: Folding.fold(text)) }

    /// No word at all.
    package static let empty = Word(folded: "")

    /// The letters as a number, the last one lowest; eight at most.
    static func tail(of letters: some Sequence<UInt8>) -> UInt64 {
        letters.reduce(0) { $0 << 8 | UInt64($1) }
    }

    /// How many bytes its letters have.
    package var count: Int { Int(length) }

    package var isEmpty: Bool { length == 0 }

    /// All letters of a word of up to 32; of a longer one the first sixteen and the last.
    package var letters: String { String(decoding: knownLetters, as: UTF8.self) }

    package var description: String { letters }

    private var knownLetters: [UInt8] { (0..<min(count, Self.longest)).map(letter) }

    /// A letter by its place among those that are known.
    @inline(__always)
    private func letter(_ place: Int) -> UInt8 {
        if place < 8 { return UInt8(truncatingIfNeeded: head >> UInt64(truncatingIfNeeded: place &* 8)) }
        if place < 16 {
            return UInt8(truncatingIfNeeded: neck >> UInt64(truncatingIfNeeded: (place &- 8) &* 8))
        }
        let rest = min(count, Self.longest) &- 1 &- place
        return UInt8(
            truncatingIfNeeded: rest < 8
                ? tail >> UInt64(truncatingIfNeeded: rest &* 8)
                : waist >> UInt64(truncatingIfNeeded: (rest &- 8) &* 8))
    }

    // MARK: What it is

    /// Its first letter; 0 where it has none.
    package var first: UInt8 { UInt8(truncatingIfNeeded: head) }

    /// True where it begins with a digit.
    package var hasDigit: Bool { first &- 0x30 < 10 }

    /// True where it has digits only.
    package var isDigits: Bool { hasDigit && allSatisfy { $0 &- 0x30 < 10 } }

    /// The number that its digits make; `nil` where it is no number.
    package var number: Int? { isDigits && count <= Self.longest ? Int(letters) : nil }

    /// Whether all letters are so, of those that are known.
    @inlinable
    package func allSatisfy(_ isSo: (UInt8) -> Bool) -> Bool { !contains { !isSo($0) } }

    /// Whether some letter is so, of those that are known.
    package func contains(where isSo: (UInt8) -> Bool) -> Bool {
        for place in 0..<min(count, Self.longest) where isSo(letter(place)) { return true }
        return false
    }

    // MARK: Comparing

    @inline(__always)
    package static func == (left: Word, right: Word) -> Bool {
        left.key == right.key && left.length == right.length && left.head == right.head
            && left.tail == right.tail && left.neck == right.neck && left.waist == right.waist
    }

    package static func == (left: Word, right: StaticString) -> Bool {
        left.count == right.utf8CodeUnitCount && left.hasPrefix(right)
    }
    package static func != (left: Word, right: StaticString) -> Bool { !(left == right) }
    package static func ~= (pattern: StaticString, word: Word) -> Bool { word == pattern }

    package func hash(into hasher: inout Hasher) { hasher.combine(key) }

    /// True where its letters begin so; `start` has sixteen letters at most, unless the word has no more than 32.
    package func hasPrefix(_ start: StaticString) -> Bool {
        let wanted = start.utf8CodeUnitCount
        guard count >= wanted, wanted <= Self.longestPart || count <= Self.longest else { return false }
        return start.withUTF8Buffer { letters in
            for place in 0..<wanted where unsafe letters[place] != letter(place) { return false }
            return true
        }
    }

    /// True where its letters begin with the first sixteen letters of `other`, or with all it has.
    package func begins(with other: Word) -> Bool {
        let wanted = min(other.count, Self.longestPart)
        guard count >= wanted else { return false }
        for place in 0..<wanted where letter(place) != other.letter(place) { return false }
        return true
    }

    /// True where its letters end so; `end` has sixteen letters at most, unless the word has no more than 32.
    package func hasSuffix(_ end: StaticString) -> Bool {
        let wanted = end.utf8CodeUnitCount
        guard count >= wanted, wanted <= Self.longestPart || count <= Self.longest else { return false }
        let first = min(count, Self.longest) &- wanted
        return end.withUTF8Buffer { letters in
            for place in 0..<wanted where unsafe letters[place] != letter(first &+ place) { return false }
            return true
        }
    }

}

extension [StaticString] {
    /// True where one of the strings is this word; none is no word.
    package func contains(_ word: Word?) -> Bool {
        guard let word else { return false }
        for string in self where word == string { return true }
        return false
    }
}
