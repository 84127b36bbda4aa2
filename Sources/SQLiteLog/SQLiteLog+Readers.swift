package import Pipeline

/// What readers do besides committing.
extension SQLiteLog {
    package func open(_ wanted: [Reader], from start: ReadingStart) async throws(LogFailure) {
        var new: [Reader] = []
        try use { database throws(LogFailure) in
            for reader in wanted where readers[reader.name] == nil {
                if try database.reader(reader.name) == nil { new.append(reader) }
            }
        }
        if !new.isEmpty {
            // One transaction, since a configuration may name thousands and each would be synced.
            try write { database throws(LogFailure) in
                for reader in new where try database.reader(reader.name) == nil {
                    try database.add(reader, from: start)
                }
            }
        }
        try use { database throws(LogFailure) in
            for reader in wanted { _ = try state(of: reader, in: database) }
        }
    }

    package func claim(
        _ limit: Int, from queue: Queue, for reader: Reader, at now: Timestamp
    ) async throws(LogFailure) -> [Claim] {
        var claims: [Claim] = []
        do throws(LogFailure) {
            try claim(upTo: limit, from: queue, for: reader, at: now, into: &claims)
            return claims
        } catch {
            // Nobody would ever settle what is not handed out.
            for claim in claims { readers[reader.name]?.release(claim.message.sequence) }
            throw error
        }
    }

    private func claim(
        upTo limit: Int, from queue: Queue, for reader: Reader, at now: Timestamp, into claims: inout [Claim]
    ) throws(LogFailure) {
        while claims.count < limit {
            let found = try use { database throws(LogFailure) in
                let state = try state(of: reader, in: database)
                var found: [Database.Found] = []
                if queue != .incoming { found = try database.due(limit - claims.count, for: state, at: now) }
                if queue != .deferred {
                    found += try database.fresh(limit - claims.count - found.count, for: state)
                }
                return found
            }
            for one in found { claims += claim(one, for: reader) }
            let damaged = found.filter { !$0.isIntact }
            guard !damaged.isEmpty else { return }
            try setAside(damaged, of: reader)
        }
    }

    private func claim(_ found: Database.Found, for reader: Reader) -> [Claim] {
        let sequence = found.message.sequence
        let claimed = ReaderState.Claimed(attempt: found.retries + 1, hasWaited: found.hasWaited)
        readers[reader.name]?.claimed[sequence] = claimed
        if !found.hasWaited { readers[reader.name]?.cursor = sequence }
        return found.isIntact ? [Claim(message: found.message, attempt: claimed.attempt)] : []
    }

    /// Sets messages aside whose bytes have changed on the disk, so that no reader ever sees them.
    private func setAside(_ damaged: [Database.Found], of reader: Reader) throws(LogFailure) {
        defer { for one in damaged { readers[reader.name]?.release(one.message.sequence) } }
        let reason = "the stored payload is damaged: its checksum does not match"
        let notices = damaged.compactMap { damageNotice($0.message, reader, reason) }
        try write { database throws(LogFailure) in
            try database.settle(
                damaged.map { Settlement($0.message.sequence, .setAside(reason: reason)) },
                of: try state(of: reader, in: database), at: clock.now)
            try database.append(
                notices.map { PreparedTransaction.PreparedMessage($0) }, at: clock.now)
        }
        ringBells(for: Set(notices.map(\.topic)))
    }

    package func release(_ sequences: [Int64], of reader: Reader) async {
        for sequence in sequences { readers[reader.name]?.release(sequence) }
        bells[reader.name]?.ring()
    }

    package func awaitWork(
        for reader: Reader, until deadline: Timestamp?, clock: any Clock
    ) async {
        let bell = bells[reader.name] ?? WorkBell()
        bells[reader.name] = bell
        await bell.awaitWork(until: deadline, clock: clock) { now in self.outlook(for: reader, at: now) }
    }

    private func outlook(for reader: Reader, at now: Timestamp) -> WorkBell.Outlook {
        let outlook = try? use { database throws(LogFailure) in
            try database.outlook(for: state(of: reader, in: database), at: now)
        }
        return outlook ?? .ready
    }

    package func backlog(of reader: Reader) async throws(LogFailure) -> Backlog {
        try use { database throws(LogFailure) in
            try database.backlog(of: state(of: reader, in: database), at: clock.now)
        }
    }

    package func asides(of reader: Reader, limit: Int) async throws(LogFailure) -> [Aside] {
        try use { database throws(LogFailure) in
            try database.asides(of: state(of: reader, in: database), limit: limit)
        }
    }

