package import Pipeline
package import WebSource

/// Decides when a source is polled next: a pure function of what is remembered of it.
package struct PollSchedule: Hashable, Sendable {
    /// The wait after a poll that worked.
    package var every: Duration
    /// Waits grow to this after failures.
    package static let longestBackOff = Duration.seconds(3600)
    /// Waits grow to this where the server answers and denies what is asked for.
    package static let longestDeniedBackOff = Duration.seconds(86_400)
    /// The first wait after a failure, unless polls are more frequent than that.
    package static let firstBackOff = Duration.seconds(60)
    /// The longest wait that a server may ask for.
    package static let longestServerWait = Duration.seconds(86_400)

    /// The hours in which it is polled; all of them where it is `nil`.
    package var window: TimeWindow?
    /// Sources whose windows open together are spread over this.
    static let longestSpread = Duration.seconds(300)

    package init(every: Duration, window: TimeWindow? = nil) { (self.every, self.window) = (every, window) }

    /// When to poll next.
    ///
    /// `nil` for never. `chance` is a random number from 0 to 1, for the jitter that keeps polls apart: up to 10 % more than
    /// the interval after a success. After a failure it lies anywhere between the first wait, which is never undercut, and
    /// twice that for each failure in a row (full jitter).
    package func due(after record: SourceRecord, now: Timestamp, chance: Double) -> Timestamp? {
        guard let due = dueAtAnyHour(after: record, now: now, chance: chance) else { return nil }
        guard let window else { return due }
        let time = max(due, now)
        let opening = window.opening(from: time)
        return opening == time ? due : opening.adding(min(every, PollSchedule.longestSpread) * chance)
    }

    private func dueAtAnyHour(after record: SourceRecord, now: Timestamp, chance: Double) -> Timestamp? {
        guard record.gone == nil else { return nil }
        guard let last = record.lastAttempt else { return Timestamp(milliseconds: 0) }
        // A clock that was set back must not silence the source: nothing stored is believed to be in the future.
        let own = min(last, now).adding(wait(after: record, chance: chance))
        let latest = now.adding(PollSchedule.longestServerWait)
        return max(own, min(record.notBefore ?? own, latest))
    }

    private func wait(after record: SourceRecord, chance: Double) -> Duration {
        let failures = record.failures
        guard failures > 0 else { return every * (1 + 0.1 * chance) }
        let shortest = min(PollSchedule.firstBackOff, every)
        // What is polled every second on a server of one's own need not stay away for an hour.
        // Where no server was reached, none is spared by waiting: once the network is back, all are asked within two intervals.
        let most =
            if record.isDenied {
                min(PollSchedule.longestDeniedBackOff, every * 24 * 60)
            } else {
                min(PollSchedule.longestBackOff, every * (record.unreachableSince == nil ? 60 : 1.5))
            }
        let longest = min(shortest * Double(1 << min(failures, 16)), most)
        return shortest + (longest - shortest) * chance
    }
}
