import Pipeline

/// A paper of a parliament that writes another language than Dutch, or Belgian Dutch, without what its pages add to it.
struct ForeignPaper {
    let lines: [PaperLine]
    /// Lines that were taken out.
    let furniture: [Bytes]
    /// True where lines end at a margin, and not where their author ended them.
    let areWrapped: Bool
    /// Where wrapped lines usually end, in bytes.
    private let width: Int

    /// Lines that stand so often, apart from their numbers, are what pages repeat.
    private static let fewestRepeats = 3
    /// Of so many lines with another below them, one that goes on in the middle of its sentence shows that they are wrapped.
    private static let wrappedShare = 5

    /// - Parameters:
    ///   - raw: the paper as it was read.
    ///   - isFurniture: whether a line is of those that its pages repeat.
    init(_ raw: RawPaper, isFurniture: (Bytes) -> Bool = { _ in false }) {
        let repeated = raw.format == .pdf ? Self.repeated(raw.lines) : []
        var (kept, removed): ([PaperLine], [Bytes]) = ([], [])
        var wasCut = false
        for line in raw.lines {
            let isPageNumber = Self.isPageNumber(line.text)
            if isPageNumber || isFurniture(line.text) || repeated.contains(Self.masked(line.text)) {
                removed.append(line.text)
                wasCut = true
                continue
            }
            // The blank lines around what was taken out are its own.
            if line.isBlank, wasCut { continue }
            var line = line
            if wasCut { line.isAfterCut = true }
            if wasCut, !line.isBlank {
                while kept.last?.isBlank == true { kept.removeLast() }
                wasCut = false
            }
            kept.append(line)
        }
        (lines, furniture) = (kept, removed)
        let lengths = kept.lazy.filter { !$0.isBlank }.map { $0.indent + $0.text.count }.sorted()
        width = lengths.isEmpty ? 0 : lengths[lengths.count * 19 / 20]
        areWrapped = raw.format == .pdf || Self.areWrapped(kept, width)
    }

    /// What of the line at `index` is a mark, and no text.
    func mark(at index: Int, upTo end: Int) -> String { lines[index].text.prefix(end).trimmed.string }

    private static func areWrapped(_ lines: [PaperLine], _ width: Int) -> Bool {
        guard width <= 160 else { return false }
        var (broken, all) = (0, 0)
        for (line, next) in zip(lines, lines.dropFirst()) where !line.isBlank && !next.isBlank {
            all += 1
            if next.text.beginsInMidSentence, !line.text.endsSentence, line.text.last != 0x3A { broken += 1 }
        }
        return broken > 0 && broken * wrappedShare >= all
    }

    /// `- 2 -`, `– 2 –`, `Seite 2 von 10`, `Page 2 of 4`.
    private static func isPageNumber(_ line: Bytes) -> Bool {
        guard line.count <= 24, !line.isEmpty else { return false }
        var scanner = ByteScanner(line)
        let isNamed = scanner.skipWord("seite") || scanner.skipWord("page")
        let hasDash = !isNamed && scanner.skipDash()
        guard isNamed || hasDash, scanner.skipSpaces() || isNamed, scanner.number() != nil else {
            return false
        }
        scanner.skipSpaces()
        if hasDash { return scanner.skipDash() && scanner.atEnd }
        if scanner.skip("/") || scanner.skipAnyWord(["von", "of", "sur", "de", "van"]) {
            scanner.skipSpaces()
            return scanner.number() != nil && scanner.atEnd
        }
        return scanner.atEnd
    }

    /// The first and last lines of pages that stand on several of them.
    private static func repeated(_ lines: [PaperLine]) -> Set<Bytes> {
        var counts: [Bytes: Int] = [:]
        var pages: [Int: (first: Bytes, last: Bytes)] = [:]
        for line in lines where !line.isBlank {
            pages[line.page, default: (line.text, line.text)].last = line.text
        }
        for edges in pages.values {
            for line in Set([masked(edges.first), masked(edges.last)]) where line.count <= 120 {
                counts[line, default: 0] += 1
            }
        }
        return Set(counts.filter { $0.value >= fewestRepeats }.keys)
    }

    private static func masked(_ line: Bytes) -> Bytes { line.map { $0.isDigit ? 0x23 : $0 } }
}

// MARK: Paragraphs

extension ForeignPaper {
    /// The lines of `range` joined to paragraphs.
    ///
    /// - Parameters:
    ///   - range: which lines.
    ///   - start: how many bytes of the first line belong to something else: a marker, a name.
    ///   - asks: true where lines may end a question with the answer on the next one.
    /// - Returns: paragraphs that are not empty; the rows of a table are lines of one paragraph.
    func paragraphs(_ range: Range<Int>, from start: Int = 0, asks: Bool = false) -> [Bytes] {
        var found: [Bytes] = []
        var current: Bytes = []
        var last: PaperLine?
        var sawBlank = false
        for index in range.clamped(to: lines.indices) {
            var line = lines[index]
            if index == range.lowerBound { line.text = Bytes(line.text.dropFirst(start)[...].trimmed) }
            guard !line.isBlank else {
                sawBlank = true
                continue
            }
            if let previous = last {
                let isAsked = asks && previous.text.last == 0x3F && !line.text.beginsInMidSentence
                switch isAsked ? .paragraph : joint(previous, line, sawBlank: sawBlank) {
                case .paragraph:
                    found.append(current)
                    current = []
                case .line: current.append(0x0A)
                case .space: current.append(0x20)
                case .hyphen: break
                case .nothing: current.removeLast()
                }
            }
            current += Self.isRow(line.text) ? line.text : line.text.singlySpaced
            last = line
            sawBlank = false
        }
        if !current.isEmpty { found.append(current) }
        return found
    }

