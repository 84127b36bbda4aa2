import Engine
import Host
import Pipeline

/// `bode search` and `bode watch test`: answers of the archive that match a query.
package struct SearchCommand: Sendable {
    let configuration: String
    let query: String
    let since: String?
    let until: String?
    let limit: Int
    let isJSON: Bool

    package init(
        configuration: String, query: String, since: String?, until: String?, limit: Int, isJSON: Bool
    ) {
        (self.configuration, self.query) = (configuration, query)
        (self.since, self.until, self.limit, self.isJSON) = (since, until, limit, isJSON)
    }

    /// Prints what matches, the newest first.
    package func run() async -> ExitStatus {
        await find { hits, _ in
            for hit in hits { Environment.say(isJSON ? JSONText.string(hit) + "\n" : HitText.text(of: hit)) }
        } sum: { hits, papers, isWhole in
            guard !isJSON else { return }
            let looked = count(papers, "paper")
            let more = isWhole ? "" : "; there may be more (--limit)"
            Environment.writeToStandardError(
                hits == 0
                    ? "no answer matches, in \(looked)\n"
                    : "\(count(hits, "answer")), of the newest \(looked)\(more)\n")
        }
    }

    /// Prints the alerts that the query would have brought, as people read them, and how many a week that makes.
    package func testWatch() async -> ExitStatus {
        await find(isWatch: true) { hits, _ in
            for hit in hits { Environment.say(isJSON ? JSONText.string(hit) + "\n" : HitText.text(of: hit)) }
        } sum: { hits, papers, isWhole in
            guard !isJSON else { return }
            let since = since.flatMap { try? Times.parse($0, "--since") }
            let days = since.map { Double(SystemClock().now.since($0).components.seconds) / 86_400 } ?? 0
            let rate = days >= 1 ? ", some \(Int((Double(hits) * 7 / days).rounded())) a week" : ""
            let what =
                isWhole
                ? "\(count(hits, "alert")) would have come\(rate), of \(count(papers, "paper"))"
                : "at least \(count(hits, "alert")) would have come; --limit shows more"
            Environment.say("\(what)\n")
        }
    }

    private func count(_ number: Int, _ thing: String) -> String {
        "\(number) \(thing)\(number == 1 ? "" : "s")"
    }

    /// `isWatch`: whether a query is refused that a watch may not have.
    private func find(
        isWatch: Bool = false, show: ([SearchHit], Settings) -> Void, sum: (Int, Int, Bool) -> Void
    ) async -> ExitStatus {
        Environment.ignoreBrokenPipes()
        var request = Search.Request(query: query, limit: max(1, limit))
        do throws(UsageProblem) {
            request.since = try since.map { text throws(UsageProblem) in try Times.parse(text, "--since") }
            request.until = try until.map { text throws(UsageProblem) in try Times.parse(text, "--until") }
        } catch { return error.exit }
        let asked: Query
        do throws(QueryProblem) { asked = try Query(query) } catch {
            return UsageProblem("the query: \(error)").exit
        }
        return await Conversation.run(configuration) { settings in
            if !asked.themes.isEmpty, let problem = try KnownThemes(settings).problem(with: asked) {
                guard !isWatch else { return UsageProblem("the query: \(problem)").exit }
                Environment.writeToStandardError("warning: the query: \(problem)\n")
            }
            var request = request
            var (hits, papers) = (0, 0)
            while true {
                let slice: SearchSlice = try await ControlDesk.ask(.search(request), of: settings)
                let wanted = Array(slice.hits.prefix(limit - hits))
                show(wanted, settings)
                hits += wanted.count
                papers += slice.papers
                (request.after, request.limit) = (slice.next, limit - hits)
                guard !slice.isLast, hits < limit else {
                    sum(hits, papers, slice.isLast && wanted.count == slice.hits.count)
                    return .success
                }
            }
        }
    }
}

/// An answer that was found, for people.
enum HitText {
    static func text(of hit: SearchHit) -> String {
        let numbers = hit.numbers.isEmpty ? "" : " · \(hit.numbers.map(String.init).joined(separator: ", "))"
        let askers = hit.askedBy.isEmpty ? "" : " · asked by \(hit.askedBy.joined(separator: ", "))"
        let answerers =
            hit.answeredBy.isEmpty ? "" : " · answered by \(hit.answeredBy.joined(separator: ", "))"
        let themes = hit.themes.isEmpty ? "" : " · \(hit.themes.joined(separator: ", "))"
        return """
            \(hit.date)  \(hit.title.onOneLine(limit: 200))\(numbers)
              \(marked(hit).onOneLine(limit: 800))
              \("\(hit.source)\(askers)\(answerers)\(themes)".onOneLine(limit: 400))
              \((hit.url ?? "-").onOneLine(limit: 400))  \(hit.answer.onOneLine(limit: 200))


            """
    }

    /// The excerpt with its matches in brackets, which every terminal and pipe can show.
    private static func marked(_ hit: SearchHit) -> String {
        let scalars = Array(hit.excerpt.unicodeScalars)
        var text = String.UnicodeScalarView()
        var place = 0
        for match in hit.matches where match.start >= place && match.end <= scalars.count {
            text += scalars[place..<match.start]
            text.append("[")
            text += scalars[match.start..<match.end]
            text.append("]")
            place = match.end
        }
        text += scalars[place...]
        return String(text)
    }
}

/// A mistake in how a command was called.
struct UsageProblem: Error {
    let message: String
    init(_ message: String) { self.message = message }

    /// Says it, and returns how to end.
    var exit: ExitStatus {
        Environment.writeToStandardError("\(message)\n")
        return .usage
    }
}

/// Times as people write them.
enum Times {
    /// `2026-11-01`, a time of RFC 3339, or a distance back from now like `36h` and `14d`.
    static func parse(_ text: String, _ option: String) throws(UsageProblem) -> Timestamp {
        if let time = Timestamp(rfc3339: text) { return time }
        if let back = DurationText(text)?.duration { return SystemClock().now.adding(.zero - back) }
        throw UsageProblem(
            "\(option): '\(text.onOneLine(limit: 60))' is neither a date like 2026-11-01 nor a time back like 14d"
        )
    }
}

extension Environment {
    /// Writes to standard output.
    static func say(_ text: String) { Environment.writeToStandardOutput(Array(text.utf8)) }
}
