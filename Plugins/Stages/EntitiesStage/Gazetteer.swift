import Language
import Pipeline

/// The names that the data files list, ready to be found.
struct Gazetteer: Sendable {
    struct Name: Sendable {
        let category: Category
        let canonical: String
        let id: String?
        let isDemonym: Bool
    }

    /// What a line of a file lists.
    enum Category: Hashable, Sendable {
        case entity(Entity.Kind)
        /// What a minister is minister of; part of the name of an office.
        case portfolio

        init?(_ word: String) {
            switch word {
            case "portfolio": self = .portfolio
            case "person", "party", "organisation", "place", "mission", "policy":
                guard let kind = Entity.Kind(rawValue: word) else { return nil }
                self = .entity(kind)
            default: return nil
            }
        }
    }

    /// More names than this are refused, all files together.
    static let maximumCount = 500_000

    private let names: [Name]
    private let matcher: PhraseMatcher

    init(_ files: [DataFile]) throws(InvalidOptions) {
        var (names, phrases): ([Name], [Phrase]) = ([], [])
        for file in files where file.path.hasSuffix(".tsv") {
            for entry in try GazetteerFile(file).entries {
                for (phrase, isDemonym) in entry.phrases {
                    guard phrases.count < Self.maximumCount else {
                        throw InvalidOptions(file.path, "more than \(Self.maximumCount) names")
                    }
                    phrases.append(phrase)
                    names.append(
                        Name(
                            category: entry.category, canonical: entry.canonical, id: entry.id,
                            isDemonym: isDemonym))
                }
            }
        }
        self.names = names
        matcher = PhraseMatcher(phrases)
    }

    /// Every place of every name; they may overlap.
    func matches(in text: TokenizedText) -> [(name: Name, tokens: Range<Int>)] {
        matcher.allMatches(in: text).map { (names[$0.phrase], $0.tokens) }
    }
}
