/// Looking through the text of a JSON string, eight bytes at a time.
enum JSONScan {
    /// The first byte from `index` on that has to be escaped or is not ASCII; the end where there is none.
    static func endOfPlain(_ text: UnsafeBufferPointer<UInt8>, from index: Int) -> Int {
        unsafe end(in: text, from: index, isPlain: { $0 >= 0x20 && $0 < 0x7F && $0 != 0x22 && $0 != 0x5C }) {
            ends($0) | ($0 & highs) | zeros($0 ^ 0x7F7F_7F7F_7F7F_7F7F)
        }
    }

    /// The first byte from `index` on that ends a string or begins an escape, or that no string has.
    static func endOfRun(_ text: UnsafeBufferPointer<UInt8>, from index: Int) -> Int {
        unsafe end(in: text, from: index, isPlain: { $0 >= 0x20 && $0 != 0x22 && $0 != 0x5C }, ends)
    }

    @inline(__always)
    private static func end(
        in text: UnsafeBufferPointer<UInt8>, from index: Int, isPlain: (UInt8) -> Bool,
        _ marks: (UInt64) -> UInt64
    ) -> Int {
        var index = index
        if let base = unsafe UnsafeRawPointer(text.baseAddress) {
            while index + 8 <= text.count {
                let word = unsafe UInt64(
                    littleEndian: (base + index).loadUnaligned(as: UInt64.self))
                let found = marks(word)
                // The first byte is the lowest, and nothing below the first that is marked is amiss.
                guard found == 0 else { return index + found.trailingZeroBitCount / 8 }
                index += 8
            }
        }
        while index < text.count, unsafe isPlain(text[index]) { index += 1 }
        return index
    }

    private static let highs: UInt64 = 0x8080_8080_8080_8080

    /// The highest bit of each byte that is a quotation mark, a backslash or a control, and perhaps of bytes behind one.
    @inline(__always)
    private static func ends(_ word: UInt64) -> UInt64 {
        zeros(word ^ 0x2222_2222_2222_2222) | zeros(word ^ 0x5C5C_5C5C_5C5C_5C5C)
            | ((word &- 0x2020_2020_2020_2020) & ~word & highs)
    }

    /// The highest bit of each byte that is nothing, and perhaps of bytes behind one.
    @inline(__always)
    private static func zeros(_ word: UInt64) -> UInt64 { (word &- 0x0101_0101_0101_0101) & ~word & highs }
}
