/// Text that is UTF-8 in one place and windows-1252 in another, as templates in one make of texts in the other.
enum MixedText {
    /// How many times as many bytes must be no UTF-8 as are by accident, for the text to be windows-1252.
    private static let dominance = 3

    /// The text in UTF-8: each well-formed sequence as it stands, each other byte as windows-1252 has it.
    ///
    /// Where the text says that it is windows-1252, or nearly all of it is, `é »` may be a sequence by accident (E9 A0
    /// BB). Only sequences that are nonsense in windows-1252 count then: the letters of Latin-1, and punctuation.
    static func utf8(_ bytes: ArraySlice<UInt8>, saysWindows1252: Bool) -> [UInt8] {
        let whole = Array(bytes)
        return whole.withUnsafeBufferPointer { text in
            isWellFormed(text) ? whole : mended(text, saysWindows1252: saysWindows1252)
        }
    }

    private static func mended(_ whole: ByteScan.Bytes, saysWindows1252: Bool) -> [UInt8] {
        let isStrict = saysWindows1252 || isDominated(whole)
        var result: [UInt8] = []
        result.reserveCapacity(whole.count + whole.count / 8)
        var index = 0
        while index < whole.count {
            let length = sequence(in: whole, at: index)
            if length > 0, !isStrict || length == 1 || isNonsense(in: whole, at: index) {
                result += whole[index..<index + length]
                index += length
            } else {
                Windows1252.append(whole[index], to: &result)
                index += 1
            }
        }
        return result
    }

    /// Whether it is UTF-8 and nothing else.
    static func isWellFormed(_ text: ByteScan.Bytes) -> Bool {
        var index = 0
        while index < text.count {
            if text[index] < 0x80 {
                index += max(ByteScan.ascii(in: text, from: index), 1)
            } else {
                let length = sequence(in: text, at: index)
                guard length > 0 else { return false }
                index += length
            }
        }
        return true
    }

    /// Whether the bytes that are no UTF-8 outweigh the sequences that may be so by accident.
    private static func isDominated(_ bytes: ByteScan.Bytes) -> Bool {
        var (illegal, accidental) = (0, 0)
        var index = 0
        while index < bytes.count {
            let length = sequence(in: bytes, at: index)
            if length == 0 { illegal += 1 }
            if length > 1, !isNonsense(in: bytes, at: index) { accidental += 1 }
            index += max(length, 1)
        }
        return illegal > dominance * accidental
    }

    /// Whether the well-formed sequence at `index` is nothing that anybody writes in windows-1252: `Ã©`, `Â°`, `â€™`.
    private static func isNonsense(in bytes: ByteScan.Bytes, at index: Int) -> Bool {
        switch bytes[index] {
        case 0xC2, 0xC3: true
        case 0xE2: bytes[index + 1] == 0x80 || bytes[index + 1] == 0x82
        default: false
        }
    }

    /// The length of the well-formed UTF-8 sequence at `index`, 0 where there is none (Unicode 15, table 3-7).
    private static func sequence(in bytes: ByteScan.Bytes, at index: Int) -> Int {
        let first = bytes[index]
        let (length, second): (Int, ClosedRange<UInt8>) =
            switch first {
            case 0x00...0x7F: (1, 0...0)
            case 0xC2...0xDF: (2, 0x80...0xBF)
            case 0xE0: (3, 0xA0...0xBF)
            case 0xED: (3, 0x80...0x9F)
            case 0xE1...0xEF: (3, 0x80...0xBF)
            case 0xF0: (4, 0x90...0xBF)
            case 0xF1...0xF3: (4, 0x80...0xBF)
            case 0xF4: (4, 0x80...0x8F)
            default: (0, 0...0)
            }
        guard length > 1 else { return length }
        guard index + length <= bytes.count, second.contains(bytes[index + 1]) else { return 0 }
        for next in index + 2..<index + length where bytes[next] & 0xC0 != 0x80 { return 0 }
        return length
    }
}
