import Markup
import Pipeline

/// Reads an OpenDocument text, or its styles with the heads and feet in them, paragraph by paragraph.
struct OpenDocumentText: XMLHandler {
    private(set) var styles: OpenDocumentStyles
    private(set) var paragraphs: [FlowParagraph] = []
    private(set) var furniture: [FlowParagraph] = []
    private(set) var notes: [(id: String, paragraphs: [FlowParagraph])] = []
    /// How notes are labelled, as printed.
    private(set) var noteLabels: [String: String] = [:]

    /// Paragraphs that are open: a note or a frame stands within one.
    private var open: [(paragraph: FlowParagraph, properties: OpenDocumentStyles.Properties)] = []
    private var spans: [OpenDocumentStyles.Properties] = []
    /// What stood in frames of the paragraph that is open.
    private var framed: [FlowParagraph] = []
    /// How many paragraphs were open where each note began.
    private var noteDepths: [Int] = []
    private var isCitation = false
    private var tables: [FlowTable] = []
    private var lists: [(key: String, style: String?)] = []
    private var counter = ListCounter()
    private var listCount = 0
    private var mark: String?
    private var hiddenDepth = 0
    private var furnitureDepth = 0

    /// The most spaces that one element stands for.
    private static let mostSpaces = 40

    init(styles: OpenDocumentStyles = OpenDocumentStyles()) { self.styles = styles }

    mutating func start(_ name: OpenDocumentName, _ attributes: borrowing XMLAttributes) throws(MarkupFailure)
    {
        guard hiddenDepth == 0, name != .hidden else {
            hiddenDepth += 1
            return
        }
        switch name {
        case .paragraph, .heading:
            let properties = styles.properties(of: attributes["style-name"])
            var paragraph = FlowParagraph()
            paragraph.indent = properties.indent ?? 0
            if name == .heading { paragraph.role = .heading }
            open.append((paragraph, properties))
        case .span:
            let outer = spans.last ?? open.last?.properties ?? .init()
            spans.append(styles.properties(of: attributes["style-name"]).over(outer))
        case .spaces:
            let count = attributes["c"].flatMap(Int.init) ?? 1
            append([UInt8](repeating: 0x20, count: min(max(count, 1), Self.mostSpaces)))
        case .tab: append([0x20, 0x20, 0x20])
        case .lineBreak: if !open.isEmpty { open[open.count - 1].paragraph.breakLine() }
        case .list: startList(attributes["style-name"], continues: attributes["continue-numbering"] == "true")
        case .item: startItem()
        case .note:
            let id = attributes["id"] ?? "note \(notes.count + 1)"
            if !open.isEmpty { open[open.count - 1].paragraph.call(id) }
            notes.append((id, []))
            noteDepths.append(open.count)
        case .noteCitation: isCitation = true
        case .table: tables.append(FlowTable())
        case .row: if !tables.isEmpty { tables[tables.count - 1].startRow() }
        case .cell: if !tables.isEmpty { tables[tables.count - 1].startCell() }
        case .furniture: furnitureDepth += 1
        default: styles.start(name, attributes)
        }
    }

    mutating func text(_ text: [UInt8]) {
        guard hiddenDepth == 0 else { return }
        if isCitation {
            guard let id = notes.last?.id else { return }
            noteLabels[id, default: ""] += String(decoding: text.filter { $0 > 0x20 }, as: UTF8.self)
            return
        }
        guard !open.isEmpty else { return }
        let properties = spans.last ?? open[open.count - 1].properties
        if properties.isRaised == true, let label = NoteLabel(text), !open[open.count - 1].paragraph.isEmpty,
            !NoteLabel.isExponent(text, behind: open[open.count - 1].paragraph.text)
        {
            for label in label.labels { open[open.count - 1].paragraph.call("=" + label) }
            return
        }
        open[open.count - 1].paragraph.appendCollapsed(text, style)
    }

    mutating func end(_ name: OpenDocumentName) throws(MarkupFailure) {
        guard hiddenDepth == 0 else {
            hiddenDepth -= 1
            return
        }
        switch name {
        case .paragraph, .heading: endParagraph()
        case .span: _ = spans.popLast()
        case .list: _ = lists.popLast()
        case .item: mark = nil
        case .note: _ = noteDepths.popLast()
        case .noteCitation: isCitation = false
        case .row:
            if !tables.isEmpty {
                for row in tables[tables.count - 1].endRow() { add(row, toTable: tables.count - 2) }
            }
        case .table: _ = tables.popLast()
        case .furniture: furnitureDepth -= 1
        default: styles.end(name)
        }
    }

    // MARK: Paragraphs

    private var style: FlowParagraph.Style {
        let properties = spans.last ?? open.last?.properties ?? .init()
        return FlowParagraph.Style(
            isBold: properties.isBold ?? false, isItalic: properties.isItalic ?? false,
            size: properties.size ?? 0)
    }

    private mutating func append(_ bytes: [UInt8]) {
        guard !open.isEmpty else { return }
        open[open.count - 1].paragraph.append(bytes, style)
    }

    private mutating func endParagraph() {
        guard var (ended, _) = open.popLast() else { return }
        if let depth = noteDepths.last, open.count >= depth {
            if !notes.isEmpty { notes[notes.count - 1].paragraphs.append(ended) }
            return
        }
        if let mark, !ended.isEmpty {
            ended.prepend("\(mark) ")
            self.mark = nil
        }
        guard open.isEmpty else {
            framed.append(ended)
            return
        }
        add(ended, toTable: tables.count - 1)
        let inFrames = framed
        framed = []
        for paragraph in inFrames { add(paragraph, toTable: tables.count - 1) }
    }

    private mutating func add(_ paragraph: FlowParagraph, toTable index: Int) {
        if tables.indices.contains(index) {
            tables[index].add(paragraph)
        } else if furnitureDepth > 0 {
            furniture.append(paragraph)
        } else if open.isEmpty {
            paragraphs.append(paragraph)
        } else {
            framed.append(paragraph)
        }
    }

    // MARK: Lists

    private mutating func startList(_ style: String?, continues: Bool) {
        if let outer = lists.last {
            lists.append((outer.key, style ?? outer.style))
        } else {
            if !continues { listCount += 1 }
            lists.append(("list \(listCount)", style))
        }
    }

    private mutating func startItem() {
        guard let list = lists.last else { return }
        let levels = list.style.flatMap { styles.lists[$0] } ?? []
        mark = levels.isEmpty ? "-" : counter.next(list.key, level: lists.count - 1, levels: levels)
    }
}
