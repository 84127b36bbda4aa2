import Glibc

/// Looking through many bytes at once.
enum ByteScan {
    typealias Bytes = UnsafeBufferPointer<UInt8>

    /// Whether there is a control character that XML 1.0 does not have.
    static func hasControls(_ text: Bytes) -> Bool {
        guard let base = text.baseAddress else { return false }
        let lows: UInt64 = 0x2020_2020_2020_2020
        var place = 0
        while place + 8 <= text.count {
            let word = UnsafeRawPointer(base + place).loadUnaligned(as: UInt64.self)
            // A byte below a space borrows; one above 0x7F is let off.
            if (word &- lows) & ~word & highs != 0, hasControl(text[place..<place + 8]) { return true }
            place += 8
        }
        return hasControl(text[place...])
    }

    private static func hasControl(_ text: Slice<Bytes>) -> Bool {
        for byte in text where byte < 0x20 && byte != 0x09 && byte != 0x0A && byte != 0x0D { return true }
        return false
    }

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

    /// Where the byte stands first; `nil` where it does not.
    static func find(_ byte: UInt8, in text: Bytes) -> Int? {
        guard let base = text.baseAddress, let found = memchr(base, Int32(byte), text.count) else {
            return nil
        }
        return UnsafeRawPointer(found) - UnsafeRawPointer(base)
    }
}
