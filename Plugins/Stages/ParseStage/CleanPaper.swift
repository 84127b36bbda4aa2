import Pipeline

/// A paper without what its pages add to it, and its parts in their order.
struct CleanPaper {
    var elements: [Element]
    /// Lines before anything was joined, for the head of the paper.
    var lines: [PaperLine]
    var notes: [Note]
    /// The marks in running text that call notes, as they stood.
    var noteCalls: [Bytes]
    var furniture: [Bytes]
    /// What stood among notes and belongs to none.
    var residue: [Bytes]
    /// Places where the space between two words was lost, and was put in again.
    var partedWords: [String]

    init(_ paper: RawPaper) {
        var raw = paper.lines
        noteCalls = Markdown.read(&raw)
        let areParagraphs = paper.format == .paragraphs && !BrokenLines.mend(&raw)
        let areSet = ParagraphBuilder.LineEnds(raw, areParagraphs: areParagraphs).areSet
        raw = Tables.parted(raw)
        if paper.format == .paragraphs { raw = Rows.parted(raw) }
        raw = InlineMarkers.parted(InlineFurniture.parted(WideGaps.parted(raw)))
        if areParagraphs { raw = BrokenLines.partedAtHyphens(raw) }
        raw = BareNumbers.marked(raw)
        let cleaned = Furniture.remove(from: raw, areParagraphs: areParagraphs)
        furniture = cleaned.removed
        raw = cleaned.lines
        notes = Note.told(in: &raw)
        residue = []
        lines = areParagraphs ? raw : HardWrap.mend(raw)
        if notes.isEmpty {
            let noted = Footnotes(lines, areParagraphs: areParagraphs)
            (notes, residue, lines) = (noted.notes, noted.residue, noted.lines)
        }
        // Where the format tells calls from text, what looks like one is none.
        if !lines.contains(where: { !$0.calls.isEmpty }) {
            noteCalls += NoteCalls.remove(from: &lines, notes: Set(notes.compactMap(\.number))) {
                $0.ownMarker?.textStart
            }
        }
        partedWords = LostSpaces.mend(&lines)
        let lineEnds = ParagraphBuilder.LineEnds(lines, areParagraphs: areParagraphs)
        // Where lines still end as they were set, a hyphen within one is its author's.
        if !areSet || !partedWords.isEmpty { SoftHyphens.mend(&lines, isKnown: !partedWords.isEmpty) }

        var builder = ParagraphBuilder(hyphenation: Hyphenation(lines), lineEnds: lineEnds)
        var sequence = MarkerSequence()
        for index in lines.indices { Self.add(index, of: lines, to: &builder, &sequence) }
        builder.finish()
        elements = builder.elements
    }

    private static func add(
        _ index: Int, of lines: [PaperLine], to builder: inout ParagraphBuilder,
        _ sequence: inout MarkerSequence
    ) {
        let line = lines[index]
        if let role = sequence.opening(line) {
            // The format says what this is, although no line with a number stands before it.
            builder.add(.marker(Marker(role: role, numbers: [], textStart: 0, isCertain: true), []))
        }
        if let marker = sequence.marker(at: index, in: lines) {
            builder.add(.marker(marker, Bytes(line.text[..<min(marker.textStart, line.text.count)])))
            var rest = line.tail(from: min(marker.textStart, line.text.count), keepingEarlierCalls: true)
            if rest.role == .questionNumber || rest.role == .answerNumber { rest.role = nil }
            if !rest.isBlank { builder.add(rest) }
        } else if let party = PartyHead.party(line.text)
            ?? PartyHead.lone(line.text, before: following(index, in: lines))
        {
            builder.add(.party(party, Paragraph(line)))
        } else {
            builder.add(line)
        }
    }

    /// The next line that is not blank.
    private static func following(_ index: Int, in lines: [PaperLine]) -> Bytes? {
        let near = lines[(index + 1)...].prefix(3)
        return near.indices.first { !near[$0].text.isEmpty }.map { near[$0].text }
    }
}

/// Decides which lines that look like markers are some, from where they stand and from the numbers before them.
struct MarkerSequence {
    private var lastQuestion = 0
    private var openQuestions: [Int] = []
    /// Whether an answer has begun to the last question.
    private var isAnswered = false

    /// What the format last said that is open.
    private var told: Marker.Role?

