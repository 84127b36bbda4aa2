/// Enough to know bytes that the disk has changed; no protection against someone who forges.
///
/// Eight bytes at a time are taken in by a step that can be undone (xor, an odd factor, a shift), so that a change within eight
/// bytes always shows. What was stored before this was so has FNV-1a over 64 bits (draft-eastlake-fnv), a byte at a time, which
/// is told from it by trying: bytes that are not those that were stored pass for it once in 2^63 times.
struct Checksum {
    private var state: UInt64 = 0xCBF2_9CE4_8422_2325

    /// Of a message: its key and its payload, parted by a byte that UTF-8 never has.
    init(key: String, payload: [UInt8]) {
        add(Array(key.utf8))
        add(0xFF)
        add(payload)
    }

    init(_ bytes: [UInt8]) { add(bytes) }

    init(_ numbers: [Int64]) { for number in numbers { add(UInt64(bitPattern: number)) } }

    /// As SQLite can store it.
    var value: Int64 { Int64(bitPattern: state) }

    private mutating func add(_ bytes: [UInt8]) {
        bytes.withUnsafeBytes { bytes in
            var place = 0
            while place + 8 <= bytes.count {
                add(UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self)))
                place += 8
            }
            var rest: UInt64 = 0
            for byte in bytes[place...] { rest = rest << 8 | UInt64(byte) }
            add(rest)
        }
        // Zeros at the end count.
        add(UInt64(bytes.count))
    }

    private mutating func add(_ word: UInt64) {
        state = (state ^ word) &* 0x9E37_79B9_7F4A_7C15
        state ^= state >> 32
    }

    // MARK: Comparing

    /// Whether `stored` was made of these, now or by an older program.
    static func isIntact(_ stored: Int64, key: String, payload: [UInt8]) -> Bool {
        if Checksum(key: key, payload: payload).value == stored { return true }
        var old = FNV1a()
        for byte in key.utf8 { old.add(byte) }
        old.add(0xFF)
        for byte in payload { old.add(byte) }
        return old.value == stored
    }

    static func isIntact(_ stored: Int64, _ bytes: [UInt8]) -> Bool {
        if Checksum(bytes).value == stored { return true }
        var old = FNV1a()
        for byte in bytes { old.add(byte) }
        return old.value == stored
    }
}

/// The checksum of older programs.
private struct FNV1a {
    private var state: UInt64 = 0xCBF2_9CE4_8422_2325
    var value: Int64 { Int64(bitPattern: state) }
    mutating func add(_ byte: UInt8) { state = (state ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
}
