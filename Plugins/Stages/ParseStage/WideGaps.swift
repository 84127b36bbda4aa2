import Pipeline

/// Parts a paper that was stored as one line, with several spaces where lines ended and more where paragraphs did.
enum WideGaps {
    /// A line is one of these from this length on, with so many gaps in it.
    private static let (longest, fewest) = (1_500, 12)

    static func parted(_ lines: [PaperLine]) -> [PaperLine] {
        guard lines.contains(where: { $0.text.count >= longest }) else { return lines }
        var result: [PaperLine] = []
        for line in lines {
            let gaps = line.text.count >= longest ? gaps(in: line.text) : []
            guard gaps.count >= fewest else {
                result.append(line)
                continue
            }
            var start = 0
            for gap in gaps + [line.text.count..<line.text.count] {
                var part = line
                part.text = Bytes(line.text[start..<gap.lowerBound])
                part.calls = line.calls.filter { (start...gap.lowerBound).contains($0.offset) }.map {
                    NoteCall(label: $0.label, offset: $0.offset - start, source: $0.source)
                }
                result.append(part)
                if gap.count > 2 {
                    var blank = part
                    (blank.text, blank.calls) = ([], [])
                    result.append(blank)
                }
                start = gap.upperBound
            }
        }
        return withoutPageMarks(result)
    }

    /// The lines with `3/7`, which begins a page, and the running head above it told from the text.
    private static func withoutPageMarks(_ lines: [PaperLine]) -> [PaperLine] {
        let marks = lines.map { pageMark($0.text) }
        var totals: [Int: Int] = [:]
        for mark in marks { if let mark { totals[mark.total, default: 0] += 1 } }
        guard let total = totals.max(by: { ($0.value, $1.key) < ($1.value, $0.key) }), total.value > 1 else {
            return lines
        }
        var result: [PaperLine] = []
        var heads: [Bytes: [Int]] = [:]
        for (index, line) in lines.enumerated() {
            guard let mark = marks[index], mark.total == total.key else {
                result.append(line)
                continue
            }
            if let above = result.lastIndex(where: { !$0.isBlank }), result.count - above < 4 {
                heads[result[above].text, default: []].append(above)
            }
            var furniture = line.head(to: mark.end)
            furniture.role = .furniture
            result.append(furniture)
            let rest = line.tail(from: mark.end)
            if !rest.isBlank { result.append(rest) }
        }
        for indexes in heads.values where indexes.count > 1 {
            for index in indexes { result[index].role = .furniture }
        }
        return result
    }

    private static func pageMark(_ text: Bytes) -> (total: Int, end: Int)? {
        var scanner = ByteScanner(text)
        guard let page = scanner.number(maximumDigits: 3), scanner.skip("/"),
            let total = scanner.number(maximumDigits: 3), page <= total,
            scanner.atEnd || scanner.current == 0x20
        else { return nil }
        return (total, scanner.position)
    }

    private static func gaps(in text: Bytes) -> [Range<Int>] {
        var gaps: [Range<Int>] = []
        var start: Int?
        for (index, byte) in text.enumerated() {
            if byte == 0x20 {
                if start == nil { start = index }
            } else {
                if let start, index - start > 1 { gaps.append(start..<index) }
                start = nil
            }
        }
        return gaps
    }
}
