import Markup
import Pipeline

/// Reads the text of a Word document, of its notes, its heads or its feet, paragraph by paragraph.
struct WordText: XMLHandler {
    /// A footnote or an endnote, whose paragraphs those are.
    struct Note {
        var id: String
        var paragraphs: [FlowParagraph] = []
    }

    private(set) var paragraphs: [FlowParagraph] = []
    private(set) var notes: [Note] = []
    /// How footnotes and endnotes are numbered, where the text says.
    private(set) var footnoteForm: ListLevel.Form?
    private(set) var endnoteForm: ListLevel.Form?
    /// Lists go on counting from one part to the next.
    private(set) var lists: WordLists

    private let styles: WordStyles

    /// Paragraphs that are open: a text box stands within one.
    private var open: [Open] = []
    /// What stood in text boxes of the paragraph that is open.
    private var boxed: [FlowParagraph] = []
    private var tables: [FlowTable] = []
    /// Elements within what is not shown.
    private var hiddenDepth = 0
    /// Fields within fields; true while their instructions are read.
    private var fields: [Bool] = []
    private var isText = false
    private var isParagraphMark = false
    private var isNote = false
    /// Whether `numFmt` is about footnotes, or endnotes.
    private var format: WordName?

    private struct Open {
        var paragraph = FlowParagraph()
        var properties = WordStyles.Properties()
        var isHeading = false
        var run = WordStyles.Properties()
        var runStyle: String?
    }

    init(styles: WordStyles, lists: WordLists) { (self.styles, self.lists) = (styles, lists) }

    mutating func start(_ name: WordName, _ attributes: borrowing XMLAttributes) throws(MarkupFailure) {
        guard hiddenDepth == 0, name != .hidden else {
            hiddenDepth += 1
            return
        }
        switch name {
        case .paragraph: open.append(Open(properties: styles.properties(of: styles.standard).properties))
        case .paragraphProperties: isParagraphMark = true
        case .paragraphStyle: setStyle(attributes["val"])
        case .run:
            change { ($0.run, $0.runStyle) = (WordStyles.Properties(), nil) }
        case .runStyle: if let style = attributes["val"] { change { $0.runStyle = style } }
        case .text: isText = true
        case .tab where !isParagraphMark: append(Array("   ".utf8))
        case .lineBreak: if isShown { change { $0.paragraph.breakLine() } }
        case .hyphen: append([0x2D])
        case .symbol: append(Array((Self.symbol(attributes["char"]) ?? "").utf8))
        case .footnoteCall: call("f", attributes["id"])
        case .endnoteCall: call("e", attributes["id"])
        case .field:
            switch attributes["fldCharType"] {
            case "begin": if fields.count < Self.deepestField { fields.append(true) }
            case "separate": if !fields.isEmpty { fields[fields.count - 1] = false }
            case "end": _ = fields.popLast()
            default: break
            }
        case .footnote:
            // Separators have a type.
            isNote = attributes["type"] == nil || attributes["type"] == "normal"
            if isNote { notes.append(Note(id: attributes["id"] ?? "")) }
        case .footnoteFormat, .endnoteFormat: format = name
        case .numberFormat:
            switch format {
            case .footnoteFormat?: footnoteForm = WordLists.form(attributes["val"])
            case .endnoteFormat?: endnoteForm = WordLists.form(attributes["val"])
            default: break
            }
        case .table: tables.append(FlowTable())
        case .row: if !tables.isEmpty { tables[tables.count - 1].startRow() }
        case .cell: if !tables.isEmpty { tables[tables.count - 1].startCell() }
        default: takeProperty(name, attributes)
        }
    }

    mutating func text(_ text: [UInt8]) {
        guard isText, hiddenDepth == 0 else { return }
        append(text)
    }

    mutating func end(_ name: WordName) throws(MarkupFailure) {
        guard hiddenDepth == 0 else {
            hiddenDepth -= 1
            return
        }
        switch name {
        case .paragraph: endParagraph()
        case .paragraphProperties: isParagraphMark = false
        case .text: isText = false
        case .footnote: isNote = false
        case .footnoteFormat, .endnoteFormat: format = nil
        case .row:
            if !tables.isEmpty { for row in tables[tables.count - 1].endRow() { addToOuterTable(row) } }
        case .table: _ = tables.popLast()
        default: break
        }
    }

