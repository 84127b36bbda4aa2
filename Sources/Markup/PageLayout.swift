import Pipeline

/// Turns the elements and the text of a page into lines.
struct PageLayout {
    private(set) var lines: [PaperText.Line] = []
    /// Bytes of text so far.
    private(set) var size = 0
    /// The text of the `title` element.
    var title: String? { titleLine.isEmpty ? nil : String(decoding: titleLine, as: UTF8.self) }

    private var titleLine: [UInt8] = []
    private var line = PageLine()
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
        var isBold = false
        var isItalic = false
        var part: HTMLElement.Part?
        /// What the lines within are.
        var role: PaperText.Role?
        /// Where in the line its text begins, where that may call a footnote.
        var callStart: Int?
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

    /// A question or an answer that has no line yet.
    private var unnumbered: HTMLElement.Part?

    // MARK: Elements

    mutating func start(_ element: HTMLElement, _ attributes: HTMLElement.Attributes) {
        let outer = open.last
        // A title is told apart although it stands in the head, which is hidden.
        let isHidden = (outer?.isHidden ?? false) || element == .hidden || attributes.isHidden
        var frame = Frame(
            element: element, isHidden: isHidden,
            isPreformatted: (outer?.isPreformatted ?? false) || element == .preformatted)
        inherit(&frame, from: outer, attributes)
        if case .list = element { (frame.number, frame.style) = (attributes.start ?? 1, attributes.style) }
        defer { open.append(frame) }
        guard !isHidden else { return }
        switch element {
        case .inline, .title, .hidden, .bold, .italic, .raised, .link: break
        case .line: breakLine(.line)
        case .paragraph, .preformatted, .heading: breakLine(.paragraph)
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
        if let start = frame.callStart, line.makeCall(from: start) { gap = .none }
        if frame.part != nil, frame.part == unnumbered { unnumbered = nil }
        switch frame.element {
        case .line: breakLine(.line)
        case .row:
            // Rows stay together, also where their cells hold paragraphs.
            (pendingBreak, gap) = (.line, .none)
        case .listItem:
            breakLine(.line)
            marker = ""
        case .paragraph, .preformatted, .heading: breakLine(.paragraph)
        case .list: breakLine(open.last?.element == .listItem ? .line : .paragraph)
        case .inline, .lineBreak, .cell, .title, .hidden, .bold, .italic, .raised, .link: break
        }
    }

    /// Ends the last line; nothing may follow.
    mutating func finish() {
        flushLine()
        while lines.last?.text.isEmpty == true { lines.removeLast() }
    }

    private mutating func breakLine(_ wanted: Break) {
        // A block that opens a cell stays beside the cell before it.
        guard gap != .cell else { return }
        // The label of a footnote stands before its first paragraph.
        if open.last?.role == .note, line.isNumber {
            gap = .space
            return
        }
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
        marker = HTMLElement.itemLabel(number, open[index].style) + ". "
    }

    // MARK: What lines are

    /// Takes over what holds within an element, and adds what it says itself.
    private mutating func inherit(
        _ frame: inout Frame, from outer: Frame?, _ attributes: HTMLElement.Attributes
    ) {
        (frame.isBold, frame.isItalic) = (outer?.isBold ?? false, outer?.isItalic ?? false)
        frame.role = outer?.role
        frame.part = attributes.part
        switch frame.element {
        case .bold: frame.isBold = true
        case .italic: frame.isItalic = true
        case .heading: frame.role = .heading
        // Raised letters alone may be an exponent; raised links are no part of the text.
        case .link where outer?.element == .raised, .raised where outer?.element == .link:
            frame.callStart = pendingBreak == .none ? line.text.count : 0
        default: break
        }
        switch attributes.part {
        case .question?, .answer?:
            // What stands before it is none of its lines.
            flushLine()
            frame.role = attributes.part == .question ? .question : .answer
            unnumbered = attributes.part
        case .number? where unnumbered != nil:
            frame.role = unnumbered == .question ? .questionNumber : .answerNumber
        case .remark?: frame.role = nil
        case .note? where frame.element == .line || frame.element == .paragraph: frame.role = .note
        case .call? where outer?.role != .note: frame.callStart = pendingBreak == .none ? line.text.count : 0
        default: break
        }
    }

    /// Makes the line the number of a question or an answer; a bare number gets the word that is printed for it.
    private mutating func number(_ part: HTMLElement.Part) {
        line.role = part == .question ? .questionNumber : .answerNumber
        guard let first = line.text.first, (0x30...0x39).contains(first) else { return }
        line.prepend(part == .question ? "Vraag " : "Antwoord ")
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
                line.appendSpace()
            case .newline, .space: if gap == .none { gap = .space }
            case .seen(let seen): append(seen)
            }
        }
    }

    private mutating func append(_ seen: some Collection<UInt8>) {
        if pendingBreak != .none { beginLine() }
        if line.isEmpty {
            line.append(mark: marker)
            marker = ""
            line.role = open.last?.role
            if row == .begun { row = .inLine(lines.count) }
        } else {
            switch gap {
            case .none: break
            case .space: line.appendSpace()
            case .cell: line.appendCellGap()
            }
        }
        gap = .none
        line.append(seen, isBold: open.last?.isBold ?? false, isItalic: open.last?.isItalic ?? false)
        size &+= seen.count
    }

    private mutating func beginLine() {
        flushLine()
        if pendingBreak == .paragraph, lines.last?.text.isEmpty == false { lines.append(.init("")) }
        (pendingBreak, gap) = (.none, .none)
    }

    private mutating func flushLine(keepingBlank: Bool = false) {
        guard !line.isEmpty || keepingBlank else { return }
        if let part = unnumbered,
            line.role == .heading || line.role == .questionNumber || line.role == .answerNumber
        {
            number(part)
        }
        if !line.isEmpty { unnumbered = nil }
        lines.append(line.finished())
        line = PageLine()
    }

    private static func appendCollapsed(_ bytes: some Collection<UInt8>, to line: inout [UInt8]) {
        for piece in VisibleText(bytes) where line.count < longestTitle {
            if case .seen(let seen) = piece {
                line += seen.prefix(longestTitle - line.count)
            } else if let last = line.last, last != 0x20 {
                line.append(0x20)
            }
        }
    }

    private static let longestTitle = 4096
}
