import Pipeline

/// Takes footnotes, and the marks in the text that call them, out of a paper.
struct Footnotes {
    /// The notes in the order of the paper.
    private(set) var notes: [Note] = []
    /// What stood among the notes and belongs to none.
    private(set) var residue: [Bytes] = []
    /// The lines that are left.
    private(set) var lines: [PaperLine]

    init(_ lines: [PaperLine], areParagraphs: Bool) {
        let lines = areParagraphs ? Self.parted(lines) : lines
        self.lines = lines
        let taken = takenAtPageEnds().union(takenInTheMiddle(areParagraphs))
        guard !taken.isEmpty else { return }
        var left: [PaperLine] = []
        left.reserveCapacity(lines.count)
        var cut = false
        for (index, line) in lines.enumerated() {
            if taken.contains(index) {
                cut = true
                continue
            }
            var line = line
            line.isAfterCut = line.isAfterCut || cut
            if !line.isBlank { cut = false }
            left.append(line)
        }
        self.lines = left
        collect(taken, from: lines)
    }

    /// The lines with those in two that are a note and, behind its address, the rest of the sentence that it broke into.
    private static func parted(_ lines: [PaperLine]) -> [PaperLine] {
        var result: [PaperLine] = []
        result.reserveCapacity(lines.count)
        var isOpen = false
        for line in lines {
            guard isOpen, let end = addressEnd(line.text) else {
                result.append(line)
                if !line.isBlank { isOpen = line.text.last?.isWordByte == true || line.text.last == 0x2C }
                continue
            }
            var (note, rest) = (line, line)
            note.text = Bytes(line.text[..<end])
            rest.text = Bytes(line.text[(end + 1)...])
            result += [note, rest]
            isOpen = !rest.text.endsSentence
        }
        return result
    }

    /// Where the address ends with which a note ends, if the text then goes on in the middle of a sentence.
    private static func addressEnd(_ line: Bytes) -> Int? {
        guard let note = NoteStart.read(line), let address = line[note.textStart...].firstRange(of: "http"),
            let end = line[address.lowerBound...].firstIndex(of: 0x20), end + 1 < line.count,
            Bytes(line[(end + 1)...]).beginsInMidSentence
        else { return nil }
        return end
    }

    private mutating func collect(_ taken: Set<Int>, from lines: [PaperLine]) {
        for index in taken.sorted() {
            if lines[index].isBlank { continue }
            if let note = NoteStart.read(lines[index].text),
                note.number == (notes.last?.number ?? 0) + 1 || notes.isEmpty || note.number == 1
            {
                notes.append(
                    Note(
                        label: String(note.number), number: note.number,
                        text: Bytes(lines[index].text[note.textStart...]), source: lines[index].source))
            } else if notes.isEmpty {
                residue.append(lines[index].text)
            } else {
                // An address goes on in the next line without a space.
                let joins = index == 0 || lines[index - 1].text.contains(0x20)
                notes[notes.count - 1].text += (joins ? [0x20] : []) + lines[index].text
            }
        }
    }

    // MARK: Notes at the end of a page

    /// Lines of the blocks of notes that stand last on their pages.
    private func takenAtPageEnds() -> Set<Int> {
        var taken: Set<Int> = []
        var (start, expected) = (0, 1)
        for index in 1...max(lines.count, 1) where index >= lines.count || lines[index].isAfterCut {
            let end = min(index, lines.count)
            if let block = block(in: start..<end, expected: expected) {
                taken.formUnion(block.lines)
                expected = block.next
            }
            start = end
        }
        return taken
    }

