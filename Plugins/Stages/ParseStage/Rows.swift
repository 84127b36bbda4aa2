/// Parts the rows of a table that has a marker or a head in one cell and the text in the next.
enum Rows {
    /// What stands between two cells of a row.
    private static let gaps = [" | ", "   "]

    /// The lines, with two for each row whose first cell is a marker or the head of a party's contribution.
    static func parted(_ lines: [PaperLine]) -> [PaperLine] {
        var result: [PaperLine] = []
        result.reserveCapacity(lines.count)
        for line in lines {
            guard let gap = gaps.lazy.compactMap({ line.text[...].firstRange(of: $0) }).first,
                isHead(Bytes(line.text[..<gap.lowerBound]))
            else {
                result.append(line)
                continue
            }
            var (head, rest) = (line, line)
            head.text = Bytes(line.text[..<gap.lowerBound])
            rest.text = Bytes(line.text[gap.upperBound...].trimmed)
            result += [head, rest]
        }
        return result
    }

    private static func isHead(_ cell: Bytes) -> Bool {
        if let marker = Marker.read(cell) { return marker.textStart == cell.count }
        return PartyHead.matches(cell)
    }
}
