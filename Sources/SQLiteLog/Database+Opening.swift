import Pipeline

extension Database {
    /// Opens the database of a state directory, and creates it where there is none.
    ///
    /// A database comes to its place complete, so that an empty file there is always the remains of another. What is
    /// damaged is refused, never replaced.
    static func open(in directory: StateDirectory, _ limits: SQLiteLog.Limits) throws(LogFailure) -> Database
    {
        let path = StateDirectory.databasePath(in: directory.path)
        switch StateDirectory.size(of: path) {
        case nil:
            guard (StateDirectory.size(of: path + "-wal") ?? 0) == 0 else {
                throw .damaged(
                    """
                    \(path) is missing, but its write-ahead log is there: put it back, `bode restore BACKUP`, or move \
                    \(path)-wal away to start anew
                    """)
            }
            try create(at: path, in: directory, limits)
        case 0: throw .damaged(at: path, "the file is empty")
        default: break
        }
        let log = WriteAheadLog(path + "-wal")
        try checkLog(log, in: directory)
        let size = StateDirectory.size(of: path) ?? 0
        let database = try Database(at: path)
        try database.configure(limits, isNew: false)
        try database.checkSize(size, with: log)
        try database.checkSmallTables()
        try Schema.migrate(database)
        if log != nil { try database.settleLog() }
        if let salt = try database.beginLog() { directory.setMark(salt) }
        return database
    }

    /// Refuses a database whose write-ahead log was taken away, or is another's: it would go back to what it was at some
    /// earlier time, or worse.
    static func checkLog(_ log: WriteAheadLog?, in directory: StateDirectory) throws(LogFailure) {
        let path = StateDirectory.databasePath(in: directory.path)
        guard let mark = directory.mark else { return }
        let why: String
        if StateDirectory.size(of: path + "-wal") == nil {
            why = "its write-ahead log \(path)-wal is missing, and the last process did not end cleanly"
        } else if let log, !log.continues(mark) {
            why = "\(path)-wal is the write-ahead log of another database"
        } else {
            return
        }
        throw .damaged(
            at: path,
            "\(why). If you put the database there yourself, take \(directory.path)/bode.lock away")
    }

    /// Refuses a file that was cut short: what is missing of it reads as zeros, which some pages do not show.
    func checkSize(_ size: Int64, with log: WriteAheadLog?) throws(LogFailure) {
        let pageSize = max(512, try integer("PRAGMA page_size") ?? 4096)
        let pages = try integer("PRAGMA page_count") ?? 0
        // SQLite never writes the page in which its locks are.
        let locks = 0x4000_0000 / pageSize + 1
        var page = size / pageSize + 1
        while page <= pages {
            guard page == locks || log?.pages.contains(UInt32(truncatingIfNeeded: page)) ?? false else {
                throw .damaged(at: path, "the file is cut short: page \(page) of \(pages) is missing")
            }
            page += 1
        }
    }

    /// Looks through the tables that say what is new and who has read how far, down to their indices: what is not found
    /// there would be begun anew in silence.
    private func checkSmallTables() throws(LogFailure) {
        for table in ["topic", "reader", "source"] {
            let finding = try text("PRAGMA integrity_check(\(table))") ?? "ok"
            guard finding == "ok" else {
                throw .damaged(at: path, "table \(table): \(finding.onOneLine(limit: 200))")
            }
        }
    }

    /// Makes sure that there is a write-ahead log, and returns its salt; `nil` where there is no room for it.
    private func beginLog() throws(LogFailure) -> UInt32? {
        do throws(LogFailure) {
            let version = try integer("PRAGMA user_version") ?? 0
            try transaction { () throws(LogFailure) in try execute("PRAGMA user_version = \(version)") }
        } catch {
            guard case .full = error else { throw error }
            return nil
        }
        return WriteAheadLog(path + "-wal")?.salt
    }

    /// Copies what the last process left in the write-ahead log into the database.
    ///
    /// It may have ended because a sync failed: then the log's pages pass for written and may not be on the disk, and
    /// only what is written anew is synced for sure.
    private func settleLog() throws(LogFailure) {
        do throws(LogFailure) { try checkpointAll() } catch {
            // A full disk must not keep anybody from starting; there is another copy once there is room.
            guard case .full = error else { throw error }
        }
    }

    private static func create(
        at path: String, in directory: StateDirectory, _ limits: SQLiteLog.Limits
    ) throws(LogFailure) {
        let draft = path + ".new"
        try StateDirectory.createFile(draft)
        try build(draft, limits)
        try directory.rename(draft, to: path)
    }

    /// A function of its own, so that the database is closed, and its write-ahead log gone, once it returns.
    private static func build(_ path: String, _ limits: SQLiteLog.Limits) throws(LogFailure) {
        let database = try Database(at: path)
        try database.configure(limits, isNew: true)
        try Schema.migrate(database)
        try database.checkpointAll()
    }

    func configure(_ limits: SQLiteLog.Limits, isNew: Bool) throws(LogFailure) {
        // Before anything is read: a log that is opened exclusively needs no shared memory, and nobody else gets in.
        try execute("PRAGMA locking_mode = EXCLUSIVE")
        let owner = try integer("PRAGMA application_id")
        guard isNew || owner == Schema.applicationID else {
            throw .damaged("\(path) is not a database of bode: move it away, or use another state directory")
        }
        guard try text("PRAGMA journal_mode = WAL") == "wal" else {
            throw .broken("\(path) cannot have a write-ahead log on this file system")
        }
        let pageSize = max(512, try integer("PRAGMA page_size") ?? 4096)
        try execute(
            """
            PRAGMA synchronous = FULL;
            PRAGMA mmap_size = 0;
            PRAGMA foreign_keys = ON;
            PRAGMA wal_autocheckpoint = 0;
            PRAGMA journal_size_limit = \(limits.writeAheadLog);
            PRAGMA max_page_count = \(limits.database / pageSize);
            PRAGMA temp_store = MEMORY;
            PRAGMA cell_size_check = ON;
            PRAGMA trusted_schema = OFF
            """)
        limitValues(to: limits.value)
        watchLog()
    }
}
