import Pipeline

/// Runs of text that stand on one line.
struct PDFRow {
    /// From left to right.
    var runs: [PDFRun]
    /// Of the largest letters in it; raised and lowered ones may stand out.
    private(set) var top: Double
    private(set) var bottom: Double
    private var largest: Double
    /// The runs that call a footnote, or are a footnote's label where that is the first.
    private(set) var raised: Set<Int> = []

    var left: Double { runs.first?.left ?? 0 }
    var right: Double { runs.dropFirst().reduce(runs.first?.right ?? 0) { max($0, $1.right) } }
    var middle: Double { (top + bottom) / 2 }

    /// How much of the lower of two runs must stand beside the other for both to be on one line.
    private static let overlap = 0.4

    init(_ run: PDFRun) {
        runs = [run]
        (top, bottom, largest) = (run.top, run.bottom, run.size)
    }

    /// How far `run` stands beside it, as a share of the lower of both.
    func overlap(_ run: PDFRun) -> Double {
        let common = min(bottom, run.bottom) - max(top, run.top)
        return common / max(min(bottom - top, run.bottom - run.top), 0.5)
    }

    mutating func add(_ run: PDFRun) {
        runs.append(run)
        if run.size > largest { (top, bottom, largest) = (run.top, run.bottom, run.size) }
    }

    /// The rows of `runs`, from top to bottom.
    static func rows(of runs: [PDFRun]) -> [PDFRow] {
        var rows: [PDFRow] = []
        for run in runs.sorted(by: { ($0.bottom, $0.left) < ($1.bottom, $1.left) }) {
            // The next line may have begun with something raised before this one is complete.
            let near = rows.indices.suffix(3).map { ($0, rows[$0].overlap(run)) }
            if let (index, share) = near.max(by: { $0.1 < $1.1 }), share > overlap {
                rows[index].add(run)
            } else {
                rows.append(PDFRow(run))
            }
        }
        for index in rows.indices { rows[index].finish() }
        return rows.sorted { $0.middle < $1.middle }
    }

    private mutating func finish() {
        runs.sort { ($0.left, $0.right) < ($1.left, $1.right) }
        guard runs.count > 1 else { return }
        for index in runs.indices where NoteLabel(runs[index].text) != nil {
            let before = index > 0 ? runs[index - 1] : nil
            let behind = index + 1 < runs.count ? runs[index + 1] : nil
            if let before, runs[index].isRaised(beside: before, gap: runs[index].left - before.right) {
                raised.insert(index)
            } else if before == nil, let behind,
                runs[index].isRaised(beside: behind, gap: behind.left - runs[index].right)
            {
                raised.insert(index)
            }
        }
    }

    /// What of it is `included`; `nil` where nothing is.
    func part(_ included: (PDFRun) -> Bool) -> PDFRow? {
        let kept = runs.indices.filter { included(runs[$0]) }
        guard let first = kept.first else { return nil }
        var part = PDFRow(runs[first])
        for index in kept.dropFirst() { part.add(runs[index]) }
        // What was raised beside its neighbour still is.
        part.raised = Set(kept.indices.filter { raised.contains(kept[$0]) })
        return part
    }

    // MARK: What it says of itself

    /// The size of most of its letters.
    var size: Double {
        guard let first = runs.first else { return 0 }
        // Nearly always all are of one.
        if raised.isEmpty, runs.allSatisfy({ $0.size == first.size }) { return first.size }
        var letters: [Double: Int] = [:]
        for (index, run) in runs.enumerated() where !raised.contains(index) {
            letters[run.size, default: 0] += run.text.count
        }
        return letters.max { ($0.value, $0.key) < ($1.value, $1.key) }?.key ?? largest
    }

    /// The label, where it begins with one as footnotes do: a number or a mark before a word.
    var label: String? {
        guard let first = runs.first else { return nil }
        if runs.count > 1, let label = NoteLabel(first.text) { return label.labels.first }
        let word = Array(first.text.prefix { $0 != 0x20 })
        return word.count < first.text.count ? NoteLabel(word)?.labels.first : nil
    }

    /// The labels that are raised in it: of footnotes that it calls, or its own.
    var called: [String] {
        raised.flatMap { NoteLabel(runs[$0].text)?.labels ?? [] }
    }

    /// Whether it begins with a raised label.
    var beginsRaised: Bool { raised.contains(0) }

    var setting: PaperText.Setting {
        // The label of an item of a list has a type of its own.
        let isItem = runs.count > 1 && runs[0].isItemLabel
        let letters = runs.indices.filter { !raised.contains($0) && !(isItem && $0 == 0) }.map { runs[$0] }
        return PaperText.Setting(
            left: left, right: right, top: top, size: size,
            isBold: !letters.isEmpty && letters.allSatisfy(\.isBold),
            isItalic: !letters.isEmpty && letters.allSatisfy(\.isItalic))
    }

    /// All its text, without room between.
    var bytes: [UInt8] { Array(runs.map(\.text).joined(separator: [0x20])) }
}

extension PDFRun {
    /// Whether it is set smaller and higher than its neighbour, and close to it.
    func isRaised(beside other: PDFRun, gap: Double) -> Bool {
        size <= 0.85 * other.size && middle < other.middle - 0.08 * other.size
            && gap > -0.5 * other.size && gap < 1.5 * other.size
    }
}
