/// Finds the words of a text in its bytes; see ``TokenizedText`` for what a word is.
///
/// Letters and digits of ASCII, and the single space between two words, are most of a text and are read byte by byte;
/// everything else is decoded and asked for its properties.
struct WordScanner {
    let bytes: [UInt8]
    private(set) var words: [ScannedWord] = []
    private(set) var folded: [UInt8] = []
    private var index = 0
    /// Where the gap before the next word begins.
    private var gapStart = 0

    /// The longest text that is read whole, since places are kept in 32 bits; no original is that long.
    private static let limit = Int(UInt32.max)
    private static let longestAbbreviation = 12

    init(_ bytes: [UInt8]) {
        self.bytes = bytes.count <= Self.limit ? bytes : Array(bytes.prefix(Self.limit))
        words.reserveCapacity(bytes.count / 6)
        folded.reserveCapacity(bytes.count / 4)
    }

    mutating func scan() {
        // Most of a text are words in small letters of ASCII, some with a capital first: these are read here.
        let letters = bytes
        let count = letters.count
        while index < count {
            let start = index
            var (key, next) = (WordKey(), start)
            let isCapitalised = letters[start] &- 0x41 < 26
            if isCapitalised {
                key.add(letters[start] | 0x20)
                next &+= 1
            }
            var byte: UInt8 = 0
            while next < count {
                byte = letters[next]
                guard byte &- 0x61 < 26 else { break }
                key.add(byte)
                next &+= 1
            }
            guard next > start, next == count || Self.endsPlainWord(byte) else {
                readOther()
                continue
            }
            let isSpaced = start == gapStart &+ 1 && letters[gapStart] == 0x20 && !words.isEmpty
            let gap = isSpaced ? .space : gap(before: start)
            if isCapitalised {
                let foldedStart = folded.count
                folded.append(letters[start] | 0x20)
                folded.append(contentsOf: letters[(start &+ 1)..<next])
                words.append(
                    ScannedWord(
                        range: start..<next, folded: foldedStart..<folded.count, key: key.value, gap: gap,
                        letterCase: .capitalised))
            } else {
                words.append(
                    ScannedWord(
                        range: start..<next, folded: nil, key: key.value, gap: gap, letterCase: .lower))
            }
            // The mark that ends it begins no word.
            (gapStart, index) = (next, next &+ 1)
        }
    }

    /// True for a mark behind which a word does not go on: any but a hyphen, and none beyond ASCII.
    private static func endsPlainWord(_ byte: UInt8) -> Bool {
        byte < 0x80 && byte != 0x2D && !ASCII.isWord(byte)
    }

    // MARK: One word

    private mutating func readOther() {
        let byte = bytes[index]
        if ASCII.isWord(byte) {
            readAnyWord()
        } else if byte < 0x80 {
            index &+= 1
        } else {
            let (scalar, width) = decode(index)
            if Self.isWord(scalar) { readAnyWord() } else { index += width }
        }
    }

    private mutating func readAnyWord() {
        let (start, foldedStart) = (index, folded.count)
        var (end, key, shape) = (index, WordKey(), LetterShape())
        reading: while index < bytes.count {
            let byte = bytes[index]
            if byte < 0x80 {
                if byte &- 0x61 < 26 {
                    shape.smalls &+= 1
                    key.add(byte)
                    folded.append(byte)
                } else if byte &- 0x41 < 26 {
                    shape.seeCapital()
                    key.add(byte | 0x20)
                    folded.append(byte | 0x20)
                } else if byte &- 0x30 < 10 {
                    shape.others &+= 1
                    key.add(byte)
                    folded.append(byte)
                } else if byte == UInt8(ascii: "-"), let next = continuation(isAcronym: shape.smalls == 0) {
                    index = next
                    continue
                } else {
                    break reading
                }
                index &+= 1
                end = index
            } else {
                let (scalar, width) = decode(index)
                if Self.isWord(scalar) {
                    let before = folded.count
                    Folding.append(scalar, to: &folded)
                    for letter in folded[before...] { key.add(letter) }
                    shape.see(scalar)
                    index += width
                    end = index
                } else if let next = continuation(isAcronym: shape.smalls == 0) {
                    index = next
                } else {
                    break reading
                }
            }
        }
        // A mark without a letter folds to nothing; it would match every empty word.
        guard folded.count > foldedStart else { return }
        words.append(
            ScannedWord(
                range: start..<end, folded: foldedStart..<folded.count, key: key.value,
                gap: gap(before: start),
                letterCase: shape.letterCase))
        gapStart = end
    }

