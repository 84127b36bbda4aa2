import Pipeline

/// What a page carries besides the text: running heads and feet, page numbers, the publisher's lines.
struct Furniture {
    /// The text of a paper without its furniture, and the furniture.
    struct Result {
        var lines: [PaperLine]
        var removed: [Bytes]
    }

    /// How many lines at the top and at the bottom of a page may be a running head or foot.
    private static let edge = 3

    /// Takes the furniture out of `lines`.
    ///
    /// - Parameters:
    ///   - lines: the paper; those that bear a marker are none, whatever they look like.
    ///   - areParagraphs: whether each line is a whole paragraph, so that a number on one stands alone.
    /// - Returns: the text without its furniture, and the furniture.
    static func remove(from lines: [PaperLine], areParagraphs: Bool) -> Result {
        let running = runningLines(lines)
        let blank = lines.count { $0.isBlank }
        // Where a text has lost its blank lines, none can part a page's number from it.
        let lacksBlanks = lines.count > 100 && blank * 50 < lines.count
        // Where each line is a paragraph, a number alone may still call a note.
        let notes = areParagraphs ? Set(lines.compactMap { NoteStart.read($0.text)?.number }) : []
        var result = Result(lines: [], removed: [])
        result.lines.reserveCapacity(lines.count)
        var cut = false
        for (index, line) in lines.enumerated() {
            let isFurniture =
                running.contains(index) || line.role == .furniture || isPublishers(line.text)
                || isRestOfPublishers(line.text, after: cut ? result.removed.last : nil)
                || (!isKept(line) && isPageNumber(line.text)
                    && (areParagraphs
                        ? !isCall(line.text, notes)
                        : standsAlone(index, in: lines)
                            || lacksBlanks && isBetweenSentences(index, in: lines)))
            if isFurniture {
                if !line.isBlank { result.removed.append(line.text) }
                cut = true
                continue
            }
            var line = line
            line.isAfterCut = line.isAfterCut || cut
            if !line.isBlank { cut = false }
            result.lines.append(line)
        }
        return result
    }

    /// Whether the line is none, whatever it looks like.
    private static func isKept(_ line: PaperLine) -> Bool {
        switch line.role {
        case .questionNumber, .answerNumber, .question, .answer, .note, .tableRow: true
        case .heading, .furniture, nil: line.marker != nil
        }
    }

    // MARK: Lines that come back on every page

    /// Lines at the edges of pages that are the same on several of them but for their digits.
    ///
    /// It goes inwards from the edge: a line may be furniture only where all outside of it is.
    private static func runningLines(_ lines: [PaperLine]) -> Set<Int> {
        let pages = pages(of: lines)
        guard pages.count > 1 else { return [] }
        var running: Set<Int> = []
        for fromTop in [true, false] {
            var open = pages.map { fromTop ? $0 : $0.reversed() }[...]
            for depth in 0..<edge where !open.isEmpty {
                let candidates = open.compactMap { depth < $0.count ? $0[depth] : nil }.filter {
                    !isKept(lines[$0])
                }
                let found = common(candidates, lines, pages: pages.count)
                running.formUnion(found)
                open = open.filter { depth < $0.count && found.contains($0[depth]) }
            }
        }
        return running
    }

    /// Those of `candidates`, one a page, that enough pages share.
    private static func common(_ candidates: [Int], _ lines: [PaperLine], pages: Int) -> Set<Int> {
        var found: [Bytes: [Int]] = [:]
        for index in candidates {
            let line = lines[index].text
            guard line.count <= 200, Marker.read(line) == nil, !PartyHead.matches(line) else { continue }
            found[masked(line), default: []].append(index)
        }
        // Two pages are enough for a line with a number that counts them; a sentence may begin two pages by chance.
        return Set(
            found.filter { key, indexes in
                let threshold = key.contains(0x23) || pages == 2 ? 2 : 3
                return indexes.count >= max(threshold, pages / 3)
            }.values.joined())
    }

    /// The first and last filled lines of every page, as many as may be furniture.
    private static func pages(of lines: [PaperLine]) -> [[Int]] {
        var pages: [[Int]] = []
        var (filled, page): ([Int], Int?) = ([], nil)
        for (index, line) in lines.enumerated() {
            if let page, line.page != page {
                pages.append(filled)
                filled = []
            }
            page = line.page
            guard !line.isBlank else { continue }
            // Only the edges are wanted: of the middle, what may yet turn out to be the bottom.
            if filled.count >= 4 * edge { filled.remove(at: edge) }
            filled.append(index)
        }
        pages.append(filled)
        return pages
    }

