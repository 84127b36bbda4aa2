/// A small table of bits that says of most words that they are none of those it was made of.
///
/// It is far smaller than a table of the words themselves, so that it stays near the processor however many these are.
package struct KeyFilter: Sendable {
    private var bits: [UInt64] = [0]
    private var mask = 0

    /// Bits for each word: one word in sixteen that is none of them is taken for one.
    private static let spread = 16
    private static let (fewest, most) = (1 << 10, 1 << 27)

    /// `keys` are numbers of words.
    package init(_ keys: some Collection<UInt64>) {
        var size = Self.fewest
        while size < keys.count * Self.spread, size < Self.most { size *= 2 }
        bits = Array(repeating: 0, count: size / 64)
        mask = size - 1
        for key in keys { bits[Self.place(key, mask) >> 6] |= 1 << UInt64(Self.place(key, mask) & 63) }
    }

    /// True for each of the words, and hardly any other.
    @inline(__always)
    package func mayContain(_ key: UInt64) -> Bool {
        let place = Self.place(key, mask)
        return bits[place &>> 6] &>> UInt64(truncatingIfNeeded: place & 63) & 1 != 0
    }

    @inline(__always)
    private static func place(_ key: UInt64, _ mask: Int) -> Int {
        // Other bits than those that tables of words take their places from.
        Int(truncatingIfNeeded: key &>> 20) & mask
    }
}
