import Pipeline

/// Cuts text into lines and pages, and replaces what no text should hold.
enum TextLines {
    /// How many columns a tab reaches to at most.
    private static let tab = 8

    /// The lines of `text`, which is UTF-8; `nil` where there are more than `most`.
    ///
    /// Lines end at a line feed, a carriage return, both together, a vertical tab, U+0085, U+2028 or U+2029; a form feed ends
    /// the line and the page. Tabs become spaces, other control characters U+FFFD, which also stays where the text has it.
    static func cut(_ text: [UInt8], most: Int) -> [PaperText.Line]? {
        var lines: [PaperText.Line] = []
        var line: [UInt8] = []
        var column = 0
        var page = 1
        func end() {
            lines.append(PaperText.Line(String(decoding: line, as: UTF8.self), page: page))
            line.removeAll(keepingCapacity: true)
            column = 0
        }
        var index = 0
        while index < text.count {
            let byte = text[index]
            if (0x20...0x7E).contains(byte) {
                // Most of all text needs no look at each byte.
                let run = index
                while index < text.count, (0x20...0x7E).contains(text[index]) { index += 1 }
                line += text[run..<index]
                column += index - run
                continue
            }
            index += 1
            switch byte {
            case 0x0A, 0x0B: end()
            case 0x0D:
                if index < text.count, text[index] == 0x0A { index += 1 }
                end()
            case 0x0C:
                if !line.isEmpty { end() }
                page += 1
            case 0x09:
                let count = tab - column % tab
                line += repeatElement(0x20, count: count)
                column += count
            case 0xC2 where index < text.count && (0x80...0x9F).contains(text[index]):
                if text[index] == 0x85 { end() } else { line += [0xEF, 0xBF, 0xBD] }
                index += 1
            case 0xE2
            where index + 1 < text.count && text[index] == 0x80 && (0xA8...0xA9).contains(text[index + 1]):
                end()
                index += 2
            case ..<0x20, 0x7F: line += [0xEF, 0xBF, 0xBD]
            default:
                line.append(byte)
                if byte & 0xC0 != 0x80 { column += 1 }
            }
            guard lines.count <= most else { return nil }
        }
        if !line.isEmpty { end() }
        return lines
    }

    /// The text of one line: without the characters that end lines or steer terminals, and with U+FFFD for what is no UTF-8.
    static func visible(_ line: [UInt8]) -> String {
        let text = String(decoding: line, as: UTF8.self)
        guard line.contains(where: { $0 < 0x20 || $0 == 0x7F || $0 == 0xC2 || $0 == 0xE2 }) else {
            return text
        }
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x09, 0x0A, 0x0D, 0x85, 0x2028, 0x2029: result.append(" ")
            case ..<0x20, 0x7F...0x9F: result.append("\u{FFFD}")
            default: result.append(scalar)
            }
        }
        return String(result)
    }

    /// The same as bytes; most lines are in ASCII and stay as they are.
    static func visible(_ line: [UInt8]) -> [UInt8] {
        line.allSatisfy { (0x20...0x7E).contains($0) } ? line : Array((visible(line) as String).utf8)
    }
}
