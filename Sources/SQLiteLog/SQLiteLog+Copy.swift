package import Pipeline

/// Copies of the database, made while it is in use.
extension SQLiteLog {
    /// Copies the whole database into the file at `path`, a slice at a time, so that nobody waits for more than one.
    ///
    /// The copy is the database as it is when the last slice was copied. It is not synced. Throws
    /// ``LogFailure/full(_:)`` where the copy would eat into the reserve, and ``LogFailure/refused(_:)`` while another copy
    /// is being made.
    package nonisolated func copy(to path: String) async throws(LogFailure) {
        try await beginCopy(to: path)
        while try await copySome() { await Task.yield() }
    }

    private func beginCopy(to path: String) throws(LogFailure) {
        guard copy == nil else { throw .refused("a copy is being made already: \(copy?.path ?? "")") }
        let size = UInt64(max(0, StateDirectory.size(of: databasePath) ?? 0))
        let (needed, isTooMuch) = size.addingReportingOverflow(limits.reserve)
        if let free = directory?.free, isTooMuch || free < needed {
            throw .full(
                """
                a copy of \(size >> 20) MiB would leave less than \(limits.reserve >> 20) MiB free at \
                \(directory?.path ?? "")
                """)
        }
        guard let database, failure == nil else { throw failure ?? .closed }
        copy = try DatabaseCopy(of: database, to: path)
    }

    /// False once the copy is whole.
    ///
    /// What fails here is the copy, whose file says nothing of the log's: so the log goes on.
    private func copySome() throws(LogFailure) -> Bool {
        guard let copy else { throw failure ?? .closed }
        do throws(LogFailure) {
            if try copy.step(limits.copying) { return true }
            self.copy = nil
            return false
        } catch {
            self.copy = nil
            throw error
        }
    }
}
