import CSQLite
import DispatchIsolation
package import Pipeline

/// The log in one SQLite file, for one process.
///
/// Blocking work happens on the actor's own queue. What is in memory alone (claims, cursors) is what a restart may
/// forget. See the decisions 0020 to 0022 for why it is built so.
package actor SQLiteLog: Log {
    /// What it may use of the disk, and when it tidies up.
    ///
    /// In bytes where nothing else is said.
    package struct Limits: Sendable {
        /// While less than this is free on the file system, nothing new is appended, so that settling goes on.
        package var reserve: UInt64 = 64 << 20
        /// The size the database may grow to; beyond it the log is full.
        package var database: Int64 = 1 << 40
        /// The largest payload or record; a transaction with a larger one is refused.
        package var value = 256 << 20
        /// What the write-ahead log is cut down to after a checkpoint.
        package var writeAheadLog = 16 << 20
        /// Pages in the write-ahead log that make it be copied into the database.
        package var checkpointPages = 1000
        /// Transactions that share one sync at most.
        package var group = 256
        /// Messages that are pruned in one transaction at most.
        package var pruning = 1000
        /// How long copying pages for a backup may keep everyone else waiting, but for the last one.
        package var copying = Duration.milliseconds(2)
        /// How long reading the archive for a search may keep everyone else waiting: what lies on a busy disk comes slowly.
        package var looking = Duration.milliseconds(5)
        package init() {}
    }

    /// The version of the SQLite library in use, for the log.
    package static var engine: String { "SQLite \(String(cString: sqlite3_libversion()))" }

    struct Pending {
        let transaction: PreparedTransaction
        let caller: CheckedContinuation<Result<Void, LogFailure>, Never>
    }

    nonisolated let executor: DispatchExecutor
    package nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    /// For messages.
    nonisolated let databasePath: String
    let clock: any Clock
    let limits: Limits
    nonisolated let sources = KnownSources()
    /// `nil` before it is opened and once it is closed.
    var directory: StateDirectory?
    var database: Database?
    /// Why nothing can be done any more.
    var failure: LogFailure?
    private let onBreak: @Sendable (LogFailure) -> Void
    /// What operators are to hear of a message whose bytes have changed, which that reader never sees.
    package typealias DamageNotice =
        @Sendable (_ message: Message, _ reader: Reader, _ reason: String) -> NewMessage?
    var damageNotice: DamageNotice = { _, _, _ in nil }
    /// The copy that is being made.
    var copy: DatabaseCopy?
    var readers: [String: ReaderState] = [:]
    var bells: [String: WorkBell] = [:]
    var pending: [Pending] = []
    var isStoreScheduled = false

    /// Opens the log in a state directory, and creates both where they are missing.
    ///
    /// - Parameters:
    ///   - directory: the state directory.
    ///   - clock: gives messages their time.
    ///   - limits: what it may use of the disk.
    ///   - onBreak: called once, on the log's own queue, when a write or a sync has failed, before anybody else hears
    ///     of it: the place to end the process.
    /// - Returns: the open log.
    /// - Throws: ``LogFailure/inUse(_:)`` where another process has the directory, and ``LogFailure/damaged(_:)`` where
    ///   what lies there is not a whole database of this version or an older one.
    package static func open(
        directory: String, clock: any Clock, limits: Limits = Limits(),
        onBreak: @escaping @Sendable (LogFailure) -> Void = { _ in }
    ) async throws(LogFailure) -> SQLiteLog {
        let log = SQLiteLog(directory, clock, limits, onBreak)
        try await log.start(in: directory)
        return log
    }

    /// Throws ``LogFailure/inUse(_:)`` where another process has the directory, before there is anything to open.
    package static func refuseInUse(_ directory: String) throws(LogFailure) {
        try StateDirectory.refuseInUse(directory)
    }

    private init(
        _ directory: String, _ clock: any Clock, _ limits: Limits,
        _ onBreak: @escaping @Sendable (LogFailure) -> Void
    ) {
        databasePath = StateDirectory.databasePath(in: directory)
        executor = DispatchExecutor(label: "bode.log")
        (self.clock, self.limits, self.onBreak) = (clock, limits, onBreak)
    }

    private func start(in path: String) throws(LogFailure) {
        let directory = try StateDirectory(path)
        database = try Database.open(in: directory, limits)
        self.directory = directory
    }

    /// Has `notice` make what operators hear of damaged messages from now on.
    ///
    /// It is stored in the transaction that sets such a message aside.
    package func tell(ofDamage notice: @escaping DamageNotice) { damageNotice = notice }

    package func close() async {
        while !pending.isEmpty { storePending() }
        defer { end(with: .closed) }
        guard failure == nil else { return }
        do throws(LogFailure) {
            try database?.checkpointAll()
            try directory?.clearMark()
        } catch {
            // It is all in the write-ahead log, from which it is copied once the log is opened again.
            database?.abandon()
        }
    }

    /// Gives everything up, for the reason that every later call gets.
    private func end(with reason: LogFailure) {
        failure = reason
        sources.close()
        copy = nil
        // In this order: nobody may take the directory while the database is open.
        database = nil
        directory = nil
        for bell in bells.values { bell.ring() }
    }

    // MARK: For tests

    /// Transactions committed since the start, each with one sync.
    package var commits: Int { database?.commits ?? 0 }

    /// What a pragma of SQLite says.
    package func pragma(_ name: String) throws(LogFailure) -> String? {
        try use { database throws(LogFailure) in try database.text(SQLText("PRAGMA \(name)")) }
    }

    /// What SQLite finds wrong with the database; empty where nothing is.
    package func check() throws(LogFailure) -> [String] {
        try use { database throws(LogFailure) in
            let rows = try database.rows("PRAGMA quick_check")
            var found: [String] = []
            while try rows.next() { found.append(rows.text(0)) }
            return found == ["ok"] ? [] : found
        }
    }

    // MARK: Getting at the database

    /// Works with the database as long as it can be trusted.
    ///
    /// After a failed write or sync nobody knows what is on the disk, and asking again could give the wrong answer:
    /// then that failure is all that anyone hears.
    func use<Value>(_ body: (Database) throws(LogFailure) -> Value) throws(LogFailure) -> Value {
        if let failure { throw failure }
        guard let database else { throw .closed }
        do throws(LogFailure) {
            return try body(database)
        } catch {
            if case .broken = error {
                database.abandon()
                failure = error
                sources.close()
                onBreak(error)
                for bell in bells.values { bell.ring() }
            }
            throw error
        }
    }

    /// Works with the database in a transaction of its own.
    func write<Value>(_ body: (Database) throws(LogFailure) -> Value) throws(LogFailure) -> Value {
        let value = try use { database throws(LogFailure) in
            try database.transaction { () throws(LogFailure) in try body(database) }
        }
        tidyUp()
        return value
    }

    /// Copies the write-ahead log into the database from time to time.
    ///
    /// What fails here shows in the next call.
    func tidyUp() {
        try? use { database throws(LogFailure) in
            guard try database.checkpoint(from: limits.checkpointPages) else { return }
            // From now on the log holds what the database does not, which must not get lost unnoticed.
            if let mark = try database.beginLog() { directory?.setMark(mark) }
        }
    }
}
