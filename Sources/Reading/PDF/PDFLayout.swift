import Pipeline

/// Turns the runs of a PDF into lines in the order of reading.
///
/// Lines are indented by spaces and keep wide gaps as runs of spaces; an empty line stands where more room than usual is left
/// between two. Raised labels leave the text and become calls of footnotes.
enum PDFLayout {
    /// The lines of all pages; `nil` where there are more than `most`.
    static func lines(_ pages: [PDFPage], most: Int) -> [PaperText.Line]? {
        var turned: [[PDFRun]] = []
        var whole: [(page: PDFPage, rows: [PDFRow])] = []
        var margins: [PDFMargins] = []
        let usual = PDFMeasures.usualSize(of: pages)
        for page in pages {
            let areTurned = page.runs.map(\.isTurned)
            let isAnyTurned = areTurned.contains(true)
            let upright = isAnyTurned ? zip(page.runs, areTurned).filter { !$0.1 }.map(\.0) : page.runs
            turned.append(isAnyTurned ? zip(page.runs, areTurned).filter(\.1).map(\.0) : [])
            margins.append(PDFMargins(upright, width: page.width, usual: usual))
        }
        PDFMargins.spread(in: &margins)
        for (page, margins) in zip(pages, margins) { whole.append((page, PDFRow.rows(of: margins.text))) }
        let rough = PDFMeasures(whole.map(\.rows))
        let furniture = PDFFurniture(whole, leading: rough.leading)
        // What stands in each column, in the order of reading.
        let regions = zip(whole, furniture.rows).map { (page, furniture) in
            let text = page.rows.indices.filter { !furniture.contains($0) }.flatMap { page.rows[$0].runs }
            return PDFColumns.regions(of: text, leading: rough.leading).map(PDFRow.rows)
        }
        let measures = PDFMeasures(regions.flatMap(\.self))

        var composer = PDFComposer(measures: measures)
        for (number, (page, rows)) in whole.enumerated() {
            let found = furniture.rows[number].sorted()
            let heads = found.filter { rows[$0].middle < page.height / 2 }
            composer.begin(page.number)
            composer.add(heads.map { rows[$0] }[...], role: .furniture, left: measures.left)
            // The first page has its margin before its text, as other heads; later ones repeat it.
            let beside = PDFRow.rows(of: margins[number].beside)
            composer.add(
                beside[...], role: number == 0 ? nil : .furniture, left: beside.map(\.left).min() ?? 0)
            composer.endBlock()
            let called = Set(regions[number].joined().flatMap(\.called))
            for region in regions[number] {
                let isColumn = regions[number].count > 1
                let left = isColumn ? region.map(\.left).min() ?? 0 : measures.left
                composer.addText(region, left: left, called: called, middle: page.height / 2)
            }
            let feet = found.dropFirst(heads.count).map { rows[$0] }
            composer.add(feet[...], role: .furniture, left: measures.left)
            for run in margins[number].under { composer.add([PDFRow(run)], role: .furniture, left: run.left) }
            for run in turned[number] { composer.add([PDFRow(run)], role: nil, left: run.left) }
            guard composer.lines.count <= most else { return nil }
        }
        composer.endTable()
        return composer.lines
    }
}

/// Writes rows down as lines.
private struct PDFComposer {
    private(set) var lines: [PaperText.Line] = []

    private let measures: PDFMeasures
    private var notes: PDFNotes
    private var page = 1
    /// The table that the page before ended in.
    private var table: PDFTable?
    /// The last row of a table, which may go on on the next page; and the page that it began on.
    private var held: PDFTable.Row?
    private var heldPage = 1
    /// Where the last row of this page stands.
    private var last: Double?

    init(measures: PDFMeasures) {
        self.measures = measures
        notes = PDFNotes(measures)
    }

    /// The most spaces that are written for one gap.
    private static let widestGap = 120

    mutating func begin(_ page: Int) {
        self.page = page
        last = nil
    }

    /// What follows stands elsewhere on the page.
    mutating func endBlock() {
        guard let block = lines.last, block.page == page, !block.isBlank else { return }
        addBlank()
        last = nil
    }

    /// Adds a column, whose last rows may be footnotes.
    mutating func addText(_ rows: [PDFRow], left: Double, called: Set<String>, middle: Double) {
        let start = notes.start(in: rows, called: called, middle: middle)
        addTables(rows[..<start], left: left)
        add(rows[start...], role: .note, left: left)
    }

    /// Adds text, the rows of tables of questions and answers each as one line.
    private mutating func addTables(_ rows: ArraySlice<PDFRow>, left: Double) {
        var rest = rows
        if table == nil { endTable() }
        // A table goes on at the head of a page, with its head again or without.
        var going = table
        table = nil
        while !rest.isEmpty {
            let next = rest.indices.lazy.compactMap { head in
                PDFTable(head: rows[head], below: rest[(head + 1)...]).map { (head: head, table: $0) }
            }.first
            if let going, next?.head != rest.startIndex {
                let (found, count) = going.read(
                    rest[..<(next?.head ?? rest.endIndex)], leading: measures.leading)
                for row in found { take(row, of: going) }
                rest = rest.dropFirst(count)
                if rest.isEmpty { table = going }
            }
            going = nil
            guard !rest.isEmpty else { return }
            endTable()
            guard let next else { return add(rest, role: nil, left: left) }
            let head = next.head
            add(rest[..<head], role: nil, left: left)
            going = next.table
            add(PDFTable.Row(cells: rows[head].runs.map { [PDFRow($0)] }, first: rows[head]), page: page)
            rest = rest[(head + 1)...]
            if rest.isEmpty { table = going }
        }
    }

