import Pipeline

/// Readers, their positions, and what they settled.
extension Database {
    /// The state of a reader that is known, or `nil`.
    func reader(_ name: String) throws(LogFailure) -> ReaderState? {
        let rows = try rows(
            """
            SELECT reader.id, topic.id, topic.name, reader.position
            FROM reader JOIN topic ON topic.id = reader.topic WHERE reader.name = ?
            """, .text(name))
        guard try rows.next() else { return nil }
        return ReaderState(
            id: rows.integer(0), topicID: rows.integer(1), topic: Topic(rawValue: rows.text(2)),
            cursor: rows.integer(3))
    }

    func add(_ reader: Reader, from start: ReadingStart) throws(LogFailure) {
        let position =
            switch start {
            case .oldest: Int64(0)
            // The last sequence of all topics: it is beyond every message there is, pruned or not.
            case .newest: try integer("SELECT seq FROM sqlite_sequence WHERE name = 'message'") ?? 0
            }
        try run(
            "INSERT INTO reader (name, topic, position) VALUES (?, ?, ?)",
            .text(reader.name), .integer(try topicID(reader.topic)), .integer(position))
    }

    func position(of reader: ReaderState) throws(LogFailure) -> Int64 {
        try integer("SELECT position FROM reader WHERE id = ?", .integer(reader.id)) ?? 0
    }

    func memory(of reader: ReaderState) throws(LogFailure) -> [UInt8]? {
        let rows = try rows("SELECT memory, checksum FROM reader WHERE id = ?", .integer(reader.id))
        guard try rows.next(), !rows.isNull(0) else { return nil }
        return try record(in: rows, "what a reader remembers")
    }

    func store(_ memory: [UInt8], of reader: ReaderState) throws(LogFailure) {
        try run(
            "UPDATE reader SET memory = ?, checksum = ? WHERE id = ?", .blob(memory),
            .integer(Checksum(memory).value), .integer(reader.id))
    }

    // MARK: Those that nobody runs any more

    /// The readers of which it changed whether they are missing, being named in `present` or not.
    func missing(besides present: Set<String>) throws(LogFailure) -> [(id: Int64, isMissing: Bool)] {
        let rows = try rows("SELECT id, name, absent IS NOT NULL FROM reader")
        var changed: [(id: Int64, isMissing: Bool)] = []
        while try rows.next() {
            let isMissing = !present.contains(rows.text(1))
            if isMissing != (rows.integer(2) != 0) { changed.append((rows.integer(0), isMissing)) }
        }
        return changed
    }

    func absences(at now: Timestamp) throws(LogFailure) -> [Absence] {
        let rows = try rows(
            """
            SELECT reader.id, topic.id, topic.name, reader.position, reader.name, reader.absent
            FROM reader JOIN topic ON topic.id = reader.topic WHERE reader.absent IS NOT NULL
            ORDER BY reader.name
            """)
        var absences: [Absence] = []
        while try rows.next() {
            let state = ReaderState(
                id: rows.integer(0), topicID: rows.integer(1), topic: Topic(rawValue: rows.text(2)),
                cursor: rows.integer(3))
            absences.append(
                Absence(
                    Reader(rows.text(4), of: state.topic), since: rows.moment(5),
                    backlog: try backlog(of: state, at: now)))
        }
        return absences
    }

    /// Drops up to `count` settlements of a reader, and returns how many.
    func dropSettlements(_ count: Int, of reader: ReaderState) throws(LogFailure) -> Int {
        try run(
            """
            DELETE FROM settlement WHERE reader = ?1 AND sequence IN
                (SELECT sequence FROM settlement WHERE reader = ?1 LIMIT ?2)
            """, .integer(reader.id), .integer(Int64(count)))
    }

    /// Forgets a reader without settlements; true where nobody else reads its topic.
    func forget(_ reader: ReaderState) throws(LogFailure) -> Bool {
        try run("DELETE FROM reader WHERE id = ?", .integer(reader.id))
        return try integer("SELECT count(*) FROM reader WHERE topic = ?", .integer(reader.topicID)) == 0
    }

    // MARK: Settling

