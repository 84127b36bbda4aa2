import Markup

/// The elements of OpenDocument that matter to the text (ODF 1.3, part 3).
enum OpenDocumentName: XMLVocabulary {
    case paragraph, heading, span, spaces, tab, lineBreak
    case list, item
    case note, noteCitation, noteBody
    case table, row, cell
    case style, textProperties, paragraphProperties
    case listStyle, numberLevel, bulletLevel
    case furniture
    /// Deletions, comments, what stands for something that is not text.
    case hidden
    case other

    init(_ name: String, in namespace: String) { self = Self.names[name] ?? .other }

    private static let names: [String: OpenDocumentName] = [
        "p": .paragraph, "h": .heading, "span": .span, "s": .spaces, "tab": .tab, "line-break": .lineBreak,
        "list": .list, "list-item": .item, "note": .note, "note-citation": .noteCitation,
        "note-body": .noteBody, "table": .table, "table-row": .row, "table-cell": .cell, "style": .style,
        "text-properties": .textProperties, "paragraph-properties": .paragraphProperties,
        "list-style": .listStyle, "list-level-style-number": .numberLevel,
        "list-level-style-bullet": .bulletLevel, "header": .furniture, "footer": .furniture,
        "header-first": .furniture, "footer-first": .furniture, "header-left": .furniture,
        "footer-left": .furniture, "tracked-changes": .hidden, "annotation": .hidden,
        "sequence-decls": .hidden, "forms": .hidden, "title": .hidden, "desc": .hidden,
        "alphabetical-index": .hidden, "ruby-text": .hidden,
    ]
}
