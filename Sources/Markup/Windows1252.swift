/// The encoding that western documents are in when they are not in the one they claim.
package enum Windows1252 {
    /// What 0x80 to 0x9F stand for (WHATWG Encoding Standard, index-windows-1252).
    private static let high: [UInt16] = [
        0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152,
        0x8D,
        0x017D, 0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161,
        0x203A,
        0x0153, 0x9D, 0x017E, 0x0178,
    ]

    /// Text in UTF-8 in which characters of windows-1252 were given the numbers that they have there, as `&#146;` is
    /// by people who mean an apostrophe; HTML reads them so, too.
    package static func mended(_ text: [UInt8]) -> [UInt8] {
        guard let first = text.withUnsafeBufferPointer({ ByteScan.find(0xC2, in: $0) }) else { return text }
        var result = Array(text[..<first])
        result.reserveCapacity(text.count)
        var index = first
        while index < text.count {
            let byte = text[index]
            if byte == 0xC2, index + 1 < text.count, (0x80...0x9F).contains(text[index + 1]) {
                append(text[index + 1], to: &result)
                index += 2
            } else {
                result.append(byte)
                index += 1
            }
        }
        return result
    }

    static func append(_ byte: UInt8, to text: inout [UInt8]) {
        let code = (0x80...0x9F).contains(byte) ? high[Int(byte) - 0x80] : UInt16(byte)
        switch code {
        case ..<0x80: text.append(UInt8(code))
        case ..<0x800:
            text.append(0xC0 | UInt8(code >> 6))
            text.append(0x80 | UInt8(code & 0x3F))
        default:
            text.append(0xE0 | UInt8(code >> 12))
            text.append(0x80 | UInt8(code >> 6 & 0x3F))
            text.append(0x80 | UInt8(code & 0x3F))
        }
    }
}
