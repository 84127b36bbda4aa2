import Pipeline

/// What is stored of promises.
extension Database {
    func store(_ commitment: PreparedCommitment) throws(LogFailure) {
        switch commitment.change {
        case .remember(let record, let keys, let lastDay):
            // The state of one that is known stays.
            try run(
                """
                INSERT INTO commitment (id, kind, last_day, state, record) VALUES (?, ?, ?, ?, ?)
                ON CONFLICT (id) DO UPDATE SET last_day = excluded.last_day, record = excluded.record
                """, .text(commitment.id), .text(commitment.kind), lastDay.map { .integer($0) } ?? .null,
                .blob(commitment.state), .blob(record))
            try run("DELETE FROM commitment_key WHERE commitment = ?", .text(commitment.id))
            for key in Set(keys).union([commitment.id]) {
                try run(
                    "INSERT INTO commitment_key (key, commitment) VALUES (?, ?)", .text(key),
                    .text(commitment.id))
            }
        case .settle(let kinds, let isClaim):
            let kind = try text("SELECT kind FROM commitment WHERE id = ?", .text(commitment.id))
            guard let kind, kinds.contains(kind) else {
                guard !isClaim else {
                    throw .refused("commitment \(commitment.id) is \(kind ?? "unknown")")
                }
                return
            }
            try run(
                "UPDATE commitment SET kind = ?, state = ? WHERE id = ?", .text(commitment.kind),
                .blob(commitment.state), .text(commitment.id))
        }
    }

    /// A record with its state.
    typealias StoredCommitment = (record: [UInt8], state: [UInt8])

    /// In the order of the bytes of their ids.
    func commitments(
        _ choice: CommitmentChoice, after id: String, limit: Int
    ) throws(LogFailure) -> [StoredCommitment] {
        let limit = Int64(max(0, limit))
        switch choice {
        case .all:
            return try stored(
                try rows(
                    "SELECT record, state FROM commitment WHERE id > ? ORDER BY id LIMIT ?", .text(id),
                    .integer(limit)))
        case .due(let day):
            return try stored(
                try rows(
                    """
                    SELECT record, state FROM commitment WHERE kind = 'open' AND last_day < ? AND id > ?
                    ORDER BY id LIMIT ?
                    """, .integer(day.daysSinceEpoch), .text(id), .integer(limit)))
        case .under(let keys):
            var ids: Set<String> = []
            for key in Set(keys) {
                let rows = try rows(
                    "SELECT commitment FROM commitment_key WHERE key = ? AND commitment > ? LIMIT ?",
                    .text(key), .text(id), .integer(limit))
                while try rows.next() { ids.insert(rows.text(0)) }
            }
            var found: [StoredCommitment] = []
            let sorted = ids.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
            for id in sorted.prefix(Int(limit)) {
                found += try stored(
                    try rows("SELECT record, state FROM commitment WHERE id = ?", .text(id)))
            }
            return found
        }
    }

    private func stored(_ rows: consuming Rows) throws(LogFailure) -> [StoredCommitment] {
        var found: [StoredCommitment] = []
        while try rows.next() { found.append((rows.bytes(0), rows.bytes(1))) }
        return found
    }
}
