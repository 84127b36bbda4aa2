import CSQLite
import Pipeline

/// One SQLite connection, used by the log's actor alone.
///
/// Every error leaves as a ``LogFailure``; SQLite's codes stop here.
final class Database {
    let path: String
    private let handle: OpaquePointer
    /// Prepared statements; `nil` in the place of one that is in use.
    private var idle: [SQLText: OpaquePointer?] = [:]
    /// Topics that were found; forgotten when a transaction is undone, which may have added them.
    var topics: [Topic: Int64] = [:]
    /// Pages in the write-ahead log after the last commit.
    private var logPages = 0
    /// How many there were when they could not be copied; tried again once as many have come.
    private var lastFailure = 0
    /// Transactions committed, each with one sync at most.
    private(set) var commits = 0

    /// Opens the database file at `path`, which must be there.
    init(at path: String) throws(LogFailure) {
        var handle: OpaquePointer?
        // No mutex: the actor's queue is the only user.
        let flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE
        let code = sqlite3_open_v2(path, &handle, flags, nil)
        guard code == SQLITE_OK, let handle else {
            defer { sqlite3_close_v2(handle) }
            throw LogFailure(sqlite: code, handle, path: path)
        }
        (self.path, self.handle) = (path, handle)
        // SQLite opens what it may not write for reading only, and says so nowhere else.
        guard sqlite3_db_readonly(handle, "main") == 0 else {
            throw .broken("\(path) cannot be written by this user")
        }
    }

    deinit {
        for statement in idle.values { if let statement { sqlite3_finalize(statement) } }
        sqlite3_close_v2(handle)
    }

    func failure() -> LogFailure {
        LogFailure(sqlite: sqlite3_extended_errcode(handle), handle, path: path)
    }

    /// Makes rows larger than `bytes` fail, as what the caller should not have asked for.
    func limitValues(to bytes: Int) {
        sqlite3_limit(handle, SQLITE_LIMIT_LENGTH, Int32(clamping: bytes))
    }

    /// A copy of this database into that of another connection; `nil` where it cannot begin, which `target` then tells.
    func backup(to target: OpaquePointer) -> OpaquePointer? {
        sqlite3_backup_init(target, "main", handle, "main")
    }

    // MARK: Statements

    /// Prepares `sql`, or takes the statement prepared before, and binds `values` to its parameters.
    func rows(_ sql: SQLText, _ values: SQLValue...) throws(LogFailure) -> Rows { try rows(sql, values) }

    func rows(_ sql: SQLText, _ values: [SQLValue]) throws(LogFailure) -> Rows {
        var statement = idle[sql] ?? nil
        // Its place is kept: taking it out would move others.
        if statement != nil { idle.updateValue(nil, forKey: sql) }
        if statement == nil {
            let code = sqlite3_prepare_v3(
                handle, sql.text, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &statement, nil)
            guard code == SQLITE_OK else { throw failure() }
        }
        guard let statement else { throw .refused("not a statement: \(sql.text)") }
        let rows = Rows(self, sql, statement)
        for (index, value) in values.enumerated() {
            try rows.bind(value, at: Int32(truncatingIfNeeded: index + 1))
        }
        return rows
    }

    /// Runs `sql` to its end, and returns how many rows it changed.
    @discardableResult
    func run(_ sql: SQLText, _ values: SQLValue...) throws(LogFailure) -> Int { try run(sql, values) }

    @discardableResult
    func run(_ sql: SQLText, _ values: [SQLValue]) throws(LogFailure) -> Int {
        let rows = try rows(sql, values)
        while try rows.next() {}
        return changes
    }

    /// Rows that the last statement changed.
    var changes: Int { Int(sqlite3_changes(handle)) }

    /// Runs a script of statements without parameters.
    func execute(_ script: String) throws(LogFailure) {
        guard sqlite3_exec(handle, script, nil, nil, nil) == SQLITE_OK else { throw failure() }
    }

    /// The first column of the first row; `nil` where there is no row, or no value in it.
    func integer(_ sql: SQLText, _ values: SQLValue...) throws(LogFailure) -> Int64? {
        try first(of: rows(sql, values)) { $0.isNull(0) ? nil : $0.integer(0) }
    }

    func text(_ sql: SQLText, _ values: SQLValue...) throws(LogFailure) -> String? {
        try first(of: rows(sql, values)) { $0.isNull(0) ? nil : $0.text(0) }
    }

