import Language
import Pipeline

/// The names that the data files list, ready to be found.
///
/// A class, since its tables are many, and each copy would count the references to them all.
final class Gazetteer: Sendable {
    struct Name: Sendable {
        let category: Category
        let canonical: String
        let id: String?
        let isDemonym: Bool

        /// True for the name of a thing: no adjective, and no portfolio.
        var isThing: Bool { category != .portfolio && !isDemonym }
    }

    /// What a line of a file lists.
    enum Category: Hashable, Sendable {
        case entity(Entity.Kind)
        /// What a minister is minister of; part of the name of an office.
        case portfolio
        /// First names of people, which tell that a name is a person's.
        case given

        init?(_ word: String) {
            switch word {
            case "portfolio": self = .portfolio
            case "given": self = .given
            case "person", "party", "organisation", "place", "mission", "policy":
                guard let kind = Entity.Kind(rawValue: word) else { return nil }
                self = .entity(kind)
            default: return nil
            }
        }
    }

    /// More names than this are refused, all files together.
    static let maximumCount = 500_000

    /// First names, folded.
    let givenNames: WordSet
    let officeHolders: OfficeHolders
    let desk: DeskNames
    private let names: [Name]
    /// Names of one word, folded; no abbreviations.
    private let singles: WordMap<Int>
    private let matcher: PhraseMatcher

    /// - Parameters:
    ///   - files: the lists; of a name that stands in two, the first has it.
    ///   - desk: what an editor has added, merged, renamed and forbidden.
    /// - Throws: ``InvalidOptions`` with the file, the line and what is wrong there.
    init(_ files: [DataFile], desk: DeskNames = DeskNames()) throws(InvalidOptions) {
        var (names, phrases): ([Name], [Phrase]) = ([], [])
        var (givenNames, officeHolders, singles) = (WordSet(), OfficeHolders(), WordMap<Int>())
        var entries = desk.added
        // One state has one name, whichever list has the form: the first that gives its identifier.
        var canonicals: [String: String] = [:]
        for file in files where file.path.hasSuffix(".tsv") { entries += try GazetteerFile(file).entries }
        for entry in entries {
            if entry.category == .given {
                for form in entry.forms {
                    givenNames.insert(Self.isFolded(form) ? Word(folded: form) : Word(form))
                }
                continue
            }
            officeHolders.add(entry)
            var canonical = entry.canonical
            if let id = entry.id {
                canonical = canonicals[id] ?? canonical
                canonicals[id] = canonical
            }
            for ((phrase, isDemonym), form) in zip(entry.phrases, entry.allForms) {
                guard phrases.count < Self.maximumCount else {
                    throw InvalidOptions("gazetteers", "more than \(Self.maximumCount) names")
                }
                phrases.append(phrase)
                if phrase.count == 1, entry.category != .portfolio,
                    form.dropFirst().contains(where: \.isLowercase), form.first?.isUppercase == true
                {
                    let key = Word(form)
                    if singles[key] == nil { singles[key] = names.count }
                }
                names.append(
                    Name(
                        category: entry.category, canonical: canonical, id: entry.id, isDemonym: isDemonym))
            }
        }
        var desk = desk
        desk.learnIdentifiers(entries)
        (self.names, self.desk) = (names.fitted, desk)
        givenNames.seal()
        singles.seal()
        (self.givenNames, self.officeHolders, self.singles) = (givenNames, officeHolders, singles)
        matcher = PhraseMatcher(phrases)
    }

    private static func isFolded(_ name: String) -> Bool {
        name.utf8.allSatisfy { (0x61...0x7A).contains($0) }
    }

    /// The name that one word is; no abbreviation.
    func single(_ word: Word) -> Name? { singles[word].map { names[$0] } }

    func single(_ spelling: Spelling) -> Name? { singles[spelling].map { names[$0] } }

    /// The name that a whole text is.
    func name(_ text: String) -> Name? {
        let text = TokenizedText(text)
        return matches(in: text).first { $0.tokens == text.tokens.indices && $0.name.isThing }?.name
    }

    /// Every place of every name; they may overlap.
    func matches(in text: TokenizedText) -> [PassageNames.Match] {
        matcher.allMatches(in: text).map { PassageNames.Match(name: names[$0.phrase], tokens: $0.tokens) }
    }
}
