import DispatchIsolation
import Glibc
import Synchronization

/// Takes the signals that operators send, from the start of the process to its end.
final class SignalDesk: Sendable {
    enum Signal: Sendable {
        /// TERM or INT: finish what is in hand, and end.
        case stop
        /// HUP: check the configuration and take it over.
        case reload
    }

    private let taken: AsyncStream<Signal>
    private let watches: Watches
    private let isAttended: Attendance

    /// Only kept, never touched again: a watch ends when it is let go.
    private struct Watches: @unchecked Sendable { let all: [Watch] }

    /// Whether somebody acts on the signals yet.
    private final class Attendance: Sendable { let value = Mutex(false) }

    /// Takes signals from now on.
    ///
    /// - Parameter unattended: what a stop does that comes before anybody attends to the signals. A reload waits until then.
    init(unattended: @escaping @Sendable () -> Void) {
        let executor = DispatchExecutor(label: "signals")
        let (taken, feed) = AsyncStream.makeStream(of: Signal.self)
        let attendance = Attendance()
        let stop: @Sendable () -> Void = {
            if attendance.value.withLock({ $0 }) { feed.yield(.stop) } else { unattended() }
        }
        (self.taken, isAttended) = (taken, attendance)
        watches = Watches(
            all: [
                executor.when(signal: SIGTERM, stop), executor.when(signal: SIGINT, stop),
                executor.when(signal: SIGHUP) { feed.yield(.reload) },
            ])
    }

    /// The signals, for whoever acts on them from now on.
    func attend() -> AsyncStream<Signal> {
        isAttended.value.withLock { $0 = true }
        return taken
    }
}
