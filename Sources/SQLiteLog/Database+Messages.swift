import Pipeline

/// Topics, their messages, and what can be claimed of them.
extension Database {
    /// A message that can be claimed, as it lies in the database.
    struct Found {
        var message: Message
        /// Retries so far.
        var retries: Int
        var hasWaited: Bool
        /// False where the bytes are not those that were appended.
        var isIntact: Bool
    }

    /// The number of a topic, which is given one where it has none.
    func topicID(_ topic: Topic) throws(LogFailure) -> Int64 {
        if let id = topics[topic] { return id }
        if let id = try integer("SELECT id FROM topic WHERE name = ?", .text(topic.rawValue)) {
            topics[topic] = id
            return id
        }
        let rows = try rows("INSERT INTO topic (name) VALUES (?) RETURNING id", .text(topic.rawValue))
        guard try rows.next() else { throw .damaged(at: path, "no topic was stored") }
        let id = rows.integer(0)
        while try rows.next() {}
        return id
    }

    func append(
        _ messages: [PreparedTransaction.PreparedMessage], at time: Timestamp
    ) throws(LogFailure) {
        guard !messages.isEmpty else { return }
        // One statement for all: taking it out and putting it back takes as long as much of its work.
        let insertion = try rows(
            "INSERT INTO message (topic, appended, checksum, key, payload) VALUES (?, ?, ?, ?, ?)")
        try insertion.bind(.moment(time), at: 2)
        var last: Topic?
        for prepared in messages {
            let message = prepared.message
            if message.topic != last { try insertion.bind(.integer(topicID(message.topic)), at: 1) }
            last = message.topic
            try insertion.bind(.integer(prepared.checksum), at: 3)
            try insertion.bind(.text(message.key), at: 4)
            try insertion.bind(.blob(message.payload), at: 5)
            try insertion.run()
        }
    }

    /// Messages that wait for `reader` and are due, those that have been due longest first.
    func due(_ limit: Int, for reader: ReaderState, at now: Timestamp) throws(LogFailure) -> [Found] {
        let rows = try rows(
            """
            SELECT s.sequence, m.appended, m.checksum, m.key, m.payload, s.attempts
            FROM settlement s INDEXED BY settlement_due CROSS JOIN message m ON m.sequence = s.sequence
            WHERE s.reader = ? AND s.outcome = 1 AND s.due <= ? ORDER BY s.due, s.sequence
            """, .integer(reader.id), .moment(now))
        return try found(limit, in: rows, for: reader, hasWaited: true)
    }

    /// Messages beyond the cursor that `reader` never had, in the order of their sequence.
    func fresh(_ limit: Int, for reader: ReaderState) throws(LogFailure) -> [Found] {
        let rows = try rows(
            """
            SELECT m.sequence, m.appended, m.checksum, m.key, m.payload, 0
            FROM message m INDEXED BY message_in_topic
            WHERE m.topic = ? AND m.sequence > ? AND NOT EXISTS
                (SELECT 1 FROM settlement s WHERE s.reader = ? AND s.sequence = m.sequence)
            ORDER BY m.sequence
            """, .integer(reader.topicID), .integer(max(reader.cursor, try position(of: reader))),
            .integer(reader.id))
        return try found(limit, in: rows, for: reader, hasWaited: false)
    }

    private func found(
        _ limit: Int, in rows: borrowing Rows, for reader: ReaderState, hasWaited: Bool
    ) throws(LogFailure) -> [Found] {
        var found: [Found] = []
        while found.count < limit, try rows.next() {
            guard reader.claimed[rows.integer(0)] == nil else { continue }
            let (message, isIntact) = message(in: rows, of: reader.topic)
            found.append(
                Found(
                    message: message, retries: Int(rows.integer(5)), hasWaited: hasWaited, isIntact: isIntact)
            )
        }
        return found
    }

    /// The message of a row that begins with sequence, appended, checksum, key and payload.
    func message(in rows: borrowing Rows, of topic: Topic) -> (message: Message, isIntact: Bool) {
        let message = Message(
            topic: topic, sequence: rows.integer(0), key: rows.text(3), payload: rows.bytes(4),
            appended: rows.moment(1))
        let isIntact = Checksum.isIntact(rows.integer(2), key: message.key, payload: message.payload)
        return (message, isIntact)
    }

    /// Whether `reader` has something to claim, and if not, when it will.
    func outlook(for reader: ReaderState, at now: Timestamp) throws(LogFailure) -> WorkBell.Outlook {
        let waiting = try rows(
            "SELECT due, sequence FROM settlement WHERE reader = ? AND outcome = 1 ORDER BY due, sequence",
            .integer(reader.id))
        var nextDue: Timestamp?
        while nextDue == nil, try waiting.next() {
            if reader.claimed[waiting.integer(1)] == nil { nextDue = waiting.moment(0) }
        }
        if let nextDue, nextDue <= now { return .ready }
        return try fresh(1, for: reader).isEmpty ? .nothing(nextDue: nextDue) : .ready
    }

    // MARK: Pruning

    /// Topics that have both readers and messages; where there are many sources, most have no messages.
    func topicsInUse() throws(LogFailure) -> [Int64] {
        let rows = try rows(
            """
            SELECT DISTINCT topic FROM reader
            WHERE EXISTS (SELECT 1 FROM message INDEXED BY message_in_topic WHERE message.topic = reader.topic)
            """)
        var topics: [Int64] = []
        while try rows.next() { topics.append(rows.integer(0)) }
        return topics
    }

    /// Drops what may go of the next `count` messages of a topic after `start` and up to `end`, and returns the last
    /// that it looked at and how many it dropped; `nil` once there is nothing left that is old enough.
    func prune(
        _ count: Int64, of topic: Int64, after start: Int64, upTo end: Int64, before time: Timestamp
    ) throws(LogFailure) -> (last: Int64, dropped: Int)? {
        let rows = try rows(
            """
            SELECT max(sequence), min(appended) FROM
                (SELECT sequence, appended FROM message INDEXED BY message_in_topic
                 WHERE topic = ? AND sequence > ? AND sequence <= ? ORDER BY sequence LIMIT ?)
            """, .integer(topic), .integer(start), .integer(end), .integer(count))
        // Times rise with sequences but for a clock that was set back; what that hides goes another time.
        guard try rows.next(), !rows.isNull(0), rows.moment(1) < time else { return nil }
        let last = rows.integer(0)
        let dropped = try run(
            """
            DELETE FROM message WHERE topic = ? AND sequence > ? AND sequence <= ? AND appended < ? AND NOT EXISTS
                (SELECT 1 FROM settlement s WHERE s.sequence = message.sequence AND s.outcome > 0)
            """, .integer(topic), .integer(start), .integer(last), .moment(time))
        return (last, dropped)
    }

    /// Drops up to `count` messages of a topic that nobody reads any more, and returns how many.
    ///
    /// None where it has a reader again.
    func dropMessages(_ count: Int, of topic: Int64) throws(LogFailure) -> Int {
        try run(
            """
            DELETE FROM message WHERE sequence IN
                (SELECT sequence FROM message INDEXED BY message_in_topic WHERE topic = ?1 LIMIT ?2)
            AND NOT EXISTS (SELECT 1 FROM reader WHERE topic = ?1)
            """, .integer(topic), .integer(Int64(count)))
    }
}
