import CCrypto

/// Base64 with padding (RFC 4648 §4).
package enum Base64 {
    /// Input bytes for one call of libcrypto, which counts in `Int32`; a multiple of three, so that pieces join.
    private static let piece = 3 << 20

    package static func encode(_ bytes: [UInt8]) -> String {
        // EVP_EncodeBlock ends its text with a NUL.
        String(unsafeUninitializedCapacity: (bytes.count + 2) / 3 * 4 + 1) { text in
            bytes.withUnsafeBufferPointer { bytes in
                guard let start = bytes.baseAddress, let target = text.baseAddress else { return 0 }
                var size = 0
                for offset in stride(from: 0, to: bytes.count, by: piece) {
                    let count = Int32(min(piece, bytes.count - offset))
                    size += Int(EVP_EncodeBlock(target + size, start + offset, count))
                }
                return size
            }
        }
    }

    /// The bytes that `text` stands for, or `nil` where it is not exactly base64: no spaces, no missing padding.
    package static func decode(_ text: String) -> [UInt8]? {
        let characters = Array(text.utf8)
        // EVP_DecodeBlock skips white space and counts padding as zero bytes, so both are judged here.
        let padding = characters.reversed().prefix { $0 == UInt8(ascii: "=") }.count
        guard characters.count.isMultiple(of: 4), padding <= 2, let count = Int32(exactly: characters.count),
            characters.dropLast(padding).allSatisfy(isOfAlphabet)
        else { return nil }
        guard count > 0 else { return [] }
        var bytes = [UInt8](repeating: 0, count: characters.count / 4 * 3)
        guard EVP_DecodeBlock(&bytes, characters, count) == Int32(bytes.count) else { return nil }
        bytes.removeLast(padding)
        return bytes
    }

    private static func isOfAlphabet(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "/"):
            true
        default: false
        }
    }
}
