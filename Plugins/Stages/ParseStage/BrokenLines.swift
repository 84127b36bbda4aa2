/// Tells a page whose paragraphs are broken into lines, as text is that was put on the web as it stood, from one of whole
/// paragraphs.
enum BrokenLines {
    /// Of so many lines with another below them, one that goes on in the middle of its sentence shows that they are broken.
    private static let share = 5
    /// Fewer such lines are chance.
    private static let fewest = 3

    /// Whether `lines`, taken for paragraphs, are none; blank lines that would then part sentences are taken out.
    static func mend(_ lines: inout [PaperLine]) -> Bool {
        if areBroken(lines) { return true }
        let filled = lines.filter { !$0.isBlank }
        // Each line may have been made a paragraph of its own.
        guard areBroken(filled) else { return false }
        lines = filled
        return true
    }

    /// The lines with a line's end where one was lost behind a hyphen, `de Midden- Oosten`, so that it is mended as others are.
    static func partedAtHyphens(_ lines: [PaperLine]) -> [PaperLine] {
        var result: [PaperLine] = []
        result.reserveCapacity(lines.count)
        for line in lines {
            var (rest, start) = (line, 0)
            while let end = lostEnd(in: line.text, from: start) {
                rest.text = Bytes(line.text[start..<end])
                result.append(rest)
                start = end + 1
                rest.isTorn = true
                rest.isAfterCut = false
            }
            if start > 0 { rest.text = Bytes(line.text[start...]) }
            result.append(rest)
        }
        return result
    }

    /// Where, from `begin` on, a hyphen ends that hangs on a word although the next word is not `en` or `of`.
    private static func lostEnd(in text: Bytes, from begin: Int) -> Int? {
        var start = begin
        while let found = text[start...].firstRange(of: "- ") {
            start = found.upperBound
            let word = text[begin..<found.lowerBound].suffix(3)
            guard word.count > 1, word.suffix(2).allSatisfy(\.isWordByte), word.contains(where: \.isLetter),
                start < text.count, text[start].isLetter
            else { continue }
            var scanner = ByteScanner(text, at: start)
            let isShared = scanner.skipAnyWord(["en", "of", "dan", "als", "noch", "tot", "and", "or"])
            if !isShared { return found.lowerBound + 1 }
        }
        return nil
    }

    private static func areBroken(_ lines: [PaperLine]) -> Bool {
        var (broken, all) = (0, 0)
        for (line, next) in zip(lines, lines.dropFirst()) where !line.isBlank && !next.isBlank {
            all += 1
            let goesOn = next.text.beginsInMidSentence && line.text.last?.isWordByte == true
            if goesOn, !line.text.endsSentence { broken += 1 }
        }
        return broken >= fewest && broken * share >= all
    }
}
