import Language
import Pipeline
import StrictYAML

/// What a theme's YAML file says; `Themes.md` in the manual explains it to those who write one.
///
/// Words and phrases stand under how loudly they speak. A word written with a capital counts only where it has one (`Westen`),
/// one in capitals only in capitals (`IS`); one in small letters stands for its inflected forms and, in Dutch and German, for
/// its compounds too. `migratie*` stands for all words that begin so, `"*smokkel"` for all that end so.
struct ThemeFile: Decodable {
    /// What watches call it: `theme:sahel`.
    var id: String
    /// What people call it, by language.
    var names: [String: String]
    /// What an official list calls it: an address, kept for the reader of the file.
    var identifier: String?
    /// The theme that this one is a part of: what is filed here is filed there too.
    var broader: String?
    /// The score from which an answer is filed under it, from 0 to 1; a half where it is not said.
    var threshold: Double?
    /// How much the paper's title, the heading, and the rest of the paper say about an answer, from 0 to 1.
    var context: Double?
    /// `strong` or `decisive`: how loud one of the words must be, without which all others together file nothing.
    var needs: String?

    // Dutch words, by how loudly they speak.
    var decisive: [String]?
    var strong: [String]?
    var supporting: [String]?
    var faint: [String]?
    /// They speak for something else.
    var against: [String]?
    /// Not counted, and neither are the words within: `Niger Delta` in a theme that looks for `Niger`.
    var never: [String]?

    /// Words of other languages.
    var en: ThemeWords?
    var fr: ThemeWords?
    var de: ThemeWords?
    /// Names or identifiers of the gazetteers, each with all its forms, adjectives and inhabitants.
    var entities: ThemeWords?
}

/// Words by how loudly they speak.
struct ThemeWords: Decodable {
    /// One of them settles it.
    var decisive: [String]?
    /// Two or three of them settle it.
    var strong: [String]?
    /// They help.
    var supporting: [String]?
    /// They only tip the scales.
    var faint: [String]?
    var against: [String]?
    var never: [String]?
}

/// A theme, ready to be looked for.
struct Theme: Sendable {
    struct Word: Sendable {
        let phrase: Phrase
        let weight: Double
        /// Words of one group are one thing said in several ways.
        let group: Int
        /// Whether it counts as a part of compounds too.
        let joinsCompounds: Bool
    }

    let id: String
    let names: [String: String]
    let broader: String?
    let threshold: Double
    let context: Double
    /// The weight that one of the words must have, whatever the others say; 0 where none must.
    let needs: Double
    private(set) var words: [Word]

    /// The theme as it is kept, once its words have been put into tables: they take more room than all the rest.
    var withoutWords: Theme {
        var theme = self
        theme.words = []
        return theme
    }

    /// Reads a file; the gazetteers are only looked into where the theme names entities.
    init(_ file: DataFile, gazetteer: inout GazetteerNames) throws(InvalidOptions) {
        do throws(YAMLProblem) {
            let root = try StrictYAML.parse(file.text, file: file.path)
            let theme = try root.decode(ThemeFile.self)
            (id, names, broader) = (theme.id, theme.names, theme.broader)
            threshold = theme.threshold ?? 0.5
            context = theme.context ?? 0.25
            needs = theme.needs.flatMap { WordLists.weights[$0] } ?? 0
            guard Self.isID(theme.id) else {
                throw try root.problem(at: "id", "an id consists of small letters, digits, '-' and ':'")
            }
            guard threshold > 0, threshold < 1 else {
                throw try root.problem(at: "threshold", "the threshold must lie between 0 and 1")
            }
            guard (0...1).contains(context) else {
                throw try root.problem(at: "context", "the context must lie from 0 to 1")
            }
            guard theme.needs.map(["decisive", "strong"].contains) ?? true else {
                throw try root.problem(at: "needs", "what a theme needs is 'strong' or 'decisive'")
            }
            var words = WordLists()
            try words.add(root, .dutch)
            for language in Inflection.Language.allCases where language != .dutch {
                if let lists = try root.value(for: language.rawValue) { try words.add(lists, language) }
            }
            if let lists = try root.value(for: "entities") { try words.add(entities: lists, &gazetteer) }
            self.words = words.words
        } catch {
            throw InvalidOptions(error.file, "\(error.line):\(error.column): \(error.message)")
        }
    }

    private static func isID(_ id: String) -> Bool {
        !id.isEmpty && id.utf8.count <= 100
            && id.utf8.allSatisfy {
                (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D || $0 == 0x3A
            }
    }
}

/// The words of a theme as they are read, list by list.
private struct WordLists {
    private(set) var words: [Theme.Word] = []
    private var groups = 0
    /// What the lists name, folded: a name that an entity has too speaks as its list says.
    private var listed: Set<String> = []

    /// How loudly each list of words speaks, in the units of ``ThemeScorer``.
    static let weights = [
        "decisive": 3.0, "strong": 1.5, "supporting": 0.7, "faint": 0.3, "against": -1.0, "never": 0.0,
    ]

    mutating func add(_ lists: YAMLValue, _ language: Inflection.Language) throws(YAMLProblem) {
        for entry in try lists.entries() {
            guard let weight = Self.weights[entry.key] else { continue }
            for element in try entry.value.elements() {
                let text = try element.text()
                guard let phrase = Self.phrase(text, language) else {
                    throw element.problem("'\(text)' is no word; two letters or more must stand beside a *")
                }
                listed.insert(Folding.fold(text))
                groups += 1
                words.append(
                    Theme.Word(
                        phrase: phrase, weight: weight, group: groups, joinsCompounds: language.joinsCompounds
                    ))
            }
        }
    }

    private static func phrase(_ text: String, _ language: Inflection.Language) -> Phrase? {
        let capitals = Phrase.Capitals.asWritten(in: text)
        // German writes every noun with a capital, so that one says nothing there.
        if language == .german, capitals == .initial {
            return Phrase(text.lowercased(), inflectedIn: language)
        }
        return Phrase(text, capitals: capitals, inflectedIn: language)
    }

    mutating func add(entities lists: YAMLValue, _ gazetteer: inout GazetteerNames) throws(YAMLProblem) {
        for entry in try lists.entries() {
            guard let weight = Self.weights[entry.key] else { continue }
            for element in try entry.value.elements() {
                let name = try element.text()
                guard let forms = gazetteer.forms(of: name) else {
                    throw element.problem("no gazetteer has '\(name)' as a canonical name or an identifier")
                }
                groups += 1
                for form in forms where !listed.contains(Folding.fold(form)) {
                    guard let phrase = Phrase(form, capitals: .asWritten(in: form)) else { continue }
                    words.append(
                        Theme.Word(phrase: phrase, weight: weight, group: groups, joinsCompounds: false))
                }
            }
        }
    }
}

extension YAMLValue {
    /// A problem with the value of one of this mapping's keys.
    fileprivate func problem(at key: String, _ message: String) throws(YAMLProblem) -> YAMLProblem {
        try value(for: key)?.problem(message) ?? problem(message)
    }
}