    /// Stores what became of claimed messages, and moves the position over all that is behind the reader.
    func settle(
        _ settlements: [Settlement], of reader: ReaderState, at time: Timestamp
    ) throws(LogFailure) {
        var done: Set<Int64> = []
        for settlement in settlements {
            let attempt = reader.claimed[settlement.sequence]?.attempt ?? 1
            try remember(settlement, of: reader, at: time)
            switch settlement.outcome {
            case .done:
                done.insert(settlement.sequence)
                guard reader.claimed[settlement.sequence]?.hasWaited == true else { continue }
                try run(
                    "DELETE FROM settlement WHERE reader = ? AND sequence = ?",
                    .integer(reader.id), .integer(settlement.sequence))
            case .deferred(let time):
                try store(1, settlement.sequence, reader, attempt - 1, due: .moment(time), nil)
            case .retry(let notBefore, let reason):
                try store(1, settlement.sequence, reader, attempt, due: .moment(notBefore), reason)
            case .setAside(let reason):
                try store(2, settlement.sequence, reader, attempt, due: .null, reason)
            }
        }
        let position = try advance(reader, over: done)
        for sequence in done where sequence > position {
            try store(0, sequence, reader, 0, due: .null, nil)
        }
    }

    /// Keeps every failure, and each success that someone may ask after: of what failed before, and of deliveries.
    private func remember(
        _ settlement: Settlement, of reader: ReaderState, at time: Timestamp
    ) throws(LogFailure) {
        let failure: String?
        switch settlement.outcome {
        case .done:
            guard reader.topic == .events || reader.claimed[settlement.sequence]?.hasWaited == true else {
                return
            }
            failure = nil
        case .deferred: return
        case .retry(_, let reason), .setAside(let reason): failure = reason
        }
        try remember(settlement.sequence, at: reader, time, failure: failure)
    }

    private func store(
        _ outcome: Int64, _ sequence: Int64, _ reader: ReaderState, _ attempts: Int, due: SQLValue,
        _ reason: String?
    ) throws(LogFailure) {
        try run(
            """
            INSERT OR REPLACE INTO settlement (reader, sequence, outcome, attempts, due, reason)
            VALUES (?, ?, ?, ?, ?, ?)
            """, .integer(reader.id), .integer(sequence), .integer(outcome), .integer(Int64(attempts)), due,
            reason.map { .text($0) } ?? .null)
    }

    /// Moves the position to the last message before the first fresh one, and returns it.
    ///
    /// It costs no more than the messages it passes: it stops at once where the first one is still claimed.
    @discardableResult
    private func advance(_ reader: ReaderState, over done: Set<Int64> = []) throws(LogFailure) -> Int64 {
        let old = try position(of: reader)
        let new = try lastPassed(reader, from: old, over: done)
        guard new > old else { return old }
        try run("UPDATE reader SET position = ? WHERE id = ?", .integer(new), .integer(reader.id))
        try run(
            "DELETE FROM settlement WHERE reader = ? AND sequence > ? AND sequence <= ? AND outcome = 0",
            .integer(reader.id), .integer(old), .integer(new))
        return new
    }

    private func lastPassed(
        _ reader: ReaderState, from position: Int64, over done: Set<Int64>
    ) throws(LogFailure) -> Int64 {
        let rows = try rows(
            """
            SELECT m.sequence, s.outcome FROM message m INDEXED BY message_in_topic
            LEFT JOIN settlement s ON s.reader = ? AND s.sequence = m.sequence
            WHERE m.topic = ? AND m.sequence > ? ORDER BY m.sequence
            """, .integer(reader.id), .integer(reader.topicID), .integer(position))
        var last = position
        while try rows.next(), !rows.isNull(1) || done.contains(rows.integer(0)) { last = rows.integer(0) }
        return last
    }

    /// Moves the position to just before the first message appended at or after `time`.
    ///
    /// Returns the position; the caller's cursor must follow it.
    func rewind(_ reader: ReaderState, to time: Timestamp) throws(LogFailure) -> Int64 {
        let first = try integer(
            "SELECT min(sequence) FROM message WHERE topic = ? AND appended >= ?",
            .integer(reader.topicID), .moment(time))
        let last = try integer(
            "SELECT max(sequence) FROM message WHERE topic = ?", .integer(reader.topicID))
        let end = max(last ?? 0, try self.position(of: reader))
        let position = first.map { $0 - 1 } ?? end
        try run(
            "DELETE FROM settlement WHERE reader = ? AND sequence > ? AND outcome < 2",
            .integer(reader.id), .integer(position))
        // Those that the reader was ahead of and now passes are behind it for good.
        try run(
            "DELETE FROM settlement WHERE reader = ? AND sequence <= ? AND outcome = 0",
            .integer(reader.id), .integer(position))
        try run("UPDATE reader SET position = ? WHERE id = ?", .integer(position), .integer(reader.id))
        return try advance(reader)
    }

