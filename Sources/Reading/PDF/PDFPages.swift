/// Reads what `pdftohtml -xml` writes: pages, fonts and runs of text with their places.
///
/// It is XML by name only: it declares a document type, nests `<b>` and `<i>` the wrong way round, and lets through the
/// control characters of fonts without a map to Unicode. So it is read as what it is, a list of tags.
/// https://gitlab.freedesktop.org/poppler/poppler/-/blob/master/utils/pdf2xml.dtd
struct PDFPages {
    private(set) var pages: [PDFPage] = []

    /// How many of its units make a point: the largest `-zoom` that it takes.
    static let unitsPerPoint = 3.0
    /// The most runs of text that are looked at on one page; a page of fine print has some thousand.
    static let mostRuns = 20_000
    /// No page is wider or higher, in points (PDF 1.7, annex C: 200 inches); what lies farther out cannot be seen.
    private static let farthest = 14_400.0

    private struct Font {
        var size: Double
        var isBold: Bool
        var isItalic: Bool
    }

    private var fonts: [Int: Font] = [:]

    init(_ output: [UInt8]) {
        var index = 0
        while let tag = Tag(in: output, from: index) {
            index = tag.end
            if tag.isNamed("text") {
                index = addText(tag, in: output)
            } else if tag.isNamed("page") {
                startPage(tag)
            } else if tag.isNamed("fontspec") {
                addFont(tag)
            }
        }
    }

    private mutating func startPage(_ tag: Tag) {
        let number = tag.number("number").map(Int.init) ?? pages.count + 1
        pages.append(
            PDFPage(number: number, width: tag.points("width") ?? 0, height: tag.points("height") ?? 0))
    }

    private mutating func addFont(_ tag: Tag) {
        guard let id = tag.number("id"), let size = tag.points("size") else { return }
        let family = tag.value("family").map { String(decoding: $0, as: UTF8.self).lowercased() } ?? ""
        let weights = ["bold", "black", "heavy", "demi", "-bd", ",bd"]
        fonts[Int(id)] = Font(
            // Its own rounding taken back: half points are as fine as type is ordered.
            size: (size * 2).rounded() / 2, isBold: weights.contains { family.contains($0) },
            isItalic: family.contains("italic") || family.contains("oblique"))
    }

    /// Adds the run whose tag this is, and returns where it ends.
    private mutating func addText(_ tag: Tag, in output: [UInt8]) -> Int {
        var content = RunText()
        let end = content.read(output, from: tag.end)
        guard let page = pages.indices.last, pages[page].runs.count < Self.mostRuns,
            let top = tag.points("top"), let left = tag.points("left"), let height = tag.points("height"),
            let width = tag.points("width"), !content.text.isEmpty
        else { return end }
        let font = tag.number("font").flatMap { fonts[Int($0)] }
        var run = PDFRun(
            text: TextLines.visible(content.text), left: left, right: left + width, top: top,
            bottom: top + height,
            size: font.map(\.size) ?? height, isBold: content.isBold ?? font?.isBold ?? false,
            isItalic: content.isItalic ?? font?.isItalic ?? false)
        trim(&run)
        guard !run.text.isEmpty else { return end }
        pages[page].runs.append(run)
        return end
    }

    /// Cuts the spaces off both ends, and the room that they took.
    private func trim(_ run: inout PDFRun) {
        let all = max(run.count, 1)
        guard run.text.first == 0x20 || run.text.last == 0x20 else { return }
        let before = run.text.prefix { $0 == 0x20 }.count
        guard before < run.text.count else { return run.text = [] }
        let behind = run.text.reversed().prefix { $0 == 0x20 }.count
        (run.hasSpaceBefore, run.hasSpaceBehind) = (before > 0, behind > 0)
        let advance = run.width / Double(all)
        run.text = Array(run.text[before..<(run.text.count - behind)])
        run.left += advance * Double(before)
        run.right -= advance * Double(behind)
    }

    // MARK: Tags

    private struct Tag {
        /// The first byte behind it.
        let end: Int
        private let output: [UInt8]
        private let name: Range<Int>
        private var attributes: [(name: Range<Int>, value: Range<Int>)] = []

        /// Attributes that matter stand among the first.
        private static let mostAttributes = 12
        /// The tag of a run, which is nearly every tag, has so many.
        private static let usualAttributes = 5

        /// The next tag that starts an element.
        init?(in output: [UInt8], from start: Int) {
            var index = start
            while index < output.count, output[index] != 0x3C || !Self.isLetter(output, index + 1) {
                index += 1
            }
            guard index < output.count else { return nil }
            let first = index + 1
            index = first
            while Self.isLetter(output, index) { index += 1 }
            name = first..<index
            attributes.reserveCapacity(Self.usualAttributes)
            while index < output.count, output[index] != 0x3E {
                guard Self.isLetter(output, index) else {
                    index += 1
                    continue
                }
                let key = index
                while Self.isLetter(output, index) { index += 1 }
                let keyEnd = index
                guard index + 1 < output.count, output[index] == 0x3D, output[index + 1] == 0x22 else {
                    continue
                }
                index += 2
                let value = index
                while index < output.count, output[index] != 0x22 { index += 1 }
                if attributes.count < Self.mostAttributes {
                    attributes.append((key..<keyEnd, value..<index))
                }
                index += 1
            }
            end = min(index + 1, output.count)
            self.output = output
        }

        private static func isLetter(_ output: [UInt8], _ index: Int) -> Bool {
            index < output.count && (output[index] | 0x20) &- 0x61 < 26
        }

        func isNamed(_ wanted: String) -> Bool { has(wanted, at: name) }

        private func has(_ word: String, at range: Range<Int>) -> Bool {
            guard range.count == word.utf8.count, let first = range.first, output[first] == word.utf8.first
            else { return false }
            return output[range].elementsEqual(word.utf8)
        }

        private func place(of name: String) -> Range<Int>? {
            attributes.first { has(name, at: $0.name) }?.value
        }

        func value(_ name: String) -> ArraySlice<UInt8>? { place(of: name).map { output[$0] } }

        /// A whole number, with a sign or without.
        func number(_ name: String) -> Int32? {
            guard var range = place(of: name), let first = range.first else { return nil }
            let isNegative = output[first] == UInt8(ascii: "-")
            if isNegative || output[first] == UInt8(ascii: "+") { range = range.dropFirst() }
            guard !range.isEmpty else { return nil }
            var number: Int64 = 0
            for index in range {
                let digit = output[index] &- 0x30
                guard digit < 10, number <= Int64(Int32.max) else { return nil }
                number = number * 10 + Int64(digit)
            }
            return Int32(exactly: isNegative ? -number : number)
        }

        /// In points; `nil` where it is no number, or lies off any page.
        func points(_ name: String) -> Double? {
            guard let units = number(name) else { return nil }
            let points = Double(units) / PDFPages.unitsPerPoint
            return abs(points) <= PDFPages.farthest ? points : nil
        }
    }
}
