import Dispatch
import Glibc

extension DispatchExecutor {
    /// Calls `body` on the queue whenever the process is sent `signal`, instead of what the signal does by default.
    package func when(signal number: Int32, _ body: @escaping @Sendable () -> Void) -> Watch {
        _ = Glibc.signal(number, SIG_IGN)
        return Watch(DispatchSource.makeSignalSource(signal: number, queue: queue), onEvent: body)
    }
}
