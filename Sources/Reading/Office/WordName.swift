import Markup

/// The elements of WordprocessingML that matter to the text (ECMA-376-1, clause 17).
enum WordName: XMLVocabulary {
    case body, paragraph, run, text, tab, lineBreak, hyphen, softHyphen, symbol
    case paragraphProperties, runProperties, paragraphStyle, runStyle, indentation, outlineLevel
    case numbering, numberingLevel, numberingID
    case bold, italic, size, verticalAlignment, vanish
    case footnoteCall, endnoteCall, footnote, footnoteFormat, endnoteFormat, numberFormat
    case field, table, row, cell
    /// Styles and numbering: parts of their own.
    case style, basedOn, name, runDefaults
    case abstractNumbering, abstractID, instance, override, startOverride, level, start, levelText
    /// What a reader does not see, or sees elsewhere: deletions, instructions of fields, former properties, fallbacks.
    case hidden
    case other

    init(_ name: String, in namespace: String) {
        // `Fallback` repeats what `Choice` holds; the rest of the names are Word's, in its two namespaces.
        if name == "Fallback" {
            self = .hidden
            return
        }
        guard Self.namespaces.contains(namespace) else {
            self = .other
            return
        }
        self = Self.names[name] ?? .other
    }

    /// As most programs write it, and as the strict form of the standard has it.
    private static let namespaces = [
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    ]

    private static let names: [String: WordName] = [
        "body": .body, "p": .paragraph, "r": .run, "t": .text, "tab": .tab, "ptab": .tab, "br": .lineBreak,
        "cr": .lineBreak, "noBreakHyphen": .hyphen, "softHyphen": .softHyphen, "sym": .symbol,
        "pPr": .paragraphProperties, "rPr": .runProperties, "pStyle": .paragraphStyle, "rStyle": .runStyle,
        "ind": .indentation, "outlineLvl": .outlineLevel, "numPr": .numbering, "ilvl": .numberingLevel,
        "numId": .numberingID, "b": .bold, "i": .italic, "sz": .size, "vertAlign": .verticalAlignment,
        "vanish": .vanish, "footnoteReference": .footnoteCall, "endnoteReference": .endnoteCall,
        "footnote": .footnote, "endnote": .footnote, "footnotePr": .footnoteFormat,
        "endnotePr": .endnoteFormat, "numFmt": .numberFormat, "fldChar": .field, "tbl": .table, "tr": .row,
        "tc": .cell, "style": .style, "basedOn": .basedOn, "name": .name, "rPrDefault": .runDefaults,
        "abstractNum": .abstractNumbering, "abstractNumId": .abstractID, "num": .instance,
        "lvlOverride": .override, "startOverride": .startOverride, "lvl": .level, "start": .start,
        "lvlText": .levelText,
        "del": .hidden, "moveFrom": .hidden, "instrText": .hidden, "delText": .hidden,
        "delInstrText": .hidden, "pPrChange": .hidden, "rPrChange": .hidden, "sectPrChange": .hidden,
        "tblPrChange": .hidden, "trPrChange": .hidden, "tcPrChange": .hidden, "numberingChange": .hidden,
    ]
}

extension XMLAttributes {
    /// Whether a property such as `<w:b/>` or `<w:b w:val="0"/>` is on.
    var isOn: Bool { self["val"].map { !["0", "false", "off", "none"].contains($0) } ?? true }
}
