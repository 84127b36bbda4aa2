/// Parts lines in which the ends of many lines were lost, so that questions and answers stand in the middle of them.
///
/// That is what becomes of a page whose text was put into one paragraph, or of a paper that was stored as one line. A marker in
/// running text is taken for one only where the numbers say that it is its turn.
enum InlineMarkers {
    /// A line without an inline marker is left alone below this length.
    private static let shortest = 24
    /// How many numbers may be missing between two questions.
    private static let leap = 4

    static func parted(_ lines: [PaperLine]) -> [PaperLine] {
        var (last, open): (Int, [Int]) = (0, [])
        var found: [Int: [(place: Int, marker: Marker)]] = [:]
        for (index, line) in lines.enumerated() {
            let cuts = cuts(in: line, &last, &open)
            if !cuts.isEmpty { found[index] = cuts }
        }
        guard !found.isEmpty else { return last == 0 ? withLoneQuestion(lines) : lines }
        var result: [PaperLine] = []
        result.reserveCapacity(lines.count)
        for (index, line) in lines.enumerated() {
            var (start, marker): (Int, Marker?) = (0, nil)
            for cut in found[index] ?? [] {
                if cut.place > start { result.append(part(of: line, start..<cut.place, marker)) }
                (start, marker) = (cut.place, cut.marker)
            }
            result.append(part(of: line, start..<line.text.count, marker))
        }
        return last == 0 ? withLoneQuestion(result) : result
    }

    /// The lines with the one question parted off that bears no number: `… gestelde vraag. Vraag Heeft de …`.
    private static func withLoneQuestion(_ lines: [PaperLine]) -> [PaperLine] {
        let found = lines.indices.compactMap { index in
            lines[index].text[...].firstRange(of: ". vraag ").map { (index, $0) }
        }
        guard found.count == 1, let (index, place) = found.first, lines[index].text.count > shortest else {
            return lines
        }
        let text = lines[index].text
        let start = place.lowerBound + 2
        guard text[start] == 0x56, place.upperBound < text.count, text[place.upperBound].isASCIIUppercase,
            text[place.upperBound...].contains(0x3F)
        else { return lines }
        var question = lines[index].tail(from: start)
        question.marker = Marker(role: .question, numbers: [], textStart: 6, isCertain: true)
        return Array(lines[..<index]) + [lines[index].head(to: start), question]
            + Array(lines[(index + 1)...])
    }

    private static func part(of line: PaperLine, _ range: Range<Int>, _ marker: Marker?) -> PaperLine {
        var part = line
        if range.upperBound < line.text.count { part = line.head(to: range.upperBound) }
        if range.lowerBound > 0 {
            part = part.tail(from: range.lowerBound)
            (part.isAfterCut, part.indent) = (false, 0)
        }
        part.marker = marker ?? part.marker
        if let marker { part.marker?.textStart = min(marker.textStart, part.text.count) }
        return part
    }

    /// Where in `line` a new one must begin.
    private static func cuts(in line: PaperLine, _ last: inout Int, _ open: inout [Int]) -> [(
        place: Int, marker: Marker
    )] {
        let text = line.text
        var cuts: [(place: Int, marker: Marker)] = []
        var index = 0
        while index < text.count {
            guard text[index] == 0x56 || text[index] == 0x41, index == 0 || !text[index - 1].isLetter,
                let marker = marker(text, index)
            else {
                index += 1
                continue
            }
            switch marker.role {
            case .question where isDue(marker.numbers, after: last, in: text, at: index):
                (last, open) = (marker.numbers.last ?? last, marker.numbers)
            case .answer where !open.isEmpty && (marker.numbers == open || marker.numbers.isEmpty):
                open = []
            default:
                index += 1
                continue
            }
            // A line that begins with its marker is told by that, unless it says more.
            if text.count > shortest, index > 0 || marker.role == .question && marker.end < text.count {
                let made = Marker(
                    role: marker.role, numbers: marker.numbers, textStart: marker.end - index, isCertain: true
                )
                cuts.append((index, made))
            }
            index = marker.end
        }
        return cuts
    }

    /// `(pagina 2)`, which says where the question belongs.
    private static func skipPage(_ scanner: inout ByteScanner) {
        var ahead = scanner
        // `4/13`, where a page of a scan begins behind the number.
        if ahead.number(maximumDigits: 3) != nil, ahead.skip("/"), ahead.number(maximumDigits: 3) != nil,
            ahead.skipSpaces()
        {
            scanner = ahead
            return
        }
        ahead = scanner
        guard ahead.skip("(p") || ahead.skip("(blz"), let close = ahead.rest.prefix(24).firstIndex(of: 0x29)
        else {
            return
        }
        scanner.position = close + 1
        scanner.skipSpaces()
    }

    /// Whether it is the turn of a question with these numbers: the next one, or, behind a sentence's end, one soon after it,
    /// since scanned numbers are sometimes illegible.
    private static func isDue(_ numbers: [Int], after last: Int, in text: Bytes, at index: Int) -> Bool {
        guard let first = numbers.first else { return false }
        if index == 0 || first == last + 1 { return true }
        return first > last && first <= last + leap && Bytes(text[max(0, index - 8)..<index]).endsSentence
    }

    /// `Vraag 3` or `Antwoord 3` at `index` with text behind it that begins a sentence, or `Antwoord` behind a question.
    private static func marker(_ text: Bytes, _ index: Int) -> (
        role: Marker.Role, numbers: [Int], end: Int
    )? {
        let isQuestion = text[index] == 0x56
        var scanner = ByteScanner(text, at: index)
        if isQuestion {
            guard scanner.skip("vragen ") || scanner.skip("vraag ") else { return nil }
        } else {
            guard scanner.skip("antwoorden") || scanner.skip("antwoord") else { return nil }
            _ = scanner.skip(" op")
            _ = scanner.skip(" vragen") || scanner.skip(" vraag")
        }
        scanner.skipSpaces()
        _ = scanner.skip("(") || scanner.skip(".")
        let numbers = NumberList.read(&scanner) ?? []
        _ = scanner.skip(")") || scanner.skip(":") || scanner.skip(".")
        let hasMark = scanner.position > 0 && text[scanner.position - 1] == 0x3A
        guard !isQuestion || !numbers.isEmpty else { return nil }
        scanner.skipSpaces()
        guard !numbers.isEmpty || scanner.atEnd || hasMark || text[scanner.position - 1] == 0x20 else {
            return nil
        }
        skipPage(&scanner)
        if let next = scanner.current {
            let begins =
                next.isASCIIUppercase || next == 0x22 || next == 0x28 || next == 0xE2 || next == 0xC2
                || next == 0xC3 && !Bytes(scanner.rest.prefix(2)).beginsInMidSentence
            guard begins else { return nil }
        }
        // Without a number only a question before it shows that it is no word of the text.
        if numbers.isEmpty, index > 0 {
            let before = Bytes(text[max(0, index - 8)..<index][...].trimmed)
            guard before.last == 0x3F || before.ends(withFolded: "? 1") || hasMark && before.endsSentence
            else {
                return nil
            }
        }
        return (isQuestion ? .question : .answer, numbers, scanner.position)
    }
}
