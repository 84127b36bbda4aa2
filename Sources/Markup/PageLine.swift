import Pipeline

/// A line of a page as it is put together.
struct PageLine {
    private(set) var text: [UInt8] = []
    private var letters = 0
    private var bold = 0
    private var italic = 0
    private(set) var hasCells = false
    private var calls: [PaperText.Call] = []
    var role: PaperText.Role?

    var isEmpty: Bool { text.isEmpty && calls.isEmpty }

    private static let cellGap = Array(" | ".utf8)

    /// Adds characters that can be seen.
    mutating func append(_ seen: some Collection<UInt8>, isBold: Bool, isItalic: Bool) {
        text += seen
        let count = seen.count { $0 & 0xC0 != 0x80 }
        letters += count
        if isBold { bold += count }
        if isItalic { italic += count }
    }

    mutating func append(mark: String) { text += mark.utf8 }
    mutating func appendSpace() { text.append(0x20) }

    mutating func appendCellGap() {
        text += Self.cellGap
        hasCells = true
    }

    /// Puts `word` before its text.
    mutating func prepend(_ word: String) {
        text = Array(word.utf8) + text
        for index in calls.indices { calls[index].offset += word.utf8.count }
    }

    /// Takes what stands from `start` on out of the text where it calls a footnote; false where it does not.
    mutating func makeCall(from start: Int) -> Bool {
        guard start < text.count else { return false }
        let label = text[start...].filter { ![0x20, 0x28, 0x29, 0x5B, 0x5D].contains($0) }
        let isLabel =
            label.allSatisfy { (0x30...0x39).contains($0) || $0 == 0x2A } && (1...3).contains(label.count)
        guard isLabel else { return false }
        letters -= text[start...].count { $0 != 0x20 && $0 & 0xC0 != 0x80 }
        // Letters of the label that were counted as bold are none of the text's.
        (bold, italic) = (min(bold, max(0, letters)), min(italic, max(0, letters)))
        text.removeSubrange(start...)
        while text.last == 0x20 { text.removeLast() }
        // A call within a call stood in what was just taken out.
        for index in calls.indices.reversed() {
            guard calls[index].offset > text.count else { break }
            calls[index].offset = text.count
        }
        calls.append(PaperText.Call(String(decoding: label, as: UTF8.self), at: text.count))
        return true
    }

    /// Whether it is a bare number, as before the text of a footnote.
    var isNumber: Bool { !text.isEmpty && text.count <= 4 && text.allSatisfy { (0x29...0x39).contains($0) } }

    /// The line without spaces behind it.
    func finished() -> PaperText.Line {
        let end = text.lastIndex { $0 != 0x20 }.map { $0 + 1 } ?? 0
        let (isBold, isItalic) = (letters > 0 && bold >= letters, letters > 0 && italic >= letters)
        let setting = isBold || isItalic ? PaperText.Setting(isBold: isBold, isItalic: isItalic) : nil
        return PaperText.Line(
            String(decoding: text[..<end], as: UTF8.self), setting: setting,
            role: hasCells ? .tableRow : role,
            calls: calls.map { PaperText.Call($0.label, at: min($0.offset, end)) })
    }
}
