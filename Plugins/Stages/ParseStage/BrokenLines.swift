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
