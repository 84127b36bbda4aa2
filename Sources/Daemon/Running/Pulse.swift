import Pipeline
import Synchronization

/// When the parts were last seen to get on: what feeds the watchdog and what `/healthz` says come from it.
final class Pulse: Sendable {
    private let last = Mutex<(instant: ContinuousClock.Instant, time: Timestamp)?>(nil)

    /// How long the parts may take to answer until they are taken to hang.
    static let patience = Duration.seconds(30)
    /// How often they are asked at least.
    static let interval = Duration.seconds(10)

    func beat(at time: Timestamp) { last.withLock { $0 = (.now, time) } }

    /// When they last answered.
    var time: Timestamp? { last.withLock { $0?.time } }

    var isAlive: Bool {
        last.withLock { $0.map { ContinuousClock.now - $0.instant < Pulse.patience } ?? false }
    }
}
