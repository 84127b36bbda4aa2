/// Parts lines in which the ends of many lines were lost, so that questions and answers stand in the middle of them.
///
/// That is what becomes of a page whose text was put into one paragraph, or of a paper that was stored as one line. A marker in
/// running text is taken for one only where the numbers say that it is its turn.
enum InlineMarkers {
    /// A line without an inline marker is left alone below this length.
    private static let shortest = 24

    static func parted(_ lines: [PaperLine]) -> [PaperLine] {
        var result: [PaperLine] = []
        result.reserveCapacity(lines.count)
        var (last, open): (Int, [Int]) = (0, [])
        for line in lines {
            var start = 0
            for cut in cuts(in: line, &last, &open) where cut > start {
                result.append(part(of: line, start..<cut, isFirst: start == 0))
                start = cut
            }
            result.append(part(of: line, start..<line.text.count, isFirst: start == 0))
        }
        return result
    }

    private static func part(of line: PaperLine, _ range: Range<Int>, isFirst: Bool) -> PaperLine {
        guard range.count < line.text.count else { return line }
        var part = line.head(to: range.upperBound)
        if !isFirst {
            part = part.tail(from: range.lowerBound)
            (part.isAfterCut, part.indent) = (false, 0)
        }
        return part
    }

    /// Where in `line` a new one must begin.
    private static func cuts(in line: PaperLine, _ last: inout Int, _ open: inout [Int]) -> [Int] {
        let text = line.text
        var cuts: [Int] = []
        var index = 0
        while index < text.count {
            let byte = text[index]
            let isStart = index == 0 || !text[index - 1].isLetter
            guard isStart, byte == 0x56 || byte == 0x41, let marker = marker(text, index) else {
                index += 1
                continue
            }
            switch marker.role {
            case .question where marker.numbers.first == last + 1 || index == 0 && !marker.numbers.isEmpty:
                (last, open) = (marker.numbers.last ?? last, marker.numbers)
            case .answer where !open.isEmpty && (marker.numbers == open || marker.numbers.isEmpty):
                open = []
            default:
                index += 1
                continue
            }
            if index > 0, text.count > shortest { cuts.append(index) }
            index = marker.end
        }
        return cuts
    }

    /// `Vraag 3` or `Antwoord 3` at `index` with text behind it that begins a sentence, or `Antwoord` behind a question.
    private static func marker(_ text: Bytes, _ index: Int) -> (role: Marker.Role, numbers: [Int], end: Int)? {
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
        _ = scanner.skip("(")
        let numbers = NumberList.read(&scanner) ?? []
        _ = scanner.skip(")") || scanner.skip(":") || scanner.skip(".")
        let hasMark = scanner.position > 0 && text[scanner.position - 1] == 0x3A
        guard !isQuestion || !numbers.isEmpty else { return nil }
        let hasSpace = scanner.skipSpaces() || !numbers.isEmpty
        guard hasSpace || scanner.atEnd || hasMark else { return nil }
        if let next = scanner.current {
            let begins =
                next.isASCIIUppercase || next == 0x22 || next == 0x28 || next == 0xE2 || next == 0xC2
                || next == 0xC3 && !Bytes(scanner.rest.prefix(2)).beginsInMidSentence
            guard begins else { return nil }
        }
        // Without a number only a question before it shows that it is no word of the text.
        if numbers.isEmpty, index > 0 {
            let before = Bytes(text[max(0, index - 8)..<index][...].trimmed)
            guard before.last == 0x3F || before.ends(withFolded: "? 1") || hasMark && before.endsSentence else {
                return nil
            }
        }
        return (isQuestion ? .question : .answer, numbers, scanner.position)
    }
}
