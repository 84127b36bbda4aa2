package import Pipeline

/// What is stored beside the messages. Records are decoded on the caller's thread.
extension SQLiteLog {
    package nonisolated func sinkMemory(of reader: Reader) async throws(LogFailure) -> SinkMemory? {
        try await memory(of: reader).map { bytes throws(LogFailure) in
            try decoded(bytes, "the memory of \(reader.name)")
        }
    }

    package nonisolated func source(_ name: String) async throws(LogFailure) -> SourceRecord? {
        if let known = sources[name] { return known.record }
        guard let stored = try await storedSource(name) else { return nil }
        var record: SourceRecord = try decoded(stored.record, "the record of source \(name)")
        stored.times?.apply(to: &record)
        sources.read(record, after: stored.changes)
        return record
    }

    package func seen(
        _ identities: [Identifier], at source: String
    ) async throws(LogFailure) -> [Identifier: String] {
        try use { database throws(LogFailure) in try database.fingerprints(of: identities, at: source) }
    }

    package nonisolated func archived(
        under names: [Identifier]
    ) async throws(LogFailure) -> [ArchivedPublication] {
        try await publications(under: names).map { bytes throws(LogFailure) in
            try decoded(bytes, "an archived publication")
        }
    }

    package nonisolated func archived(
        after id: Identifier?, limit: Int
    ) async throws(LogFailure) -> [ArchivedPublication] {
        try await publications(after: id, limit: limit).map { bytes throws(LogFailure) in
            try decoded(bytes, "an archived publication")
        }
    }

    private func memory(of reader: Reader) throws(LogFailure) -> [UInt8]? {
        try use { database throws(LogFailure) in
            try database.memory(of: state(of: reader, in: database))
        }
    }

    private func storedSource(
        _ name: String
    ) throws(LogFailure) -> (record: [UInt8], times: PollTimes?, changes: Int)? {
        let changes = sources.changes
        return try use { database throws(LogFailure) in
            try database.sourceRecord(name).map { ($0.record, $0.times, changes) }
        }
    }

    private func publications(after id: Identifier?, limit: Int) throws(LogFailure) -> [[UInt8]] {
        try use { database throws(LogFailure) in try database.publications(after: id, limit: limit) }
    }

    private func publications(under names: [Identifier]) throws(LogFailure) -> [[UInt8]] {
        try use { database throws(LogFailure) in try database.publications(under: names) }
    }

    private nonisolated func decoded<Value: Decodable>(
        _ bytes: [UInt8], _ what: String
    ) throws(LogFailure) -> Value {
        do {
            return try JSONText.decode(from: bytes)
        } catch {
            throw .damaged(at: databasePath, "\(what) cannot be read (\(error))")
        }
    }
}
