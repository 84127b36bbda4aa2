import Pipeline

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
