package import Pipeline

/// Saves what can be read of a damaged database into a new one, row by row.
package struct Salvage {
    /// What became of a table.
    package struct Table: Sendable {
        package var name: String
        package var saved = 0
        /// Places where rows could not be read, or had other bytes than were stored.
        package var gaps = 0
    }

    private let source: Database
    private let target: Database

    /// Saves into the state directory `directory`, which must hold no database yet, what can be read of the file `damaged`.
    ///
    /// The file is changed by being opened, so it is a copy, with its write-ahead log beside it. Throws
    /// ``LogFailure/damaged(_:)`` where nothing can be had of it.
    package static func run(from damaged: String, into directory: String) throws(LogFailure) -> [Table] {
        let hold = try StateDirectory(directory)
        let path = StateDirectory.databasePath(in: directory)
        guard StateDirectory.size(of: path) == nil else {
            throw .refused("\(path) is there already: name a directory that holds no state")
        }
        let target = try Database.open(in: hold, SQLiteLog.Limits())
        let salvage = Salvage(source: try Database(at: damaged), target: target)
        let tables = try salvage.copyAll()
        try target.checkpointAll()
        try hold.clearMark()
        return tables
    }

    private func copyAll() throws(LogFailure) -> [Table] {
        // A table whose description is damaged must not keep the others from being read.
        try source.execute(
            "PRAGMA locking_mode = EXCLUSIVE; PRAGMA writable_schema = ON; PRAGMA trusted_schema = OFF")
        guard try source.integer("SELECT count(*) FROM sqlite_master WHERE name = 'message'") == 1 else {
            throw .damaged("\(source.path) holds no table of bode that can be read: restore a backup")
        }
        try target.execute("PRAGMA foreign_keys = OFF")
        defer { try? target.execute("PRAGMA foreign_keys = ON") }
        var tables: [Table] = []
        for name in try tableNames() { tables.append(try copy(name)) }
        try mend()
        return tables
    }

    /// The tables to be saved: those of this version, but for what a full-text index keeps for itself and what tells of the
    /// database file alone.
    private func tableNames() throws(LogFailure) -> [String] {
        let rows = try target.rows(
            """
            SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name != 'life'
            AND sql NOT LIKE 'CREATE VIRTUAL%' AND NOT EXISTS (SELECT 1 FROM sqlite_master v
                WHERE v.sql LIKE 'CREATE VIRTUAL%' AND sqlite_master.name LIKE v.name || '_%') ORDER BY rowid
            """)
        var names: [String] = []
        while try rows.next() { names.append(rows.text(0)) }
        return names
    }

    // MARK: One table

    /// How a table is read and written.
    private struct Plan {
        var table: String
        /// The key first.
        var columns: [String]
        var keys: Int
        var hasRowNumber: Bool

        var list: String { columns.joined(separator: ", ") }
        var key: String { columns.prefix(keys).joined(separator: ", ") }
        func column(_ name: String) -> Int32? { columns.firstIndex(of: name).map { Int32($0) } }
    }

    private func plan(_ table: String) throws(LogFailure) -> Plan {
        let known = try columns(of: table, in: source)
        let wanted = try columns(of: table, in: target).filter { column in
            known.contains { $0.name == column.name }
        }
        let keys = wanted.filter { $0.key > 0 }.sorted { $0.key < $1.key }
        let others = wanted.filter { $0.key == 0 }
        let kind = try target.integer(
            "SELECT sql LIKE '%WITHOUT ROWID%' FROM sqlite_master WHERE name = ?", .text(table))
        return Plan(
            table: table, columns: (keys + others).map(\.name), keys: keys.count, hasRowNumber: kind == 0)
    }

    private func columns(
        of table: String, in database: Database
    ) throws(LogFailure) -> [(name: String, key: Int64)] {
        let rows = try database.rows("SELECT name, pk FROM pragma_table_info(?)", .text(table))
        var columns: [(name: String, key: Int64)] = []
        while try rows.next() { columns.append((rows.text(0), rows.integer(1))) }
        return columns
    }

    private func copy(_ table: String) throws(LogFailure) -> Table {
        var result = Table(name: table)
        guard let plan = try? plan(table), plan.keys > 0 else {
            result.gaps = 1
            return result
        }
        if plan.hasRowNumber {
            try copyNumbered(plan, &result)
        } else {
            // From both ends: what lies between the first and the last damage is lost.
            guard try !copyRows(plan, &result, "ORDER BY \(plan.key)") else { return result }
            result.gaps += 1
            let backwards = plan.columns.prefix(plan.keys).map { "\($0) DESC" }.joined(separator: ", ")
            _ = try copyRows(plan, &result, "ORDER BY \(backwards)")
        }
        return result
    }

    /// Goes on behind each gap: from the first number behind which a row can be read.
    private func copyNumbered(_ plan: Plan, _ result: inout Table) throws(LogFailure) {
        var last = Int64.min
        while try !copyRows(plan, &result, "WHERE \(plan.key) > ? ORDER BY \(plan.key)", &last) {
            result.gaps += 1
            guard let next = firstReadable(plan, after: last) else { return }
            last = next
        }
    }

    /// The lowest number behind which the next row can be read, or there is none; `nil` where no such was found.
    private func firstReadable(_ plan: Plan, after last: Int64) -> Int64? {
        let start = max(last, 0)
        func isReadable(behind number: Int64) -> Bool {
            guard
                let rows = try? source.rows(
                    SQLText(
                        "SELECT \(plan.list) FROM \(plan.table) WHERE \(plan.key) > ? ORDER BY \(plan.key) LIMIT 1"
                    ),
                    .integer(number))
            else { return false }
            guard let isRow = try? rows.next() else { return false }
            return !isRow || rows.integer(0) > number
        }
        var (step, below) = (Int64(1), Int64(0))
        while !isReadable(behind: start &+ step) {
            below = step
            guard step < 1 << 40 else { return nil }
            step *= 2
        }
        while step - below > 1 {
            let middle = below + (step - below) / 2
            if isReadable(behind: start &+ middle) { step = middle } else { below = middle }
        }
        return start &+ step
    }

    private func copyRows(_ plan: Plan, _ result: inout Table, _ order: String) throws(LogFailure) -> Bool {
        var last = Int64.min
        return try copyRows(plan, &result, order, &last)
    }

    /// Copies rows to the end or to the first that cannot be read; true at the end.
    ///
    /// `last` is the number behind which to begin, and then that of the last row.
    private func copyRows(
        _ plan: Plan, _ result: inout Table, _ order: String, _ last: inout Int64
    ) throws(LogFailure) -> Bool {
        let values = order.contains("?") ? [SQLValue.integer(last)] : []
        let query = SQLText("SELECT \(plan.list) FROM \(plan.table) \(order)")
        guard let rows = try? source.rows(query, values) else {
            return false
        }
        let places = plan.columns.map { _ in "?" }.joined(separator: ", ")
        let insert = SQLText("INSERT OR IGNORE INTO \(plan.table) (\(plan.list)) VALUES (\(places))")
        while true {
            // In batches, since each transaction is synced.
            var isAtEnd = false
            var read = 0
            let went = try target.transaction { () throws(LogFailure) in
                while read < 1000 {
                    guard let isRow = try? rows.next() else { return false }
                    guard isRow else {
                        isAtEnd = true
                        return true
                    }
                    read += 1
                    if plan.hasRowNumber {
                        // What reads as zeros may pass for rows; whoever follows them comes to the same gap for ever.
                        guard rows.integer(0) > last else { return false }
                        last = rows.integer(0)
                    }
                    guard isIntact(rows, plan) else {
                        result.gaps += 1
                        continue
                    }
                    let values = (0..<plan.columns.count).map { rows.value(Int32($0)) }
                    let inserted = try target.rows(insert, values)
                    while try inserted.next() {}
                    result.saved += target.changes
                }
                return true
            }
            if !went { return false }
            if isAtEnd { return true }
        }
    }

    /// False for a record that would only be refused; a damaged message is kept, so that its readers set it aside by name.
    private func isIntact(_ rows: borrowing Rows, _ plan: Plan) -> Bool {
        guard plan.table == "publication", let record = plan.column("record"),
            let checksum = plan.column("checksum"), !rows.isNull(checksum)
        else { return true }
        return Checksum.isIntact(rows.integer(checksum), rows.bytes(record))
    }

    // MARK: What hangs together

    private func mend() throws(LogFailure) {
        // A number that was given once is never given again.
        let last = (try? source.integer("SELECT seq FROM sqlite_sequence WHERE name = 'message'")) ?? 0
        let highest = try target.integer("SELECT max(sequence) FROM message") ?? 0
        try target.run("DELETE FROM sqlite_sequence WHERE name = 'message'")
        try target.run(
            "INSERT INTO sqlite_sequence (name, seq) VALUES ('message', ?)", .integer(max(last, highest)))
        // A poll more or less does no harm.
        try target.run("DELETE FROM poll")
        // What a source's record said of validators is asked for again; that it has a baseline must not be forgotten.
        try mend("source", "record") { name in
            var record = SourceRecord(name: name)
            record.hasBaseline = true
            return JSONText.encode(record)
        }
        try mend("reader", "memory") { _ in nil }
        for name in try tableNames() {
            let rows = try target.rows(
                "SELECT \"table\", \"from\", \"to\" FROM pragma_foreign_key_list(?)", .text(name))
            var keys: [(table: String, from: String, to: String)] = []
            while try rows.next() { keys.append((rows.text(0), rows.text(1), rows.text(2))) }
            for key in keys {
                try target.run(
                    SQLText(
                        "DELETE FROM \(name) WHERE \(key.from) NOT IN (SELECT \(key.to) FROM \(key.table))"))
            }
        }
        try nameAll()
    }

    /// Puts something harmless in the place of records whose bytes have changed.
    private func mend(
        _ table: String, _ column: String, _ instead: (String) -> [UInt8]?
    ) throws(LogFailure) {
        let rows = try target.rows(
            SQLText("SELECT id, name, \(column), checksum FROM \(table) WHERE checksum IS NOT NULL"))
        var damaged: [(id: Int64, name: String)] = []
        while try rows.next() {
            guard !Checksum.isIntact(rows.integer(3), rows.bytes(2)) else { continue }
            damaged.append((rows.integer(0), rows.text(1)))
        }
        for one in damaged {
            let bytes = instead(one.name)
            try target.run(
                SQLText("UPDATE \(table) SET \(column) = ?, checksum = ? WHERE id = ?"),
                bytes.map { .blob($0) } ?? .null, bytes.map { .integer(Checksum($0).value) } ?? .null,
                .integer(one.id))
        }
    }

    /// Gives every paper the names that its record knows, where they were lost.
    private func nameAll() throws(LogFailure) {
        var last = Int64(0)
        while let id = try target.integer(
            "SELECT id FROM publication WHERE id > ? ORDER BY id LIMIT 1", .integer(last))
        {
            last = id
            let rows = try target.rows("SELECT record FROM publication WHERE id = ?", .integer(id))
            guard try rows.next(),
                let paper = try? JSONText.decode(ArchivedPublication.self, from: rows.bytes(0))
            else { continue }
            for name in [paper.id] + paper.names {
                try target.run(
                    "INSERT OR IGNORE INTO name (name, publication) VALUES (?, ?)", .text(name.rawValue),
                    .integer(id))
            }
        }
    }
}