    private enum Joint {
        case paragraph, line, space, hyphen, nothing
    }

    private func joint(_ last: PaperLine, _ line: PaperLine, sawBlank: Bool) -> Joint {
        let isComplete = last.text.endsSentence
        let goesOn = line.text.beginsInMidSentence
        guard areWrapped else {
            if sawBlank || isComplete || last.text.last == 0x3A { return .paragraph }
            return goesOn ? Self.wordJoint(last.text, line.text) : .line
        }
        // A blank line in mid-sentence is a page's, or stands for a line that was taken out.
        if sawBlank { return !isComplete && goesOn && last.text.last != 0x3A ? .space : .paragraph }
        if line.isAfterCut, !isComplete { return Self.wordJoint(last.text, line.text) }
        if Self.isRow(last.text) || Self.isRow(line.text) {
            return Self.isRow(last.text) && Self.isRow(line.text) ? .line : .paragraph
        }
        let isClosed = isComplete || last.text.last == 0x3A || last.text.last == 0x3B
        if isClosed || last.text.last == 0x2C, Self.isListItem(line.text) { return .paragraph }
        if goesOn { return Self.wordJoint(last.text, line.text) }
        if isClosed, line.indent > last.indent, line.indent < last.indent + 9 { return .paragraph }
        let next = line.text.prefix { $0 != 0x20 }.count
        if isComplete, last.indent + last.text.count + 1 + next < width * 17 / 20 { return .paragraph }
        return Self.wordJoint(last.text, line.text)
    }

    /// What stands between two lines of one paragraph: a hyphen at a line's end goes where a word was parted.
    private static func wordJoint(_ last: Bytes, _ next: Bytes) -> Joint {
        guard last.last == 0x2D, last.dropLast().last?.isWordByte == true else { return .space }
        // A word goes on with a small letter; a name after a hyphen keeps it: `EU-` / `Kommission`.
        guard next.beginsInMidSentence, last.dropLast().last?.isLetter == true else { return .hyphen }
        var scanner = ByteScanner(next)
        // `Ein- und Ausfuhr`.
        let shared = ["und", "oder", "bzw", "sowie", "et", "ou", "and", "or", "en", "of"]
        if scanner.skipAnyWord(shared) { return .space }
        // `VN-militairen`, `NATO-led`: the hyphen behind capitals is the word's own.
        let head = last.dropLast().reversed().prefix { $0.isLetter }
        return head.count > 1 && head.allSatisfy(\.isASCIIUppercase) ? .hyphen : .nothing
    }

    /// `- text`, `• text`, `a) text`, `(2) text`, `3. text`.
    private static func isListItem(_ line: Bytes) -> Bool {
        var scanner = ByteScanner(line)
        if scanner.skip("\u{2022}") { return true }
        if scanner.skipDash() { return scanner.current == 0x20 }
        _ = scanner.skip("(")
        if scanner.number(maximumDigits: 3) == nil {
            guard scanner.current?.isASCIILowercase == true else { return false }
            scanner.position += 1
        }
        return (scanner.skip(".") || scanner.skip(")")) && scanner.current == 0x20
    }

    /// Whether columns stand in the line.
    private static func isRow(_ line: Bytes) -> Bool {
        var (gaps, run, widest) = (0, 0, 0)
        for byte in line {
            if byte == 0x20 {
                run += 1
            } else {
                if run >= 3 { gaps += 1 }
                widest = max(widest, run)
                run = 0
            }
        }
        return gaps > 1 || widest > 4
    }
}

extension Bytes {
    /// The text with single spaces where it has several.
    var singlySpaced: Bytes {
        guard self[...].firstRange(of: "  ") != nil else { return self }
        var result: Bytes = []
        result.reserveCapacity(count)
        for byte in self where byte != 0x20 || result.last != 0x20 { result.append(byte) }
        return result
    }

    /// ``ArraySlice/key`` of all of it.
    var key: Bytes { self[...].key }
}

extension ArraySlice<UInt8> {
    /// Its letters and digits alone, small and without accents, so that spaced out, accented and capital forms are one.
    var key: Bytes {
        var result: Bytes = []
        result.reserveCapacity(count)
        var index = startIndex
        while index < endIndex {
            let byte = self[index]
            if byte == 0xC3, index + 1 < endIndex {
                if let letter = Self.unaccented(self[index + 1]) { result.append(letter) }
                index += 2
                continue
            }
            if byte.isDigit || byte.isASCIILowercase || byte.isASCIIUppercase {
                result.append(byte.asciiLowercased)
            }
            index += 1
        }
        return result
    }

    /// The plain letter of the one that ends in `byte` after C3.
    private static func unaccented(_ byte: UInt8) -> UInt8? {
        switch byte | 0x20 {
        case 0xA0...0xA6: 0x61
        case 0xA7: 0x63
        case 0xA8...0xAB: 0x65
        case 0xAC...0xAF: 0x69
        case 0xB1: 0x6E
        case 0xB2...0xB6: 0x6F
        case 0xB9...0xBC: 0x75
        default: nil
        }
    }
}

extension [Bytes] {
    /// As one text, paragraphs parted by a blank line.
    var asText: String { Bytes(joined(separator: [0x0A, 0x0A])).string }
}
