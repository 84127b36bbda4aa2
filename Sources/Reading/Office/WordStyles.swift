import Markup

/// What the styles of a Word document say of paragraphs and letters (`word/styles.xml`).
struct WordStyles: XMLHandler {
    /// What a style, a paragraph or a run may say; `nil` where that is for the style beneath.
    struct Properties {
        var isBold: Bool?
        var isItalic: Bool?
        var size: Double?
        var isRaised: Bool?
        var isHidden: Bool?
        var indent: Double?
        var list: String?
        var level: Int?
        var outline: Int?

        /// These, and where they say nothing, those.
        func over(_ other: Properties) -> Properties {
            Properties(
                isBold: isBold ?? other.isBold, isItalic: isItalic ?? other.isItalic,
                size: size ?? other.size, isRaised: isRaised ?? other.isRaised,
                isHidden: isHidden ?? other.isHidden, indent: indent ?? other.indent,
                list: list ?? other.list, level: level ?? other.level, outline: outline ?? other.outline)
        }

        /// Takes in what one element says.
        mutating func take(_ name: WordName, _ attributes: borrowing XMLAttributes) {
            switch name {
            case .bold: isBold = attributes.isOn
            case .italic: isItalic = attributes.isOn
            case .vanish: isHidden = attributes.isOn
            // In half points.
            case .size:
                size = attributes["val"].flatMap(Double.init).flatMap {
                    (1...800).contains($0) ? $0 / 2 : nil
                }
            case .verticalAlignment: isRaised = attributes["val"] == "superscript"
            case .indentation: indent = Self.points(attributes["left"] ?? attributes["start"]) ?? indent
            case .numberingID: list = attributes["val"]
            case .numberingLevel: level = attributes["val"].flatMap(Int.init)
            case .outlineLevel: outline = attributes["val"].flatMap(Int.init)
            default: break
            }
        }

        /// Twentieths of points; none is wider than a page.
        private static func points(_ twentieths: String?) -> Double? {
            guard let value = twentieths.flatMap(Double.init), abs(value) < 40_000 else { return nil }
            return value / 20
        }
    }

    private struct Style {
        var properties = Properties()
        var base: String?
        var isHeading = false
    }

    private(set) var defaults = Properties()
    /// The style of paragraphs that name none.
    private(set) var standard: String?
    private var styles: [String: Style] = [:]
    private var current: (id: String, style: Style)?
    private var isInDefaults = false

    /// Styles upon styles that are looked through.
    private static let deepest = 12
    private static let most = 5000

    /// What a style says, with all beneath it; headings by their names too.
    func properties(of id: String?) -> (properties: Properties, isHeading: Bool) {
        var (result, isHeading) = (Properties(), false)
        var next = id
        for _ in 0..<Self.deepest {
            guard let id = next, let style = styles[id] else { break }
            result = result.over(style.properties)
            isHeading = isHeading || style.isHeading
            next = style.base
        }
        return (result, isHeading)
    }

    mutating func start(_ name: WordName, _ attributes: borrowing XMLAttributes) throws(MarkupFailure) {
        switch name {
        case .runDefaults: isInDefaults = true
        case .style:
            current = (attributes["styleId"] ?? "", Style())
            if attributes["default"] == "1", attributes["type"] == "paragraph" { standard = current?.id }
        case .basedOn: current?.style.base = attributes["val"]
        case .name:
            let name = attributes["val"]?.lowercased() ?? ""
            let known = ["heading", "kop", "titel", "title", "subtitle", "ondertitel"]
            current?.style.isHeading = known.contains { name == $0 || name.hasPrefix($0 + " ") }
        default:
            if current != nil {
                current?.style.properties.take(name, attributes)
            } else if isInDefaults {
                defaults.take(name, attributes)
            }
        }
    }

    mutating func text(_ text: [UInt8]) {}

    mutating func end(_ name: WordName) throws(MarkupFailure) {
        switch name {
        case .runDefaults: isInDefaults = false
        case .style:
            if let current, styles.count < Self.most { styles[current.id] = current.style }
            current = nil
        default: break
        }
    }
}
