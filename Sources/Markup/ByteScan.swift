import Glibc

/// Looking through many bytes at once.
enum ByteScan {
    typealias Bytes = UnsafeBufferPointer<UInt8>

    private static let highs: UInt64 = 0x8080_8080_8080_8080

    /// How many bytes from `index` on are ASCII for certain; perhaps fewer than there are.
    static func ascii(in text: Bytes, from index: Int) -> Int {
        guard let base = text.baseAddress else { return 0 }
        var place = index
        while place + 32 <= text.count {
            let bytes = UnsafeRawPointer(base + place)
            let first = bytes.loadUnaligned(as: UInt64.self) | (bytes + 8).loadUnaligned(as: UInt64.self)
            let second =
                (bytes + 16).loadUnaligned(as: UInt64.self) | (bytes + 24).loadUnaligned(as: UInt64.self)
            guard (first | second) & highs == 0 else { break }
            place += 32
        }
        return place - index
    }

    static func isASCII(_ text: Bytes) -> Bool {
        for index in ascii(in: text, from: 0)..<text.count where text[index] >= 0x80 { return false }
        return true
    }

    /// How many bytes from `index` on are ASCII that is seen, without `<` and `&`, or single spaces, for certain.
    ///
    /// Perhaps fewer than there are. What stands before them is no space.
    static func plain(in text: Bytes, from index: Int) -> Int {
        guard let base = text.baseAddress else { return 0 }
        var place = index
        var endsWithSpace = false
        while place + 8 <= text.count {
            let word = UInt64(littleEndian: UnsafeRawPointer(base + place).loadUnaligned(as: UInt64.self))
            let spaces = holes(word ^ 0x2020_2020_2020_2020)
            let others =
                word | (word &- 0x2020_2020_2020_2020) | holes(word ^ 0x3C3C_3C3C_3C3C_3C3C)
                | holes(word ^ 0x2626_2626_2626_2626) | holes(word ^ 0x7F7F_7F7F_7F7F_7F7F)
            // The first byte is the lowest.
            let pairs = spaces & (spaces << 8 | (endsWithSpace ? 0x80 : 0))
            guard (others & highs) | pairs == 0 else { break }
            endsWithSpace = spaces >> 63 == 1
            place += 8
        }
        return place - index
    }

    /// The highest bit of each byte that is nothing, and perhaps of bytes behind one.
    private static func holes(_ word: UInt64) -> UInt64 { (word &- 0x0101_0101_0101_0101) & ~word & highs }

    /// Where the byte stands first; `nil` where it does not.
    static func find(_ byte: UInt8, in text: Bytes) -> Int? {
        guard let base = text.baseAddress, let found = memchr(base, Int32(byte), text.count) else {
            return nil
        }
        return UnsafeRawPointer(found) - UnsafeRawPointer(base)
    }
}
