import Pipeline

/// A paragraph of a format that knows paragraphs, as it is put together from its pieces.
struct FlowParagraph {
    /// How letters are set.
    struct Style {
        var isBold = false
        var isItalic = false
        /// In points; 0 where nobody says.
        var size = 0.0
    }

    /// What calls a footnote: where, and which.
    struct Call {
        var offset: Int
        /// As printed, or what the format knows the note by.
        var label: String
    }

    private(set) var text: [UInt8] = []
    private(set) var calls: [Call] = []
    /// In points from the margin.
    var indent = 0.0
    var role: PaperText.Role?
    private var letters = 0
    private var bold = 0
    private var italic = 0
    private var sizes: [Double: Int] = [:]

    var isEmpty: Bool { calls.isEmpty && text.allSatisfy { $0 == 0x20 || $0 == 0x0A } }
    var endsInSpace: Bool { text.last == 0x20 || text.last == 0x0A || text.isEmpty }

    /// Adds text, which is UTF-8; white space in it counts.
    mutating func append(_ bytes: [UInt8], _ style: Style = Style()) {
        var added = 0
        var index = 0
        while index < bytes.count {
            let start = index
            // Most of all text needs no look at each character.
            while index < bytes.count, (0x20...0x7E).contains(bytes[index]) {
                if bytes[index] != 0x20 { added += 1 }
                index += 1
            }
            text += bytes[start..<index]
            let unusual = index
            while index < bytes.count, !(0x20...0x7E).contains(bytes[index]) { index += 1 }
            if unusual < index { added += append(unusual: bytes[unusual..<index]) }
        }
        letters += added
        if style.isBold { bold += added }
        if style.isItalic { italic += added }
        if style.size > 0, added > 0 { sizes[style.size, default: 0] += added }
    }

    /// Adds what is not ASCII, or steers terminals, and returns how many letters that were.
    private mutating func append(unusual bytes: ArraySlice<UInt8>) -> Int {
        var added = 0
        // Soft hyphens show only where a line breaks, and here none does.
        for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
            switch scalar.value {
            case 0xAD, 0x200B, 0x2060, 0xFEFF: continue
            case 0x09, 0x0A, 0x0D, 0x85, 0x2028, 0x2029: text.append(0x20)
            case ..<0x20, 0x7F...0x9F: text += [0xEF, 0xBF, 0xBD]
            default: if let encoded = UTF8.encode(scalar) { text += encoded }
            }
            if scalar.value > 0x20 { added += 1 }
        }
        return added
    }

    /// Adds text with each run of white space as one space, and none at its beginning.
    mutating func appendCollapsed(_ bytes: [UInt8], _ style: Style = Style()) {
        var words: [UInt8] = []
        words.reserveCapacity(bytes.count)
        for byte in bytes {
            let isSpace = byte == 0x20 || byte == 0x0A || byte == 0x09 || byte == 0x0D
            if !isSpace {
                words.append(byte)
            } else if words.isEmpty ? !endsInSpace : words.last != 0x20 {
                words.append(0x20)
            }
        }
        append(words, style)
    }

    /// Ends the line that its author ended.
    mutating func breakLine() { text.append(0x0A) }

    mutating func call(_ label: String) { calls.append(Call(offset: text.count, label: label)) }

    /// Puts `label` before its text.
    mutating func prepend(_ label: String) {
        text = Array(label.utf8) + text
        for index in calls.indices { calls[index].offset += label.utf8.count }
    }

    /// Takes away white space before its text.
    mutating func trim() {
        let count = text.prefix { $0 == 0x20 || $0 == 0x0A }.count
        text.removeFirst(count)
        for index in calls.indices { calls[index].offset = max(0, calls[index].offset - count) }
    }

    /// Adds another paragraph behind this one, parted from it by `gap`.
    mutating func join(_ other: FlowParagraph, by gap: String) {
        text += gap.utf8
        calls += other.calls.map { Call(offset: $0.offset + text.count, label: $0.label) }
        text += other.text.map { $0 == 0x0A ? 0x20 : $0 }
        letters += other.letters
        bold += other.bold
        italic += other.italic
        sizes.merge(other.sizes, uniquingKeysWith: +)
    }

    /// Its lines, more than one where its author ended some; `label` says how what calls a note is printed.
    func lines(label: (String) -> String = { $0 }) -> [PaperText.Line] {
        let setting = PaperText.Setting(
            left: indent, size: sizes.max { ($0.value, $0.key) < ($1.value, $1.key) }?.key ?? 0,
            isBold: letters > 0 && bold == letters, isItalic: letters > 0 && italic == letters)
        var lines: [PaperText.Line] = []
        var start = 0
        // They stand in the order of the text.
        var rest = calls[...]
        while start <= text.count {
            let end = text[start...].firstIndex(of: 0x0A) ?? text.count
            let line = text[start..<end]
            let first = line.firstIndex { $0 != 0x20 } ?? end
            let last = line.lastIndex { $0 != 0x20 }.map { $0 + 1 } ?? first
            let here = rest.prefix { $0.offset <= end }
            rest = rest[here.endIndex...]
            if first < last || !here.isEmpty {
                lines.append(
                    PaperText.Line(
                        String(decoding: text[first..<last], as: UTF8.self), setting: setting, role: role,
                        calls: here.map {
                            PaperText.Call(label($0.label), at: min(max($0.offset, first), last) - first)
                        }))
            }
            start = end + 1
        }
        return lines
    }
}
