/// Eight bytes of a text, the first one lowest, to be judged at once.
///
/// The sums below never carry from one byte to the next, since each is made of seven bits.
struct LetterBlock {
    private(set) var bytes: UInt64

    private static var ones: UInt64 { 0x0101_0101_0101_0101 }

    /// The bytes from a place on; behind the end of the text there are zeros.
    @inline(__always)
    init(_ text: RawSpan, at place: Int) {
        if place &+ 8 <= text.byteCount {
            // The text holds eight bytes from this place on.
            bytes = unsafe UInt64(
                littleEndian: text.unsafeLoadUnaligned(fromUncheckedByteOffset: place, as: UInt64.self))
        } else {
            bytes = Self.end(of: text, from: place)
        }
    }

    @inline(never)
    private static func end(of text: RawSpan, from place: Int) -> UInt64 {
        var (bytes, index, shift) = (UInt64(0), place, UInt64(0))
        while index < text.byteCount {
            bytes |= UInt64(unsafe text.unsafeLoad(fromByteOffset: index, as: UInt8.self)) &<< shift
            (index, shift) = (index &+ 1, shift &+ 8)
        }
        return bytes
    }

    /// Makes the first byte, which is a capital, a small letter.
    @inline(__always)
    mutating func lowerFirst() { bytes |= 0x20 }

    var first: UInt8 { UInt8(truncatingIfNeeded: bytes) }

    /// How many small letters of ASCII it begins with.
    @inline(__always)
    var smallLetters: Int {
        let low = bytes & (Self.ones &* 0x7F)
        // The high bit of each byte from `a` on, and of each beyond `z`.
        let (fromA, beyondZ) = (low &+ Self.ones &* (0x80 - 0x61), low &+ Self.ones &* (0x80 - 0x7B))
        let others = ~(fromA & ~beyondZ & ~bytes) & (Self.ones &* 0x80)
        return others.trailingZeroBitCount &>> 3
    }

    /// Its first bytes alone; fewer than eight.
    @inline(__always)
    func prefix(_ count: Int) -> UInt64 { bytes & ((1 &<< UInt64(truncatingIfNeeded: count &* 8)) &- 1) }

    /// Whether so many letters, eight at least, are the same at two places.
    @inline(__always)
    static func areEqual(
        _ left: RawSpan, at leftPlace: Int, _ right: RawSpan, at rightPlace: Int, count: Int
    ) -> Bool {
        var offset = 0
        while offset < count {
            // The last eight letters may overlap those before.
            offset = min(offset, count &- 8)
            let (one, other) = (
                LetterBlock(left, at: leftPlace &+ offset), LetterBlock(right, at: rightPlace &+ offset)
            )
            if one.bytes != other.bytes { return false }
            offset &+= 8
        }
        return true
    }
}
