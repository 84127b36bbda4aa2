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
        let hasLog = (StateDirectory.size(of: path + "-wal") ?? 0) > 0
        let database = try Database(at: path)
        try database.configure(limits, isNew: false)
        try Schema.migrate(database)
        if hasLog { try database.settleLog() }
        return database
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
