import DispatchIsolation
import Glibc

/// Takes the signals that operators send, from the start of the process to its end.
final class SignalDesk: Sendable {
    enum Signal: Sendable {
        /// TERM or INT: finish what is in hand, and end.
        case stop
        /// HUP: check the configuration and take it over.
        case reload
    }

    let signals: AsyncStream<Signal>
    private let watches: Watches

    /// Only kept, never touched again: a watch ends when it is let go.
    private struct Watches: @unchecked Sendable { let all: [Watch] }

    init() {
        let executor = DispatchExecutor(label: "signals")
        let (signals, feed) = AsyncStream.makeStream(of: Signal.self)
        self.signals = signals
        watches = Watches(
            all: [
                executor.when(signal: SIGTERM) { feed.yield(.stop) },
                executor.when(signal: SIGINT) { feed.yield(.stop) },
                executor.when(signal: SIGHUP) { feed.yield(.reload) },
            ])
    }
}