    /// What begins with `line`, where its format says that it is text of a question or of an answer and none is open.
    mutating func opening(_ line: PaperLine) -> Marker.Role? {
        let role: Marker.Role
        switch line.role {
        case .questionNumber:
            told = .question
            return nil
        case .answerNumber:
            told = .answer
            return nil
        case .question: role = .question
        case .answer: role = .answer
        case .heading, .note, .tableRow, .furniture, nil: return nil
        }
        guard told != role, !line.isBlank else { return nil }
        told = role
        return role
    }

    mutating func marker(at index: Int, in lines: [PaperLine]) -> Marker? {
        let line = lines[index]
        if let told = told(line) { return told }
        guard let marker = line.ownMarker else { return nil }
        let before = index > 0 && !lines[index - 1].isBlank ? lines[index - 1].text : []
        if before.leavesOpen && marker.role != .closing { return nil }
        let hasText = marker.textStart < line.text.count
        if hasText, marker.role != .closing, Self.isQuoted(index, in: lines) { return nil }
        switch marker.role {
        case .question:
            guard marker.isCertain || marker.numbers.first == lastQuestion + 1 else { return nil }
            // Where questions have numbers, `Vraag:` is a word of the text.
            if marker.numbers.isEmpty, lastQuestion > 0 { return nil }
            lastQuestion = marker.numbers.last ?? lastQuestion
            openQuestions = marker.numbers
            isAnswered = false
        case .answer:
            guard marker.isCertain || marker.numbers == openQuestions else { return nil }
            // So is `Antwoord:` with text behind it within the answer to a question that has a number.
            if marker.numbers.isEmpty, hasText, isAnswered, lastQuestion > 0 { return nil }
            isAnswered = true
        case .closing:
            // `Antwoord van de Minister van Financiën (ontvangen …)` in the head of a paper is no marker.
            if marker.numbers.isEmpty, isHead(index, in: lines) { return nil }
        case .notice: break
        }
        return marker
    }

    /// The marker that a line is because its format says so.
    private func told(_ line: PaperLine) -> Marker? {
        guard line.role == .questionNumber || line.role == .answerNumber, !line.isBlank else { return nil }
        let role: Marker.Role = line.role == .questionNumber ? .question : .answer
        if let marker = line.ownMarker, marker.role == role || marker.role == .closing { return marker }
        var scanner = ByteScanner(line.text)
        let numbers = NumberList.read(&scanner) ?? []
        _ = scanner.skip(".") || scanner.skip(")") || scanner.skip(":")
        scanner.skipSpaces()
        // A number that cannot be read is kept as a marker without one.
        let start = numbers.isEmpty ? line.text.count : scanner.position
        return Marker(role: role, numbers: numbers, textStart: start, isCertain: true)
    }

    /// Whether the lines before `index` open a quotation that has not ended.
    private static func isQuoted(_ index: Int, in lines: [PaperLine]) -> Bool {
        for line in lines[..<index].suffix(longestQuotation).reversed() {
            guard line.ownMarker == nil || line.text.has("\u{201C}") || line.text.has("\u{AB}") else {
                continue
            }
            let opening = max(line.text.lastPlace(of: "\u{201C}"), line.text.lastPlace(of: "\u{AB}"))
            let closing = max(line.text.lastPlace(of: "\u{201D}"), line.text.lastPlace(of: "\u{BB}"))
            if opening != closing { return opening > closing }
        }
        return false
    }

    /// How many lines back a quotation may begin.
    private static let longestQuotation = 6

    private func isHead(_ index: Int, in lines: [PaperLine]) -> Bool {
        lines[index..<min(index + 4, lines.count)].contains {
            $0.text.has("(ontvangen") || $0.text.has("(ingezonden")
        }
    }
}

extension Bytes {
    /// Whether a line ends with a word that wants an object: `zie het`, `antwoord op`.
    var leavesOpen: Bool {
        guard let last, last.isASCIILowercase else { return false }
        let word = Bytes(lastWord).string
        return ["zie", "het", "op", "mijn", "ook", "de", "bij", "onder", "in", "van"].contains(word)
    }

    /// Where `mark` last stands; -1 where it does not.
    fileprivate func lastPlace(of mark: String) -> Int {
        var (place, start) = (-1, 0)
        while let found = self[start...].firstRange(of: mark) {
            (place, start) = (found.lowerBound, found.upperBound)
        }
        return place
    }
}
