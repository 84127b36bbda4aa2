/// A word as it is compared: its folded letters, with the number that is made of them.
///
/// Looking for a word in a ``WordSet`` begins with that number, which reading the word has made already; hashing its letters
/// for a `Set` of strings would cost ten times as much, and rules ask of every word whether it is one of dozens of sets.
package struct Word: Hashable, Sendable, CustomStringConvertible {
    /// Without case, accents, soft hyphens and the hyphen of a broken line.
    package let letters: String
    /// Different words rarely share one.
    let key: UInt64
    /// Its last letters, eight at most, the last one lowest.
    let tail: UInt64

    init(letters: String, key: UInt64, tail: UInt64) {
        (self.letters, self.key, self.tail) = (letters, key, tail)
    }

    /// A word whose letters ``Folding`` has folded.
    package init(folded letters: String) {
        self.init(letters: letters, key: WordKey.of(letters.utf8), tail: Self.tail(of: letters.utf8))
    }

    static func tail(of letters: some Sequence<UInt8>) -> UInt64 {
        letters.reduce(0) { $0 << 8 | UInt64($1) }
    }

    /// A word as anyone writes it.
    package init(_ text: some StringProtocol) { self.init(folded: Folding.fold(text)) }

    /// No word at all.
    package static let empty = Word(folded: "")

    package var description: String { letters }
    package var utf8: String.UTF8View { letters.utf8 }
    package var isEmpty: Bool { letters.isEmpty }

    /// True where it begins with a digit.
    package var hasDigit: Bool { letters.utf8.first.map { $0 &- 0x30 < 10 } ?? false }

    /// The number that its digits make; `nil` where it is no number.
    package var number: Int? { hasDigit ? Int(letters) : nil }

    /// True where it has digits only.
    package var isDigits: Bool { !isEmpty && letters.utf8.allSatisfy { $0 &- 0x30 < 10 } }

    package static func == (left: Word, right: Word) -> Bool {
        left.key == right.key && left.letters == right.letters
    }
    package static func == (left: Word, right: String) -> Bool { left.letters == right }
    package static func != (left: Word, right: String) -> Bool { left.letters != right }

    package func hash(into hasher: inout Hasher) { hasher.combine(key) }

    /// True where its letters end so.
    package func hasPlainSuffix(_ end: String) -> Bool { letters.hasPlainSuffix(end) }

    /// True where its letters begin so.
    package func hasPlainPrefix(_ start: String) -> Bool { letters.hasPlainPrefix(start) }

    /// True where its letters end so.
    package func hasSuffix(_ end: String) -> Bool { letters.hasPlainSuffix(end) }

    /// True where its letters begin so.
    package func hasPrefix(_ start: String) -> Bool { letters.hasPlainPrefix(start) }
}

/// Letters that may be a word's, to be looked for without making a string of them.
package struct Spelling: Sendable {
    let letters: ArraySlice<UInt8>
    let key: UInt64

    /// Folded letters.
    package init(_ letters: ArraySlice<UInt8>) {
        (self.letters, key) = (letters, WordKey.of(letters))
    }

    init(_ letters: ArraySlice<UInt8>, key: UInt64) { (self.letters, self.key) = (letters, key) }

    package var count: Int { letters.count }

    package var word: Word {
        Word(
            letters: String(decoding: letters, as: UTF8.self), key: key,
            tail: Word.tail(of: letters.suffix(8)))
    }
}

extension [String] {
    /// True where one of the strings is this word; none is no word.
    package func contains(_ word: Word?) -> Bool {
        guard let word else { return false }
        return contains(word.letters)
    }
}

extension String {
    /// True where its bytes end so; `hasSuffix` compares characters, which costs many times more.
    package func hasPlainSuffix(_ end: String) -> Bool {
        let (count, all) = (end.utf8.count, utf8.count)
        guard all >= count else { return false }
        var (own, other) = (utf8.endIndex, end.utf8.endIndex)
        for _ in 0..<count {
            (own, other) = (utf8.index(before: own), end.utf8.index(before: other))
            if utf8[own] != end.utf8[other] { return false }
        }
        return true
    }

    /// True where its bytes begin so.
    package func hasPlainPrefix(_ start: String) -> Bool { utf8.starts(with: start.utf8) }
}
