import CurlHTTP
import Engine
import Host
import Pipeline
import Polling
import WebSource

/// `bode sources probe`: asks the live origin once and prints what it answered, without touching the state.
package struct ProbeCommand: Sendable {
    let configuration: String
    let source: String
    let isJSON: Bool

    package init(configuration: String, source: String, isJSON: Bool) {
        (self.configuration, self.source, self.isJSON) = (configuration, source, isJSON)
    }

    /// What the origin answered, and what the source made of it.
    struct Report: Codable, Sendable {
        var source: String
        var kind: String
        var exchanges: [RecordingHTTP.Exchange]
        /// Why the source could make nothing of it.
        var failure: String?
        var publications: Int?
        var withdrawn: Int?
        var hasMore: Bool?
        /// True where it shows what changed since a cursor, false where it shows a window.
        var isIncremental: Bool?
        /// How long the server would like not to be asked, in seconds.
        var notBefore: Int?
        var movedTo: String?
        var problems: [String] = []
        var first: [Paper] = []
        var hasHistory: Bool?
    }

    struct Paper: Codable, Sendable {
        var title: String
        var identity: String
        var published: String?
        var updated: String?
        var kind: String?
        var links: [String]
    }

    /// Papers that are shown.
    private static let shown = 3

    /// Ends with 1 where the source could make nothing of the answer.
    package func run() async -> ExitStatus {
        Environment.ignoreBrokenPipes()
        return await Conversation.run(configuration) { settings in
            let clock = SystemClock()
            let curl = await CurlHTTP(userAgent: "bode/\(Version.text) (+\(settings.contact))")
            let recorder = RecordingHTTP(PoliteHTTP(curl, clock: clock), clock: clock)
            let services = Services(http: recorder, clock: clock) { _, _ in }
            let composition = try Composition(settings, services: services, hooks: services)
            guard let plugin = composition.sources[source],
                let kind = settings.sources.first(where: { $0.name == source })?.kind
            else {
                throw settings.unknownSource(source)
            }
            var report = Report(source: source, kind: kind, exchanges: [])
            do throws(PollFailure) {
                report.add(try await plugin.poll(nil), shown: Self.shown)
            } catch {
                switch error {
                case .temporary(let why, _), .denied(let why, _), .unreachable(let why), .gone(let why):
                    report.failure = Masking.text(why)
                case .malformed(let why): report.failure = "not what it should be: \(Masking.text(why))"
                }
            }
            report.hasHistory = plugin.history(since: clock.now) != nil
            report.exchanges = recorder.exchanges
            let text = isJSON ? JSONText.string(report) + "\n" : report.text
            Environment.writeToStandardOutput(Array(text.utf8))
            return report.failure == nil ? .success : .unhealthy
        }
    }
}

extension ProbeCommand.Report {
    fileprivate mutating func add(_ poll: Poll, shown: Int) {
        publications = poll.publications.count
        withdrawn = poll.publications.count(where: \.isWithdrawn)
        (hasMore, isIncremental) = (poll.hasMore, poll.isIncremental)
        notBefore = poll.notBefore.map { Int(clamping: $0.components.seconds) }
        movedTo = poll.movedTo.map(Masking.url)
        problems = poll.problems.map { Masking.text($0.onOneLine(limit: 500)) }
        // Oldest first in a poll; people look for the newest.
        first = poll.publications.suffix(shown).reversed().map {
            ProbeCommand.Paper(
                title: $0.title.onOneLine(limit: 200), identity: $0.identity.rawValue.onOneLine(limit: 300),
                published: $0.published?.rfc3339, updated: $0.updated?.rfc3339,
                kind: $0.kind?.onOneLine(limit: 200), links: $0.links.prefix(3).map { Masking.url($0.url) })
        }
    }

    /// For people.
    fileprivate var text: String {
        var lines: [String] = []
        for exchange in exchanges {
            lines.append("\(exchange.method) \(exchange.url)")
            lines += exchange.requestHeaders.map { "  > \($0.name): \($0.value)" }
            let result = exchange.status.map { "\($0)" } ?? "no answer: \(exchange.failure ?? "")"
            lines.append("  \(result), \(exchange.bytes) bytes, \(exchange.milliseconds) ms")
            if let place = exchange.answeredBy { lines.append("  answered by \(place)") }
            if let place = exchange.movedTo { lines.append("  moved for good to \(place)") }
            lines += exchange.headers.map { "  < \($0.name): \($0.value)" }
        }
        lines.append("")
        if let failure { lines.append("The \(kind) source \(source) can make nothing of it: \(failure)") }
        if let publications {
            let shows = isIncremental == true ? "what changed since its cursor" : "a window"
            lines.append(
                "\(publications) publications (\(withdrawn ?? 0) withdrawn), \(shows), "
                    + (hasMore == true ? "another page waits" : "no further page"))
        }
        if let notBefore { lines.append("The server asks not to be asked again for \(notBefore) s.") }
        if let movedTo { lines.append("It has moved for good to \(movedTo).") }
        lines.append(
            hasHistory == true
                ? "Its past can be asked for (bode sources backfill)."
                : "It has no past that can be asked for.")
        lines += problems.prefix(10).map { "! \($0)" }
        if let publications, publications > first.count { lines.append("The last \(first.count) of them:") }
        for paper in first {
            lines.append("")
            lines.append(paper.title)
            lines.append("  \(paper.identity)")
            let dates = [("published", paper.published), ("updated", paper.updated)]
                .map { "\($0) \($1 ?? "unknown")" }
            lines.append("  " + (dates + (paper.kind.map { ["kind \($0)"] } ?? [])).joined(separator: ", "))
            lines += paper.links.map { "  \($0)" }
        }
        return lines.joined(separator: "\n") + "\n"
    }
}
