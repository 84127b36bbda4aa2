/// Footnotes that stand under a text: `[1] https://…`, `(1) OJ L 123, …`, each at the beginning of its line.
enum EPNotes {
    /// The lines of `range` before the notes, and the notes.
    static func parted(
        _ paper: ForeignPaper, _ range: Range<Int>
    ) -> (lines: Range<Int>, notes: [(label: String, text: Bytes)]) {
        var starts: [(line: Int, label: String, textStart: Int)] = []
        for index in range {
            guard let (label, start) = label(paper.lines[index].text, isNote: true) else { continue }
            let number = starts.count + 1
            if label == "[\(number)]" || label == "(\(number))",
                starts.last.map({ $0.label.first == label.first }) ?? true
            {
                starts.append((index, label, start))
            }
        }
        // Notes stand at the end: behind the first of them is nothing else.
        guard let first = starts.first, isCalled(first.label, in: paper.lines[range.lowerBound..<first.line])
        else { return (range, []) }
        var notes: [(label: String, text: Bytes)] = []
        for (place, note) in starts.enumerated() {
            let end = place + 1 < starts.count ? starts[place + 1].line : range.upperBound
            let text = Bytes(
                paper.paragraphs(note.line..<end, from: note.textStart).joined(separator: [0x20]))
            notes.append((note.label, text))
        }
        return (range.lowerBound..<first.line, notes)
    }

    private static func isCalled(_ label: String, in lines: ArraySlice<PaperLine>) -> Bool {
        lines.contains { line in
            guard let place = line.text[...].firstRange(of: label) else { return false }
            // `(1)` behind a space is a list's; a note's hangs on the word before it.
            return label.hasPrefix("[") || place.lowerBound > 0 && line.text[place.lowerBound - 1] != 0x20
        }
    }

    /// `[1]` or `(1)` at the beginning of a line, where it is a note's perhaps behind the dash of a list.
    private static func label(_ line: Bytes, isNote: Bool) -> (String, Int)? {
        var scanner = ByteScanner(line)
        if isNote, scanner.skipDash() || scanner.skip("\u{2022}") { scanner.skipSpaces() }
        let isRound = scanner.skip("(")
        guard isRound || scanner.skip("["), let number = scanner.number(maximumDigits: 3),
            scanner.skip(isRound ? ")" : "]")
        else { return nil }
        scanner.skipSpaces()
        return (isRound ? "(\(number))" : "[\(number)]", scanner.position)
    }

    /// The paragraphs as one text without the calls of notes that there are, and where those stood, in the order of the text.
    static func withoutCalls(_ paragraphs: [Bytes], _ labels: [String]) -> (
        text: Bytes, calls: [(note: Int, offset: Int)]
    ) {
        let text = Bytes(paragraphs.asText.utf8)
        guard !labels.isEmpty else { return (text, []) }
        let places = Dictionary(labels.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
        var (result, calls): (Bytes, [(note: Int, offset: Int)]) = ([], [])
        var index = 0
        while index < text.count {
            if text[index] == 0x5B || text[index] == 0x28 && index > 0 && text[index - 1] > 0x20,
                let (label, _) = label(Bytes(text[index...].prefix(8)), isNote: false),
                let note = places[label]
            {
                while result.last == 0x20 { result.removeLast() }
                calls.append((note, result.count))
                index += label.utf8.count
            } else {
                result.append(text[index])
                index += 1
            }
        }
        return (result, calls)
    }
}
