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

        public init(themes: [String]? = nil, folder: String? = nil) {
            (self.themes, self.folder) = (themes, folder)
        }
    }

    private let scorer: ThemeScorer

    public init(_ options: Options, data: any DataFiles) throws(InvalidOptions) {
        scorer = ThemeScorer(try ThemeCollection.read(options.themes, folder: options.folder, data: data))
    }

    public func process(_ document: Document) throws(StageFailure) -> Document {
        var result = document
        for (index, matches) in scorer.matches(in: document).enumerated() {
            result.answers[index].themes = matches
        }
        return result
    }
}