    // MARK: Paragraphs

    private static let deepestField = 64

    private mutating func change(_ body: (inout Open) -> Void) {
        guard !open.isEmpty else { return }
        body(&open[open.count - 1])
    }

    private mutating func setStyle(_ id: String?) {
        let (properties, isHeading) = styles.properties(of: id)
        change {
            $0.properties = properties
            $0.isHeading = isHeading
        }
    }

    private mutating func takeProperty(_ name: WordName, _ attributes: borrowing XMLAttributes) {
        guard !open.isEmpty else { return }
        let index = open.count - 1
        switch name {
        case .indentation, .numberingID, .numberingLevel, .outlineLevel:
            guard isParagraphMark else { return }
            open[index].properties.take(name, attributes)
        // What is said of the paragraph's mark is not said of its letters.
        default: if !isParagraphMark { open[index].run.take(name, attributes) }
        }
    }

    private mutating func endParagraph() {
        guard var ended = open.popLast() else { return }
        // A table may have a column of nothing but numbers that Word counts.
        let isInCell = !tables.isEmpty && open.isEmpty
        if let list = ended.properties.list, list != "0", !ended.paragraph.isEmpty || isInCell,
            let label = lists.label(list, level: ended.properties.level ?? 0)
        {
            ended.paragraph.prepend(ended.paragraph.isEmpty ? label : "\(label) ")
        }
        ended.paragraph.indent = ended.properties.indent ?? 0
        if ended.isHeading || ended.properties.outline.map({ $0 < 9 }) == true {
            ended.paragraph.role = .heading
        }
        guard open.isEmpty else {
            boxed.append(ended.paragraph)
            return
        }
        add(ended.paragraph)
        let inBoxes = boxed
        boxed = []
        for paragraph in inBoxes { add(paragraph) }
    }

    private mutating func add(_ paragraph: FlowParagraph) {
        if tables.isEmpty || !open.isEmpty {
            addToText(paragraph)
        } else {
            tables[tables.count - 1].add(paragraph)
        }
    }

    /// A row of a table in a cell is a paragraph there.
    private mutating func addToOuterTable(_ row: FlowParagraph) {
        if tables.count > 1 {
            tables[tables.count - 2].add(row)
        } else if open.isEmpty {
            addToText(row)
        } else {
            boxed.append(row)
        }
    }

    private mutating func addToText(_ paragraph: FlowParagraph) {
        if isNote, !notes.isEmpty {
            notes[notes.count - 1].paragraphs.append(paragraph)
        } else {
            paragraphs.append(paragraph)
        }
    }

    // MARK: Letters

    private var isShown: Bool { !fields.contains(true) && resolved.isHidden != true }

    /// What is said of the letters of the run that is open.
    private var resolved: WordStyles.Properties {
        guard let last = open.last else { return WordStyles.Properties() }
        return last.run.over(styles.properties(of: last.runStyle).properties)
            .over(last.properties).over(styles.defaults)
    }

    private mutating func append(_ bytes: [UInt8]) {
        guard !bytes.isEmpty, !open.isEmpty, !fields.contains(true) else { return }
        let properties = resolved
        guard properties.isHidden != true else { return }
        let index = open.count - 1
        if properties.isRaised == true, let label = NoteLabel(bytes),
            !NoteLabel.isExponent(bytes, behind: open[index].paragraph.text), !open[index].paragraph.isEmpty
        {
            for label in label.labels { open[index].paragraph.call("=" + label) }
            return
        }
        open[index].paragraph.append(
            bytes,
            FlowParagraph.Style(
                isBold: properties.isBold ?? false, isItalic: properties.isItalic ?? false,
                size: properties.size ?? 0))
    }

    private mutating func call(_ kind: String, _ id: String?) {
        guard isShown, let id else { return }
        change { $0.paragraph.call(kind + id) }
    }

    /// A character of a symbol font, which maps them into the private use area.
    private static func symbol(_ code: String?) -> String? {
        guard let code, var value = UInt32(code, radix: 16) else { return nil }
        // Bullets and dashes of Symbol and Wingdings.
        if [0xF0B7, 0xF0A7, 0xF0D8, 0xF076].contains(value) { value = 0x2022 }
        return UnicodeScalar(value).map { String(Character($0)) }
    }
}
