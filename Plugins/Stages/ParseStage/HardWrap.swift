/// Undoes what programs do that print text at a fixed width and cut words in two where it ends.
enum HardWrap {
    /// How many lines must reach the width before it is taken for one.
    private static let evidence = 8

    /// Marks the lines that go on with the word at the end of the line before, and takes out empty rests.
    static func mend(_ lines: [PaperLine]) -> [PaperLine] {
        let lengths = lines.indices.map { length(lines[$0]) }
        guard let width = width(of: lines, lengths) else { return lines }
        var result: [PaperLine] = []
        result.reserveCapacity(lines.count)
        var wasFull = false
        for (index, line) in lines.enumerated() {
            guard wasFull else {
                wasFull = lengths[index] >= width
                result.append(line)
                continue
            }
            wasFull = lengths[index] >= width
            // The rest of a line that ended in a space is an empty line.
            if line.isBlank { continue }
            var line = line
            let isRest = line.text.count <= width / 4 && result.last?.text.last?.isLetter == true
            line.isGlued = isRest && line.indent == 0 && !Bytes(line.text.prefix(2)).startsWord
            result.append(line)
        }
        return result
    }

    /// Columns drift by so many places in what PDF readers lay out.
    private static let drift = 6

    /// The width at which every line was cut; `nil` where lines end as they please.
    ///
    /// Where lines are cut, the width is both the longest and by far the commonest of the long lengths, and what follows a
    /// full line is often a rest of a few letters.
    private static func width(of lines: [PaperLine], _ lengths: [Int]) -> Int? {
        var longest = 0
        for index in lines.indices where !lines[index].text.isEmpty { longest = max(longest, lengths[index]) }
        guard longest >= 40 else { return nil }
        // How many lines have each of the longest lengths, from the longest down.
        var counts = [Int](repeating: 0, count: drift + 1)
        for index in lines.indices where !lines[index].text.isEmpty && lengths[index] >= longest - drift {
            counts[longest - lengths[index]] += 1
        }
        guard let most = counts.max(), most >= evidence, let shorter = counts.lastIndex(of: most) else {
            return nil
        }
        let width = longest - shorter
        var (rests, others) = (0, 0)
        for index in lines.indices.dropLast() where lengths[index] >= width {
            let next = lines[index + 1].text.count
            if next <= width / 8 { rests += 1 } else { others += 1 }
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
