/// Undoes what programs do that print text at a fixed width and cut words in two where it ends.
enum HardWrap {
    /// How many lines must reach the width before it is taken for one.
    private static let evidence = 8

    /// Marks the lines that go on with the word at the end of the line before, and takes out empty rests.
    static func mend(_ lines: [PaperLine]) -> [PaperLine] {
        guard let width = width(of: lines) else { return lines }
        var result: [PaperLine] = []
        result.reserveCapacity(lines.count)
        var wasFull = false
        for line in lines {
            guard wasFull else {
                wasFull = length(line) >= width
                result.append(line)
                continue
            }
            wasFull = length(line) >= width
            // The rest of a line that ended in a space is an empty line.
            if line.isBlank { continue }
            var line = line
            let isRest = line.text.count <= width / 4 && result.last?.text.last?.isLetter == true
            line.isGlued = isRest && line.indent == 0 && !Bytes(line.text.prefix(2)).startsWord
            result.append(line)
        }
        return result
    }

    /// The width at which every line was cut; `nil` where lines end as they please.
    ///
    /// Where lines are cut, the width is both the longest and by far the commonest of the long lengths, and what follows a
    /// full line is often a rest of a few letters.
    private static func width(of lines: [PaperLine]) -> Int? {
        var counts: [Int: Int] = [:]
        for line in lines where !line.isBlank { counts[length(line), default: 0] += 1 }
        let longest = counts.keys.max() ?? 0
        // Columns drift by a few places in what PDF readers lay out.
        let widths = counts.filter { $0.key >= longest - 6 }
        guard longest >= 40, let (width, count) = widths.max(by: { ($0.value, $1.key) < ($1.value, $0.key) }),
            count >= evidence
        else { return nil }
        var (rests, others) = (0, 0)
        for (line, next) in zip(lines, lines.dropFirst()) where length(line) >= width {
            if next.isBlank || next.text.count <= width / 8 { rests += 1 } else { others += 1 }
        }
        return rests > 3 * others ? width : nil
    }

    /// Columns, not bytes.
    private static func length(_ line: PaperLine) -> Int {
        line.indent + line.text.count { $0 & 0xC0 != 0x80 }
    }
}

extension Bytes {
    /// Whether it begins as a sentence or a number does, and not as the rest of a word.
    fileprivate var startsWord: Bool {
        guard let first else { return false }
        return first.isASCIIUppercase || first.isDigit || first == 0x28
    }
}
