/// Finds the footnotes of a page: small type at the foot of a column, from the first label on.
struct PDFNotes {
    /// Type of this share of the usual size, or less, is small.
    private static let small = 0.93

    private let measures: PDFMeasures
    /// Whether the page before ended in a footnote, which may go on here without a label.
    private var goesOn = false

    init(_ measures: PDFMeasures) { self.measures = measures }

    /// The number of the first row that is a footnote's; `rows.count` where there is none.
    mutating func start(in rows: [PDFRow]) -> Int {
        let start = smallType(rows) ?? raisedLabel(rows) ?? rows.count
        goesOn = start < rows.count
        return start
    }

    private func smallType(_ rows: [PDFRow]) -> Int? {
        let first = rows.count - rows.reversed().prefix { $0.size <= Self.small * measures.size }.count
        guard first < rows.count else { return nil }
        if let label = (first..<rows.count).first(where: { rows[$0].beginsWithLabel }) {
            return goesOn && label > first ? first : label
        }
        return goesOn ? first : nil
    }

    /// Notes in type of the usual size: set apart, with a raised label that begins at the margin.
    private func raisedLabel(_ rows: [PDFRow]) -> Int? {
        guard rows.count > 1 else { return nil }
        let labelled = (1..<rows.count).first { index in
            rows[index].beginsRaised
                && rows[index].middle - rows[index - 1].middle > 1.25 * measures.leading
        }
        guard let labelled else { return nil }
        // Down to the foot nothing else may be set apart but other notes.
        for index in (labelled + 1)..<max(labelled + 1, rows.count)
        where rows[index].middle - rows[index - 1].middle > 1.25 * measures.leading {
            guard rows[index].beginsRaised else { return nil }
        }
        return labelled
    }
}
