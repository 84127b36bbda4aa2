/// Looks for words in bytes, eight bytes at a step.
///
/// Most lines have none of the words that are looked for in them. So the rarest letter of a word is looked for first, in
/// either case, and the word is compared only where it stands.
extension ArraySlice<UInt8> {
    /// Where `literal`, which is lower-case, first stands, whatever the case of the text.
    func firstRange(of literal: String) -> Range<Int>? {
        let wanted = literal.utf8
        let length = wanted.count
        guard length > 0, count >= length else { return nil }
        let anchor = Anchor(of: literal)
        let last = endIndex - length
        var place = startIndex + anchor.offset
        while let found = firstPlace(of: anchor.byte, from: place, upTo: last + anchor.offset + 1) {
            let start = found - anchor.offset
            if hasFolded(wanted, at: start) { return start..<start + length }
            place = found + 1
        }
        return nil
    }

    func has(_ literal: String) -> Bool { firstRange(of: literal) != nil }

    /// Whether `wanted` stands at `start`, from where on there are as many bytes.
    @inline(__always)
    private func hasFolded(_ wanted: String.UTF8View, at start: Int) -> Bool {
        var index = start
        for byte in wanted {
            guard self[index].asciiLowercased == byte else { return false }
            index += 1
        }
        return true
    }

    /// The first place from `start` on and before `end` where `byte` stands; a small letter's capital counts as well.
    @inline(__always)
    func firstPlace(of byte: UInt8, from start: Int, upTo end: Int) -> Int? {
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

    init(of literal: String) {
        var (least, index) = (UInt8.max, 0)
        for byte in literal.utf8 {
            let often = Self.frequency(byte)
            if often < least { (least, self.byte, offset) = (often, byte, index) }
            index += 1
        }
    }

    /// How often a byte stands in the text of papers, roughly.
    @inline(__always)
    private static func frequency(_ byte: UInt8) -> UInt8 {
        switch byte {
        case 0x65, 0x20: 9  // e, a space
        case 0x61, 0x69, 0x6E, 0x72, 0x74: 8  // a, i, n, r, t
        case 0x64, 0x6C, 0x6F, 0x73: 7  // d, l, o, s
        case 0x67, 0x68, 0x6D, 0x75, 0x76: 5  // g, h, m, u, v
        case 0x62, 0x63, 0x6B, 0x70, 0x77, 0x7A: 4  // b, c, k, p, w, z
        case 0x66, 0x6A: 3  // f, j
        case 0x2C...0x39: 2
        default: 1
        }
    }
}
