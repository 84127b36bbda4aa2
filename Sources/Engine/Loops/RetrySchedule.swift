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

    /// A stage outside the process may wait for a server of its own: about a day.
    package static let stages = RetrySchedule(
        waits: [
            .seconds(60), .seconds(300), .seconds(1800), .seconds(7200), .seconds(5 * 3600),
            .seconds(16 * 3600),
        ])

    /// After a program died with a document alone in its hands; the third time is the last.
    static let deaths = RetrySchedule(waits: [.seconds(5), .seconds(30)])

    /// The wait where the stage says after how long it wants the document again; `nil` once that has gone on for about a day.
    ///
    /// What is wanted soon is given some sixty times as it is wanted, and every minute from then on.
    static func wait(asked: Duration, after attempt: Int) -> Duration? {
        let day = Duration.seconds(86_400)
        guard attempt > 1 else { return min(max(asked, .seconds(1)), day) }
        let wait = max(asked, attempt > 60 ? .seconds(60) : .seconds(1))
        return wait > day / attempt ? nil : wait
    }

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
