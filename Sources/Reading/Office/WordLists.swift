import Markup

/// How the lists of a Word document are numbered (`word/numbering.xml`).
struct WordLists: XMLHandler {
    private var definitions: [String: [ListLevel]] = [:]
    /// Lists by their id: whose definition they follow, and where they differ.
    private var instances: [String: (definition: String, overrides: [Int: ListLevel], starts: [Int: Int])] =
        [:]
    private var counter = ListCounter()

    // What is being read.
    private var definition: String?
    private var instance: String?
    private var level: Int?
    private var current = ListLevel()
    private var overridden: Int?

    private static let most = 5000

    /// The label of the next paragraph of a list, as printed.
    mutating func label(_ list: String, level: Int) -> String? {
        guard let instance = instances[list] else { return nil }
        var levels = definitions[instance.definition] ?? []
        for (level, override) in instance.overrides where levels.indices.contains(level) {
            levels[level] = override
        }
        for (level, start) in instance.starts where levels.indices.contains(level) {
            levels[level].start = start
        }
        // Lists of one definition go on counting; one that says where it starts counts for itself.
        let isOwn = !instance.starts.isEmpty || !instance.overrides.isEmpty
        return counter.next(isOwn ? "list \(list)" : instance.definition, level: level, levels: levels)
    }

    mutating func start(_ name: WordName, _ attributes: borrowing XMLAttributes) throws(MarkupFailure) {
        switch name {
        case .abstractNumbering:
            definition = attributes["abstractNumId"]
            if let definition, definitions.count < Self.most { definitions[definition] = [] }
        case .instance:
            instance = attributes["numId"]
            if let instance, instances.count < Self.most { instances[instance] = ("", [:], [:]) }
        case .abstractID: if let instance { instances[instance]?.definition = attributes["val"] ?? "" }
        case .override: overridden = attributes["ilvl"].flatMap(Int.init)
        case .startOverride:
            if let instance, let overridden, let start = attributes["val"].flatMap(Int.init) {
                instances[instance]?.starts[overridden] = start
            }
        case .level:
            level = attributes["ilvl"].flatMap(Int.init)
            current = ListLevel()
        case .start: if level != nil { current.start = attributes["val"].flatMap(Int.init) ?? 1 }
        case .levelText: if level != nil { current.text = attributes["val"] ?? "" }
        case .numberFormat: if level != nil { current.form = Self.form(attributes["val"]) }
        default: break
        }
    }

    mutating func text(_ text: [UInt8]) {}

    mutating func end(_ name: WordName) throws(MarkupFailure) {
        switch name {
        case .abstractNumbering: definition = nil
        case .instance: instance = nil
        case .override: overridden = nil
        case .level:
            if let level, (0..<ListCounter.deepest).contains(level) { set(level) }
            level = nil
        default: break
        }
    }

    private mutating func set(_ level: Int) {
        if let definition {
            var levels = definitions[definition] ?? []
            while levels.count <= level { levels.append(ListLevel()) }
            levels[level] = current
            if definitions[definition] != nil { definitions[definition] = levels }
        } else if let instance {
            instances[instance]?.overrides[level] = current
        }
    }

    /// ST_NumberFormat; what is rare is counted in figures.
    static func form(_ name: String?) -> ListLevel.Form {
        switch name {
        case "bullet": .bullet
        case "none", nil: .none
        case "lowerLetter": .letter(isUpper: false)
        case "upperLetter": .letter(isUpper: true)
        case "lowerRoman": .roman(isUpper: false)
        case "upperRoman": .roman(isUpper: true)
        default: .decimal
        }
    }
}
