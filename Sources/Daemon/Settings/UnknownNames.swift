import Pipeline
import StrictYAML

extension Settings {
    /// What to say where a command names a source that is not configured.
    func unknownSource(_ name: String) -> LogFailure {
        let known = sources.map(\.name)
        let nearest = Spelling.suggestion(for: name, among: known)
        return .refused(
            """
            there is no source '\(name.onOneLine(limit: 80))'\(nearest); there are \
            \(known.joined(separator: ", "))
            """)
    }

    /// What to say where a command names a sink that is not configured.
    func unknownSink(_ name: String) -> LogFailure {
        let known = sinks.map(\.name)
        return .refused(
            """
            there is no sink '\(name.onOneLine(limit: 80))'\(Spelling.suggestion(for: name, among: known)); there are \
            \(known.joined(separator: ", "))
            """)
    }
}