    /// Reads the first row, and goes on to the end: a pragma that changes the file fails after its only row.
    private func first<Value>(
        of rows: consuming Rows, _ read: (borrowing Rows) -> Value?
    ) throws(LogFailure) -> Value? {
        guard try rows.next() else { return nil }
        let value = read(rows)
        while try rows.next() {}
        return value
    }

    func giveBack(_ statement: OpaquePointer, _ sql: SQLText) {
        sqlite3_reset(statement)
        sqlite3_clear_bindings(statement)
        if let other = idle.updateValue(statement, forKey: sql) ?? nil { sqlite3_finalize(other) }
    }

    // MARK: Transactions

    /// Runs `body` in a transaction of its own: all of it is durable, or nothing.
    func transaction<Value>(_ body: () throws(LogFailure) -> Value) throws(LogFailure) -> Value {
        do throws(LogFailure) {
            try run("BEGIN IMMEDIATE")
            let result = try body()
            try run("COMMIT")
            commits += 1
            return result
        } catch {
            // After some failures SQLite has rolled back by itself.
            if sqlite3_get_autocommit(handle) == 0 { _ = try? run("ROLLBACK") }
            topics = [:]
            throw error
        }
    }

    /// Reads much at once: what each statement alone would do to begin and to end is done once.
    func reading<Value>(_ body: () throws(LogFailure) -> Value) throws(LogFailure) -> Value {
        guard sqlite3_get_autocommit(handle) != 0 else { return try body() }
        do throws(LogFailure) {
            try run("BEGIN")
            let result = try body()
            try run("COMMIT")
            return result
        } catch {
            if sqlite3_get_autocommit(handle) == 0 { _ = try? run("ROLLBACK") }
            throw error
        }
    }

    /// Runs `body` as a part of a transaction that can be undone alone.
    ///
    /// What was refused is undone and returned; after any other failure the transaction is lost, so that is thrown.
    func part(_ body: () throws(LogFailure) -> Void) throws(LogFailure) -> LogFailure? {
        try run("SAVEPOINT part")
        do throws(LogFailure) {
            try body()
            try run("RELEASE part")
            return nil
        } catch {
            guard case .refused = error else { throw error }
            try run("ROLLBACK TO part")
            topics = [:]
            try run("RELEASE part")
            return error
        }
    }

    // MARK: The write-ahead log

    /// Counts the pages of the write-ahead log, in place of SQLite's own checkpoints, which keep a failed sync to themselves.
    func watchLog() {
        sqlite3_wal_hook(handle, Self.onCommit, Unmanaged.passUnretained(self).toOpaque())
    }

    private static let onCommit:
        @convention(c) (UnsafeMutableRawPointer?, OpaquePointer?, UnsafePointer<CChar>?, Int32) -> Int32 = {
            context, _, _, pages in
            guard let context else { return SQLITE_OK }
            // Called only while a statement of this very database runs.
            Unmanaged<Database>.fromOpaque(context).takeUnretainedValue().logPages = Int(pages)
            return SQLITE_OK
        }

    /// Copies the write-ahead log into the database once it has `pages`, so that it can start over.
    ///
    /// Where that fails for want of room, what is committed is safe in the log all the same. True where it was copied.
    func checkpoint(from pages: Int) throws(LogFailure) -> Bool {
        guard logPages >= lastFailure + pages else { return false }
        lastFailure = logPages
        try checkpoint(SQLITE_CHECKPOINT_PASSIVE)
        (logPages, lastFailure) = (0, 0)
        return true
    }

    /// Copies the whole write-ahead log into the database and empties it.
    func checkpointAll() throws(LogFailure) { try checkpoint(SQLITE_CHECKPOINT_TRUNCATE) }

    private func checkpoint(_ mode: Int32) throws(LogFailure) {
        guard sqlite3_wal_checkpoint_v2(handle, nil, mode, nil, nil) == SQLITE_OK else { throw failure() }
    }

    /// Leaves the files as they are when closing: after a failed sync, another one proves nothing; and what is damaged is evidence.
    func abandon() { _ = csqlite_no_checkpoint_on_close(handle, 1) }

    /// Has the write-ahead log copied into the database when closing, as ever.
    func takeUp() { _ = csqlite_no_checkpoint_on_close(handle, 0) }
}
