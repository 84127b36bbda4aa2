/// Words that stand one behind the other.
package struct WordSequence: Sendable, ExpressibleByArrayLiteral {
    package let words: [Word]

    /// Folded words.
    package init(arrayLiteral words: String...) { self.words = words.map { Word(folded: $0) } }
}
