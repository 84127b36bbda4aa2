import Engine
import Pipeline
import StrictYAML
import ThemesStage

/// The themes that answers can be filed under, by which a query for another one is found out.
struct KnownThemes: Sendable {
    /// `nil` where a stage that Bode does not know may file under anything.
    private let ids: [String]?
    /// Whether anything files answers under themes.
    private let isFiling: Bool

    private init(ids: [String]?, isFiling: Bool) { (self.ids, self.isFiling) = (ids, isFiling) }

    /// Those of stages that run.
    init(_ stages: [any Stage]) {
        let own = Set(builtIn.stages.map { ObjectIdentifier($0) })
        let filing = stages.compactMap { $0 as? ThemesStage }
        let isAllOurs = stages.allSatisfy { own.contains(ObjectIdentifier(type(of: $0))) }
        (ids, isFiling) = (isAllOurs ? filing.flatMap(\.summaries).map(\.id) : nil, !filing.isEmpty)
    }

    /// Those of a configuration, of which only the stage that files under themes is built.
    init(_ settings: Settings) throws(ConfigurationProblem) {
        let stages = settings.stages.isEmpty ? StageSettings.usual : settings.stages
        let own = builtIn.stages.map { $0.name }
        guard stages.allSatisfy({ own.contains($0.name) }) else {
            self.init(ids: nil, isFiling: true)
            return
        }
        guard stages.contains(where: { $0.name == ThemesStage.name }) else {
            self.init(ids: [], isFiling: false)
            return
        }
        self.init([try ThemesDesk(settings).stage(isLearned: false)])
    }

    /// What is wrong with the themes that `query` asks for; `nil` where nothing is.
    func problem(with query: Query) -> String? {
        guard let ids, let theme = query.themes(missingFrom: ids).first else { return nil }
        guard isFiling else {
            return "theme:\(theme) never matches: the stage '\(ThemesStage.name)' is not among the stages"
        }
        let nearest = Spelling.suggestion(for: theme, among: ids)
        return
            "there is no theme '\(theme.onOneLine(limit: 80))'\(nearest); bode themes list says which there are"
    }
}
