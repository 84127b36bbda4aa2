import Pipeline

/// One line of a paper, without the spaces at its ends.
struct PaperLine {
    var text: Bytes
    /// How many spaces stood before it.
    var indent: Int
    var page: Int
    /// Which line of the paper it is, from 0.
    var source = 0
    /// How it is set, and what it is, where the format says so.
    var setting: PaperText.Setting?
    var role: PaperText.Role?
    /// The footnotes that it calls; the calls are no part of the text.
    var calls: [NoteCall] = []
    /// What it marks, where something else than its own words says so.
    var marker: Marker?
    /// True where something that is no part of the text was taken out before this line: a page's end, a footnote.
    var isAfterCut = false
    /// True where the line before ran on into this one without a space, because something cut it at a fixed width.
    var isGlued = false
    /// True where both lines are one sentence's: a mark was torn from the line before and stood first on this one, or the
    /// line before ends in a hyphen.
    var isTorn = false

    var isBlank: Bool { text.isEmpty }

    /// What it marks; `nil` where it is text.
    var ownMarker: Marker? { marker ?? Marker.read(text) }

    /// The line up to `end`, with the calls that stand there.
    func head(to end: Int) -> PaperLine {
        var line = self
        line.text = Bytes(text[..<end][...].trimmed)
        line.calls = calls.filter { $0.offset <= line.text.count }
        return line
    }

    /// The line from `start` on; calls before it hang on its first word.
    func tail(from start: Int, keepingEarlierCalls keeps: Bool = false) -> PaperLine {
        var line = self
        line.marker = nil
        let rest = text[start...].trimmed
        line.text = Bytes(rest)
        let begin = rest.isEmpty ? start : rest.startIndex
        line.calls = calls.compactMap { call in
            guard keeps || call.offset > start || start == 0 else { return nil }
            return NoteCall(label: call.label, offset: max(0, call.offset - begin), source: call.source)
        }
        return line
    }
}

/// Where a footnote is called.
struct NoteCall {
    var label: String
    /// In bytes of the text that it stands in: before the byte there.
    var offset: Int
    /// The line of the paper on which it stands.
    var source: Int
}

extension PaperLine {
    /// The lines of `paper` in plain characters: no tabs, no-break spaces, soft hyphens or ligatures.
    static func lines(of paper: PaperText) -> [PaperLine] {
        var lines: [PaperLine] = []
        lines.reserveCapacity(paper.lines.count)
        for (index, line) in paper.lines.enumerated() {
            let bytes = Bytes(line.text.utf8)
            var plain = plainCharacters(bytes)
            let indent = plain.prefix { $0 == 0x20 }.count
            while plain.last == 0x20 { plain.removeLast() }
            if indent > 0 { plain.removeFirst(min(indent, plain.count)) }
            var made = PaperLine(text: plain, indent: indent, page: line.page)
            made.source = index
            made.setting = line.setting
            made.role = line.role
            var (seen, before) = (0, 0)
            for call in line.calls {
                let offset = min(max(call.offset, seen), bytes.count)
                // A mark behind the part before the call keeps its last character from ending the line.
                before += plainCharacters(bytes[seen..<offset] + [0x2E]).count - 1
                seen = offset
                made.calls.append(
                    NoteCall(
                        label: call.label, offset: min(max(before - indent, 0), made.text.count),
                        source: index))
            }
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