    // MARK: What is set aside

    func asides(of reader: ReaderState, limit: Int) throws(LogFailure) -> [Aside] {
        let rows = try rows(
            """
            SELECT s.sequence, m.appended, m.checksum, m.key, m.payload, s.attempts, s.reason
            FROM settlement s INDEXED BY settlement_aside CROSS JOIN message m ON m.sequence = s.sequence
            WHERE s.reader = ? AND s.outcome = 2 ORDER BY s.sequence LIMIT ?
            """, .integer(reader.id), .integer(Int64(max(0, limit))))
        var asides: [Aside] = []
        while try rows.next() {
            var (message, isIntact) = message(in: rows, of: reader.topic)
            if !isIntact { message.payload = [] }
            asides.append(Aside(message: message, reason: rows.text(6), attempts: Int(rows.integer(5))))
        }
        return asides
    }

    /// Makes a set-aside message wait, due at once and without attempts.
    func retryAside(_ sequence: Int64, of reader: ReaderState) throws(LogFailure) {
        try run(
            """
            UPDATE settlement SET outcome = 1, attempts = 0, due = ?, reason = NULL
            WHERE reader = ? AND sequence = ? AND outcome = 2
            """, .integer(.min), .integer(reader.id), .integer(sequence))
    }

    /// Settles a set-aside message; beyond the position a settlement must stay, so that it is passed over.
    func dropAside(_ sequence: Int64, of reader: ReaderState) throws(LogFailure) {
        let position = try position(of: reader)
        try run(
            """
            UPDATE settlement SET outcome = 0, reason = NULL
            WHERE reader = ? AND sequence = ? AND outcome = 2 AND sequence > ?
            """, .integer(reader.id), .integer(sequence), .integer(position))
        try run(
            """
            DELETE FROM settlement WHERE reader = ? AND sequence = ? AND outcome = 2 AND sequence <= ?
            """, .integer(reader.id), .integer(sequence), .integer(position))
    }

    // MARK: Counting

    func backlog(of reader: ReaderState, at now: Timestamp) throws(LogFailure) -> Backlog {
        let position = try position(of: reader)
        let beyond = try integer(
            "SELECT count(*) FROM message WHERE topic = ? AND sequence > ?",
            .integer(reader.topicID), .integer(position))
        let first = try integer(
            "SELECT min(sequence) FROM message WHERE topic = ? AND sequence > ?",
            .integer(reader.topicID), .integer(position))
        let ahead = try integer(
            "SELECT count(*) FROM settlement WHERE reader = ? AND sequence > ?",
            .integer(reader.id), .integer(position))
        let asides = try integer(
            "SELECT count(*) FROM settlement INDEXED BY settlement_aside WHERE reader = ? AND outcome = 2",
            .integer(reader.id))
        let waiting = try rows(
            """
            SELECT count(*) FILTER (WHERE due <= ?1), count(*) FILTER (WHERE due > ?1),
                min(due) FILTER (WHERE due > ?1), min(sequence)
            FROM settlement INDEXED BY settlement_due WHERE reader = ?2 AND outcome = 1
            """, .moment(now), .integer(reader.id))
        guard try waiting.next() else { return Backlog() }
        let oldest = [first, waiting.isNull(3) ? nil : waiting.integer(3)].compactMap(\.self).min() ?? 0
        return Backlog(
            ready: Int((beyond ?? 0) - (ahead ?? 0) + waiting.integer(0)), waiting: Int(waiting.integer(1)),
            setAside: Int(asides ?? 0),
            oldest: try integer("SELECT appended FROM message WHERE sequence = ?", .integer(oldest))
                .map { Timestamp(milliseconds: $0) },
            nextDue: waiting.isNull(2) ? nil : waiting.moment(2))
    }
}
