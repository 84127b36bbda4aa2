import Engine
import Host
import Pipeline

/// `bode reprocess`: stored papers once more, through the parser and the stages of now.
package struct ReprocessCommand: Sendable {
    let configuration: String
    let since: String?
    let source: String?
    let isDry: Bool
    let announces: Bool

    package init(
        configuration: String, since: String? = nil, source: String? = nil, isDry: Bool = false,
        announces: Bool = false
    ) {
        (self.configuration, self.since, self.source) = (configuration, since, source)
        (self.isDry, self.announces) = (isDry, announces)
    }

    /// Asks for one slice after the other, prints what changed of each paper, and sums up.
    ///
    /// Ends with ``ExitStatus/unhealthy`` where a paper could not be read again.
    package func run() async -> ExitStatus {
        Environment.ignoreBrokenPipes()
        var request = Reprocessing.Request(source: source, isDry: isDry, announces: announces)
        if let since {
            guard let day = CalendarDay(since) else {
                Environment.writeToStandardError("--since: '\(since)' is no date like 2022-12-20\n")
                return .usage
            }
            request.since = day
        }
        return await Conversation.run(configuration) { settings in
            if let source, !settings.sources.contains(where: { $0.name == source }) {
                // Papers of a source that is configured no more may still be read again.
                Environment.writeToStandardError("there is no source '\(source)' in the configuration\n")
            }
            var (request, summary) = (request, ReprocessingSummary())
            while true {
                let slice: ReprocessingSlice = try await ControlDesk.ask(
                    .reprocess(request), of: settings, patience: ReprocessCommand.patience)
                summary.add(slice)
                Environment.writeToStandardOutput(Array(ReprocessingSummary.lines(of: slice).utf8))
                guard !slice.isLast else { break }
                if slice.next == request.after { try await Task.sleep(for: ReprocessCommand.pause) }
                request.after = slice.next
            }
            Environment.writeToStandardOutput(
                Array(summary.text(isDry: isDry, outside: settings.outsideStages).utf8))
            return summary.failures == 0 ? .success : .unhealthy
        }
    }

    /// Seconds that a slice may take: its last paper may be a long one.
    private static let patience = 600
    /// How long the archive is let catch up.
    private static let pause = Duration.milliseconds(200)
}

/// What became of all papers together.
struct ReprocessingSummary {
    private var read = 0
    private var papers = 0
    private var added = 0
    private var changed = 0
    private var gone = 0
    private var themes = 0
    private var details = 0
    private var withoutOriginal = 0
    private var sentOn = 0
    private(set) var failures = 0

    mutating func add(_ slice: ReprocessingSlice) {
        read += slice.read
        withoutOriginal += slice.withoutOriginal
        sentOn += slice.sentOn
        failures += slice.failures.count
        for change in slice.changes {
            papers += change.isAny ? 1 : 0
            added += change.added
            changed += change.changed
            gone += change.gone
            themes += change.themes
            details += change.details
        }
    }

    /// One line for each paper of which something changed, or that cannot be read.
    static func lines(of slice: ReprocessingSlice) -> String {
        let changes = slice.changes.map { change in
            let counts = [
                (change.added, "added"), (change.changed, "changed"), (change.gone, "gone"),
                (change.themes, "under other themes"), (change.details, "with other details"),
            ].filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
            return "\(change.paper.rawValue.onOneLine(limit: 200)): \(counts.joined(separator: ", "))\n"
        }
        let failures = slice.failures.map { failure in
            "\(failure.paper.rawValue.onOneLine(limit: 200)): not read: \(failure.reason.onOneLine(limit: 300))\n"
        }
        return (changes + failures).joined()
    }

    /// All of it in a few lines; `outside` names the stages outside the process.
    func text(isDry: Bool, outside: [String]) -> String {
        var text = """
            \(read) papers read, \(papers) \(isDry ? "would change" : "changed"): answers \(added) added, \(changed) changed, \
            \(gone) gone, \(themes) under other themes, \(details) with other details

            """
        if sentOn > 0 {
            let names = outside.joined(separator: ", ")
            text +=
                isDry
                ? "all \(sentOn) would go to \(names), which a dry run does not ask\n"
                : "all \(sentOn) go to \(names); what comes of that is filed as it comes\n"
        }
        if withoutOriginal > 0 { text += "\(withoutOriginal) papers have no stored original\n" }
        if failures > 0 { text += "\(failures) papers could not be read\n" }
        return text
    }
}
