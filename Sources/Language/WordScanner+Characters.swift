// The characters of a text.

extension WordScanner {
    func scalar(_ position: Int) -> (Unicode.Scalar, Int)? {
        position < bytes.count ? decode(position) : nil
    }

    /// The scalar that begins at `position`, and its width.
    ///
    /// The bytes are those of a string, and so well formed.
    func decode(_ position: Int) -> (scalar: Unicode.Scalar, width: Int) {
        let first = bytes[position]
        if first < 0x80 { return (Unicode.Scalar(first), 1) }
        let (width, mask): (Int, UInt8) = first < 0xE0 ? (2, 0x1F) : first < 0xF0 ? (3, 0x0F) : (4, 0x07)
        guard position + width <= bytes.count else { return ("\u{FFFD}", bytes.count - position) }
        var value = UInt32(first & mask)
        for byte in bytes[position + 1..<position + width] { value = value << 6 | UInt32(byte & 0x3F) }
        return (Unicode.Scalar(value) ?? "\u{FFFD}", width)
    }

    static func isWord(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.value < 0x80 { return ASCII.isWord(UInt8(truncatingIfNeeded: scalar.value)) }
        // Latin letters with accents, without their two signs of arithmetic, are most of what comes here.
        if (0xC0...0x24F).contains(scalar.value) { return scalar.value != 0xD7 && scalar.value != 0xF7 }
        if (0x2010...0x2027).contains(scalar.value) { return false }
        let properties = scalar.properties
        if properties.isAlphabetic { return true }
        switch properties.generalCategory {
        case .nonspacingMark, .spacingMark, .decimalNumber: return true
        default: return false
        }
    }

    static func isHyphen(_ scalar: Unicode.Scalar) -> Bool {
        scalar == "-" || scalar.value == 0x2010 || scalar.value == 0x2011
    }
}

/// What a byte of ASCII is.
enum ASCII {
    static func isWord(_ byte: UInt8) -> Bool {
        (byte | 0x20) &- 0x61 < 26 || byte &- 0x30 < 10
    }
}
