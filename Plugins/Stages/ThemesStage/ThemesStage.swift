public import Pipeline

/// Files each answer under themes, with a score and the words that spoke for it.
///
/// Themes are data: one YAML file each, which a newsroom can read and change (``ThemeFile`` says what may stand in it). An
/// answer gets every theme whose score reaches that theme's threshold; a paper is about a theme when one of its answers is.
public struct ThemesStage: Stage {
    public static let name = "themes"

    public struct Options: Decodable, Sendable {
        /// The themes to file under, by id; all that are known where it is not said.
        public var themes: [String]?
        /// A data folder with theme files of your own; a theme there replaces the one of the same id that ships with Bode.
        public var folder: String?
        /// The folder beside the configuration with what the desk corrected, and what was learned from that; `learned` where
        /// it is not said.
        public var learned: String?

        public init(themes: [String]? = nil, folder: String? = nil, learned: String? = nil) {
            (self.themes, self.folder, self.learned) = (themes, folder, learned)
        }
    }

    private let themes: [Theme]
    private let scorer: ThemeScorer
    private let learned: LearnedThemes?
    private let corrections: Corrections
    /// What people call each theme, by its id.
    private let names: [String: [String: String]]

    public init(_ options: Options, data: any DataFiles) throws(InvalidOptions) {
        try self.init(options, data: data, isLearned: true)
    }

    /// Builds the stage, without what was learned and corrected where that is what is to be made anew.
    package init(_ options: Options, data: any DataFiles, isLearned: Bool) throws(InvalidOptions) {
        let read = try ThemeCollection.read(options.themes, folder: options.folder, data: data)
        scorer = ThemeScorer(read)
        themes = read.map(\.withoutWords)
        names = Dictionary(themes.map { ($0.id, $0.names) }, uniquingKeysWith: { first, _ in first })
        let folder = isLearned ? try LearnedFolder(options.learned, data) : LearnedFolder()
        learned = try LearnedThemes(folder.model, themes)
        corrections = Corrections(try folder.corrections(), themes: themes.map(\.id))
    }

    public func process(_ document: Document) throws(StageFailure) -> Document {
        var result = document
        let rules = scorer.matches(in: document, from: learned == nil ? nil : 0)
        for index in result.answers.indices {
            let answer = result.answers[index]
            let matches = learned?.matches(of: answer, in: document, rules: rules[index]) ?? rules[index]
            result.answers[index].themes = corrections.applied(to: matches, of: answer, in: document).map {
                var match = $0
                match.names = names[match.id]
                return match
            }
        }
        return result
    }
}

// MARK: What commands ask about themes

extension ThemesStage {
    /// A theme, for people to choose from.
    package struct Summary: Sendable {
        package let id: String
        /// What people call it, by language.
        package let names: [String: String]
        /// The score from which an answer is filed under it.
        package let threshold: Double
        /// What was learned of it; `nil` where nothing was.
        package let learned: LearnedThemes.Summary?
    }

    /// Ordered by id.
    package var summaries: [Summary] {
        themes.map {
            Summary(
                id: $0.id, names: $0.names, threshold: $0.threshold, learned: learned?.summary(of: $0.id))
        }
    }

    /// What the rules alone say of each answer, whatever the thresholds; themes of which an answer has no word are left out.
    package func ruleMatches(in document: Document) -> [[ThemeMatch]] {
        scorer.matches(in: document, from: 0)
    }
}
