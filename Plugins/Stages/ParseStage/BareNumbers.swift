import Pipeline

/// Questions that are marked by nothing but their number, alone on a line or before the question.
///
/// Such a number looks like a page's, a note's or a list's. It is taken for a question's where all of them go up one by one
/// from 1, and where the lines between them answer: by the word `Antwoord`, by the same numbers once more behind that word,
/// or by questions that something follows.
enum BareNumbers {
    /// Of so many blocks between numbers, at least this many must ask.
    private static let askingShare = 0.6
    /// Fewer numbers than these are chance where no word says what they are.
    private static let fewest = 2

    /// The lines, of which those that are such numbers bear their markers.
    static func marked(_ lines: [PaperLine]) -> [PaperLine] {
        // A number alone on a line calls a footnote where questions have the word before theirs.
        let hasNamed = lines.contains { line in
            line.ownMarker.map { $0.role == .question && $0.isCertain && !$0.numbers.isEmpty } ?? false
        }
        guard !hasNamed else { return lines }
        var result = lines
        for (index, marker) in answered(lines) ?? listed(lines) ?? [] { result[index].marker = marker }
        return result
    }

    private typealias Found = (index: Int, marker: Marker)

    // MARK: Numbers with the word `Antwoord` behind them

    private static func answered(_ lines: [PaperLine]) -> [Found]? {
        var (found, pending): ([Found], [Found]) = ([], [])
        var expected = 1
        var asked: Set<Int> = []
        /// The next number of the answers, where these have numbers of their own behind one word.
        var expectedAnswer: Int?
        for (index, line) in lines.enumerated() {
            if let answer = expectedAnswer, let marker = marker(line, .answer),
                marker.numbers.first == answer,
                marker.numbers.allSatisfy(asked.contains)
            {
                found.append((index, marker))
                expectedAnswer = (marker.numbers.last ?? answer) + 1
            } else if let marker = marker(line, .question), marker.numbers.first == expected {
                pending.append((index, marker))
                asked.formUnion(marker.numbers)
                expected = (marker.numbers.last ?? expected) + 1
            } else if isAnswerWord(line.text), !pending.isEmpty {
                let isTogether = pending.reduce(0) { $0 + $1.marker.numbers.count } > 1
                found += pending
                expectedAnswer = isTogether ? pending.first?.marker.numbers.first : nil
                pending = []
            } else if !pending.isEmpty, let marker = line.ownMarker, marker.role == .answer,
                marker.numbers.isEmpty || marker.numbers.first.map({ $0 < expected }) == true
            {
                found += pending
                pending = []
            }
        }
        return found.isEmpty ? nil : found
    }

    /// `Antwoord`, alone or as the head of a minister's answers.
    private static func isAnswerWord(_ line: Bytes) -> Bool {
        var scanner = ByteScanner(line)
        guard scanner.skipWord("antwoord") || scanner.skipWord("antwoorden") else { return false }
        scanner.skipSpaces()
        _ = scanner.skip(":")
        scanner.skipSpaces()
        return scanner.atEnd || scanner.rest.has("(ontvangen")
    }

    // MARK: Numbers with questions behind them, and what answers these

    private static func listed(_ lines: [PaperLine]) -> [Found]? {
        guard !lines.contains(where: { $0.ownMarker.map { $0.role != .question } ?? false }) else {
            return nil
        }
        var found: [Found] = []
        var expected = 1
        for (index, line) in lines.enumerated() {
            guard let marker = marker(line, .question), marker.numbers.first == expected else { continue }
            found.append((index, marker))
            expected = (marker.numbers.last ?? expected) + 1
        }
        guard found.count >= fewest else { return nil }
        var asking = 0
        for (place, item) in found.enumerated() {
            let end = place + 1 < found.count ? found[place + 1].index : lines.count
            if asks(lines[item.index..<end], behind: item.marker.textStart) { asking += 1 }
        }
        return Double(asking) >= askingShare * Double(found.count) ? found : nil
    }

    /// Whether the first paragraph behind a number is a question.
    private static func asks(_ lines: ArraySlice<PaperLine>, behind start: Int) -> Bool {
        for (offset, line) in lines.prefix(12).enumerated() {
            let text = offset == 0 ? line.text[min(start, line.text.count)...] : line.text[...]
            if text.contains(0x3F) { return true }
            // `1. Inleiding` is a heading, whatever the text below asks.
            if offset == 0, !text.isEmpty, lines.dropFirst().first?.isBlank == true { return false }
            if offset > 0, line.isBlank, lines.dropFirst().prefix(offset).contains(where: { !$0.isBlank }) {
                return false
            }
        }
        return false
    }

    /// `1`, `1 en 2`, `1.`, `1)`, or `1. Kunt u …`.
    private static func marker(_ line: PaperLine, _ role: Marker.Role) -> Marker? {
        guard line.text.first?.isDigit == true, line.role != .note, line.role != .furniture else {
            return nil
        }
        var scanner = ByteScanner(line.text)
        guard let numbers = NumberList.read(&scanner) else { return nil }
        let hasMark = scanner.skip(".") || scanner.skip(")") || scanner.skip(":")
        if scanner.atEnd {
            return Marker(role: role, numbers: numbers, textStart: scanner.position, isCertain: true)
        }
        let gap = scanner.position
        guard scanner.skipSpaces(), hasMark || scanner.position - gap > 1 || role == .answer,
            scanner.current?.isLetter == true || scanner.current == 0x22,
            !Bytes(scanner.rest.prefix(2)).beginsInMidSentence,
            !scanner.skipWord("antwoord"), !scanner.skipWord("reactie")
        else { return nil }
        return Marker(role: role, numbers: numbers, textStart: scanner.position, isCertain: true)
    }
}
