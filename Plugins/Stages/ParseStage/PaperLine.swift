import Pipeline

/// One line of a paper, without the spaces at its ends.
struct PaperLine {
    var text: Bytes
    /// How many spaces stood before it.
    var indent: Int
    var page: Int
    /// True where something that is no part of the text was taken out before this line: a page's end, a footnote.
    var isAfterCut = false
    /// True where the line before ran on into this one without a space, because something cut it at a fixed width.
    var isGlued = false
    /// True where both lines are one sentence's: a mark was torn from the line before and stood first on this one, or the
    /// line before ends in a hyphen.
    var isTorn = false

    var isBlank: Bool { text.isEmpty }
}

extension PaperLine {
    /// The lines of `paper` in plain characters: no tabs, no-break spaces, soft hyphens or ligatures.
    static func lines(of paper: PaperText) -> [PaperLine] {
        var lines: [PaperLine] = []
        lines.reserveCapacity(paper.lines.count)
        for line in paper.lines {
            let plain = plainCharacters(Bytes(line.text.utf8))
            let indent = plain.prefix { $0 == 0x20 }.count
            var made = PaperLine(text: Bytes(plain[...].trimmed), indent: indent, page: line.page)
            made.isAfterCut = lines.last.map { $0.page != line.page } ?? false
            lines.append(made)
        }
        return lines
    }

    private static func plainCharacters(_ bytes: Bytes) -> Bytes {
        guard bytes.contains(where: { $0 < 0x20 || $0 == 0xC2 || $0 == 0xE2 || $0 == 0xEF }) else {
            return bytes
        }
        var result: Bytes = []
        result.reserveCapacity(bytes.count)
        var index = 0
        while index < bytes.count {
            let (first, second) = (bytes[index], index + 1 < bytes.count ? bytes[index + 1] : 0)
            let third = index + 2 < bytes.count ? bytes[index + 2] : 0
            switch (first, second, third) {
            case (..<0x20, _, _):
                result.append(0x20)
                index += 1
            case (0xC2, 0xA0, _):
                result.append(0x20)
                index += 2
            case (0xC2, 0xAD, _):
                // A soft hyphen shows only where it ends a line.
                if index + 2 == bytes.count { result.append(0x2D) }
                index += 2
            case (0xE2, 0x80, 0x80...0x8A), (0xE2, 0x80, 0xAF):
                result.append(0x20)
                index += 3
            case (0xE2, 0x80, 0x8B), (0xEF, 0xBB, 0xBF): index += 3
            case (0xE2, 0x80, 0x90), (0xE2, 0x80, 0x91):
                result.append(0x2D)
                index += 3
            case (0xEF, 0xAC, 0x80...0x84):
                result += ["ff", "fi", "fl", "ffi", "ffl"][Int(third - 0x80)].utf8
                index += 3
            default:
                result.append(first)
                index += 1
            }
        }
        return result
    }
}
