/// A page of a PDF: the runs of text on it, in points from its upper left corner.
struct PDFPage: Equatable {
    var number: Int
    var width: Double
    var height: Double
    var runs: [PDFRun] = []
}

/// Text that stands in one go on one line, in one font.
struct PDFRun: Equatable {
    /// UTF-8 without control characters or spaces at its ends.
    var text: [UInt8]
    var left: Double
    var right: Double
    var top: Double
    var bottom: Double
    /// Of its letters, in points.
    var size: Double
    var isBold = false
    var isItalic = false
    /// Whether a space was cut off before it, or behind.
    var hasSpaceBefore = false
    var hasSpaceBehind = false

    var width: Double { right - left }
    var middle: Double { (top + bottom) / 2 }
    /// Characters, not bytes.
    var count: Int { text.count { $0 & 0xC0 != 0x80 } }

    /// Set up or down the page, which shows by letters that take no room from left to right.
    var isTurned: Bool {
        let count = count
        return count > 2 && width < 0.1 * size * Double(count)
    }

    /// Whether it may be the label of an item of a list, as word processors set apart from its text: `10.`, `b)`, `•`.
    var isItemLabel: Bool {
        guard count <= 4, let last = text.last else { return false }
        if text.elementsEqual("•".utf8) { return true }
        let label = text.dropLast()
        let isNumber = label.allSatisfy { (0x30...0x39).contains($0) }
        let isLetter = label.count == 1 && label.allSatisfy { (0x61...0x7A).contains($0 | 0x20) }
        return (last == 0x2E || last == 0x29) && !label.isEmpty && (isNumber || isLetter)
    }
}
