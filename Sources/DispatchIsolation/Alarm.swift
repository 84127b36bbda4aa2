import Dispatch

/// A timer that can be set again and again, for what is set too often to make a ``Watch`` each time.
package final class Alarm {
    private let timer: any DispatchSourceTimer

    init(on queue: DispatchQueue, _ body: @escaping @Sendable () -> Void) {
        timer = DispatchSource.makeTimerSource(queue: queue)
        timer.setEventHandler(handler: body)
        timer.schedule(deadline: .distantFuture)
        timer.activate()
    }

    deinit { timer.cancel() }

    /// Rings once after `delay`, and not when it was set before.
    package func set(after delay: Duration) {
        timer.schedule(deadline: .now() + delay.forDispatch, leeway: .milliseconds(1))
    }

    /// Does not ring until it is set again.
    package func clear() { timer.schedule(deadline: .distantFuture) }
}
