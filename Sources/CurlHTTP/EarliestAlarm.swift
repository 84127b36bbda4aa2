import DispatchIsolation

/// An alarm that rings at the earliest of the times that are asked for, or before it is wanted.
///
/// Most of those times have become meaningless when they come, since a transfer is over long before it is overdue. To set the
/// alarm anew for each costs more than to ring in vain now and then.
final class EarliestAlarm {
    private let alarm: Alarm
    /// When it rings; `nil` while it is not set.
    private var rings: ContinuousClock.Instant?

    /// Calls `body` on the queue of `executor` whenever it rings; ``hasRung()`` must be called there.
    init(on executor: DispatchExecutor, _ body: @escaping @Sendable () -> Void) {
        alarm = executor.alarm(body)
    }

    /// Rings at `time` at the latest.
    func ring(by time: ContinuousClock.Instant) {
        guard rings.map({ time < $0 }) ?? true else { return }
        rings = time
        alarm.set(after: ContinuousClock.now.duration(to: time))
    }

    /// Can be set again from now on.
    func hasRung() { rings = nil }
}
