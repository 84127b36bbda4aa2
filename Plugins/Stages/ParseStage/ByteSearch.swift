/// Looks for words in bytes, eight bytes at a step.
///
/// Most lines have none of the words that are looked for in them. So the rarest letter of a word is looked for first, in
/// either case, and the word is compared only where it stands.
extension ArraySlice<UInt8> {
    /// Where `literal`, which is lower-case, first stands, whatever the case of the text.
    package func firstRange(of literal: String) -> Range<Int>? {
        let wanted = literal.utf8Span.span
        let length = wanted.count
        guard length > 0, count >= length else { return nil }
        let anchor = Anchor(of: wanted)
        let last = endIndex - length
        var place = startIndex + anchor.offset
        while let found = firstPlace(of: anchor.byte, from: place, upTo: last + anchor.offset + 1) {
            let start = found - anchor.offset
            if hasFolded(wanted, at: start) { return start..<start + length }
            place = found + 1
        }
        return nil
    }

    package func has(_ literal: String) -> Bool { firstRange(of: literal) != nil }

    /// Whether `wanted` stands at `start`, from where on there are as many bytes.
    @inline(__always)
    private func hasFolded(_ wanted: Span<UInt8>, at start: Int) -> Bool {
        for offset in wanted.indices where self[start + offset].asciiLowercased != wanted[offset] {
            return false
        }
        return true
    }

    /// The first place from `start` on and before `end` where `byte` stands; a small letter's capital counts as well.
    @inline(__always)
    package func firstPlace(of byte: UInt8, from start: Int, upTo end: Int) -> Int? {
        let fold: UInt8 = byte.isASCIILowercase ? 0x20 : 0
        let words = unsafe span.bytes
        var offset = start - startIndex
        let stop = end - startIndex
        let (folds, wanted) = (UInt64(fold) &* Self.ones, UInt64(byte) &* Self.ones)
        while offset &+ 8 <= stop {
            // `stop` is within the span, which holds eight bytes from `offset` on.
            let eight = unsafe UInt64(
                littleEndian: words.unsafeLoadUnaligned(fromUncheckedByteOffset: offset, as: UInt64.self))
            let differences = (eight | folds) ^ wanted
            // The high bit of the lowest byte that differs in nothing; those above it may be wrong.
            let equal = (differences &- Self.ones) & ~differences & (Self.ones &<< 7)
            if equal != 0 {
                return startIndex + offset + equal.trailingZeroBitCount / 8
            }
            offset &+= 8
        }
        while offset < stop {
            if self[startIndex + offset] | fold == byte { return startIndex + offset }
            offset += 1
        }
        return nil
    }

    private static var ones: UInt64 { 0x0101_0101_0101_0101 }
}

/// The byte of a word that texts have least of, and where in the word it stands.
private struct Anchor {
    private(set) var byte: UInt8 = 0
    private(set) var offset = 0

    init(of literal: Span<UInt8>) {
        var least = UInt8.max
        for index in literal.indices {
            let often = Self.frequency(literal[index])
            if often < least { (least, byte, offset) = (often, literal[index], index) }
            if often == 0 { return }
        }
    }

    // The letters that make up most of a text, and those that it has fewer of, as bits of their place in the alphabet.

    /// The letters `adeilnorst`.
    private static var most: UInt32 { 0x1CD232 }
    /// The letters `bcghkmpuvwz`.
    private static var many: UInt32 { 0x4E1298C }

    /// How often a byte stands in the text of papers: 0 for seldom, up to 3.
    @inline(__always)
    private static func frequency(_ byte: UInt8) -> UInt8 {
        if byte == 0x20 { return 3 }
        guard byte.isASCIILowercase else { return byte.isDigit ? 1 : 0 }
        let letter: UInt32 = 1 &<< UInt32(byte & 0x1F)
        return most & letter != 0 ? 2 : many & letter != 0 ? 1 : 0
    }
}

extension Bytes {
    /// Whether two spaces stand side by side.
    package var hasWideGap: Bool {
        let words = unsafe span.bytes
        let ones: UInt64 = 0x0101_0101_0101_0101
        var (offset, before): (Int, UInt64) = (0, 0)
        while offset &+ 8 <= count {
            // The array holds eight bytes from `offset` on.
            let eight = unsafe UInt64(
                littleEndian: words.unsafeLoadUnaligned(fromUncheckedByteOffset: offset, as: UInt64.self))
            let differences = eight ^ (ones &* 0x20)
            // The high bit of each byte that is a space.
            let low = ones &* 0x7F
            let spaces = ~(((differences & low) &+ low) | differences | low)
            if spaces & (spaces &<< 8 | before) != 0 { return true }
            before = spaces &>> 56
            offset &+= 8
        }
        var wasSpace = before != 0
        while offset < count {
            let isSpace = self[offset] == 0x20
            if isSpace, wasSpace { return true }
            wasSpace = isSpace
            offset += 1
        }
        return false
    }
}
