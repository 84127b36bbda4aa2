/// Letters that may be a word's, to be looked for without making a word of them.
package struct Spelling: Sendable {
    let letters: ArraySlice<UInt8>
    let key: UInt64

    /// Folded letters.
    package init(_ letters: ArraySlice<UInt8>) {
        (self.letters, key) = (letters, WordKey.of(letters))
    }

    init(_ letters: ArraySlice<UInt8>, key: UInt64) { (self.letters, self.key) = (letters, key) }

    package var count: Int { letters.count }

    package var word: Word { unsafe Word(letters.span.bytes, 0..<letters.count, key: key) }
}
