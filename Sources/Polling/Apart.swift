package import Pipeline

/// Does work in a task of its own, and gives back with it all the memory that its calls took.
///
/// A task keeps, asleep too, what the deepest of its calls ever took. Of thousands that sleep nearly all the time, each with some
/// milliseconds of work between, that would be most of what a process holds.
package func apart<Value: Sendable>(
    _ work: @escaping @Sendable () async throws(LogFailure) -> Value
) async throws(LogFailure) -> Value {
    try await withTaskGroup(of: Result<Value, LogFailure>.self) { group in
        group.addTask {
            do throws(LogFailure) { return .success(try await work()) } catch { return .failure(error) }
        }
        while true { if let result = await group.next() { return result } }
    }.get()
}