    /// The notes that end this page: the last lines that begin with ascending numbers, of which the first is expected.
    private func block(in page: Range<Int>, expected: Int) -> (lines: Range<Int>, next: Int)? {
        var chain: [(index: Int, note: NoteStart)] = []
        for index in page.reversed() {
            let line = lines[index].text
            if lines[index].ownMarker != nil || PartyHead.matches(line) { break }
            guard let note = NoteStart.read(line) else { continue }
            if let above = chain.last, note.number != above.note.number - 1 {
                if note.number < above.note.number { break }
                continue
            }
            chain.append((index, note))
        }
        guard let last = chain.first,
            let start = chain.last(where: { $0.note.number == expected || $0.note.number == 1 })
        else { return nil }
        let isSure =
            start.note.isTight || isCitation(start.index, in: page)
            || (start.index > page.lowerBound && lines[start.index - 1].isBlank
                && start.note.number == expected
                && isCalled(start.note.number, before: start.index))
        guard isSure else { return nil }
        // A page may end long after its notes where the text has lost the ends of its own pages.
        let isOpen = lines[page.lowerBound..<start.index].last { !$0.isBlank }?.text.endsSentence == false
        let end =
            !isOpen
            ? nil
            : (last.index + 1..<page.upperBound).first {
                endsInAddress(lines[$0 - 1].text) && lines[$0].text.beginsInMidSentence
                    && lines[$0].text.contains(0x20)
            }
        return (start.index..<(end ?? page.upperBound), last.note.number + 1)
    }

    // MARK: Notes that text goes on behind

    /// Notes that stand between two lines of text, where the text lost its pages.
    private func takenInTheMiddle(_ areParagraphs: Bool) -> Set<Int> {
        var taken: Set<Int> = []
        var expected = 1
        var index = 0
        while index < lines.count {
            defer { index += 1 }
            let line = lines[index]
            guard line.marker == nil, let note = NoteStart.read(line.text), note.number == expected,
                areParagraphs || index == 0 || note.isAddress(line.text) || lines[index - 1].isBlank
                    || taken.contains(index - 1)
                    || line.isAfterCut,
                note.isEndnote || isCitation(index, in: index..<min(index + 2, lines.count)),
                note.isEndnote || isCalled(note.number, before: index)
            else { continue }
            var end = index + 1
            while !areParagraphs, end < lines.count, !lines[end].isBlank,
                NoteStart.read(lines[end].text)?.number != expected + 1,
                !resumes(at: end, after: index), lines[end].ownMarker == nil
            {
                end += 1
            }
            taken.formUnion(index..<end)
            expected += 1
            index = end - 1
        }
        return taken
    }

    /// Whether the line at `end` is the text again, and not the rest of the note that began at `start`.
    private func resumes(at end: Int, after start: Int) -> Bool {
        let line = lines[end]
        if line.isAfterCut { return true }
        guard line.indent != lines[start].indent else {
            return endsInAddress(lines[end - 1].text) && line.text.contains(0x20) && !line.text.has("http")
        }
        return line.indent < lines[start].indent + 6
    }

    private func endsInAddress(_ text: Bytes) -> Bool {
        let word = text.lastWord
        return word.count > 8 && (word.has("http") || word.has("www.") || word.contains(0x2F))
    }

    /// Whether the lines have what notes have and text seldom has: an address, a paper's number, a date of publication.
    private func isCitation(_ start: Int, in range: Range<Int>) -> Bool {
        let signs = [
            "http", "www.", "zie ", "zie:", "kamerstuk", "aanhangsel", "vergaderjaar", "handelingen",
            "\u{AB}", "ibid",
            "idem", ".nl", ".pdf", " p. ", "artikel ", "stb.", "stcrt",
        ]
        let end = min(range.upperBound, start + 3)
        return lines[start..<max(start, end)].contains { line in signs.contains { line.text.has($0) } }
    }

    /// Whether a mark for this number hangs on a word somewhere on the lines before.
    private func isCalled(_ number: Int, before index: Int) -> Bool {
        let digits = Bytes(String(number).utf8)
        for line in lines[max(0, index - 120)..<index] {
            if line.text == digits { return true }
            var start = 0
            while let found = line.text[start...].firstRange(of: String(number)) {
                start = found.upperBound
                let after = found.upperBound < line.text.count ? line.text[found.upperBound] : 0x20
                if found.lowerBound > 0, NoteCalls.carries(line.text, before: found.lowerBound),
                    !after.isWordByte
                {
                    return true
                }
                if found.lowerBound == 0, after == 0x20 || after == 0x2C || after == 0x2E { return true }
            }
        }
        return false
    }
}

