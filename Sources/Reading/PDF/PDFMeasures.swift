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
        size = Self.usualSize(of: pages.lazy.joined().flatMap(\.runs))

        var (width, letters) = (0.0, 0)
        var distances: [Double: Int] = [:]
        var edges: [Double: Int] = [:]
        var count = 0
        for rows in pages {
            for row in rows {
                for run in row.runs where run.size == size {
                    width += run.width
                    letters += run.count
                }
                edges[row.left.rounded(), default: 0] += 1
                count += 1
            }
            let areUsual = rows.map { $0.size == size }
            for index in rows.indices.dropFirst() where areUsual[index - 1] && areUsual[index] {
                let distance = rows[index].middle - rows[index - 1].middle
                // Beyond three sizes it is a gap and no line.
                guard distance > 0.7 * size, distance < 3 * size else { continue }
                distances[(distance * 2).rounded() / 2, default: 0] += 1
            }
        }
        if letters > 0, width > 0 { advance = max(width / Double(letters), 0.1 * size) }
        leading = distances.max { ($0.value, -$0.key) < ($1.value, -$1.key) }?.key ?? 1.2 * size
        // A few lines in the margin do not move it.
        let few = max(1, count / 33)
        left = edges.filter { $0.value >= few }.keys.min() ?? 0
    }

    /// The size of most letters, in points; 10 where there are none.
    static func usualSize(of runs: some Sequence<PDFRun>) -> Double {
        var sizes: [Double: Int] = [:]
        for run in runs { sizes[run.size, default: 0] += run.text.count }
        guard let most = sizes.max(by: { ($0.value, $0.key) < ($1.value, $1.key) })?.key, most > 0 else {
            return 10
        }
        return most
    }
}
