/// Finds the columns of a page, and puts what stands in them in the order of reading.
///
/// Where few runs cross an upright gap, and prose stands on both sides of it, the left side is read before the right one. What
/// crosses the gap, as titles do, parts the page into bands. A table has such gaps too: there the spaces between its rows run
/// through all columns.
enum PDFColumns {
    /// Columns within columns that are looked for.
    private static let deepest = 3
    private static let fewestRuns = 12
    private static let fewestLines = 4
    /// The narrowest gap between columns, in points.
    private static let narrowest = 6.0
    /// No column is narrower than this share of the text's width.
    private static let smallestShare = 0.2
    /// The most text, as a share, that may cross the gap.
    private static let mostCrossing = 0.4
    /// How much of its column most lines of prose fill.
    private static let filled = 0.55

    /// The runs of each column, in the order of reading.
    static func regions(of runs: [PDFRun], leading: Double, depth: Int = 0) -> [[PDFRun]] {
        guard depth < deepest, runs.count >= fewestRuns, let gap = gap(in: runs) else { return [runs] }
        var regions: [[PDFRun]] = []
        var band: [PDFRun] = []
        var across: [PDFRun] = []
        var didPart = false
        func endBand() {
            guard !band.isEmpty else { return }
            let left = band.filter { $0.right <= gap.upperBound }
            let right = band.filter { $0.right > gap.upperBound }
            if areColumns(left, right, leading) {
                regions += Self.regions(of: left, leading: leading, depth: depth + 1)
                regions += Self.regions(of: right, leading: leading, depth: depth + 1)
                didPart = true
            } else {
                regions.append(band)
            }
            band = []
        }
        for row in PDFRow.rows(of: runs) {
            if row.runs.contains(where: { $0.left < gap.lowerBound && $0.right > gap.upperBound }) {
                endBand()
                across += row.runs
            } else {
                if !across.isEmpty { regions.append(across) }
                across = []
                band += row.runs
            }
        }
        endBand()
        if !across.isEmpty { regions.append(across) }
        return didPart ? regions : [runs]
    }

    // MARK: The gap

    /// The widest upright strip, away from both edges, that little text crosses.
    private static func gap(in runs: [PDFRun]) -> ClosedRange<Double>? {
        let left = runs.map(\.left).min() ?? 0
        let right = runs.map(\.right).max() ?? 0
        let width = right - left
        guard width > 100, width < 5000 else { return nil }
        // How much text covers each point, and how much there is.
        var steps = [Double](repeating: 0, count: Int(width) + 2)
        var total = 0.0
        for run in runs {
            steps[clamped(run.left - left, steps.count)] += run.size
            steps[clamped(run.right - left, steps.count)] -= run.size
            total += run.size
        }
        let inner = Int(width * smallestShare)...Int(width * (1 - smallestShare))
        var (covered, lowest) = (0.0, Double.infinity)
        var coverage: [Double] = []
        for (point, step) in steps.enumerated() {
            covered += step
            coverage.append(covered)
            if inner.contains(point) { lowest = min(lowest, covered) }
        }
        guard lowest <= total * mostCrossing else { return nil }
        var best: ClosedRange<Int>?
        var start: Int?
        for point in inner {
            if coverage[point] <= lowest + total * 0.02 {
                start = start ?? point
                let strip = (start ?? point)...point
                if strip.count > best?.count ?? 0 { best = strip }
            } else {
                start = nil
            }
        }
        guard let best, Double(best.count) >= narrowest else { return nil }
        // Its edges are where text stands, but for letters that hang over.
        return left + Double(best.lowerBound) + 1...left + Double(best.upperBound)
    }

    private static func clamped(_ offset: Double, _ count: Int) -> Int {
        min(max(Int(offset.rounded()), 0), count - 1)
    }

    // MARK: Prose or table

    private static func areColumns(_ left: [PDFRun], _ right: [PDFRun], _ leading: Double) -> Bool {
        let (leftRows, rightRows) = (PDFRow.rows(of: left), PDFRow.rows(of: right))
        guard isProse(leftRows), isProse(rightRows) else { return false }
        let (leftGaps, rightGaps) = (gaps(leftRows, leading), gaps(rightRows, leading))
        var common = 0
        var index = 0
        for gap in leftGaps {
            while index < rightGaps.count, rightGaps[index].upperBound < gap.lowerBound { index += 1 }
            if index < rightGaps.count, isCommon(gap, rightGaps[index]) { common += 1 }
        }
        return common < 3 || common * 2 <= max(leftGaps.count, rightGaps.count)
    }

    /// Whether two gaps may be one space between rows: most of the smaller is the other's too.
    ///
    /// Paragraphs of two columns end at unlike heights, and their gaps touch by accident.
    private static func isCommon(_ one: ClosedRange<Double>, _ other: ClosedRange<Double>) -> Bool {
        let overlap = min(one.upperBound, other.upperBound) - max(one.lowerBound, other.lowerBound)
        let smaller = min(one.upperBound - one.lowerBound, other.upperBound - other.lowerBound)
        return overlap >= 0.7 * smaller
    }

    private static func isProse(_ rows: [PDFRow]) -> Bool {
        guard rows.count >= fewestLines else { return false }
        let left = rows.map(\.left).min() ?? 0
        let right = rows.map(\.right).max() ?? 0
        let widths = rows.map { $0.right - $0.left }.sorted()
        return widths[widths.count / 2] >= filled * (right - left) && right - left > 60
    }

    /// Where more than the usual room is between two lines.
    private static func gaps(_ rows: [PDFRow], _ leading: Double) -> [ClosedRange<Double>] {
        zip(rows, rows.dropFirst()).compactMap { above, below in
            guard below.middle - above.middle > 1.25 * leading, above.bottom < below.top else { return nil }
            return above.bottom...below.top
        }
    }
}
