import Language

extension TokenizedText {
    /// The text of a range as one would print it on one line: no soft hyphens, no broken words.
    func plain(_ range: Range<Int>) -> String {
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
}
