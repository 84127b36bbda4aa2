package import Pipeline

/// Decides when a source is polled next: a pure function of what is remembered of it.
package struct PollSchedule: Hashable, Sendable {
    /// The wait after a poll that worked.
    package var every: Duration
    /// Waits grow to this after failures.
    package static let longestBackOff = Duration.seconds(3600)
    /// The first wait after a failure, unless polls are more frequent than that.
    package static let firstBackOff = Duration.seconds(60)
    /// The longest wait that a server may ask for.
    package static let longestServerWait = Duration.seconds(86_400)

    package init(every: Duration) { self.every = every }

    /// When to poll next.
    ///
    /// `nil` for never. `chance` is a random number from 0 to 1, for the jitter that keeps polls apart: ± 10 % after a
    /// success, and between half and the whole wait after a failure.
    package func due(after record: SourceRecord, now: Timestamp, chance: Double) -> Timestamp? {
        guard record.gone == nil else { return nil }
        guard let last = record.lastAttempt else { return Timestamp(milliseconds: 0) }
        // A clock that was set back must not silence the source: nothing stored is believed to be in the future.
        let own = min(last, now).adding(wait(after: record.failures, chance: chance))
        let latest = now.adding(PollSchedule.longestServerWait)
        return max(own, min(record.notBefore ?? own, latest))
    }

    private func wait(after failures: Int, chance: Double) -> Duration {
        guard failures > 0 else { return every * (0.9 + 0.2 * chance) }
        let base = min(PollSchedule.firstBackOff, every)
        let doubled = base * Double(1 << min(failures - 1, 16))
        return min(doubled, PollSchedule.longestBackOff) * (0.5 + 0.5 * chance)
    }
}
