import Pipeline

/// Rows of a table, as they are put together from the paragraphs in their cells.
struct FlowTable {
    private var cells: [[FlowParagraph]] = []

    mutating func startRow() { cells = [] }
    mutating func startCell() { cells.append([]) }

    mutating func add(_ paragraph: FlowParagraph) {
        if cells.isEmpty { cells.append([]) }
        cells[cells.count - 1].append(paragraph)
    }

    /// The row as one paragraph, its cells parted by ` | `; the paragraphs themselves where only one cell has any.
    mutating func endRow() -> [FlowParagraph] {
        let filled = cells.map { $0.filter { !$0.isEmpty } }
        cells = []
        guard filled.count(where: { !$0.isEmpty }) > 1 else { return Array(filled.joined()) }
        var row = FlowParagraph()
        for (index, cell) in filled.enumerated() {
            for (number, paragraph) in cell.enumerated() {
                row.join(paragraph, by: number > 0 ? " " : index > 0 ? " | " : "")
            }
            if cell.isEmpty { row.join(FlowParagraph(), by: index > 0 ? " | " : "") }
        }
        row.role = .tableRow
        return [row]
    }
}
