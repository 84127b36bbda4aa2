/// What is usual in a paper: the size of its letters, how far its lines are apart, where they begin.
struct PDFMeasures {
    /// The size of most letters, in points.
    private(set) var size = 10.0
    /// From one line to the next.
    private(set) var leading = 12.0
    /// The width of an average letter.
    private(set) var advance = 5.0
    /// Where lines without indentation begin.
    private(set) var left = 0.0

    init(_ pages: [[PDFRow]]) {
        var sizes = Tally()
        for rows in pages {
            for row in rows { for run in row.runs { sizes.add(run.text.count, to: run.size) } }
        }
        size = sizes.most ?? 10

        var (width, letters) = (0.0, 0)
        var distances = Tally()
        var edges = Tally()
        var count = 0
        for rows in pages {
            // The middle of the row before, where its letters are of the usual size.
            var before: Double?
            for row in rows {
                for run in row.runs where run.size == size {
                    width += run.width
                    letters += run.count
                }
                edges.add(1, to: row.left.rounded())
                count += 1
                let middle = row.size == size ? row.middle : nil
                // Beyond three sizes it is a gap and no line.
                if let before, let middle, middle - before > 0.7 * size, middle - before < 3 * size {
                    distances.add(1, to: ((middle - before) * 2).rounded() / 2)
                }
                before = middle
            }
        }
        if letters > 0, width > 0 { advance = max(width / Double(letters), 0.1 * size) }
        leading = distances.counts.max { ($0.value, -$0.key) < ($1.value, -$1.key) }?.key ?? 1.2 * size
        // A few lines in the margin do not move it.
        let few = max(1, count / 33)
        left = edges.counts.filter { $0.value >= few }.keys.min() ?? 0
    }

    /// The size of most letters, in points; 10 where there are none.
    static func usualSize(of pages: [PDFPage]) -> Double {
        var sizes = Tally()
        for page in pages { for run in page.runs { sizes.add(run.text.count, to: run.size) } }
        return sizes.most ?? 10
    }

    /// How often each measure is found; the same one is found many times in a row, and counted once for them.
    private struct Tally {
        private var found: [Double: Int] = [:]
        private var last = 0.0
        private var pending = 0

        mutating func add(_ count: Int, to measure: Double) {
            if measure != last {
                settle()
                last = measure
            }
            pending += count
        }

        private mutating func settle() {
            if pending > 0 { found[last, default: 0] += pending }
            pending = 0
        }

        var counts: [Double: Int] {
            var all = self
            all.settle()
            return all.found
        }

        /// The measure found most often, the larger one of two, if it is one at all.
        var most: Double? {
            counts.max { ($0.value, $0.key) < ($1.value, $1.key) }.flatMap { $0.key > 0 ? $0.key : nil }
        }
    }
}
