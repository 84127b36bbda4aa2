import Pipeline

/// Turns the elements and the text of a page into lines.
struct PageLayout {
    private(set) var lines: [String] = []
    /// Bytes of text so far.
    private(set) var size = 0
    /// The text of the `title` element.
    var title: String? { titleLine.isEmpty ? nil : String(decoding: titleLine, as: UTF8.self) }

    private var titleLine: [UInt8] = []
    private var line: [UInt8] = []
    private var open: [Frame] = []
    private var gap = Gap.none
    private var pendingBreak = Break.none
    /// `3. ` or `- `, written once its item has text.
    private var marker = ""
    private var row = Row.none

    private struct Frame {
        var element: HTMLElement
        var isHidden: Bool
        var isPreformatted: Bool
        /// The number of the next item of a list.
        var number = 1
        var style: String?
    }

    /// What goes between the words on both sides.
    private enum Gap { case none, space, cell }

    private enum Break: Int, Comparable {
        case none, line, paragraph
        static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
    }

    /// Where a row of a table stands.
    private enum Row: Equatable {
        case none
        /// It has no text yet.
        case begun
        /// Its text began in this line.
        case inLine(Int)
    }

    private static let cellGap = Array("   ".utf8)

    // MARK: Elements

    mutating func start(_ element: HTMLElement, _ attributes: HTMLElement.Attributes) {
        let outer = open.last
        // A title is told apart although it stands in the head, which is hidden.
        let isHidden = (outer?.isHidden ?? false) || element == .hidden || attributes.isHidden
        var frame = Frame(
            element: element, isHidden: isHidden,
            isPreformatted: (outer?.isPreformatted ?? false) || element == .preformatted)
        if case .list = element { (frame.number, frame.style) = (attributes.start ?? 1, attributes.style) }
        defer { open.append(frame) }
        guard !isHidden else { return }
        switch element {
        case .inline, .title, .hidden: break
        case .line: breakLine(.line)
        case .paragraph, .preformatted: breakLine(.paragraph)
        case .lineBreak: breakLine(pendingBreak == .none ? .line : .paragraph)
        case .list: breakLine(outer?.element == .listItem ? .line : .paragraph)
        case .listItem:
            breakLine(.line)
            setMarker(attributes.value)
        case .row:
            breakLine(.line)
            row = .begun
        case .cell: startCell()
        }
    }

    mutating func end() {
        guard let frame = open.popLast(), !frame.isHidden else { return }
        switch frame.element {
        case .line: breakLine(.line)
        case .row:
            // Rows stay together, also where their cells hold paragraphs.
            (pendingBreak, gap) = (.line, .none)
        case .listItem:
            breakLine(.line)
            marker = ""
        case .paragraph, .preformatted: breakLine(.paragraph)
        case .list: breakLine(open.last?.element == .listItem ? .line : .paragraph)
        case .inline, .lineBreak, .cell, .title, .hidden: break
        }
    }

    /// Ends the last line; nothing may follow.
    mutating func finish() {
        flushLine()
        while lines.last?.isEmpty == true { lines.removeLast() }
    }

    private mutating func breakLine(_ wanted: Break) {
        // A block that opens a cell stays beside the cell before it.
        guard gap != .cell else { return }
        pendingBreak = max(pendingBreak, wanted)
    }

    private mutating func startCell() {
        guard row == .inLine(lines.count), !line.isEmpty else {
            // The first of its row, or one after a cell of several lines.
            return breakLine(.line)
        }
        (pendingBreak, gap) = (.none, .cell)
    }

    private mutating func setMarker(_ value: Int?) {
        guard let index = open.lastIndex(where: { if case .list = $0.element { true } else { false } }),
            open[index].element == .list(isNumbered: true)
        else {
            marker = "- "
            return
        }
        let number = value ?? open[index].number
        open[index].number = number &+ 1
        marker = Self.label(number, open[index].style) + ". "
    }

    private static func label(_ number: Int, _ style: String?) -> String {
        guard let style, style == "a" || style == "A", (1...26).contains(number) else {
            return String(number)
        }
        let base: UInt8 = style == "a" ? 0x60 : 0x40
        return String(UnicodeScalar(base + UInt8(number)))
    }

    // MARK: Text

    /// Adds text, which is well-formed UTF-8.
    mutating func text(_ bytes: some Collection<UInt8>) {
        let frame = open.last
        if frame?.element == .title {
            Self.appendCollapsed(bytes, to: &titleLine)
            return
        }
        guard frame?.isHidden != true else { return }
        let isPreformatted = frame?.isPreformatted ?? false
        for piece in VisibleText(bytes) {
            switch piece {
            case .newline where isPreformatted:
                if pendingBreak != .none { beginLine() }
                flushLine(keepingBlank: true)
            case .space where isPreformatted:
                if pendingBreak != .none { beginLine() }
                line.append(0x20)
            case .newline, .space: if gap == .none { gap = .space }
            case .byte(let byte): append(byte)
            }
        }
    }

    private mutating func append(_ byte: UInt8) {
        if pendingBreak != .none { beginLine() }
        if line.isEmpty {
            line += marker.utf8
            marker = ""
            if row == .begun { row = .inLine(lines.count) }
        } else {
            switch gap {
            case .none: break
            case .space: line.append(0x20)
            case .cell: line += Self.cellGap
            }
        }
        gap = .none
        line.append(byte)
        size &+= 1
    }

    private mutating func beginLine() {
        flushLine()
        if pendingBreak == .paragraph, lines.last?.isEmpty == false { lines.append("") }
        (pendingBreak, gap) = (.none, .none)
    }

    private mutating func flushLine(keepingBlank: Bool = false) {
        guard !line.isEmpty || keepingBlank else { return }
        while line.last == 0x20 { line.removeLast() }
        lines.append(String(decoding: line, as: UTF8.self))
        line.removeAll(keepingCapacity: true)
    }

    private static func appendCollapsed(_ bytes: some Collection<UInt8>, to line: inout [UInt8]) {
        for piece in VisibleText(bytes) where line.count < longestTitle {
            if case .byte(let byte) = piece {
                line.append(byte)
            } else if let last = line.last, last != 0x20 {
                line.append(0x20)
            }
        }
    }

    private static let longestTitle = 4096
}
