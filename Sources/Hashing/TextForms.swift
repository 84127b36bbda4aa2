/// `bytes` in lower-case hexadecimal.
// Specialised where it is called: a name or fingerprint of each entry of a feed is written with it.
@inlinable
package func hex(_ bytes: some Collection<UInt8>) -> String {
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count * 2)
    for byte in bytes {
        text.append(digit(byte >> 4))
        text.append(digit(byte & 15))
    }
    return String(decoding: text, as: UTF8.self)

    func digit(_ value: UInt8) -> UInt8 { value < 10 ? 0x30 + value : 0x57 + value }
}

/// `bytes` in base32 (RFC 4648 §6), lower case and without padding, cut after `length` characters.
///
/// The alphabet is `[a-z2-7]`: no character in it is mistaken for another, or means anything in a URL or a file name.
/// Twenty-six characters hold 130 bits.
package func base32(_ bytes: some Collection<UInt8>, length: Int = .max) -> String {
    var text: [UInt8] = []
    var (bits, width): (UInt32, UInt32) = (0, 0)
    func append(_ value: UInt32) {
        let value = UInt8(truncatingIfNeeded: value & 31)
        text.append(value < 26 ? 0x61 + value : 0x32 + value - 26)
    }
    for byte in bytes {
        guard text.count < length else { break }
        bits = bits << 8 | UInt32(byte)
        width += 8
        while width >= 5 {
            width -= 5
            append(bits >> width)
        }
    }
    if width > 0 { append(bits << (5 - width)) }
    return String(decoding: text.prefix(max(length, 0)), as: UTF8.self)
}
