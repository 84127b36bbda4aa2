/// ZIP files written by hand, stored or with bytes that are packed already.
struct MinimalArchive {
    private var file: [UInt8] = []
    private var directory: [UInt8] = []
    private var count: UInt16 = 0

    /// The bytes of an archive with these files, not packed.
    static func bytes(_ files: [(name: String, content: String)]) -> [UInt8] {
        var archive = MinimalArchive()
        for (name, content) in files { archive.add(name, Array(content.utf8)) }
        return archive.finished()
    }

    /// Adds a file; `packed` is its form in the archive by DEFLATE.
    mutating func add(
        _ name: String, _ content: [UInt8], packed: (bytes: [UInt8], sum: UInt32)? = nil, size: Int? = nil
    ) {
        let bytes = packed?.bytes ?? content
        var common: [UInt8] = []
        for field: UInt16 in [20, 0, packed == nil ? 0 : 8, 0, 0x21] { common += Self.little(field) }
        common += Self.little(packed?.sum ?? Self.sum(content))
        common += Self.little(UInt32(bytes.count)) + Self.little(UInt32(size ?? content.count))
        common += Self.little(UInt16(name.utf8.count)) + Self.little(UInt16(0))
        directory += Array("PK\u{1}\u{2}".utf8) + Self.little(UInt16(20)) + common
        directory += [UInt8](repeating: 0, count: 10) + Self.little(UInt32(file.count)) + Array(name.utf8)
        file += Array("PK\u{3}\u{4}".utf8) + common + Array(name.utf8) + bytes
        count += 1
    }

    func finished() -> [UInt8] {
        file + directory + Array("PK\u{5}\u{6}".utf8) + [0, 0, 0, 0] + Self.little(count) + Self.little(count)
            + Self.little(UInt32(directory.count)) + Self.little(UInt32(file.count)) + [0, 0]
    }

    /// `length` zeros by DEFLATE, as a bomb has them: one literal and copies of it, 258 bytes for two bits.
    static func zeros(_ length: Int) -> (bytes: [UInt8], sum: UInt32) {
        // A block with fixed codes: the literal 0 is 00110000; length 258 is 11000101, distance 1 is 00000.
        var writer = BitWriter()
        writer.write([1, 1, 0])
        writer.write([0, 0, 1, 1, 0, 0, 0, 0])
        for _ in 0..<((length - 1) / 258) { writer.write([1, 1, 0, 0, 0, 1, 0, 1, 0, 0, 0, 0, 0]) }
        writer.write([0, 0, 0, 0, 0, 0, 0])
        // Whoever reads on to the end finds the sum wrong.
        return (writer.bytes, 0)
    }

    private struct BitWriter {
        var bytes: [UInt8] = []
        private var used = 8

        mutating func write(_ bits: [UInt8]) {
            for bit in bits {
                if used == 8 { bytes.append(0) }
                if used == 8 { used = 0 }
                bytes[bytes.count - 1] |= bit << UInt8(used)
                used += 1
            }
        }
    }

    private static func little<Number: FixedWidthInteger>(_ number: Number) -> [UInt8] {
        (0..<Number.bitWidth / 8).map { UInt8(truncatingIfNeeded: number >> ($0 * 8)) }
    }

    private static let table: [UInt32] = (0..<256).map { byte in
        (0..<8).reduce(UInt32(byte)) { sum, _ in sum & 1 == 1 ? 0xEDB8_8320 ^ (sum >> 1) : sum >> 1 }
    }

    private static func sum(_ bytes: [UInt8]) -> UInt32 {
        ~bytes.reduce(~UInt32(0)) { table[Int(($0 ^ UInt32($1)) & 0xFF)] ^ ($0 >> 8) }
    }
}
