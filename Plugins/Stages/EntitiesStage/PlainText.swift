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

extension String {
    /// True where its bytes end so; `hasSuffix` compares characters, which costs many times more.
    func hasPlainSuffix(_ end: String) -> Bool {
        let count = end.utf8.count
        return utf8.count >= count && utf8.suffix(count).elementsEqual(end.utf8)
    }

    /// True where its bytes begin so.
    func hasPlainPrefix(_ start: String) -> Bool { utf8.starts(with: start.utf8) }
}
