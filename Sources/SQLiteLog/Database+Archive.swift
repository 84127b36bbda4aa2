import Pipeline

/// What is stored beside the messages: sources with their entries, and the archive of publications.
extension Database {
    func store(_ source: PreparedTransaction.Record, _ entries: [SeenEntry]) throws(LogFailure) {
        try run(
            """
            INSERT INTO source (name, record, checksum) VALUES (?, ?, ?)
            ON CONFLICT (name) DO UPDATE SET record = excluded.record, checksum = excluded.checksum
            """, .text(source.name), .blob(source.json), .integer(source.checksum))
        try run(
            "DELETE FROM poll WHERE source = (SELECT id FROM source WHERE name = ?)", .text(source.name))
        guard !entries.isEmpty,
            let id = try integer("SELECT id FROM source WHERE name = ?", .text(source.name))
        else { return }
        let insertion = try rows(
            """
            INSERT INTO entry (source, identity, fingerprint) VALUES (?, ?, ?)
            ON CONFLICT (source, identity) DO UPDATE SET fingerprint = excluded.fingerprint
            """, .integer(id))
        for entry in entries {
            try insertion.bind(.text(entry.identity.rawValue), at: 2)
            try insertion.bind(.text(entry.fingerprint), at: 3)
            try insertion.run()
        }
    }

    /// Stores what a poll changed in the record of a source, which is there.
    func store(_ times: PollTimes, of name: String) throws(LogFailure) {
        let values = times.values
        try run(
            """
            INSERT INTO poll (source, attempt, success, not_before, polls, unchanged, checksum)
            SELECT id, ?, ?, ?, ?, ?, ? FROM source WHERE name = ?
            ON CONFLICT (source) DO UPDATE SET attempt = excluded.attempt, success = excluded.success,
                not_before = excluded.not_before, polls = excluded.polls, unchanged = excluded.unchanged,
                checksum = excluded.checksum
            """, values.map { .integer($0) } + [.integer(Checksum(values).value), .text(name)])
        guard changes == 1 else { throw .damaged(at: path, "the record of source \(name) is gone") }
    }

    /// The record of a source as it was last stored whole, and what polls have changed in it since.
    func sourceRecord(_ name: String) throws(LogFailure) -> (record: [UInt8], times: PollTimes?)? {
        let rows = try rows(
            """
            SELECT record, source.checksum, attempt, success, not_before, polls, unchanged, poll.checksum
            FROM source LEFT JOIN poll ON poll.source = source.id WHERE name = ?
            """, .text(name))
        guard try rows.next() else { return nil }
        let record = try record(in: rows, "the record of source \(name)")
        guard !rows.isNull(7) else { return (record, nil) }
        let values = (2..<2 + Int32(PollTimes.count)).map { rows.integer($0) }
        guard Checksum(values).value == rows.integer(7) else {
            throw .damaged(at: path, "what is remembered of the last polls of source \(name) has changed")
        }
        return (record, PollTimes(values: values))
    }

    /// The record of a row that begins with it and its checksum; those stored before there were any have none.
    func record(in rows: borrowing Rows, _ what: String) throws(LogFailure) -> [UInt8] {
        let bytes = rows.bytes(0)
        guard rows.isNull(1) || Checksum.isIntact(rows.integer(1), bytes) else {
            throw .damaged(at: path, "the bytes of \(what) are not those that were stored")
        }
        return bytes
    }

    /// One look-up for each: there is no round trip to save, and no limit of parameters to mind.
    func fingerprints(
        of identities: [Identifier], at source: String
    ) throws(LogFailure) -> [Identifier: String] {
        guard let id = try integer("SELECT id FROM source WHERE name = ?", .text(source)),
            try integer("SELECT 1 FROM entry WHERE source = ? LIMIT 1", .integer(id)) != nil
        else { return [:] }
        return try reading { () throws(LogFailure) in
            var found: [Identifier: String] = [:]
            let entry = try rows(
                "SELECT fingerprint FROM entry WHERE source = ? AND identity = ?", .integer(id))
            for identity in identities {
                try entry.bind(.text(identity.rawValue), at: 2)
                if try entry.next() { found[identity] = entry.text(0) }
                entry.beginAgain()
            }
            return found
        }
    }

    /// Stores a publication in place of what was known of it; a name that another one had is its own from now on.
    func store(
        _ record: PreparedTransaction.Record, under names: [Identifier], _ published: Timestamp
    ) throws(LogFailure) {
        try run(
            """
            INSERT INTO publication (identity, record, published, checksum) VALUES (?, ?, ?, ?)
            ON CONFLICT (identity) DO UPDATE SET
                record = excluded.record, published = excluded.published, checksum = excluded.checksum
            """, .text(record.name), .blob(record.json), .moment(published), .integer(record.checksum))
        guard let id = try integer("SELECT id FROM publication WHERE identity = ?", .text(record.name)) else {
            throw .damaged(at: path, "no publication was stored")
        }
        for name in [record.name] + names.map(\.rawValue) {
            try run(
                """
                INSERT INTO name (name, publication) VALUES (?, ?)
                ON CONFLICT (name) DO UPDATE SET publication = excluded.publication
                """, .text(name), .integer(id))
        }
    }

    /// Forgets a publication of which every name has passed to another; one that still has a name stays.
    func removePublication(_ identity: Identifier) throws(LogFailure) {
        try run(
            """
            DELETE FROM publication WHERE identity = ?
            AND NOT EXISTS (SELECT 1 FROM name WHERE name.publication = publication.id)
            """, .text(identity.rawValue))
    }

    /// The publications behind `identity`, in the order of the bytes of their identities.
    func publications(after identity: Identifier?, limit: Int) throws(LogFailure) -> [[UInt8]] {
        let rows = try rows(
            "SELECT record, checksum FROM publication WHERE identity > ? ORDER BY identity LIMIT ?",
            .text(identity?.rawValue ?? ""), .integer(Int64(max(0, limit))))
        var found: [[UInt8]] = []
        while try rows.next() { found.append(try record(in: rows, "an archived publication")) }
        return found
    }

    /// The publications that carry any of `names`, in the order in which they were first stored.
    func publications(under names: [Identifier]) throws(LogFailure) -> [[UInt8]] {
        // A first start asks for everything that its sources show, and has nothing.
        guard try integer("SELECT 1 FROM name LIMIT 1") != nil else { return [] }
        return try reading { () throws(LogFailure) in
            var ids: Set<Int64> = []
            let publication = try rows("SELECT publication FROM name WHERE name = ?")
            for name in names {
                try publication.bind(.text(name.rawValue), at: 1)
                if try publication.next() { ids.insert(publication.integer(0)) }
                publication.beginAgain()
            }
            return try records(of: ids)
        }
    }

    private func records(of ids: Set<Int64>) throws(LogFailure) -> [[UInt8]] {
        var found: [[UInt8]] = []
        for id in ids.sorted() {
            let rows = try rows("SELECT record, checksum FROM publication WHERE id = ?", .integer(id))
            if try rows.next() { found.append(try record(in: rows, "an archived publication")) }
        }
        return found
    }
}
