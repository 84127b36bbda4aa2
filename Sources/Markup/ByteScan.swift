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

    /// Where the byte stands first; `nil` where it does not.
    static func find(_ byte: UInt8, in text: Bytes) -> Int? {
        guard let base = text.baseAddress, let found = memchr(base, Int32(byte), text.count) else {
            return nil
        }
        return UnsafeRawPointer(found) - UnsafeRawPointer(base)
    }
}
