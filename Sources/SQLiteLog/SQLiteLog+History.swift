package import Pipeline

extension SQLiteLog: LogHistory {
    package func messages(
        of topic: Topic, after sequence: Int64, limit: Int
    ) async throws(LogFailure) -> [Message] {
        try use { database throws(LogFailure) in
            try database.messages(of: topic, after: sequence, limit: limit)
        }
    }

    package func messages(
        of topic: Topic, key: String, limit: Int
    ) async throws(LogFailure) -> [Message] {
        try use { database throws(LogFailure) in
            try database.messages(of: topic, key: key, limit: limit)
        }
    }

    package func sequence(of topic: Topic, before time: Timestamp) async throws(LogFailure) -> Int64 {
        try use { database throws(LogFailure) in try database.sequence(of: topic, before: time) }
    }

    package func fate(of sequence: Int64, for reader: Reader) async throws(LogFailure) -> Fate {
        try use { database throws(LogFailure) in
            try database.fate(of: sequence, for: state(of: reader, in: database))
        }
    }

    package func shelf(
        after place: ShelfPlace?, since: Timestamp, limit: Int, bytes: Int
    ) async throws(LogFailure) -> [ShelvedRecord] {
        try use { database throws(LogFailure) in
            try database.shelf(after: place, since: since, limit: limit, bytes: bytes, within: limits.looking)
        }
    }
}
