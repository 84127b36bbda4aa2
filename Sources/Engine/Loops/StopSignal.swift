import Synchronization

/// Tells everyone, once, to take no more work; what is in hand is finished.
package final class StopSignal: Sendable {
    private struct State {
        var isStopped = false
        var lastID = 0
        var waiting: [Int: CheckedContinuation<Void, Never>] = [:]
    }

    private let state = Mutex(State())

    package init() {}

    package var isStopped: Bool { state.withLock { $0.isStopped } }

    /// Stops; calling it twice is harmless.
    package func stop() {
        let waiting = state.withLock { state in
            state.isStopped = true
            defer { state.waiting = [:] }
            return state.waiting.values
        }
        for one in waiting { one.resume() }
    }

    /// Waits for ``stop()``, or until the task is cancelled.
    package func wait() async {
        let id = state.withLock { state in
            state.lastID += 1
            return state.lastID
        }
        await withTaskCancellationHandler {
            await withCheckedContinuation { (done: CheckedContinuation<Void, Never>) in
                let isOver = state.withLock { state in
                    guard !state.isStopped, !Task.isCancelled else { return true }
                    state.waiting[id] = done
                    return false
                }
                if isOver { done.resume() }
            }
        } onCancel: {
            state.withLock { $0.waiting.removeValue(forKey: id) }?.resume()
        }
    }

    /// Runs `wait`, and cancels it when the signal comes.
    package func interrupting(_ body: @escaping @Sendable () async -> Void) async {
        guard !isStopped else { return }
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await body() }
            group.addTask { await self.wait() }
            await group.next()
            group.cancelAll()
        }
    }
}
