import Engine
import Host
import Pipeline

/// `bode replay`: events of the past to one sink once more.
package struct ReplayCommand: Sendable {
    let configuration: String
    let sink: String
    let watch: String?
    let since: String
    let until: String?
    let again: Bool
    let isDry: Bool

    package init(
        configuration: String, sink: String, watch: String?, since: String, until: String?, again: Bool,
        isDry: Bool
    ) {
        (self.configuration, self.sink, self.watch) = (configuration, sink, watch)
        (self.since, self.until, self.again, self.isDry) = (since, until, again, isDry)
    }

    /// How long the sink is let take what it has.
    private static let pause = Duration.milliseconds(200)

    /// Sends slice after slice, as fast as the sink takes them, and says how many went out.
    package func run() async -> ExitStatus {
        Environment.ignoreBrokenPipes()
        let request: Replay.Request
        do throws(UsageProblem) {
            request = Replay.Request(
                sink: sink, watch: watch, since: try Times.parse(since, "--since"),
                until: try until.map { text throws(UsageProblem) in try Times.parse(text, "--until") }
                    ?? SystemClock().now, again: again, isDry: isDry)
        } catch { return error.exit }
        return await Conversation.run(configuration) { settings in
            var (request, sent, skipped, hasWaited) = (request, 0, 0, false)
            while true {
                let slice: ReplaySlice = try await ControlDesk.ask(.replay(request), of: settings)
                tell(slice.oldest, since: request.since)
                sent += slice.sent
                skipped += slice.skipped
                guard !slice.isLast else { break }
                if slice.next == request.after {
                    if !hasWaited {
                        Environment.writeToStandardError(
                            "sink \(sink) has \(slice.waiting) events to take; the rest follows as it takes them\n"
                        )
                    }
                    hasWaited = true
                    try await Task.sleep(for: ReplayCommand.pause)
                }
                request.after = slice.next
            }
            let there = skipped == 0 ? "" : ", \(skipped) that it has or is about to get are left out"
            Environment.say(
                "\(sent) \(sent == 1 ? "event" : "events") \(isDry ? "would go" : "go") to sink \(sink) once more\(there)\n"
            )
            return .success
        }
    }

    /// Says what is out of reach.
    private func tell(_ oldest: String?, since: Timestamp) {
        guard let oldest, let first = Timestamp(rfc3339: oldest), first > since else { return }
        Environment.writeToStandardError(
            """
            the log goes back to \(oldest): what was told before, if anything, is out of reach; bode search finds the answers \
            themselves

            """)
    }
}
