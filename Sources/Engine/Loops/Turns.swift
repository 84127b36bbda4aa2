import Synchronization

/// Lets one do something after the other, in the order in which they came.
final class Turns: Sendable {
    private let last = Mutex<Task<Void, Never>?>(nil)

    /// Runs `body` once everyone who came before is done.
    func take<Value: Sendable>(_ body: @escaping @Sendable () async -> Value) async -> Value {
        let own = last.withLock { last in
            let before = last
            let task = Task {
                await before?.value
                return await body()
            }
            last = Task { _ = await task.value }
            return task
        }
        return await own.value
    }
}