    package func retryAsides(_ sequences: [Int64], of reader: Reader) async throws(LogFailure) {
        try write { database throws(LogFailure) in
            let state = try state(of: reader, in: database)
            for sequence in sequences { try database.retryAside(sequence, of: state) }
        }
        bells[reader.name]?.ring()
    }

    package func dropAsides(_ sequences: [Int64], of reader: Reader) async throws(LogFailure) {
        try write { database throws(LogFailure) in
            let state = try state(of: reader, in: database)
            for sequence in sequences { try database.dropAside(sequence, of: state) }
        }
    }

    package func rewind(_ reader: Reader, to time: Timestamp) async throws(LogFailure) {
        let position = try write { database throws(LogFailure) in
            try database.rewind(state(of: reader, in: database), to: time)
        }
        readers[reader.name]?.cursor = position
        bells[reader.name]?.ring()
    }

    @discardableResult
    package func prune(before time: Timestamp) async throws(LogFailure) -> Int {
        let topics = try use { database throws(LogFailure) in try database.topicsInUse() }
        var dropped = 0
        for topic in topics {
            var last: Int64? = 0
            while let start = last {
                last = try write { database throws(LogFailure) in
                    let pruned = try database.prune(
                        Int64(limits.pruning), of: topic, after: start,
                        upTo: try lastSettled(of: topic, in: database), before: time)
                    dropped += pruned?.dropped ?? 0
                    return pruned?.last
                }
                // Others have waited meanwhile.
                await Task.yield()
            }
        }
        return dropped
    }

    package func absences(besides present: Set<String>) async throws(LogFailure) -> [Absence] {
        let now = clock.now
        // Written only where something changed: most of the time nobody is missing.
        let changed = try use { database throws(LogFailure) in try database.missing(besides: present) }
        if !changed.isEmpty {
            try write { database throws(LogFailure) in
                for (id, isMissing) in changed {
                    try database.run(
                        "UPDATE reader SET absent = ? WHERE id = ?", isMissing ? .moment(now) : .null,
                        .integer(id))
                }
            }
        }
        return try use { database throws(LogFailure) in try database.absences(at: now) }
    }

    package func retire(_ reader: Reader) async throws(LogFailure) {
        let retired = try use { database throws(LogFailure) in try state(of: reader, in: database) }
        guard retired.claimed.isEmpty else {
            throw .refused("\(reader.name) has claims, so somebody runs it")
        }
        // In slices, so that nobody waits for long; what was begun is ended by asking again.
        try await dropInSlices { database throws(LogFailure) in
            try database.dropSettlements(limits.pruning, of: retired)
        }
        let isLast = try write { database throws(LogFailure) in try database.forget(retired) }
        readers[reader.name] = nil
        guard isLast else { return }
        try await dropInSlices { database throws(LogFailure) in
            try database.dropMessages(limits.pruning, of: retired.topicID)
        }
    }

    /// Asks for one slice after the other, each a transaction of its own, until nothing is left to drop.
    private func dropInSlices(_ slice: (Database) throws(LogFailure) -> Int) async throws(LogFailure) {
        var dropped = 1
        while dropped > 0 {
            dropped = try write { database throws(LogFailure) in try slice(database) }
            await Task.yield()
        }
    }

    /// The last message of a topic that no reader will ask for again, but for those with a settlement of their own.
    private func lastSettled(of topic: Int64, in database: Database) throws(LogFailure) -> Int64 {
        var last: Int64?
        let rows = try database.rows("SELECT name, position FROM reader WHERE topic = ?", .integer(topic))
        while try rows.next() {
            let claimed = readers[rows.text(0)]?.claimed.keys.min().map { $0 - 1 }
            last = min(last ?? .max, rows.integer(1), claimed ?? .max)
        }
        return last ?? 0
    }

    /// The state of a reader, taken from the database the first time.
    func state(of reader: Reader, in database: Database) throws(LogFailure) -> ReaderState {
        var state = readers[reader.name]
        if state == nil { state = try database.reader(reader.name) }
        guard let state else { throw .refused("no reader is called \(reader.name)") }
        guard state.topic == reader.topic else {
            throw .refused(
                "\(reader.name) reads \(state.topic.rawValue) and not \(reader.topic.rawValue)")
        }
        if readers[reader.name] == nil { readers[reader.name] = state }
        return state
    }
}
