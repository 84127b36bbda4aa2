import Pipeline

/// Parts the rows of a table that has a marker or a head in one cell and the text in the next.
enum Rows {
    /// What stands between two cells of a row, where the format does not say that it is one, and where it does.
    private static let (gap, joint) = ("   ", " | ")

    /// The lines, with two for each row whose first cell is a marker or the head of a party's contribution.
    static func parted(_ lines: [PaperLine]) -> [PaperLine] {
        var result: [PaperLine] = []
        result.reserveCapacity(lines.count)
        for line in lines {
            guard let gap = line.text[...].firstRange(of: line.role == .tableRow ? joint : gap),
                isHead(Bytes(line.text[..<gap.lowerBound]))
            else {
                result.append(line)
                continue
            }
            for var part in [line.head(to: gap.lowerBound), line.tail(from: gap.upperBound)] {
                part.role = nil
                result.append(part)
            }
        }
        return result
    }

    private static func isHead(_ cell: Bytes) -> Bool {
        if let marker = Marker.read(cell) { return marker.textStart == cell.count }
        return PartyHead.matches(cell)
    }
}
