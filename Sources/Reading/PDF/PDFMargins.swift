/// Takes what is no part of the text out of a page before its lines are put together.
///
/// A letterhead has a column of small type beside the text (`Onze referentie`), whose lines stand level with those of the text
/// and say nothing to them. A draft has a word in huge letters that the text is printed over (`CONCEPT`).
struct PDFMargins {
    /// What stands beside the text.
    private(set) var beside: [PDFRun] = []
    /// What the text is printed over.
    private(set) var under: [PDFRun] = []
    /// The rest.
    private(set) var text: [PDFRun] = []

    /// Type of this share of the usual size, or less, is small.
    private static let small = 0.93
    /// Letters so many times as large as the usual may lie under the text.
    private static let huge = 2.5
    /// How many runs of the text must stand on such letters.
    private static let fewestOver = 3
    /// The share of the page's width that the text has to itself.
    private static let narrowest = 0.55
    /// The most of a page's letters that may stand beside the text.
    private static let mostBeside = 0.3

    /// - Parameters:
    ///   - upright: what stands upright on the page, which is parted.
    ///   - width: the page's, in points.
    ///   - usual: the size of most letters of the paper.
    init(_ upright: [PDFRun], width: Double, usual: Double) {
        var rest = upright
        if upright.contains(where: { $0.size >= Self.huge * usual }) {
            rest = []
            for run in upright {
                if run.size >= Self.huge * usual, Self.isPrintedOver(run, by: upright, usual) {
                    under.append(run)
                } else {
                    rest.append(run)
                }
            }
        }
        text = rest
        let isBody = { (run: PDFRun) in run.size > Self.small * usual }
        let right = rest.reduce(-.infinity) { isBody($1) ? max($0, $1.right) : $0 }
        let edge = max(right > -.infinity ? right : .infinity, Self.narrowest * width)
        let isBeside = { (run: PDFRun) in !isBody(run) && run.left > edge }
        guard rest.contains(where: isBeside) else { return }
        // Where most of a page is small type, as in a table, what stands to the right is a column of it.
        func letters(_ isCounted: (PDFRun) -> Bool) -> Double {
            Double(rest.reduce(0) { isCounted($1) ? $0 + $1.count : $0 })
        }
        let all = letters { _ in true }
        guard letters(isBeside) <= Self.mostBeside * all, letters(isBody) >= 0.5 * all else { return }
        beside = rest.filter(isBeside)
        text = rest.filter { !isBeside($0) }
    }

    /// What was told from the text on one page is told from it on each on which it stands in the same place.
    ///
    /// A last page may have too few lines to tell them apart by.
    static func spread(in pages: inout [PDFMargins]) {
        let beside = Set(pages.flatMap { $0.beside.map(Place.init) })
        let under = Set(pages.flatMap { $0.under.map(Place.init) })
        guard !beside.isEmpty || !under.isEmpty else { return }
        for index in pages.indices {
            let text = pages[index].text
            pages[index].text = []
            for run in text {
                let place = Place(run)
                if beside.contains(place) {
                    pages[index].beside.append(run)
                } else if under.contains(place) {
                    pages[index].under.append(run)
                } else {
                    pages[index].text.append(run)
                }
            }
        }
    }

    /// What stands where, to the point.
    private struct Place: Hashable {
        let text: [UInt8]
        let left: Double
        let top: Double

        init(_ run: PDFRun) { (text, left, top) = (run.text, run.left.rounded(), run.top.rounded()) }
    }

    private static func isPrintedOver(_ run: PDFRun, by others: [PDFRun], _ usual: Double) -> Bool {
        var count = 0
        for other in others where other.size < 0.5 * run.size {
            guard (run.top...max(run.top, run.bottom)).contains(other.middle), other.left < run.right,
                other.right > run.left
            else { continue }
            count += 1
            if count == fewestOver { return true }
        }
        return false
    }
}
