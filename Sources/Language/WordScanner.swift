/// Finds the words of a text in its bytes; see ``TokenizedText`` for what a word is.
///
/// Small letters of ASCII, and the single space between two words, are most of a text and are read eight bytes at a time;
/// everything else is read byte by byte, and what is not ASCII is decoded and asked for its properties.
struct WordScanner {
    let bytes: [UInt8]
    private(set) var words: [ScannedWord] = []
    /// The text with the capitals of plain words made small; behind it the folded letters of all other words.
    private(set) var folded: [UInt8]
    private(set) var index = 0
    /// Where the gap before the next word begins.
    private var gapStart = 0

    /// The longest text that is read whole, since places are kept in 32 bits; no original is that long.
    private static let limit = Int(UInt32.max / 2)
    private static let longestAbbreviation = 12

    init(_ bytes: [UInt8]) {
        self.bytes = bytes.count <= Self.limit ? bytes : Array(bytes.prefix(Self.limit))
        folded = self.bytes
        words.reserveCapacity(bytes.count / 6)
        folded.reserveCapacity(bytes.count + bytes.count / 8)
    }

    mutating func scan() {
        // Most of a text are words in small letters of ASCII, some with a capital first: these are read here.
        let (letters, count) = (bytes, bytes.count)
        let text = unsafe letters.span.bytes
        while index < count {
            let start = index
            var (key, next, block) = (WordKey(), start, LetterBlock(text, at: start))
            let isCapitalised = block.first &- 0x41 < 26
            if isCapitalised { block.lowerFirst() }
            var small = block.smallLetters
            while small == 8 {
                key.add(block.bytes)
                next &+= 8
                block = LetterBlock(text, at: next)
                small = block.smallLetters
            }
            if small > 0 { key.add(block.prefix(small)) }
            next &+= small
            guard next > start, next == count || Self.endsPlainWord(letters[next]) else {
                readOther()
                continue
            }
            let isSpaced = start == gapStart &+ 1 && letters[gapStart] == 0x20 && !words.isEmpty
            if isCapitalised { folded[start] |= 0x20 }
            words.append(
                ScannedWord(
                    range: start..<next, folded: start..<next, key: key.value,
                    gap: isSpaced ? .space : gap(before: start),
                    letterCase: isCapitalised ? .capitalised : .lower))
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
        var (end, shape) = (index, LetterShape())
        reading: while index < bytes.count {
            let byte = bytes[index]
            if byte < 0x80 {
                if byte &- 0x61 < 26 {
                    shape.smalls &+= 1
                    folded.append(byte)
                } else if byte &- 0x41 < 26 {
                    shape.seeCapital()
                    folded.append(byte | 0x20)
                } else if byte &- 0x30 < 10 {
                    shape.others &+= 1
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
                    Folding.append(scalar, to: &folded)
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
                range: start..<end, folded: foldedStart..<folded.count,
                key: WordKey.of(folded[foldedStart...]), gap: gap(before: start),
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
        Spelling(folded[word.foldedRange], key: word.key)
    }
}
