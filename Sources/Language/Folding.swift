/// Takes case and accents off letters, so that spellings which a reader takes for the same word compare equal.
///
/// Letters of the Latin script become `a` to `z` by ``FoldingTable``; combining marks go; letters of other scripts become
/// lower-case by Unicode's own mapping; everything else stays as it is. Folded text is for comparing, never for showing.
package enum Folding {
    package static func fold(_ text: some StringProtocol) -> String {
        var result: [UInt8] = []
        result.reserveCapacity(text.utf8.count)
        for scalar in text.unicodeScalars { append(scalar, to: &result) }
        return String(decoding: result, as: UTF8.self)
    }

    /// Adds what a scalar folds to, which may be nothing or several letters.
    static func append(_ scalar: Unicode.Scalar, to result: inout [UInt8]) {
        let value = scalar.value
        switch value {
        case 0x41...0x5A: result.append(UInt8(truncatingIfNeeded: value + 0x20))
        case 0...0x7F: result.append(UInt8(truncatingIfNeeded: value))
        case 0x00AA: result.append(UInt8(ascii: "a"))
        case 0x00BA: result.append(UInt8(ascii: "o"))
        case 0x0300...0x036F: break
        default:
            if isIgnorable(scalar) { return }
            let folded = letters(for: value)
            guard folded.isEmpty else { return result += folded }
            // The small form of a look-alike, such as the ångström sign, may be a letter of the table.
            for small in scalar.properties.lowercaseMapping.unicodeScalars {
                let folded = letters(for: small.value)
                result += folded.isEmpty ? Array(String(small).utf8) : folded
            }
        }
    }

    /// True for what has no width and no meaning inside a word: soft hyphens, zero-width spaces and joiners.
    static func isIgnorable(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x00AD, 0x200B...0x200F, 0x2060...0x2064, 0xFEFF: true
        default: false
        }
    }

    private static func letters(for value: UInt32) -> [UInt8] {
        let (table, first): ([[UInt8]], UInt32) =
            switch value {
            case 0x00C0...0x025B: (FoldingTable.latin, 0x00C0)
            case 0x1E00...0x1EFF: (FoldingTable.additional, 0x1E00)
            case 0xFB00...0xFB06: (FoldingTable.ligatures, 0xFB00)
            default: ([], 0)
            }
        let index = Int(value - first)
        return index < table.count ? table[index] : []
    }
}
