import Pipeline

/// The first failure among the tasks that `start` adds; they are cancelled with it.
func firstFailure(_ start: (inout TaskGroup<LogFailure?>) -> Void) async -> LogFailure? {
    await withTaskGroup(of: LogFailure?.self) { group in
        start(&group)
        for await case let failure? in group {
            group.cancelAll()
            return failure
        }
        return nil
    }
}

/// Runs `body`, and returns how it failed instead of throwing.
func capture(_ body: () async throws(LogFailure) -> Void) async -> LogFailure? {
    do throws(LogFailure) { try await body() } catch { return error }
    return nil
}
