/// Tells what stands on every page, such as running heads and page numbers, from what stands there once.
///
/// It is the same at the same height, or counts with the pages; it is set apart from the text; and it is on enough pages.
struct PDFFurniture {
    /// Rows from the upper or the lower edge that are looked at.
    private static let deepest = 3
    /// How far from the edge it may stand, as a share of the page's height.
    private static let margin = 0.16
    /// The share of all pages that it must be on, since left and right pages may differ.
    private static let share = 0.4

    /// Heads or feet at one height that read alike.
    private struct Kind: Hashable {
        var isHead: Bool
        /// In steps of some points.
        var height: Int
        var words: [UInt8]
    }

    private struct Place {
        var page: Int
        var row: Int
        /// The last number in it; `nil` where it has none.
        var number: Int?
    }

    /// The rows of each page that are furniture, by their number on the page.
    let rows: [Set<Int>]

    init(_ pages: [(page: PDFPage, rows: [PDFRow])], leading: Double) {
        var kinds: [Kind: [Place]] = [:]
        for (number, (page, rows)) in pages.enumerated() {
            for row in Self.heads(rows, page, leading) {
                Self.note(rows, row, isHead: true, page: number, in: &kinds)
            }
            for row in Self.feet(rows, page, leading) {
                Self.note(rows, row, isHead: false, page: number, in: &kinds)
            }
        }
        var found = pages.map { _ in Set<Int>() }
        for (kind, places) in kinds {
            for place in Self.repeated(places, pages: pages.count, isNumber: kind.words == [0x23]) {
                found[place.page].insert(place.row)
            }
        }
        self.rows = found
    }

    private static func note(
        _ rows: [PDFRow], _ row: Int, isHead: Bool, page: Int, in kinds: inout [Kind: [Place]]
    ) {
        let (words, number) = pattern(rows[row].bytes)
        let kind = Kind(isHead: isHead, height: Int((rows[row].middle / 4).rounded()), words: words)
        kinds[kind, default: []].append(Place(page: page, row: row, number: number))
    }

    // MARK: Candidates

    private static func heads(_ rows: [PDFRow], _ page: PDFPage, _ leading: Double) -> Range<Int> {
        let near = rows.prefix(deepest).prefix { $0.bottom < margin * page.height }.count
        // The last of them that the text is set apart from.
        let end = (0..<near).last { index in
            index + 1 >= rows.count || rows[index + 1].middle - rows[index].middle > 1.2 * leading
        }
        return 0..<(end.map { $0 + 1 } ?? 0)
    }

    private static func feet(_ rows: [PDFRow], _ page: PDFPage, _ leading: Double) -> Range<Int> {
        let near = rows.suffix(deepest).reversed().prefix { $0.top > (1 - margin) * page.height }.count
        let first = rows.count - near
        let start = (first..<rows.count).first { index in
            index == 0 || rows[index].middle - rows[index - 1].middle > 1.2 * leading
        }
        return (start ?? rows.count)..<rows.count
    }

    /// The text with `#` for each number, and the last of them.
    private static func pattern(_ text: [UInt8]) -> (words: [UInt8], number: Int?) {
        var words: [UInt8] = []
        var (number, digits): (Int?, [UInt8]) = (nil, [])
        func end() {
            guard !digits.isEmpty else { return }
            // Years and dossier numbers do not count with the pages.
            if digits.count < 4 {
                number = Int(String(decoding: digits, as: UTF8.self))
                words.append(0x23)
            } else {
                words += digits
            }
            digits = []
        }
        for byte in text {
            if (0x30...0x39).contains(byte) {
                digits.append(byte)
            } else {
                end()
                if byte != 0x20 { words.append(byte) }
            }
        }
        end()
        return (words, number)
    }

    // MARK: Repetition

    private static func repeated(_ places: [Place], pages: Int, isNumber: Bool) -> [Place] {
        guard pages > 1 else { return [] }
        let enough = pages < 4 ? max(2, pages - 1) : max(2, Int((Double(pages) * share).rounded(.up)))
        // Those with the same number, and those whose number goes up with the page.
        let same = Dictionary(grouping: places) { $0.number ?? -1 }.values.max { $0.count < $1.count } ?? []
        let counting =
            Dictionary(grouping: places.filter { $0.number != nil }) { place in
                (place.number ?? 0) - place.page
            }.values.max { $0.count < $1.count } ?? []
        if counting.count >= (isNumber ? 2 : max(2, enough)), counting.count > same.count {
            return counting
        }
        return same.count >= enough ? same : []
    }
}
