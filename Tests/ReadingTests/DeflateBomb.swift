/// A zlib stream of nothing but spaces, of any length, written by hand (RFC 1950, RFC 1951).
enum DeflateBomb {
    /// The stream that inflates to about so many MiB.
    static func bytes(mebibytes: Int) -> [UInt8] {
        var writer = BitWriter(bytes: [0x78, 0x9C])
        // One block in the fixed code: a space, and then copies of 258 bytes from one byte back.
        writer.write(1, bits: 1)
        writer.write(1, bits: 2)
        writer.writeCode(0x30 + 0x20, bits: 8)
        for _ in 0..<(mebibytes << 20) / 258 {
            // Length 258 is symbol 285, whose code is 8 bits: 0b11000101; distance 1 is 5 bits of zero.
            writer.writeCode(0b1100_0101, bits: 8)
            writer.writeCode(0, bits: 5)
        }
        writer.writeCode(0, bits: 7)
        return writer.finished()
    }

    private struct BitWriter {
        var bytes: [UInt8]
        private var pending: UInt32 = 0
        private var count: UInt32 = 0

        init(bytes: [UInt8]) { self.bytes = bytes }

        /// Writes a number, its lowest bit first.
        mutating func write(_ value: UInt32, bits: UInt32) {
            pending |= value << count
            count += bits
            while count >= 8 {
                bytes.append(UInt8(truncatingIfNeeded: pending))
                pending >>= 8
                count -= 8
            }
        }

        /// Writes a code, its highest bit first.
        mutating func writeCode(_ code: UInt32, bits: UInt32) {
            for bit in (0..<bits).reversed() { write(code >> bit & 1, bits: 1) }
        }

        func finished() -> [UInt8] { count > 0 ? bytes + [UInt8(truncatingIfNeeded: pending)] : bytes }
    }
}
