/// Finds the words of a text; see ``TokenizedText`` for what a word is.
struct Tokenizer {
    private let scalars: [Unicode.Scalar]
    /// Position in `scalars`, and the same place in bytes.
    private var index = 0
    private var offset = 0
    private var gap = GapReader()
    private var result: [Token] = []

    init(_ text: String) { scalars = Array(text.unicodeScalars) }

    mutating func tokens() -> [Token] {
        result.reserveCapacity(scalars.count / 6)
        while index < scalars.count {
            if Self.isWord(scalars[index]) {
                readWord()
            } else {
                gap.see(scalars[index])
                advance()
            }
        }
        return result
    }

    private mutating func advance() {
        offset += UTF8.width(scalars[index])
        index += 1
    }

    private mutating func readWord() {
        let start = offset
        var folded: [UInt8] = []
        var shape = CaseReader()
        let first = scalars[index]
        var end = offset
        reading: while index < scalars.count {
            let scalar = scalars[index]
            if Self.isWord(scalar) {
                Folding.append(scalar, to: &folded)
                shape.see(scalar)
                advance()
                end = offset
            } else if let next = continuation(hadCapitalsOnly: shape.isAcronym) {
                while index < next { advance() }
            } else {
                break reading
            }
        }
        let previous = result.last
        let kind = previous == nil ? .sentence : gap.kind(before: first, after: previous)
        // A mark without a letter folds to nothing; it would match every empty word.
        if !folded.isEmpty {
            result.append(
                Token(
                    range: start..<end, folded: String(decoding: folded, as: UTF8.self), gap: kind,
                    letterCase: shape.letterCase))
            gap = GapReader()
        }
    }

    /// Where the word goes on past a soft hyphen or a broken line; `nil` where it ends here.
    private func continuation(hadCapitalsOnly isAcronym: Bool) -> Int? {
        var next = index
        var sawHyphen = false
        while next < scalars.count, Folding.isIgnorable(scalars[next]) { next += 1 }
        let sawSoftHyphen = next > index
        if next < scalars.count, Self.isHyphen(scalars[next]) {
            sawHyphen = true
            next += 1
        }
        if !sawHyphen, next < scalars.count, Self.isWord(scalars[next]) { return next }
        guard sawHyphen || sawSoftHyphen, let start = lineStart(after: next),
            scalars[start].properties.isLowercase, sawSoftHyphen || !isAcronym, !isConjunction(at: start)
        else { return nil }
        return start
    }

    /// The first word character of the next line, where only one line end lies between.
    private func lineStart(after position: Int) -> Int? {
        var (next, newlines) = (position, 0)
        while next < scalars.count, newlines < 2 {
            switch scalars[next] {
            case "\n": newlines += 1
            case " ", "\t", "\r": break
            case let scalar: return newlines == 1 && Self.isWord(scalar) ? next : nil
            }
            next += 1
        }
        return nil
    }

    /// True before `en` and `of`: the hyphen stands for a left-out half, as in `in- en uitvoer`.
    private func isConjunction(at position: Int) -> Bool {
        let end = scalars[position...].prefix(4).prefix { Self.isWord($0) }
        return end.elementsEqual("en".unicodeScalars) || end.elementsEqual("of".unicodeScalars)
    }

    static func isWord(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: return true
        case 0...0x7F: return false
        default:
            let properties = scalar.properties
            if properties.isAlphabetic { return true }
            switch properties.generalCategory {
            case .nonspacingMark, .spacingMark, .decimalNumber: return true
            default: return false
            }
        }
    }

    static func isHyphen(_ scalar: Unicode.Scalar) -> Bool {
        scalar == "-" || scalar.value == 0x2010 || scalar.value == 0x2011
    }
}

/// Follows the letters of a word to say how it is capitalised.
private struct CaseReader {
    private var (capitals, smalls, others) = (0, 0, 0)
    private var startsWithCapital = false

    mutating func see(_ scalar: Unicode.Scalar) {
        let isASCII = scalar.value < 0x80
        if isASCII ? (0x41...0x5A).contains(scalar.value) : scalar.properties.isUppercase {
            if capitals + smalls + others == 0 { startsWithCapital = true }
            capitals += 1
        } else if isASCII ? (0x61...0x7A).contains(scalar.value) : scalar.properties.isLowercase {
            smalls += 1
        } else {
            others += 1
        }
    }

    var isAcronym: Bool { smalls == 0 }

    var letterCase: Token.LetterCase {
        if capitals == 0 { return smalls == 0 ? .none : .lower }
        if smalls == 0 { return capitals + others > 1 ? .upper : .capitalised }
        return capitals == 1 && startsWithCapital ? .capitalised : .mixed
    }
}
