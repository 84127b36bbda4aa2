/// The columns of a table of questions and answers, and its rows put together from the lines in their cells.
///
/// Parliament's lists of questions and answers are printed so: a head `Nr | Vraag | Antwoord`, and below it a row for each
/// question, whose cells have as many lines as each takes. Other tables stay lines with gaps, as they are printed.
struct PDFTable {
    /// A row of the table: the lines of each cell.
    struct Row {
        var cells: [[PDFRow]]
        var first: PDFRow
    }

    /// Where each column but the first begins, in points.
    private let edges: [Double]
    /// The column that has text at the head of each row, and only there.
    private let isNumbered: Bool
    private let questions: Int

    private static let longestHead = 40
    private static let mostColumns = 7
    /// Lines of a cell are closer than this, in leadings; rows of the table are not.
    private static let rowDistance = 1.12

    /// Reads the head of a table; `nil` where `head` is none, or where what is below has no such columns.
    init?(head: PDFRow, below: ArraySlice<PDFRow>) {
        guard Self.mayBeHead(head) else { return nil }
        let names = head.runs.map { String(decoding: $0.text, as: UTF8.self).lowercased() }
        guard names.allSatisfy({ $0.utf8.count <= Self.longestHead }),
            let question = names.firstIndex(where: { name in
                ["vraag", "vragen"].contains {
                    name == $0 || name.hasPrefix("\($0) ") || name.hasPrefix("\($0)/")
                }
            }),
            let answer = names.firstIndex(where: { name in
                ["antwoord", "reactie", "beantwoording"].contains { name.hasPrefix($0) }
            }), question < answer
        else { return nil }
        guard below.contains(where: { !$0.runs.isEmpty }) else { return nil }
        var edges: [Double] = []
        for (left, right) in zip(head.runs, head.runs.dropFirst()) {
            guard let edge = Self.edge(from: left.left, to: right.right, right.left, below) else {
                return nil
            }
            edges.append(edge)
        }
        self.edges = edges
        questions = question
        isNumbered = question > 0
    }

    /// Whether a row has as many cells as a head has, one of which may be called `Vraag`: every row is asked, and few have.
    private static func mayBeHead(_ row: PDFRow) -> Bool {
        (2...mostColumns).contains(row.runs.count)
            && row.runs.contains { ($0.text.first ?? 0) | 0x20 == UInt8(ascii: "v") }
    }

    /// Where fewest runs pass between two heads; the rightmost such place, but not behind where the right one's text begins.
    private static func edge(
        from start: Double, to end: Double, _ head: Double, _ rows: ArraySlice<PDFRow>
    ) -> Double? {
        guard end > start, end - start < 5000 else { return nil }
        // What begins left of a head's end and right of the left head is text of the right column.
        var candidates: Set = [halfPoints(head - 1)]
        // How many runs more pass each half point than the one before, from the first that may be asked for.
        let first = min(halfPoints(start), halfPoints(head - 1)) - 1
        var steps = [Int](repeating: 0, count: max(halfPoints(end), halfPoints(head - 1)) - first + 2)
        var count = 0
        for row in rows {
            for run in row.runs {
                count += 1
                if run.left - 1 > start, run.left - 1 < end { candidates.insert(halfPoints(run.left - 1)) }
                // It passes what lies behind its left end, and a point before its right one.
                let from = max(whole((run.left * 2).rounded(.down)) + 1 - first, 0)
                let upTo = min(whole((run.right * 2).rounded(.up)) - 2 - first, steps.count - 1)
                guard from < upTo else { continue }
                steps[from] += 1
                steps[upTo] -= 1
            }
        }
        var (passing, best): (Int, (place: Int, passing: Int)?) = (0, nil)
        for index in steps.indices {
            passing += steps[index]
            guard candidates.contains(index + first), passing < best?.passing ?? .max else { continue }
            best = (index + first, passing)
        }
        guard let best, best.passing * 20 <= count else { return nil }
        return Double(best.place) / 2
    }

    private static func halfPoints(_ points: Double) -> Int { whole((points * 2).rounded()) }

    /// Farther out than any page reaches.
    private static let farthest = 100_000.0

    private static func whole(_ number: Double) -> Int { Int(min(max(number, -farthest), farthest)) }

    /// Whether nothing in `row` crosses from one column to another.
    func fits(_ row: PDFRow) -> Bool {
        row.runs.allSatisfy { run in !edges.contains { run.left < $0 && run.right > $0 + 1 } }
    }

    /// Whether `row` has no number, so is the rest of the row before.
    func goesOn(_ row: Row) -> Bool { isNumbered && row.cells.first?.isEmpty == true }

    /// The rows of the table at the head of `rows`, and how many of those they take.
    func read(_ rows: ArraySlice<PDFRow>, leading: Double) -> (rows: [Row], count: Int) {
        var found: [Row] = []
        var count = 0
        var last: Double?
        for row in rows {
            guard fits(row) else { break }
            count += 1
            let cells = split(row)
            let isStart: Bool
            if isNumbered {
                isStart = cells[0] != nil
            } else if cells[questions] == nil {
                isStart = false
            } else {
                isStart = last.map { row.middle - $0 > Self.rowDistance * leading } ?? true
                last = row.middle
            }
            if isStart || found.isEmpty {
                found.append(Row(cells: Array(repeating: [], count: edges.count + 1), first: row))
            }
            for (column, cell) in cells.enumerated() {
                if let cell { found[found.count - 1].cells[column].append(cell) }
            }
        }
        return (found, count)
    }

    /// What of `row` stands in each column.
    private func split(_ row: PDFRow) -> [PDFRow?] {
        (0...edges.count).map { column in
            row.part { run in edges.count { run.left >= $0 } == column }
        }
    }
}