    private func gap(before start: Int) -> Token.Gap {
        guard let last = words.last else { return .sentence }
        if start == gapStart &+ 1, bytes[gapStart] == 0x20 { return .space }
        if start == gapStart &+ 2, bytes[gapStart] == 0x2C, bytes[gapStart &+ 1] == 0x20 {
            return .punctuation
        }
        var (reader, position, sawStop) = (GapReader(), gapStart, false)
        while position < start {
            let (scalar, width) = decode(position)
            if !Self.isWord(scalar) { reader.see(scalar) }
            if scalar == "." { sawStop = true }
            position += width
        }
        // Only a full stop asks what it stands behind, and abbreviations are short.
        let isAsked = sawStop && last.range.count <= Self.longestAbbreviation
        return reader.kind(
            before: decode(start).scalar, after: isAsked ? (last.letterCase, spelling(of: last)) : nil)
    }

    private func spelling(of word: ScannedWord) -> Spelling {
        Spelling((word.isPlain ? bytes : folded)[word.foldedRange], key: word.key)
    }

    // MARK: Words that go on

    /// Where the word goes on past a soft hyphen or a broken line; `nil` where it ends here.
    private func continuation(isAcronym: Bool) -> Int? {
        var next = index
        while let (scalar, width) = scalar(next), Folding.isIgnorable(scalar) { next += width }
        let sawSoftHyphen = next > index
        var sawHyphen = false
        if let (scalar, width) = scalar(next), Self.isHyphen(scalar) {
            sawHyphen = true
            next += width
        }
        if !sawHyphen, let (scalar, _) = scalar(next), Self.isWord(scalar) { return next }
        guard sawHyphen || sawSoftHyphen, let start = lineStart(after: next),
            decode(start).scalar.properties.isLowercase, sawSoftHyphen || !isAcronym,
            !isConjunction(at: start)
        else { return nil }
        return start
    }

    /// The first word character of the next line, where only one line end lies between.
    private func lineStart(after position: Int) -> Int? {
        var (next, newlines) = (position, 0)
        while newlines < 2, let (scalar, width) = scalar(next) {
            switch scalar {
            case "\n": newlines += 1
            case " ", "\t", "\r": break
            default: return newlines == 1 && Self.isWord(scalar) ? next : nil
            }
            next += width
        }
        return nil
    }

    /// True before `en` and `of`: the hyphen stands for a left-out half, as in `in- en uitvoer`.
    private func isConjunction(at position: Int) -> Bool {
        let end = bytes[position...].prefix(4).prefix(while: ASCII.isWord)
        let goesOn = scalar(end.endIndex).map { Self.isWord($0.0) } ?? false
        return !goesOn && (end.elementsEqual("en".utf8) || end.elementsEqual("of".utf8))
    }

    // MARK: Characters

    private func scalar(_ position: Int) -> (Unicode.Scalar, Int)? {
        position < bytes.count ? decode(position) : nil
    }

    /// The scalar that begins at `position`, and its width.
    ///
    /// The bytes are those of a string, and so well formed.
    private func decode(_ position: Int) -> (scalar: Unicode.Scalar, width: Int) {
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

/// Follows the letters of a word to say how it is capitalised.
private struct LetterShape {
    var smalls = 0
    var others = 0
    private var capitals = 0
    private var startsWithCapital = false

    mutating func seeCapital() {
        if capitals &+ smalls &+ others == 0 { startsWithCapital = true }
        capitals &+= 1
    }

    /// A letter beyond ASCII.
    mutating func see(_ scalar: Unicode.Scalar) {
        if scalar.properties.isUppercase {
            seeCapital()
        } else if scalar.properties.isLowercase {
            smalls += 1
        } else {
            others += 1
        }
    }

    var letterCase: Token.LetterCase {
        if capitals == 0 { return smalls == 0 ? .none : .lower }
        if smalls == 0 { return capitals &+ others > 1 ? .upper : .capitalised }
        return capitals == 1 && startsWithCapital ? .capitalised : .mixed
    }
}
