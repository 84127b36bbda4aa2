import Markup

/// What the styles of an OpenDocument text say of paragraphs, letters and lists.
struct OpenDocumentStyles {
    struct Properties {
        var isBold: Bool?
        var isItalic: Bool?
        var size: Double?
        var isRaised: Bool?
        var indent: Double?

        func over(_ other: Properties) -> Properties {
            Properties(
                isBold: isBold ?? other.isBold, isItalic: isItalic ?? other.isItalic,
                size: size ?? other.size, isRaised: isRaised ?? other.isRaised, indent: indent ?? other.indent
            )
        }
    }

    private var styles: [String: (properties: Properties, base: String?)] = [:]
    private(set) var lists: [String: [ListLevel]] = [:]
    private var current: String?
    private var list: String?

    private static let deepest = 12
    private static let most = 5000

    func properties(of name: String?) -> Properties {
        var result = Properties()
        var next = name
        for _ in 0..<Self.deepest {
            guard let name = next, let style = styles[name] else { break }
            result = result.over(style.properties)
            next = style.base
        }
        return result
    }

    mutating func start(_ name: OpenDocumentName, _ attributes: borrowing XMLAttributes) {
        switch name {
        case .style:
            current = attributes["name"]
            if let current, styles.count < Self.most {
                styles[current] = (Properties(), attributes["parent-style-name"])
            }
        case .textProperties: if let current { take(attributes, for: current) }
        case .paragraphProperties:
            if let current { styles[current]?.properties.indent = Self.points(attributes["margin-left"]) }
        case .listStyle:
            list = attributes["name"]
            if let list, lists.count < Self.most { lists[list] = [] }
        case .numberLevel, .bulletLevel:
            guard let list, let level = attributes["level"].flatMap(Int.init) else { return }
            add(Self.level(name, attributes, level), at: level - 1, to: list)
        default: break
        }
    }

    mutating func end(_ name: OpenDocumentName) {
        if name == .style { current = nil }
        if name == .listStyle { list = nil }
    }

    private mutating func take(_ attributes: borrowing XMLAttributes, for style: String) {
        var taken = Properties()
        taken.isBold = attributes["font-weight"].map { $0 == "bold" || (Int($0) ?? 0) >= 600 }
        taken.isItalic = attributes["font-style"].map { $0 == "italic" || $0 == "oblique" }
        taken.size = Self.points(attributes["font-size"])
        taken.isRaised = attributes["text-position"].map { $0.hasPrefix("super") }
        let before = styles[style]?.properties ?? Properties()
        styles[style]?.properties = taken.over(before)
    }

    private mutating func add(_ level: ListLevel, at index: Int, to list: String) {
        guard (0..<ListCounter.deepest).contains(index), var levels = lists[list] else { return }
        while levels.count <= index { levels.append(ListLevel()) }
        levels[index] = level
        lists[list] = levels
    }

    private static func level(
        _ name: OpenDocumentName, _ attributes: borrowing XMLAttributes, _ number: Int
    ) -> ListLevel {
        guard name == .numberLevel else { return ListLevel(form: .bullet) }
        let form: ListLevel.Form =
            switch attributes["num-format"] {
            case "a": .letter(isUpper: false)
            case "A": .letter(isUpper: true)
            case "i": .roman(isUpper: false)
            case "I": .roman(isUpper: true)
            case "1": .decimal
            default: .none
            }
        let shown = min(max(attributes["display-levels"].flatMap(Int.init) ?? 1, 1), max(number, 1))
        let numbers = ((number - shown + 1)...max(number, number - shown + 1)).map { "%\($0)" }
        return ListLevel(
            form: form, start: attributes["start-value"].flatMap(Int.init) ?? 1,
            text: (attributes["num-prefix"] ?? "") + numbers.joined(separator: ".")
                + (attributes["num-suffix"] ?? ""))
    }

    /// A length such as `9.5pt` or `1.5cm`.
    private static func points(_ length: String?) -> Double? {
        guard let length else { return nil }
        let units: [(String, Double)] = [("pt", 1), ("cm", 72 / 2.54), ("mm", 72 / 25.4), ("in", 72)]
        guard let (unit, scale) = units.first(where: { length.hasSuffix($0.0) }),
            let value = Double(length.dropLast(unit.utf8.count)), abs(value) < 1000
        else { return nil }
        return value * scale
    }
}
