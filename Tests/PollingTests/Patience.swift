import Synchronization
import Testing

/// Yields until `condition` holds; where it does not in ten seconds, the test ends and says that `what` did not happen.
///
/// That is no sleep: what holds is noticed at once, and only code that is broken takes the ten seconds.
func wait(
    until what: Comment, at location: SourceLocation = #_sourceLocation, _ condition: () async throws -> Bool
) async throws {
    let end = ContinuousClock.now + .seconds(10)
    while try await !condition() {
        try #require(ContinuousClock.now < end, "not in ten seconds: \(what)", sourceLocation: location)
        await Task.yield()
    }
}

/// A task whose value can be asked for without waiting, and which ends with the test.
final class Started<Value: Sendable>: Sendable {
    private let result = Mutex<Result<Value, any Error>?>(nil)
    private let task = Mutex<Task<Void, Never>?>(nil)

    init(_ body: @escaping @Sendable () async throws -> Value) {
        let task = Task { [weak self] in
            let value: Result<Value, any Error>
            do { value = .success(try await body()) } catch { value = .failure(error) }
            self?.result.withLock { $0 = value }
        }
        self.task.withLock { $0 = task }
    }

    deinit { cancel() }

    func cancel() { task.withLock { $0?.cancel() } }

    /// `nil` while it runs.
    var value: Value? { get throws { try result.withLock { $0 }?.get() } }
}
