import Pipeline

/// Runs `body`, and returns how it failed instead of throwing.
func capture(_ body: () async throws(LogFailure) -> Void) async -> LogFailure? {
    do throws(LogFailure) { try await body() } catch { return error }
    return nil
}
