import Pipeline

/// Looking back: what was said and done, for people who ask.
extension Database {
    func messages(
        of topic: Topic, after sequence: Int64, limit: Int
    ) throws(LogFailure) -> [Message] {
        guard let id = try integer("SELECT id FROM topic WHERE name = ?", .text(topic.rawValue)) else {
            return []
        }
        return try intact(
            try rows(
                """
                SELECT sequence, appended, checksum, key, payload FROM message INDEXED BY message_in_topic
                WHERE topic = ? AND sequence > ? ORDER BY sequence LIMIT ?
                """, .integer(id), .integer(sequence), .integer(Int64(max(0, limit)))), of: topic)
    }

    func messages(of topic: Topic, key: String, limit: Int) throws(LogFailure) -> [Message] {
        guard let id = try integer("SELECT id FROM topic WHERE name = ?", .text(topic.rawValue)) else {
            return []
        }
        return try intact(
            try rows(
                """
                SELECT sequence, appended, checksum, key, payload FROM message INDEXED BY message_by_key
                WHERE key = ? AND topic = ? ORDER BY sequence DESC LIMIT ?
                """, .text(key), .integer(id), .integer(Int64(max(0, limit)))), of: topic)
    }

    /// Those whose bytes are what they were.
    private func intact(_ rows: consuming Rows, of topic: Topic) throws(LogFailure) -> [Message] {
        var messages: [Message] = []
        while try rows.next() {
            let (message, isIntact) = message(in: rows, of: topic)
            if isIntact { messages.append(message) }
        }
        return messages
    }

    /// Looks by halves: sequences rise with time, but for a clock that was set back.
    func sequence(of topic: Topic, before time: Timestamp) throws(LogFailure) -> Int64 {
        guard let id = try integer("SELECT id FROM topic WHERE name = ?", .text(topic.rawValue)) else {
            return 0
        }
        var low = try integer("SELECT min(sequence) FROM message WHERE topic = ?", .integer(id)) ?? 0
        var high = (try integer("SELECT max(sequence) FROM message WHERE topic = ?", .integer(id)) ?? 0) + 1
        // The first message at or behind `high` is late enough; those before `low` are not.
        while low < high {
            let middle = low + (high - low) / 2
            let rows = try rows(
                """
                SELECT sequence, appended FROM message INDEXED BY message_in_topic
                WHERE topic = ? AND sequence >= ? ORDER BY sequence LIMIT 1
                """, .integer(id), .integer(middle))
            if try rows.next(), rows.moment(1) < time { low = rows.integer(0) + 1 } else { high = middle }
        }
        return low - 1
    }

    // MARK: Fates

    /// Tries that are remembered of one message at one reader: so many of the first, and so many of the last.
    private static let rememberedAttempts = (first: 4, last: 12)

    /// Remembers a try; `failure` is `nil` where it did not fail.
    func remember(
        _ sequence: Int64, at reader: ReaderState, _ time: Timestamp, failure: String?
    ) throws(LogFailure) {
        let count = try integer(
            "SELECT coalesce(max(number), 0) FROM attempt WHERE sequence = ? AND reader = ?",
            .integer(sequence), .integer(reader.id))
        let number = (count ?? 0) + 1
        try run(
            "INSERT OR REPLACE INTO attempt (sequence, reader, number, time, failure) VALUES (?, ?, ?, ?, ?)",
            .integer(sequence), .integer(reader.id), .integer(number), .moment(time),
            failure.map { .text(String($0.prefix(500))) } ?? .null)
        let (first, last) = Database.rememberedAttempts
        guard number > Int64(first + last) else { return }
        try run(
            "DELETE FROM attempt WHERE sequence = ? AND reader = ? AND number > ? AND number <= ?",
            .integer(sequence), .integer(reader.id), .integer(Int64(first)), .integer(number - Int64(last)))
    }

    func fate(of sequence: Int64, for reader: ReaderState) throws(LogFailure) -> Fate {
        var fate = Fate(state: sequence <= (try position(of: reader)) ? .done : .open)
        let settlement = try rows(
            "SELECT outcome, attempts, due, reason FROM settlement WHERE reader = ? AND sequence = ?",
            .integer(reader.id), .integer(sequence))
        if try settlement.next() {
            fate.count = Int(settlement.integer(1))
            fate.reason = settlement.isNull(3) ? nil : settlement.text(3)
            switch settlement.integer(0) {
            case 1: fate.state = .waiting(until: settlement.moment(2))
            case 2: fate.state = .setAside
            default: fate.state = .done
            }
        }
        let rows = try rows(
            "SELECT time, failure FROM attempt WHERE sequence = ? AND reader = ? ORDER BY number",
            .integer(sequence), .integer(reader.id))
        while try rows.next() {
            fate.attempts.append(
                Fate.Attempt(time: rows.moment(0), failure: rows.isNull(1) ? nil : rows.text(1)))
        }
        return fate
    }

    // MARK: The shelf

    func shelf(
        after place: ShelfPlace?, since: Timestamp, limit: Int, bytes: Int, within time: Duration
    ) throws(LogFailure) -> [ShelvedRecord] {
        let place = place ?? ShelfPlace(time: Timestamp(milliseconds: .max), number: .max)
        let rows = try rows(
            """
            SELECT published, id, record FROM publication INDEXED BY publication_published
            WHERE (published, id) < (?, ?) AND published >= ? ORDER BY published DESC, id DESC
            """, .moment(place.time), .integer(place.number), .moment(since))
        var found: [ShelvedRecord] = []
        var size = 0
        let begin = ContinuousClock.now
        while found.count < limit, size < bytes, found.isEmpty || ContinuousClock.now - begin < time,
            try rows.next()
        {
            let place = ShelfPlace(time: rows.moment(0), number: rows.integer(1))
            let record = ShelvedRecord(place: place, json: rows.bytes(2))
            size += record.json.count
            found.append(record)
        }
        return found
    }
}
