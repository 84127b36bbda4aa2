/// One word of a text, or one number.
package struct Token: Hashable, Sendable {
    /// The word for comparing: without case, accents, soft hyphens and the hyphen of a broken line.
    package let word: Word
    // Half the size of `Int` each: a text has no four thousand million bytes, and words are many.
    private let start, end: UInt32
    /// What stands between it and the word before.
    package let gap: Gap
    package let letterCase: LetterCase

    @inline(__always)
    init(word: Word, range: Range<Int>, gap: Gap, letterCase: LetterCase) {
        (self.word, self.gap, self.letterCase) = (word, gap, letterCase)
        start = UInt32(truncatingIfNeeded: range.lowerBound)
        end = UInt32(truncatingIfNeeded: range.upperBound)
    }

    /// Where it stands, in bytes of UTF-8.
    package var range: Range<Int> { Int(start)..<Int(end) }

    /// True for the first word of a sentence, where a capital says nothing.
    package var startsSentence: Bool { gap == .sentence }

    /// What stands between two words, the weaker first.
    package enum Gap: UInt8, Comparable, Sendable {
        /// An apostrophe alone: `China’s`.
        case apostrophe
        /// A hyphen alone: `VN-militairen`.
        case hyphen
        /// White space, or a hyphen that stands for a left-out half: `Noord- en Zuid-Mali`.
        case space
        /// Punctuation within a sentence.
        case punctuation
        /// The end of a sentence or of a paragraph, or the beginning of the text.
        case sentence

        package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
    }

    package enum LetterCase: UInt8, Sendable {
        case lower
        /// A capital first.
        case capitalised
        /// Two capitals or more, and no small letter: `VN`, `G5`.
        case upper
        /// Capitals inside: `UNHCR’s`, `MINUSMAs`, `eHealth`.
        case mixed
        /// No letters: a number.
        case none

        package var hasCapital: Bool { self == .capitalised || self == .upper || self == .mixed }
    }
}
