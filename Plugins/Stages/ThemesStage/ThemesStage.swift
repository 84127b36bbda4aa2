import Language
public import Pipeline
import StrictYAML

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

    /// The data folder of the themes that ship with Bode.
    static let shippedFolder = "themes"

    private let scorer: ThemeScorer

    public init(_ options: Options, data: any DataFiles) throws(InvalidOptions) {
        var themes: [Theme] = []
        for folder in [Self.shippedFolder, options.folder].compactMap(\.self) {
            let files = try data.files(in: folder).filter { $0.path.hasSuffix(".yaml") }
            guard !files.isEmpty else {
                throw InvalidOptions("folder", "there are no theme files in '\(folder)'")
            }
            for file in files {
                let theme = try Theme(file)
                if let index = themes.firstIndex(where: { $0.id == theme.id }) {
                    guard folder != Self.shippedFolder else {
                        throw InvalidOptions(file.path, "theme '\(theme.id)' is defined twice")
                    }
                    themes[index] = theme
                } else {
                    themes.append(theme)
                }
            }
        }
        if let wanted = options.themes {
            for id in wanted where !themes.contains(where: { $0.id == id }) {
                let known = themes.map(\.id).sorted().joined(separator: ", ")
                throw InvalidOptions("themes", "there is no theme '\(id)'; known are: \(known)")
            }
            themes.removeAll { !wanted.contains($0.id) }
        }
        scorer = ThemeScorer(themes.sorted { $0.id < $1.id })
    }

    public func process(_ document: Document) throws(StageFailure) -> Document {
        var result = document
        for (index, matches) in scorer.matches(in: document).enumerated() {
            result.answers[index].themes = matches
        }
        return result
    }
}
