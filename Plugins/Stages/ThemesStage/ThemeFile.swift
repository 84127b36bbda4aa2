import Language
import Pipeline
import StrictYAML

/// What a theme's YAML file says.
///
/// Words and phrases stand under how loudly they speak. A word written with a capital counts only where it has one (`Westen`),
/// one in capitals only in capitals (`IS`); `migratie*` stands for all words that begin so, `"*smokkel"` for all that end so.
/// Accents, hyphens and line ends never count.
struct ThemeFile: Decodable {
    /// What watches call it: `theme:sahel`.
    var id: String
    /// What people call it, by language.
    var names: [String: String]
    /// The score from which an answer is filed under it, from 0 to 1; a half where it is not said.
    var threshold: Double?
    /// One of them settles it.
    var decisive: [String]?
    /// Two or three of them settle it.
    var strong: [String]?
    /// They help.
    var supporting: [String]?
    /// They only tip the scales.
    var faint: [String]?
    /// They speak for something else.
    var against: [String]?
    /// Not counted, and neither are the words within: `Niger Delta` in a theme that looks for `Niger`.
    var never: [String]?
    /// How much the paper's title, the heading, and the rest of the paper say about an answer, from 0 to 1.
    var context: Double?
}

/// A theme, ready to be looked for.
struct Theme: Sendable {
    struct Word: Sendable {
        let phrase: Phrase
        let weight: Double
    }

    let id: String
    let names: [String: String]
    let threshold: Double
    let context: Double
    let words: [Word]

    init(_ file: DataFile) throws(InvalidOptions) {
        do throws(YAMLProblem) {
            let root = try StrictYAML.parse(file.text, file: file.path)
            let theme = try root.decode(ThemeFile.self)
            id = theme.id
            names = theme.names
            threshold = theme.threshold ?? 0.5
            context = theme.context ?? 0.25
            guard Self.isID(theme.id) else {
                throw try root.problem(at: "id", "an id consists of small letters, digits, '-' and ':'")
            }
            guard threshold > 0, threshold < 1 else {
                throw try root.problem(at: "threshold", "the threshold must lie between 0 and 1")
            }
            guard (0...1).contains(context) else {
                throw try root.problem(at: "context", "the context must lie from 0 to 1")
            }
            words = try Self.words(in: root)
        } catch {
            throw InvalidOptions(error.file, "\(error.line):\(error.column): \(error.message)")
        }
    }

    /// How loudly each list of words speaks, in the units of ``ThemeScorer``.
    private static let weights = [
        "decisive": 3.0, "strong": 1.5, "supporting": 0.7, "faint": 0.3, "against": -1.0, "never": 0.0,
    ]

    private static func words(in root: YAMLValue) throws(YAMLProblem) -> [Word] {
        var words: [Word] = []
        for entry in try root.entries() {
            guard let weight = weights[entry.key] else { continue }
            for element in try entry.value.elements() {
                let text = try element.text()
                guard let phrase = Phrase(text, capitals: .asWritten(in: text)) else {
                    throw element.problem("'\(text)' is no word; two letters or more must stand beside a *")
                }
                words.append(Word(phrase: phrase, weight: weight))
            }
        }
        return words
    }

    private static func isID(_ id: String) -> Bool {
        !id.isEmpty && id.utf8.count <= 100
            && id.utf8.allSatisfy {
                (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D || $0 == 0x3A
            }
    }
}

extension YAMLValue {
    /// A problem with the value of one of this mapping's keys.
    fileprivate func problem(at key: String, _ message: String) throws(YAMLProblem) -> YAMLProblem {
        try value(for: key)?.problem(message) ?? problem(message)
    }
}
