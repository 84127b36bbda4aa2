import Pipeline

/// A paper without what its pages add to it, and its parts in their order.
struct CleanPaper {
    var elements: [Element]
    /// Lines before anything was joined, for the head of the paper.
    var lines: [PaperLine]
    var notes: [(number: Int, text: Bytes)]
    var furniture: [Bytes]

    init(_ paper: PaperText) {
        var raw = PaperLine.lines(of: paper)
        let areParagraphs = paper.format == .paragraphs && !BrokenLines.mend(&raw)
        if paper.format == .paragraphs { raw = Rows.parted(raw) }
        if areParagraphs { raw = BrokenLines.partedAtHyphens(raw) }
        let bare = BareNumbers.questions(in: raw)
        let cleaned = Furniture.remove(from: raw, keeping: bare, areParagraphs: areParagraphs)
        furniture = cleaned.removed
        raw = BareNumbers.named(cleaned.lines, isOn: !bare.isEmpty)
        let noted = Footnotes(areParagraphs ? raw : HardWrap.mend(raw), areParagraphs: areParagraphs)
        notes = noted.notes
        lines = noted.lines
        NoteCalls.remove(from: &lines, notes: Set(notes.map(\.number))) { Marker.read($0.text)?.textStart }

        var builder = ParagraphBuilder(
            hyphenation: Hyphenation(lines), lineEnds: .init(lines, areParagraphs: areParagraphs))
        var sequence = MarkerSequence(lines)
        for index in lines.indices {
            if let marker = sequence.marker(at: index, in: lines) {
                builder.add(.marker(marker))
                let rest = Bytes(lines[index].text[marker.textStart...])
                if !rest.isEmpty {
                    var line = lines[index]
                    line.text = rest
                    builder.add(line)
                }
            } else if let party = PartyHead.party(lines[index].text)
                ?? PartyHead.lone(lines[index].text, before: Self.following(index, in: lines))
            {
                builder.add(.party(party))
            } else {
                builder.add(lines[index])
            }
        }
        builder.finish()
        elements = builder.elements
    }

    /// The next line that is not blank.
    private static func following(_ index: Int, in lines: [PaperLine]) -> Bytes? {
        lines[(index + 1)...].prefix(3).first { !$0.isBlank }?.text
    }
}

/// Questions that are marked by nothing but their number, alone on a line or before the question.
enum BareNumbers {
    /// The lines that are such numbers: going up one by one, with a line `Antwoord` after each.
    static func questions(in lines: [PaperLine]) -> Set<Int> {
        // A number alone on a line calls a footnote where questions have the word before theirs.
        if lines.contains(where: { line in
            Marker.read(line.text).map { $0.role == .question && $0.isCertain } ?? false
        }) {
            return []
        }
        var (found, pending): (Set<Int>, [Int]) = ([], [])
        var expected = 1
        for (index, line) in lines.enumerated() {
            if let number = number(line.text), number == expected {
                pending.append(index)
                expected += 1
            } else if !pending.isEmpty, let marker = Marker.read(line.text), marker.role == .answer,
                marker.numbers.isEmpty || marker.numbers.first.map({ $0 < expected }) == true
            {
                found.formUnion(pending)
                pending = []
            }
        }
        return found
    }

    /// `1`, `1.`, `1)`, or `1. Kunt u …`.
    private static func number(_ line: Bytes) -> Int? {
        guard line.first?.isDigit == true else { return nil }
        var scanner = ByteScanner(line)
        guard let number = scanner.number(maximumDigits: 3) else { return nil }
        let hasMark = scanner.skip(".") || scanner.skip(")") || scanner.skip(":")
        if scanner.atEnd { return number }
        guard hasMark, scanner.skipSpaces(), scanner.current?.isLetter == true,
            !Bytes(scanner.rest.prefix(2)).beginsInMidSentence, !scanner.skipWord("antwoord"),
            !scanner.skipWord("reactie")
        else { return nil }
        return number
    }

    /// The lines with `Vraag` before those numbers, so that the rest of the stage meets one form only.
    static func named(_ lines: [PaperLine], isOn: Bool) -> [PaperLine] {
        guard isOn else { return lines }
        var result = lines
        for index in questions(in: lines) {
            guard let number = number(lines[index].text) else { continue }
            var rest = ByteScanner(lines[index].text)
            _ = rest.number(maximumDigits: 3)
            _ = rest.skip(".") || rest.skip(")") || rest.skip(":")
            rest.skipSpaces()
            result[index].text = Bytes("Vraag \(number):".utf8) + (rest.atEnd ? [] : [0x20] + rest.rest)
        }
        return result
    }
}

/// Decides which lines that look like markers are some, from where they stand and from the numbers before them.
struct MarkerSequence {
    private var lastQuestion = 0
    private var openQuestions: [Int] = []
    private let hasQuestions: Bool

    init(_ lines: [PaperLine]) {
        hasQuestions = lines.contains { Marker.read($0.text)?.role == .question }
    }

    mutating func marker(at index: Int, in lines: [PaperLine]) -> Marker? {
        guard let marker = Marker.read(lines[index].text) else { return nil }
        let before = index > 0 && !lines[index - 1].isBlank ? lines[index - 1].text : []
        if Self.leavesOpen(before) && marker.role != .closing { return nil }
        switch marker.role {
        case .question:
            guard marker.isCertain || marker.numbers.first == lastQuestion + 1 else { return nil }
            lastQuestion = marker.numbers.last ?? lastQuestion
            openQuestions = marker.numbers
        case .answer:
            guard marker.isCertain || marker.numbers == openQuestions else { return nil }
        case .closing:
            // `Antwoord van de Minister van Financiën (ontvangen …)` in the head of a paper is no marker.
            if marker.numbers.isEmpty, isHead(index, in: lines) { return nil }
        case .notice: break
        }
        return marker
    }

    /// Whether a line ends with a word that wants an object: `zie het`, `antwoord op`.
    private static func leavesOpen(_ line: Bytes) -> Bool {
        guard let last = line.last, last.isASCIILowercase else { return false }
        let word = Bytes(line.lastWord).string
        return ["zie", "het", "op", "mijn", "ook", "de", "bij", "onder", "in", "van"].contains(word)
    }

    private func isHead(_ index: Int, in lines: [PaperLine]) -> Bool {
        lines[index..<min(index + 4, lines.count)].contains {
            $0.text.has("(ontvangen") || $0.text.has("(ingezonden")
        }
    }
}
