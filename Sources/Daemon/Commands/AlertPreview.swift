import Engine
import Pipeline

/// The alerts that answers would give, as people read them: `bode read --text`.
package struct AlertPreview: Sendable {
    /// What is wrong with how it was asked for.
    let problem: String?
    private let query: Query?
    private let style: AlertText.Style
    private let writer = EventWriter(source: "urn:bode:read")

    private static let watch = "read"

    /// `query` is what a watch would ask, `nil` for all answers.
    package init(query: String?, language: String, context: Int) {
        var (asked, style, problem): (Query?, AlertText.Style, String?) = (nil, .init(), nil)
        if let language = AlertText.Language(rawValue: language) {
            do throws(InvalidOptions) {
                style = try AlertText.Style(language: language, context: context, length: nil)
            } catch { problem = "--\(error)" }
        } else {
            problem = "--language: is nl or en"
        }
        if let query {
            do throws(QueryProblem) { asked = try Query(query) } catch { problem = "--query: \(error)" }
        }
        (self.query, self.style, self.problem) = (asked, style, problem)
    }

    /// What is wrong with the themes that the query asks for, where these stages run; `nil` where nothing is.
    func warning(_ stages: [any Stage]) -> String? { query.flatMap { KnownThemes(stages).problem(with: $0) } }

    /// The text of the alert about `object`; `nil` where the query does not match.
    func text(of object: AnswerObject, publication: Publication) -> String? {
        var matches: [Span] = []
        if let query {
            let candidate = Candidate(
                object.answer, kind: object.document.kind, source: publication.source)
            guard let found = query.matches(candidate) else { return nil }
            matches = found.spans
        }
        let event = writer.preview(
            object, of: publication, watches: query == nil ? [] : [Self.watch], matches: matches,
            at: object.document.date.map { Timestamp(seconds: $0.daysSinceEpoch * 86_400) }
                ?? Timestamp(seconds: 0))
        return AlertText(event, style: style).plain() + String(repeating: "─", count: 74)
    }
}
