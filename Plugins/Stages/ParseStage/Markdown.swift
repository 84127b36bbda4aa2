import Pipeline

/// Reads the signs of Markdown that programs put into the text of a PDF: `## Head`, `**bold**`, `[1, 2 ]`, `-----`.
enum Markdown {
    /// Fewer signs than these are chance.
    private static let fewest = 3

    /// Takes the signs out of `lines`, which say by themselves then how they are set. Returns the calls of notes as they stood.
    static func read(_ lines: inout [PaperLine]) -> [Bytes] {
        guard lines.count(where: isSigned) >= fewest else { return [] }
        var taken: [Bytes] = []
        var page = 0
        for index in lines.indices {
            lines[index].page += page
            let text = lines[index].text
            if isRule(text) {
                // A page ends here.
                page += 1
                lines[index].text = []
                continue
            }
            if index > 0, lines[index].page != lines[index - 1].page { lines[index].isAfterCut = true }
            taken += readLine(&lines[index])
        }
        return taken
    }

    private static func isSigned(_ line: PaperLine) -> Bool {
        let text = line.text
        return isRule(text) || headStart(text) > 0
            || text.starts(with: [0x2A, 0x2A])
                && text.dropFirst(2).contains(0x2A)
    }

    private static func isRule(_ text: Bytes) -> Bool { text.count >= 5 && text.allSatisfy { $0 == 0x2D } }

    private static func headStart(_ text: Bytes) -> Int {
        let marks = text.prefix { $0 == 0x23 }.count
        return (1...6).contains(marks) && text.count > marks && text[marks] == 0x20 ? marks + 1 : 0
    }

    private static func readLine(_ line: inout PaperLine) -> [Bytes] {
        let start = headStart(line.text)
        let isBold = start > 0 || isWhollyBold(line.text)
        var taken: [Bytes] = []
        var result: Bytes = []
        var index = start
        let text = line.text
        while index < text.count {
            if text[index] == 0x2A, index + 1 < text.count, text[index + 1] == 0x2A {
                index += 2
            } else if text[index] == 0x5B, let call = call(text, index) {
                while result.last == 0x20 { result.removeLast() }
                line.calls += call.labels.map {
                    NoteCall(label: $0, offset: result.count, source: line.source)
                }
                taken.append(Bytes(text[index..<call.end]))
                index = call.end
            } else {
                result.append(text[index])
                index += 1
            }
        }
        line.text = Bytes(result[...].trimmed)
        if start > 0, line.role == nil { line.role = .heading }
        line.setting = PaperText.Setting(isBold: isBold)
        return taken
    }

    private static func isWhollyBold(_ text: Bytes) -> Bool {
        text.count > 4 && text.starts(with: [0x2A, 0x2A]) && text.suffix(2) == [0x2A, 0x2A]
            && text.dropFirst(2).dropLast(2).allSatisfy { $0 != 0x2A }
    }

    /// `[1, 2 ]` behind a word.
    private static func call(_ text: Bytes, _ index: Int) -> (labels: [String], end: Int)? {
        guard index > 0 else { return nil }
        var scanner = ByteScanner(text, at: index + 1)
        var labels: [String] = []
        repeat {
            scanner.skipSpaces()
            guard let number = scanner.number(maximumDigits: 3) else { return nil }
            labels.append(String(number))
            scanner.skipSpaces()
        } while scanner.skip(",") && labels.count < 20
        guard scanner.skip("]") else { return nil }
        return (labels, scanner.position)
    }
}
