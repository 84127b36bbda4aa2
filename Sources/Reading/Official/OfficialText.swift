import Markup
import Pipeline

/// Reads a paper in the XML of officielebekendmakingen.nl, paragraph by paragraph.
///
/// Questions and answers are told by their elements and nothing else; a number that stands only in an attribute becomes the
/// line that is printed for it.
struct OfficialText: XMLHandler {
    private(set) var paragraphs: [FlowParagraph] = []
    private(set) var notes: [(id: String, paragraphs: [FlowParagraph])] = []
    /// How notes are labelled, where they say.
    private(set) var noteLabels: [String: String] = [:]

    /// What the paragraphs within an element are.
    private struct Frame {
        var name: OfficialName
        var part: OfficialPart?
        var number: String?
    }

    private struct List {
        var isNumbered: Bool
        var count = 0
    }

    private var frames: [Frame] = []
    private var current: FlowParagraph?
    /// What stands outside the note, while one is read.
    private var outside: [FlowParagraph?] = []
    private var bold: [Bool] = []
    private var lists: [List] = []
    /// The mark of a list's item, until its text comes.
    private var mark: String?
    private var tables: [FlowTable] = []
    private var hiddenDepth = 0
    /// The text of an element that is taken as a whole: the number of an item, or of a note.
    private var taken: [UInt8]?
    /// The question or the answer that has no paragraph yet, and its number where an attribute says it.
    private var needsNumber: (part: OfficialPart, number: String?)?

    mutating func start(_ name: OfficialName, _ attributes: borrowing XMLAttributes) throws(MarkupFailure) {
        guard hiddenDepth == 0, name != .hidden else {
            hiddenDepth += 1
            return
        }
        var frame = Frame(name: name, part: frames.last?.part)
        switch name {
        case .question: begin(.question, attributes["nr"] ?? attributes["nummer"], &frame)
        case .answer: begin(.answer, attributes["nr"] ?? attributes["nummer"], &frame)
        case .remark, .notice:
            endParagraph()
            frame.part = .remark
            needsNumber = (.remark, nil)
        case .block, .description, .heading, .head: if isInHead { space() } else { endParagraph() }
        case .number where needsNumber != nil && !isInHead: endParagraph()
        case .list:
            endParagraph()
            let type = attributes["type"] ?? attributes["nr-sluiting"] ?? ""
            lists.append(List(isNumbered: type == "expliciet" || type == "ol"))
        case .item:
            endParagraph()
            startItem(attributes["nr"])
        case .itemNumber, .noteNumber: taken = []
        case .table:
            endParagraph()
            tables.append(FlowTable())
        case .row: if !tables.isEmpty { tables[tables.count - 1].startRow() }
        case .entry: if !tables.isEmpty { tables[tables.count - 1].startCell() }
        case .note: startNote(attributes["id"] ?? attributes["nr"])
        case .noteCall: if let id = attributes["refid"] ?? attributes["idref"] { change { $0.call(id) } }
        case .bold: bold.append((attributes["type"] ?? "vet") == "vet")
        case .lineBreak: change { $0.breakLine() }
        case .signature: endParagraph()
        case .signaturePart: if isSigned { endParagraph() } else { space() }
        case .headPart, .namePart, .number: space()
        default: break
        }
        frames.append(frame)
    }

    mutating func text(_ text: [UInt8]) {
        guard hiddenDepth == 0 else { return }
        if taken != nil {
            taken?.append(contentsOf: text)
            return
        }
        guard current != nil || text.contains(where: { $0 > 0x20 }) else { return }
        let style = FlowParagraph.Style(isBold: bold.last ?? false)
        change { $0.appendCollapsed(text, style) }
    }

    mutating func end(_ name: OfficialName) throws(MarkupFailure) {
        guard hiddenDepth == 0 else {
            hiddenDepth -= 1
            return
        }
        _ = frames.popLast()
        switch name {
        case .question, .answer, .remark, .notice:
            endParagraph()
            needsNumber = nil
        case .block, .description, .signature: if !isInHead { endParagraph() }
        case .heading, .head:
            change { if !$0.isEmpty { $0.role = .heading } }
            endParagraph()
        case .number: if needsNumber != nil, !isInHead { endParagraph() }
        case .list:
            endParagraph()
            _ = lists.popLast()
        case .item:
            endParagraph()
            mark = nil
        case .itemNumber:
            mark = Self.trimmed(taken ?? [])
            taken = nil
        case .noteNumber:
            if let id = notes.last?.id { noteLabels[id] = Self.trimmed(taken ?? []) }
            taken = nil
        case .entry: endParagraph()
        case .row:
            if !tables.isEmpty {
                for row in tables[tables.count - 1].endRow() { add(row, toTable: tables.count - 2) }
            }
        case .table:
            endParagraph()
            _ = tables.popLast()
        case .note: endNote()
        case .bold: _ = bold.popLast()
        case .signaturePart: if isSigned { endParagraph() }
        default: break
        }
    }

    // MARK: Questions and answers

    private mutating func begin(_ part: OfficialPart, _ number: String?, _ frame: inout Frame) {
        endParagraph()
        frame.part = part
        needsNumber = (part, number)
    }

    // MARK: Paragraphs

    private var isInHead: Bool { frames.contains { $0.name == .head } }
    private var isSigned: Bool { frames.contains { $0.name == .signature } }

    private mutating func change(_ body: (inout FlowParagraph) -> Void) {
        var paragraph = current ?? FlowParagraph()
        // Held once, it is changed where it is; held twice, all of it would be copied for each change.
        current = nil
        body(&paragraph)
        current = paragraph
    }

    private mutating func space() {
        guard current?.endsInSpace == false else { return }
        change { $0.append([0x20]) }
    }

    private mutating func endParagraph() {
        guard var ended = current else { return }
        current = nil
        guard !ended.isEmpty else { return }
        if !outside.isEmpty {
            if !notes.isEmpty { notes[notes.count - 1].paragraphs.append(ended) }
            return
        }
        let part = frames.last?.part
        if let (part, number) = needsNumber {
            needsNumber = nil
            if let line = part.line(number, before: &ended) { add(line, toTable: tables.count - 1) }
        }
        if let mark {
            ended.prepend("\(mark) ")
            self.mark = nil
        }
        if ended.role == nil {
            ended.role = part == .question ? .question : part == .answer ? .answer : nil
        }
        add(ended, toTable: tables.count - 1)
    }

    private mutating func add(_ paragraph: FlowParagraph, toTable index: Int) {
        if tables.indices.contains(index) {
            tables[index].add(paragraph)
        } else {
            paragraphs.append(paragraph)
        }
    }

    private mutating func startItem(_ number: String?) {
        guard let last = lists.indices.last else { return mark = "-" }
        lists[last].count += 1
        mark = number.map(\.trimmed) ?? (lists[last].isNumbered ? "\(lists[last].count)." : "-")
    }

    private static func trimmed(_ text: [UInt8]) -> String? {
        let text = String(decoding: text, as: UTF8.self).trimmed
        return text.isEmpty ? nil : text
    }

    // MARK: Notes

    private mutating func startNote(_ id: String?) {
        let id = id ?? "noot \(notes.count + 1)"
        // A note that is referred to from elsewhere stands between paragraphs; one that stands in a paragraph calls itself.
        if current?.isEmpty == false, outside.isEmpty { change { $0.call(id) } }
        outside.append(current)
        current = nil
        notes.append((id, []))
    }

    private mutating func endNote() {
        endParagraph()
        current = outside.popLast() ?? nil
    }
}
