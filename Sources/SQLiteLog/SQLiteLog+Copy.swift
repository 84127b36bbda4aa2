package import Pipeline

/// Copies of the database, made while it is in use.
extension SQLiteLog {
    /// Copies the whole database into the file at `path` and syncs it, in slices and portions so that nobody waits long:
    /// not for the log, and not for the disk (``CopyPace``).
    ///
    /// The copy is the database as it is when the last slice was copied. Throws
    /// ``LogFailure/full(_:)`` where the copy would eat into the reserve, and ``LogFailure/refused(_:)`` while another copy
    /// is being made.
    package nonisolated func copy(to path: String) async throws(LogFailure) {
        let file = try await beginCopy(to: path)
        var pace = CopyPace()
        while true {
            let begin = ContinuousClock.now
            let isWhole = try await copy(pages: pace.portion)
            let written = ContinuousClock.now
            do throws(LogFailure) { try await file.sync() } catch {
                await abandonCopy()
                throw error
            }
            guard !isWhole else { return }
            let rest = pace.rest(after: written - begin, ContinuousClock.now - written)
            // Whoever is told to stop closes the log, which ends the copy.
            try? await Task.sleep(for: rest)
        }
    }

    /// Copies up to so many pages more; true once the copy is whole.
    private nonisolated func copy(pages: Int) async throws(LogFailure) -> Bool {
        var left = pages
        while left > 0 {
            guard case .pages(let count) = try await copySome(left) else { return true }
            left -= count
            await Task.yield()
        }
        return false
    }

    private func beginCopy(to path: String) throws(LogFailure) -> CopyFile {
        guard copy == nil else { throw .refused("a copy is being made already: \(copy?.file.path ?? "")") }
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
        let new = try DatabaseCopy(of: database, to: path)
        copy = new
        return new.file
    }

    /// One slice.
    ///
    /// What fails here is the copy, whose file says nothing of the log's: so the log goes on.
    private func copySome(_ pages: Int) throws(LogFailure) -> DatabaseCopy.Progress {
        guard let copy else { throw failure ?? .closed }
        do throws(LogFailure) {
            let progress = try copy.step(pages, within: limits.copying)
            if progress == .whole { self.copy = nil }
            return progress
        } catch {
            self.copy = nil
            throw error
        }
    }

    private func abandonCopy() { copy = nil }
}