    /// Takes the next row of a table, or what of the row before went on at the head of a page.
    private mutating func take(_ row: PDFTable.Row, of table: PDFTable) {
        if var held, table.goesOn(row), held.cells.count == row.cells.count {
            for column in row.cells.indices { held.cells[column] += row.cells[column] }
            self.held = held
        } else {
            endTable()
            (held, heldPage) = (row, page)
        }
    }

    /// Writes the row that was held in case it goes on.
    mutating func endTable() {
        guard let row = held else { return }
        held = nil
        add(row, page: heldPage)
    }

    private mutating func add(_ row: PDFTable.Row, page: Int) {
        var text: [UInt8] = []
        var calls: [PaperText.Call] = []
        for (number, cell) in row.cells.enumerated() {
            if number > 0 { text += " | ".utf8 }
            for (index, line) in cell.enumerated() {
                // A word that was broken goes on; which hyphens are its own is for others to say.
                if index > 0, text.last != 0x2D { text.append(0x20) }
                write(line, nil, line.left, text: &text, calls: &calls)
            }
        }
        lines.append(
            PaperText.Line(
                String(decoding: text, as: UTF8.self), page: page, setting: row.first.setting,
                role: .tableRow,
                calls: calls))
        last = row.cells.compactMap { $0.last?.middle }.max() ?? row.first.middle
    }

    mutating func add(_ rows: ArraySlice<PDFRow>, role: PaperText.Role?, left: Double) {
        for (index, row) in rows.enumerated() {
            // From the foot of one column to the head of the next the text runs on.
            let distance = last.map { (row.middle - $0) / measures.leading } ?? 0
            if distance > 1.25 {
                for _ in 0..<Self.emptyLines(distance) { addBlank() }
            } else if last != nil, index == 0, role != nil {
                addBlank()
            }
            add(row, role, left)
            last = row.middle
        }
    }

    /// How many empty lines stand for a distance, which is in lines and more than one.
    private static func emptyLines(_ distance: Double) -> Int { min(max(Int(distance.rounded()) - 1, 1), 4) }

    private mutating func addBlank() { lines.append(PaperText.Line("", page: page)) }

    private mutating func add(_ row: PDFRow, _ role: PaperText.Role?, _ left: Double) {
        var text: [UInt8] = []
        var calls: [PaperText.Call] = []
        write(row, role, left, text: &text, calls: &calls)
        guard !text.isEmpty || !calls.isEmpty else { return }
        lines.append(
            PaperText.Line(
                String(decoding: text, as: UTF8.self), page: page, setting: row.setting, role: role,
                calls: calls))
    }

    /// Writes a row behind what there is of its line, indented as far as it begins right of `left`.
    private func write(
        _ row: PDFRow, _ role: PaperText.Role?, _ left: Double, text: inout [UInt8],
        calls: inout [PaperText.Call]
    ) {
        var column = 0
        var before: PDFRun?
        for (index, run) in row.runs.enumerated() {
            let isRaised = row.raised.contains(index)
            let isLabel = isRaised && index == 0 && role == .note
            if isRaised, !isLabel, let label = NoteLabel(run.text),
                !NoteLabel.isExponent(run.text, behind: text)
            {
                calls += label.labels.map { PaperText.Call($0, at: text.count) }
                // What stands behind it goes on where it ends.
                if var last = before {
                    last.right = max(last.right, run.right)
                    last.hasSpaceBehind = last.hasSpaceBehind || run.hasSpaceBehind || run.hasSpaceBefore
                    before = last
                }
                continue
            }
            let spaces: Int
            if let before {
                spaces = gap(
                    before, run, isLabel: row.raised.contains(index - 1) && text.isNote(role), left, column)
            } else {
                spaces = indentation(row.left - left)
            }
            text += repeatElement(0x20, count: spaces)
            column += spaces + run.count
            text += run.text
            before = run
        }
    }

    private func indentation(_ points: Double) -> Int {
        min(max(Int((points / measures.advance).rounded()), 0), Self.widestGap)
    }

    private func gap(
        _ before: PDFRun, _ run: PDFRun, isLabel: Bool, _ left: Double, _ column: Int
    ) -> Int {
        let points = run.left - before.right
        let isWide = points > max(1.2 * before.size, 2 * measures.advance)
        guard isWide else {
            return before.hasSpaceBehind || run.hasSpaceBefore || isLabel || points > 0.1 * before.size
                || before.isItemLabel
                ? 1 : 0
        }
        return min(max(indentation(run.left - left) - column, 2), Self.widestGap)
    }
}

extension [UInt8] {
    /// Whether it is the label of a footnote, as far as it goes.
    fileprivate func isNote(_ role: PaperText.Role?) -> Bool { role == .note && NoteLabel(self) != nil }
}
