import Language

extension TokenizedText {
    /// The text of a range as one would print it on one line: no soft hyphens, no broken words.
    func plain(_ range: Range<Int>) -> String {
        if isPlain(range) { return text(in: range) }
        var result = String.UnicodeScalarView()
        var pending: [Unicode.Scalar] = []
        for scalar in text(in: range).unicodeScalars where scalar.value != 0xAD {
            if scalar.properties.isWhitespace {
                pending.append(scalar)
                continue
            }
            if !pending.isEmpty {
                let isBroken = pending.contains("\n") && result.last == "-" && scalar.properties.isLowercase
                if isBroken { result.removeLast() } else if !result.isEmpty { result.append(" ") }
                pending = []
            }
            result.append(scalar)
        }
        return String(result)
    }

    /// True where a range has single spaces within it and no other white space: it is printed as it is.
    private func isPlain(_ range: Range<Int>) -> Bool {
        var wasSpace = true
        for byte in bytes[range.clamped(to: bytes.indices)] {
            switch byte {
            case 0x20:
                if wasSpace { return false }
                wasSpace = true
            // White space of ASCII, and what begins other white space and soft hyphens.
            case 0x09...0x0D, 0xC2, 0xE1...0xE3: return false
            default: wasSpace = false
            }
        }
        return !wasSpace
    }
}
