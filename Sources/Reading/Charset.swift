/// How bytes stand for characters, and how to turn them into UTF-8.
///
/// The order is: the byte order mark, the declared charset, UTF-8 where the bytes are that, and else windows-1252, which is
/// what pages that say nothing have always meant (WHATWG Encoding, https://encoding.spec.whatwg.org).
enum Charset: Equatable {
    case utf8
    case utf16(isBigEndian: Bool)
    case windows1252
    case latin9

    /// The text of `bytes` as UTF-8, without a byte order mark.
    static func decode(_ bytes: [UInt8], declared: String?) -> [UInt8] {
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return repaired(bytes.dropFirst(3)) }
        if bytes.starts(with: [0xFF, 0xFE]) { return utf16(bytes.dropFirst(2), isBigEndian: false) }
        if bytes.starts(with: [0xFE, 0xFF]) { return utf16(bytes.dropFirst(2), isBigEndian: true) }
        let isUTF8 = (try? UTF8Span(validating: bytes.span)) != nil
        switch declared.flatMap(named) {
        case .utf8?: return isUTF8 ? bytes : repaired(bytes[...])
        case .utf16(let isBigEndian)?: return utf16(bytes[...], isBigEndian: isBigEndian)
        // Servers declare latin-1 by habit; bytes beyond ASCII that make UTF-8 by chance are next to impossible.
        case .windows1252? where !isUTF8: return singleBytes(bytes, euro: false)
        case .latin9? where !isUTF8: return singleBytes(bytes, euro: true)
        default: return isUTF8 ? bytes : singleBytes(bytes, euro: false)
        }
    }

    /// The charset of a media type: `text/plain; charset="utf-8"`.
    static func declared(in mediaType: String?) -> String? {
        guard let mediaType else { return nil }
        for parameter in mediaType.split(separator: ";").dropFirst() {
            let parts = parameter.split(separator: "=", maxSplits: 1)
            guard parts.count == 2, parts[0].filter({ $0 != " " }).lowercased() == "charset" else { continue }
            return parts[1].filter { !" \"'\t".contains($0) }
        }
        return nil
    }

    private static func named(_ label: String) -> Charset? {
        switch label.lowercased() {
        case "utf-8", "utf8": .utf8
        case "utf-16", "utf-16le": .utf16(isBigEndian: false)
        case "utf-16be": .utf16(isBigEndian: true)
        case "iso-8859-15", "latin9", "latin-9": .latin9
        case "iso-8859-1", "latin1", "latin-1", "us-ascii", "ascii", "windows-1252", "cp1252", "ansi":
            .windows1252
        default: nil
        }
    }

    private static func repaired(_ bytes: some Collection<UInt8>) -> [UInt8] {
        Array(String(decoding: bytes, as: UTF8.self).utf8)
    }

    private static func utf16(_ bytes: ArraySlice<UInt8>, isBigEndian: Bool) -> [UInt8] {
        var units: [UInt16] = []
        units.reserveCapacity(bytes.count / 2)
        var index = bytes.startIndex
        while index + 1 < bytes.endIndex {
            let (first, second) = (UInt16(bytes[index]), UInt16(bytes[index + 1]))
            units.append(isBigEndian ? first << 8 | second : second << 8 | first)
            index += 2
        }
        return Array(String(decoding: units, as: UTF16.self).utf8)
    }

    // MARK: One byte a character

    private static func singleBytes(_ bytes: [UInt8], euro: Bool) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count + bytes.count / 8)
        for byte in bytes {
            if byte < 0x80 {
                result.append(byte)
            } else {
                let scalar = euro ? fromLatin9[byte] ?? windows1252(byte) : windows1252(byte)
                append(scalar, to: &result)
            }
        }
        return result
    }

    /// Appends a character from U+0080 to U+FFFF.
    private static func append(_ scalar: UInt32, to bytes: inout [UInt8]) {
        if scalar < 0x800 {
            bytes += [UInt8(0xC0 | scalar >> 6), UInt8(0x80 | scalar & 0x3F)]
        } else {
            bytes += [
                UInt8(0xE0 | scalar >> 12 & 0x0F), UInt8(0x80 | scalar >> 6 & 0x3F),
                UInt8(0x80 | scalar & 0x3F),
            ]
        }
    }

    /// The characters of 0x80 to 0x9F; 0 where there is none. https://encoding.spec.whatwg.org/index-windows-1252.txt
    private static let highControls: [UInt16] = [
        0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0,
        0x017D, 0,
        0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,
        0x017E, 0x0178,
    ]

    private static func windows1252(_ byte: UInt8) -> UInt32 {
        guard (0x80...0x9F).contains(byte) else { return UInt32(byte) }
        let scalar = highControls[Int(byte - 0x80)]
        return scalar == 0 ? 0xFFFD : UInt32(scalar)
    }

    /// Where ISO 8859-15 differs from ISO 8859-1.
    private static let fromLatin9: [UInt8: UInt32] = [
        0xA4: 0x20AC, 0xA6: 0x0160, 0xA8: 0x0161, 0xB4: 0x017D, 0xB8: 0x017E, 0xBC: 0x0152, 0xBD: 0x0153,
        0xBE: 0x0178,
    ]
}
