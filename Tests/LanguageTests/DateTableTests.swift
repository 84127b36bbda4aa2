import Language
import Pipeline
import Testing

/// What expressions of time mean, counted over a table of them.
struct DateTableTests {
    @Test(
        "reads the expressions of a table",
        arguments: [
            ("Dutch", DateTable.dutch, 0.98), ("unseen", DateTable.unseen, 0.98),
            ("English", DateTable.english, 0.95), ("French", DateTable.french, 0.95),
            ("German", DateTable.german, 0.95),
        ])
    func reads(name: String, table: String, floor: Double) throws {
        var (right, rows): (Int, Int) = (0, 0)
        for line in table.split(separator: "\n") {
            let parts = line.split(separator: "|", maxSplits: 2).map { $0.trimming() }
            try #require(parts.count == 3, "\(line)")
            let text = TokenizedText(parts[1])
            let found = text.dates(relativeTo: CalendarDay(parts[0]))
                .map { "\(text.text(in: $0.range)) = \($0.value?.iso ?? "?")" }.joined(separator: "; ")
            rows += 1
            if found == (parts[2] == "-" ? "" : parts[2]) {
                right += 1
            } else {
                print("\(parts[0]) \(parts[1]): \(found), not \(parts[2])")
            }
        }
        print("\(name) dates: \(right) of \(rows)")
        #expect(Double(right) >= floor * Double(rows))
    }
}

extension Substring {
    func trimming() -> String {
        let start = firstIndex { $0 != " " } ?? endIndex
        let end = lastIndex { $0 != " " }.map { index(after: $0) } ?? start
        return String(self[start..<end])
    }
}
