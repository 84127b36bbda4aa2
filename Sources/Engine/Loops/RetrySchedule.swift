/// The waits before the second and later attempts, with jitter.
package struct RetrySchedule: Hashable, Sendable {
    package var waits: [Duration]
    /// The wait where there is no schedule, as for a file: what is local costs nobody anything to try.
    static let localWait = Duration.seconds(20)

    package init(waits: [Duration]) { self.waits = waits }

    /// A paper may be announced before its file is there, and a server may be down over a weekend.
    package static let papers = RetrySchedule(
        waits: [
            .seconds(60), .seconds(300), .seconds(1800), .seconds(7200), .seconds(5 * 3600),
            .seconds(10 * 3600),
            .seconds(24 * 3600), .seconds(24 * 3600),
        ])

    /// The wait after the failed attempt `attempt` (1 for the first), ± 20 %; `nil` when that was the last.
    package func wait(after attempt: Int, chance: Double) -> Duration? {
        guard !waits.isEmpty else { return RetrySchedule.localWait }
        guard attempt >= 1, attempt <= waits.count else { return nil }
        return RetrySchedule.jittered(waits[attempt - 1], chance)
    }

    /// A wait that is up to 20 % longer or shorter, so that not everyone comes back at the same moment.
    ///
    /// `chance` is from 0 to 1.
    static func jittered(_ wait: Duration, _ chance: Double) -> Duration { wait * (0.8 + 0.4 * chance) }
}
