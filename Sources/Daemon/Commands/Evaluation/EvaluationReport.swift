import Pipeline

/// What `bode evaluate` found, paper by paper and in all.
package struct EvaluationReport: Encodable {
    var papers: [PaperScore] = []
    /// `nil` where no gold says what stages should have found.
    package var labels: LabelScores?
    /// `nil` where nobody said which papers are to be told of.
    package var alerts: AlertScore?
    /// Papers of the gold that could not be read, and why.
    package var unread: [String] = []

    var isBelowGold: Bool { !unread.isEmpty || papers.contains(where: \.isBelowGold) }

    /// Sums over papers.
    struct Sum: Encodable {
        var papers = 0
        var answers = 0
        /// Papers whose numbers are exact, of those of which they are known.
        var numbers = Tally()
        var texts = Tally()
        var references = Tally()
        var coverage = Tally()

        init(_ scores: some Sequence<PaperScore>) {
            for score in scores {
                papers += 1
                answers += score.answers
                if let exact = score.areNumbersExact {
                    numbers = numbers + Tally(right: exact ? 1 : 0, of: 1)
                }
                texts = texts + (score.texts ?? Tally())
                references = references + (score.references ?? Tally())
                coverage = coverage + Tally(right: score.coverage.accounted, of: score.coverage.text)
            }
        }
    }

    private var byLayout: [(layout: String, sum: Sum)] {
        let groups = [String: [PaperScore]](grouping: papers, by: \.layout)
        return groups.keys.sorted().map { ($0, Sum(groups[$0] ?? [])) }
    }

    private enum CodingKeys: String, CodingKey {
        case papers, layouts, total, labels, alerts, unread
        case isBelowGold = "below_gold"
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(papers, forKey: .papers)
        try container.encode(
            Dictionary(uniqueKeysWithValues: byLayout.map { ($0.layout, $0.sum) }), forKey: .layouts)
        try container.encode(Sum(papers), forKey: .total)
        try container.encodeIfPresent(labels, forKey: .labels)
        try container.encodeIfPresent(alerts, forKey: .alerts)
        try container.encode(unread, forKey: .unread)
        try container.encode(isBelowGold, forKey: .isBelowGold)
    }

    // MARK: For people

    /// One line a paper, one a layout, and the total; then what stages found, with each difference where it is to explain.
    func table(explains: Bool = false) -> String {
        var rows = [["document", "answers", "numbers", "text", "references", "coverage"]]
        for paper in papers {
            rows.append([
                paper.document, "\(paper.answers)",
                paper.areNumbersExact.map { $0 ? "exact" : "WRONG" } ?? "-",
                Self.shown(paper.texts), Self.shown(paper.references),
                Self.percent(paper.coverage.accounted, paper.coverage.text),
            ])
        }
        rows.append([])
        for (layout, sum) in byLayout { rows.append(Self.row(layout, sum)) }
        rows.append(Self.row("total", Sum(papers)))
        var text = Self.aligned(rows)
        for paper in papers where !paper.differences.isEmpty {
            text += "\n\(paper.document):\n" + paper.differences.map { "  \($0)\n" }.joined()
        }
        if let labels {
            text += "\n" + Self.aligned(labels.rows) + "\n" + Self.aligned(labels.shares)
            if explains, !labels.differences.isEmpty {
                text += "\nnot as gold has it:\n" + labels.differences.map { "  \($0)\n" }.joined()
            }
        }
        if let alerts { text += "\n" + alerts.text }
        if !unread.isEmpty { text += "\nnot read:\n" + unread.map { "  \($0)\n" }.joined() }
        text += isBelowGold ? "\nSomething is below gold.\n" : "\nNothing is below gold.\n"
        return text
    }

    private static func row(_ name: String, _ sum: Sum) -> [String] {
        [
            "\(name) (\(sum.papers))", "\(sum.answers)", shown(sum.numbers), shown(sum.texts),
            shown(sum.references),
            percent(sum.coverage.right, sum.coverage.of),
        ]
    }

    private static func shown(_ tally: Tally?) -> String {
        guard let tally, tally.of > 0 else { return "-" }
        return "\(tally.right)/\(tally.of)"
    }

    private static func percent(_ part: Int, _ whole: Int) -> String {
        whole == 0 ? "-" : Decimals.text(100 * Double(part) / Double(whole), places: 1) + " %"
    }

    private static func aligned(_ rows: [[String]]) -> String {
        var widths: [Int] = []
        for row in rows {
            for (place, cell) in row.enumerated() {
                if place == widths.count { widths.append(0) }
                widths[place] = max(widths[place], cell.count)
            }
        }
        return rows.map { row in
            row.enumerated().map { place, cell in
                let space = String(repeating: " ", count: widths[place] - cell.count)
                return place == 0 ? cell + space : space + cell
            }.joined(separator: "  ") + "\n"
        }.joined()
    }
}
