/// So many zero bytes in gzip (RFC 1952): each byte stands for some 160 of them.
func gzip(zeros count: Int) -> [UInt8] {
    var bits = BitWriter()
    // One block with fixed Huffman codes (RFC 1951 §3.2.6): a zero, then copies of 258 bytes from one byte back.
    bits.append(0b1, count: 1)
    bits.append(0b01, count: 2)
    var rest = count
    if rest > 0 {
        bits.appendCode(0x30, count: 8)
        rest -= 1
    }
    while rest >= 258 {
        bits.appendCode(0b1100_0101, count: 8)
        bits.appendCode(0, count: 5)
        rest -= 258
    }
    for _ in 0..<rest { bits.appendCode(0x30, count: 8) }
    bits.appendCode(0, count: 7)
    let header: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3]
    let size = (0..<4).map { UInt8(truncatingIfNeeded: count >> ($0 * 8)) }
    return header + bits.bytes + checksum(zeros: count) + size
}

/// CRC-32 of zeros, by the byte.
private func checksum(zeros count: Int) -> [UInt8] {
    let table = (0..<UInt32(256)).map {
        (0..<8).reduce($0) { crc, _ in crc & 1 == 1 ? crc >> 1 ^ 0xEDB8_8320 : crc >> 1 }
    }
    var crc = UInt32.max
    // Only small ones are read to their end.
    for _ in 0..<(count < 1 << 20 ? count : 0) { crc = table[Int(crc & 255)] ^ crc >> 8 }
    crc = ~crc
    return (0..<4).map { UInt8(truncatingIfNeeded: crc >> ($0 * 8)) }
}

private struct BitWriter {
    private(set) var bytes: [UInt8] = []
    private var used = 8

    mutating func append(_ value: Int, count: Int) {
        for bit in 0..<count { append(bit: value >> bit & 1) }
    }

    /// Huffman codes begin with their most significant bit.
    mutating func appendCode(_ code: Int, count: Int) {
        for bit in (0..<count).reversed() { append(bit: code >> bit & 1) }
    }

    private mutating func append(bit: Int) {
        if used == 8 {
            bytes.append(0)
            used = 0
        }
        bytes[bytes.count - 1] |= UInt8(bit << used)
        used += 1
    }
}
