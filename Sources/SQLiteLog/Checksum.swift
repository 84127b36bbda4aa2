/// FNV-1a over 64 bits (draft-eastlake-fnv), enough to know a payload that the disk has changed.
///
/// Each step is reversible, so that a change of one byte always shows; it is no protection against someone who forges.
struct Checksum {
    private var state: UInt64 = 0xCBF2_9CE4_8422_2325

    /// Of a message: its key and its payload, parted by a byte that UTF-8 never has.
    init(key: String, payload: [UInt8]) {
        for byte in key.utf8 { add(byte) }
        add(0xFF)
        for byte in payload { add(byte) }
    }

    init(_ bytes: [UInt8]) {
        for byte in bytes { add(byte) }
    }

    /// As SQLite can store it.
    var value: Int64 { Int64(bitPattern: state) }

    private mutating func add(_ byte: UInt8) { state = (state ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
}
