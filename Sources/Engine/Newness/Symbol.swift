/// One scalar of a passage, as far as wording is concerned.
enum Symbol {
    case letter(Unicode.Scalar, isUpper: Bool)
    /// A decimal digit of any script, by value.
    case digit(UInt8)
    /// Leaves no trace, not even the end of a word: combining marks, soft hyphens, zero-width characters, superscripts.
    case ignored
    case other(UInt32)

    /// The symbol at `position`, which is inside `bytes`, and its width.
    ///
    /// Bytes that are no UTF-8 are taken one by one.
    static func decode(_ bytes: [UInt8], at position: Int) -> (symbol: Symbol, width: Int) {
        let byte = bytes[position]
        switch byte {
        case 0x61...0x7A: return (.letter(Unicode.Scalar(byte), isUpper: false), 1)
        case 0x41...0x5A: return (.letter(Unicode.Scalar(byte), isUpper: true), 1)
        case 0x30...0x39: return (.digit(byte - 0x30), 1)
        case ..<0x80: return (.other(UInt32(byte)), 1)
        default: break
        }
        let width = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : 2
        guard byte >= 0xC2, bytes.count - position >= width else { return (.other(UInt32(byte)), 1) }
        var value = UInt32(byte & (0xFF >> UInt8(width + 1)))
        for next in bytes[position + 1..<position + width] {
            guard next & 0xC0 == 0x80 else { return (.other(UInt32(byte)), 1) }
            value = value << 6 | UInt32(next & 0x3F)
        }
        guard let scalar = Unicode.Scalar(value) else { return (.other(value), width) }
        return (Symbol(scalar), width)
    }

    private init(_ scalar: Unicode.Scalar) {
        switch scalar.value {
        case 0xB2, 0xB3, 0xB9, 0x2070...0x2079, 0xAD, 0x200B...0x200D, 0x2060, 0xFEFF, 0x0300...0x036F:
            self = .ignored
            return
        default: break
        }
        let properties = scalar.properties
        if let digit = properties.numericValue, properties.numericType == .decimal, (0...9).contains(digit) {
            self = .digit(UInt8(digit))
        } else if properties.generalCategory == .nonspacingMark {
            self = .ignored
        } else if properties.isAlphabetic {
            self = .letter(scalar, isUpper: properties.isUppercase)
        } else {
            self = .other(scalar.value)
        }
    }
}
