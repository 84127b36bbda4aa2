package import Pipeline

/// A database file that no log has open: a stopped daemon's, or a backup's.
package struct StoredDatabase: Sendable {
    package let path: String

    /// The database of a state directory, or of a backup.
    package init(in directory: String) { path = StateDirectory.databasePath(in: directory) }

    /// The database in that file.
    package init(file: String) { path = file }

    package var exists: Bool { StateDirectory.size(of: path) != nil }

    /// What a check has found.
    package struct Findings: Sendable {
        /// What is wrong, one sentence each; empty where nothing is.
        package var problems: [String] = []
        package var messages = 0
        package var papers = 0
        /// The hashes of the originals that the archive names.
        package var originals: Set<String> = []
    }

    /// The most problems of one kind that are listed.
    static let mostListed = 20

    /// Reads everything there is and compares it with what it should be; the files are left as they are.
    ///
    /// Nobody may have the database open. Throws where it cannot be read at all for a reason that is no damage.
    package func check() throws(LogFailure) -> Findings { try check(nil) }

    /// `mark`: what was noted of its write-ahead log.
    func check(_ mark: StateDirectory.Mark?) throws(LogFailure) -> Findings {
        var findings = Findings()
        do throws(LogFailure) {
            guard StateDirectory.size(of: path) != 0 else { throw .damaged(at: path, "the file is empty") }
            let files = Database.FilesFound(path)
            let database = try Database(at: path)
            // Its write-ahead log is left where it is, as evidence.
            if files.log != nil { database.abandon() }
            try database.configure(SQLiteLog.Limits(), isNew: false)
            do throws(LogFailure) { try database.check(files, mark) } catch {
                findings.problems.append("\(error)")
            }
            var check = Check(database: database, findings: findings)
            do throws(LogFailure) { try check.structure() } catch {
                // What can be read is looked at all the same.
                check.findings.problems.append("\(error)")
            }
            check.contents()
            findings = check.findings
        } catch {
            guard case .damaged(let why) = error else { throw error }
            findings.problems.append(why)
        }
        return findings
    }

    private struct Check {
        let database: Database
        var findings: Findings

        /// The pages and how they hang together.
        mutating func structure() throws(LogFailure) {
            let version = try database.integer("PRAGMA user_version") ?? 0
            guard version <= Schema.migrations.count else {
                throw .damaged("\(database.path) was written by a newer bode (schema \(version))")
            }
            let rows = try database.rows(SQLText("PRAGMA integrity_check(\(StoredDatabase.mostListed))"))
            while try rows.next() {
                if rows.text(0) != "ok" { findings.problems.append(rows.text(0).onOneLine(limit: 300)) }
            }
            let strays = try database.rows("PRAGMA foreign_key_check")
            var tables: [String: Int] = [:]
            while try strays.next() { tables[strays.text(0), default: 0] += 1 }
            for (table, count) in tables.sorted(by: { $0.key < $1.key }) {
                findings.problems.append("\(count) rows of \(table) belong to nothing")
            }
        }

        /// The bytes themselves, each against its checksum.
        mutating func contents() {
            let parts = [
                counting("messages", messages), counting("papers", papers),
                counting("sources") { found throws(LogFailure) in
                    try records(of: "source", in: "record", &found)
                },
                counting("readers") { found throws(LogFailure) in
                    try records(of: "reader", in: "memory", &found)
                },
                counting("polls", polls),
            ]
            (findings.messages, findings.papers) = (parts[0].count, parts[1].count)
            for part in parts {
                findings.problems += part.found.problems
                findings.originals.formUnion(part.found.originals)
            }
        }

        private func messages(_ findings: inout Findings) throws(LogFailure) -> Int {
            let rows = try database.rows("SELECT sequence, checksum, key, payload FROM message")
            var count = 0
            while try rows.next() {
                count += 1
                guard !Checksum.isIntact(rows.integer(1), key: rows.text(2), payload: rows.bytes(3)) else {
                    continue
                }
                let key = rows.text(2).onOneLine(limit: 100)
                findings.problems.append(
                    "message \(rows.integer(0)) (\(key)) has other bytes than were stored")
            }
            return count
        }

        private func papers(_ findings: inout Findings) throws(LogFailure) -> Int {
            let rows = try database.rows(
                SQLText("SELECT record, \(checksum(of: "publication")), identity FROM publication"))
            var count = 0
            while try rows.next() {
                count += 1
                let (bytes, name) = (rows.bytes(0), rows.text(2).onOneLine(limit: 100))
                guard rows.isNull(1) || Checksum.isIntact(rows.integer(1), bytes) else {
                    findings.problems.append("the archived paper \(name) has other bytes than were stored")
                    continue
                }
                guard let paper = try? JSONText.decode(ArchivedPublication.self, from: bytes) else {
                    findings.problems.append("the archived paper \(name) cannot be read")
                    continue
                }
                if let hash = paper.original?.sha256 { findings.originals.insert(hash) }
            }
            return count
        }

        private func records(
            of table: String, in column: String, _ findings: inout Findings
        ) throws(LogFailure) -> Int {
            let rows = try database.rows(
                SQLText("SELECT \(column), \(checksum(of: table)), name FROM \(table)"))
            var count = 0
            while try rows.next() {
                count += 1
                guard !rows.isNull(1), !Checksum.isIntact(rows.integer(1), rows.bytes(0)) else { continue }
                let name = rows.text(2).onOneLine(limit: 100)
                findings.problems.append("what is stored of \(table) \(name) has other bytes than it had")
            }
            return count
        }

        /// What polls have changed since the records were stored; older schemas have none.
        private func polls(_ findings: inout Findings) throws(LogFailure) -> Int {
            guard try database.integer("SELECT count(*) FROM sqlite_master WHERE name = 'poll'") == 1 else {
                return 0
            }
            let rows = try database.rows(
                """
                SELECT attempt, success, not_before, polls, unchanged, poll.checksum, name
                FROM poll JOIN source ON source.id = poll.source
                """)
            var count = 0
            while try rows.next() {
                count += 1
                let values = (0..<Int32(PollTimes.count)).map { rows.integer($0) }
                guard Checksum(values).value != rows.integer(5) else { continue }
                let name = rows.text(6).onOneLine(limit: 100)
                findings.problems.append(
                    "what is remembered of the last polls of source \(name) has other numbers than it had")
            }
            return count
        }

        /// The column of a table's checksums; older schemas have none.
        private func checksum(of table: String) -> String {
            let has = try? database.integer(
                "SELECT count(*) FROM pragma_table_info(?) WHERE name = 'checksum'", .text(table))
            return has == 1 ? "checksum" : "NULL"
        }

        /// What `body` counts and finds, the first of it word by word.
        private func counting(
            _ what: String, _ body: (inout Findings) throws(LogFailure) -> Int
        ) -> (count: Int, found: Findings) {
            var found = Findings()
            var count = 0
            do throws(LogFailure) { count = try body(&found) } catch {
                found.problems.insert(
                    "not all \(what) can be read: \("\(error)".onOneLine(limit: 300))", at: 0)
            }
            let others = found.problems.count - StoredDatabase.mostListed
            if others > 0 {
                found.problems.removeLast(others)
                found.problems.append("and \(others) more like that")
            }
            return (count, found)
        }
    }
}
