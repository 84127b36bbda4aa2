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
        let files = FilesFound(path)
        let database = try Database(at: path)
        // What is refused stays as it was found, its write-ahead log too.
        if files.log != nil { database.abandon() }
        try database.configure(limits, isNew: false)
        try database.check(files, directory.mark)
        try database.checkSmallTables()
        try Schema.migrate(database)
        database.takeUp()
        if files.log != nil { try database.settleLog() }
        if let mark = try database.beginLog() { directory.setMark(mark) }
        return database
    }

    /// The files as they were before the database was opened, which changes them.
    struct FilesFound {
        let size: Int64
        let log: WriteAheadLog?

        init(_ path: String) {
            size = StateDirectory.size(of: path) ?? 0
            log = WriteAheadLog(path + "-wal")
        }
    }

    /// Refuses a database whose write-ahead log was taken away or is another's, and one that was cut short.
    ///
    /// It would go back to what it was at some earlier time, or worse.
    func check(_ found: FilesFound, _ mark: StateDirectory.Mark?) throws(LogFailure) {
        if let mark {
            let advice = "If you put the database there yourself, take the directory's bode.lock away"
            if let log = found.log, !log.continues(mark.salt) {
                throw .damaged(at: path, "\(path)-wal is the write-ahead log of another database. \(advice)")
            }
            // Another program that opened the database after a crash may have copied its log into it, which is as good.
            if try generation ?? mark.generation < mark.generation {
                throw .damaged(
                    at: path,
                    """
                    its write-ahead log \(path)-wal is \(found.log == nil ? "missing" : "damaged"), and with it what was \
                    stored last. \(advice)
                    """)
            }
        }
        try checkSize(found.size, with: found.log)
    }

    private var generation: Int64? {
        get throws(LogFailure) { try integer("SELECT generation FROM life WHERE id = 1") }
    }

    /// Refuses a file that was cut short: what is missing of it reads as zeros, which some pages do not show.
    private func checkSize(_ size: Int64, with log: WriteAheadLog?) throws(LogFailure) {
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
            let finding = try text(SQLText("PRAGMA integrity_check(\(table))")) ?? "ok"
            guard finding == "ok" else {
                throw .damaged(at: path, "table \(table): \(finding.onOneLine(limit: 200))")
            }
        }
    }

    /// Counts the generation up in the write-ahead log, and returns what is to be noted of that; `nil` where there is no
    /// room for it.
    func beginLog() throws(LogFailure) -> StateDirectory.Mark? {
        do throws(LogFailure) {
            let generation = try transaction { () throws(LogFailure) in
                try run("UPDATE life SET generation = generation + 1 WHERE id = 1")
                return try self.generation
            }
            guard let generation, let log = WriteAheadLog(path + "-wal") else { return nil }
            return StateDirectory.Mark(salt: log.salt, generation: generation)
        } catch {
            guard case .full = error else { throw error }
            return nil
        }
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
