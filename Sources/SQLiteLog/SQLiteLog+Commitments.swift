package import Pipeline

/// What is remembered of promises. Records are decoded on the caller's thread.
extension SQLiteLog {
    package nonisolated func commitments(
        _ choice: CommitmentChoice, after id: String?, limit: Int
    ) async throws(LogFailure) -> [RememberedCommitment] {
        let found = try await stored(choice, after: id ?? "", limit: limit)
        var result: [RememberedCommitment] = []
        for (record, state) in found {
            do {
                result.append(
                    RememberedCommitment(try JSONText.decode(from: record), try JSONText.decode(from: state)))
            } catch {
                throw .damaged(at: databasePath, "a remembered promise cannot be read (\(error))")
            }
        }
        return result
    }

    private func stored(
        _ choice: CommitmentChoice, after id: String, limit: Int
    ) throws(LogFailure) -> [Database.StoredCommitment] {
        try use { database throws(LogFailure) in
            try database.commitments(choice, after: id, limit: limit)
        }
    }
}