    /// The line with one mark for every run of digits, and one space for every run of spaces.
    private static func masked(_ line: Bytes) -> Bytes {
        var result: Bytes = []
        for byte in line {
            let byte: UInt8 = byte.isDigit ? 0x23 : byte
            if (byte == 0x23 || byte == 0x20) && result.last == byte { continue }
            result.append(byte)
        }
        return result
    }

    // MARK: Page numbers

    /// `20`, `- 3 -`, `Pagina 3 van 12`, `3/12`.
    private static func isPageNumber(_ line: Bytes) -> Bool {
        guard line.count <= 24 else { return false }
        var scanner = ByteScanner(line)
        let dash = scanner.skipDash()
        scanner.skipSpaces()
        let word = scanner.skipAnyWord(["pagina", "page", "blz.", "p."])
        scanner.skipSpaces()
        guard scanner.number() != nil else { return false }
        scanner.skipSpaces()
        if scanner.skip("/") || scanner.skipAnyWord(["van", "of"]) {
            scanner.skipSpaces()
            guard scanner.number() != nil else { return false }
        } else if dash {
            guard scanner.skipDash() else { return false }
        }
        _ = word
        return scanner.atEnd
    }

    /// Whether the line is one of these numbers and nothing else.
    private static func isCall(_ line: Bytes, _ notes: Set<Int>) -> Bool {
        var scanner = ByteScanner(line)
        return scanner.number().map { scanner.atEnd && notes.contains($0) } ?? false
    }

    private static func isBetweenSentences(_ index: Int, in lines: [PaperLine]) -> Bool {
        index > 0 && lines[index - 1].text.endsSentence && index + 1 < lines.count
            && !lines[index + 1].text.beginsInMidSentence
    }

    /// A number within a paragraph is part of it, or the call of a footnote.
    private static func standsAlone(_ index: Int, in lines: [PaperLine]) -> Bool {
        let before = index == 0 || lines[index - 1].isBlank || lines[index].isAfterCut
        let after =
            index + 1 >= lines.count || lines[index + 1].isBlank || lines[index + 1].isAfterCut
        return before && (after || lines[index].isAfterCut)
    }

    // MARK: The publisher's lines

    /// `Aanhangsel 6`, where the line of the publisher was too long for the page and was broken before it.
    private static func isRestOfPublishers(_ line: Bytes, after before: Bytes?) -> Bool {
        guard let before, line.count <= 24, before.last == 0x2C,
            isPublishers(before) || before.has("vergaderjaar")
        else { return false }
        var scanner = ByteScanner(line)
        guard scanner.skipWord("aanhangsel") || scanner.skip("nr.") else {
            return scanner.number() != nil && scanner.atEnd
        }
        scanner.skipSpaces()
        return scanner.atEnd || scanner.number() != nil && scanner.atEnd
    }

    /// `Tweede Kamer, vergaderjaar 2024–2025, Aanhangsel 6`, `ISSN 0921 - 7398…`, `ah-tk-20242025-595`.
    private static func isPublishers(_ line: Bytes) -> Bool {
        guard let first = line.first, line.count <= 200 else { return false }
        switch first {
        case 0x54, 0x45:  // T, E
            var scanner = ByteScanner(line)
            guard scanner.skip("tweede kamer, vergaderjaar ") || scanner.skip("eerste kamer, vergaderjaar "),
                scanner.number() != nil, scanner.skipDash(), scanner.number() != nil
            else { return false }
            return line.last?.isDigit == true || scanner.rest == [0x2C] || scanner.rest.has("aanhangsel")
                || scanner.rest.has("vragen")
        case 0x49: return line.starts(withFolded: "issn ")
        case 0x61, 0x6B, 0x68:  // a, k, h
            return ["ah-tk-", "kv-tk-", "kst-", "h-tk-", "ah-ek-"].contains { line.starts(withFolded: $0) }
                && !line.contains(0x20)
        case 0xE2, 0x27:
            return line.count <= 120 && line.has("s-gravenhage ") && line.prefix(16).contains { $0 == 0x73 }
        default: return false
        }
    }
}