/// A footnote without the passage that calls it.
struct Note {
    /// As printed.
    var label: String
    /// The label, where it is a number.
    var number: Int?
    var text: Bytes
    /// The line of the paper on which it begins.
    var source: Int

    /// The notes among `lines` that the format itself says are some, which are taken out.
    static func told(in lines: inout [PaperLine]) -> [Note] {
        guard lines.contains(where: { $0.role == .note }) else { return [] }
        var notes: [Note] = []
        var left: [PaperLine] = []
        left.reserveCapacity(lines.count)
        var cut = false
        for var line in lines {
            guard line.role == .note else {
                line.isAfterCut = line.isAfterCut || cut
                if !line.isBlank { cut = false }
                left.append(line)
                continue
            }
            cut = true
            if let (label, start) = Self.label(line.text) {
                notes.append(
                    Note(
                        label: label, number: Int(label), text: Bytes(line.text[start...]),
                        source: line.source))
            } else if notes.isEmpty {
                notes.append(Note(label: "", text: line.text, source: line.source))
            } else if !line.isBlank {
                notes[notes.count - 1].text += [0x20] + line.text
            }
        }
        lines = left
        return notes
    }

    /// The label that a note begins with, `3`, `[3]`, `3)`, `*`, and where its text begins.
    private static func label(_ line: Bytes) -> (String, Int)? {
        var scanner = ByteScanner(line)
        let bracket = scanner.skip("[") || scanner.skip("(")
        var label = ""
        if let number = scanner.number(maximumDigits: 3) {
            label = String(number)
        } else {
            while scanner.skip("*") { label += "*" }
        }
        guard !label.isEmpty else { return nil }
        if bracket {
            _ = scanner.skip("]") || scanner.skip(")")
        } else {
            _ = scanner.skip(")") || scanner.skip(".")
        }
        let hasSpace = scanner.skipSpaces()
        // `1.000 euro` or `2024 was` goes on with the note before.
        guard hasSpace || bracket || scanner.current?.isDigit != true else { return nil }
        return (label, scanner.position)
    }
}

/// The beginning of a note: `1 Zie:`, `1Zie`, `1) Zie`, `[1] Zie`.
struct NoteStart {
    var number: Int
    var textStart: Int
    /// True where no space parts the number from the text, as the official publications have it.
    var isTight: Bool
    /// True for `1)` and `[1]`.
    var isEndnote: Bool

    /// Whether the note says where to look: `Zie: https://…`.
    func isAddress(_ line: Bytes) -> Bool {
        let text = Bytes(line[min(textStart, line.count)...].prefix(24))
        return text.starts(withFolded: "http") || text.starts(withFolded: "www.")
            || text.starts(withFolded: "zie") && text.has("http")
    }

    static func read(_ line: Bytes) -> NoteStart? {
        guard let first = line.first, first.isDigit || first == 0x5B, line.count > 4 else { return nil }
        var scanner = ByteScanner(line)
        let bracket = scanner.skip("[")
        guard let number = scanner.number(maximumDigits: 3), number > 0 else { return nil }
        let isEndnote = bracket ? scanner.skip("]") : scanner.skip(")")
        if bracket, !isEndnote { return nil }
        let hasSpace = scanner.skipSpaces()
        guard let next = scanner.current else { return nil }
        let text = Bytes(scanner.rest.prefix(12))
        let begins =
            next.isASCIIUppercase || next >= 0x80 || next == 0x28 || next == 0x22
            || ["http", "www", "zie", "ibid", "idem", "o.a."].contains { text.starts(withFolded: $0) }
        // A broken address may go on with a number: `5D-%5Bnews`, `1713&id=3`.
        let isAddress = scanner.rest.prefix { $0 != 0x20 }.contains { [0x25, 0x26, 0x3D].contains($0) }
        guard begins, !text.starts(withFolded: "antwoord"), !text.starts(withFolded: "reactie"),
            !isAddress || text.starts(withFolded: "http") || text.starts(withFolded: "www")
        else { return nil }
        return NoteStart(
            number: number, textStart: scanner.position, isTight: !hasSpace && !isEndnote,
            isEndnote: isEndnote)
    }
}
