import Glibc
import Pipeline
import PipelineTesting
import SQLiteLog
import Testing

@Suite("The log on SQLite")
struct SQLiteLogTests: LogSuite {
    let directory: TemporaryDirectory
    let clock = ManualClock()

    init() throws { directory = try TemporaryDirectory() }

    @Test("keeps every promise of a log", .timeLimit(.minutes(1)), arguments: LogPromise.all)
    func keeps(_ promise: LogPromise) async throws {
        try await expectLogContract([promise]) { [directory] clock in
            try await SQLiteLog.open(directory: directory.path + "/state", clock: clock)
        } reopen: { [directory] _, clock in
            try await SQLiteLog.open(directory: directory.path + "/state", clock: clock)
        }
    }

    @Test(
        "keeps every promise of a log while it tidies up all the time", .timeLimit(.minutes(1)),
        arguments: LogPromise.all)
    func keepsTidying(_ promise: LogPromise) async throws {
        var limits = SQLiteLog.Limits()
        // Small enough for the write-ahead log to start over, and for groups and prunings to be cut, all the time.
        (limits.checkpointPages, limits.group, limits.pruning) = (2, 3, 1)
        try await expectLogContract([promise]) { [directory, limits] clock in
            try await SQLiteLog.open(directory: directory.path + "/state", clock: clock, limits: limits)
        } reopen: { [directory, limits] _, clock in
            try await SQLiteLog.open(directory: directory.path + "/state", clock: clock, limits: limits)
        }
    }

    // MARK: The file and its owner

    @Test("creates directory and database for its user alone, whatever is missing above")
    func creates() async throws {
        let path = directory.path + "/a/b/state/"
        let log = try await SQLiteLog.open(directory: path, clock: clock)
        #expect(directory.permissions(of: "a/b/state") == 0o700)
        for file in ["bode.db", "bode.lock", "bode.db-wal"] {
            #expect(directory.permissions(of: "a/b/state/" + file) == 0o600, "\(file)")
        }
        // An exclusive connection has no shared memory, and nothing of the making is left.
        for file in ["bode.db-shm", "bode.db.new", "bode.db.new-wal"] {
            #expect(directory.permissions(of: "a/b/state/" + file) == nil, "\(file)")
        }
        await log.close()
        #expect(directory.permissions(of: "a/b/state/bode.db-wal") == nil)
    }

    @Test("runs with one connection, exclusively, synced at every commit and never mapped")
    func pragmas() async throws {
        let log = try await open()
        let wanted = [
            "journal_mode": "wal", "locking_mode": "exclusive", "synchronous": "2", "mmap_size": "0",
            "foreign_keys": "1", "user_version": "2", "application_id": "\(0x426F_6465)",
            // Checkpoints are the log's own, since SQLite's keep a failed sync to themselves.
            "wal_autocheckpoint": "0", "journal_size_limit": "\(16 << 20)",
        ]
        for (name, value) in wanted { #expect(try await log.pragma(name) == value, "\(name)") }
        #expect(try await log.check() == [])
        #expect(SQLiteLog.engine.hasPrefix("SQLite 3."))
        await log.close()
    }

    @Test("refuses a second owner of the directory at once, naming the first")
    func refusesSecond() async throws {
        let log = try await open()
        let expected = LogFailure.inUse(
            """
            \(directory.path) is in use by process \(getpid()); stop it first, or use another state directory
            """)
        // Twice, since the first attempt must leave the owner's name and lock alone.
        for _ in 0..<2 { await #expect(throws: expected) { try await open() } }
        await log.close()
        try await open().close()
    }

    @Test(
        "lets go of the directory when it is closed, although a child that is being started still has its lock open"
    )
    func letsGoForAll() async throws {
        let log = try await open()
        // What a fork has until it becomes another program: the same open file under a descriptor of its own.
        let path = directory.path + "/bode.lock"
        let (file, limit) = (try #require(identity(path)), Int32(1024))
        let inherited = (3..<limit).filter { identity($0) == file }.map { dup($0) }
        defer { for descriptor in inherited { close(descriptor) } }
        #expect(inherited.count == 1)
        await log.close()
        try await open().close()
    }

    private func identity(_ path: String) -> [UInt64]? {
        var status = stat()
        return stat(path, &status) == 0 ? [UInt64(status.st_dev), UInt64(status.st_ino)] : nil
    }

    private func identity(_ descriptor: Int32) -> [UInt64]? {
        var status = stat()
        return fstat(descriptor, &status) == 0 ? [UInt64(status.st_dev), UInt64(status.st_ino)] : nil
    }

    @Test("refuses another process", .timeLimit(.minutes(1)))
    func refusesOtherProcess() async throws {
        let log = try await open()
        await #expect(processExitsWith: .exitCode(69)) {
            [path = directory.path as String, owner = getpid() as pid_t] in
            do throws(LogFailure) {
                _ = try await SQLiteLog.open(directory: path, clock: ManualClock())
            } catch {
                if case .inUse(let why) = error, why.contains("process \(owner);") { exit(69) }
            }
        }
        await log.close()
    }

    // MARK: Many at once, and the sudden end

    @Test("shares syncs among commits that arrive together")
    func groups() async throws {
        let log = try await open()
        try await log.open(desk, from: .oldest)
        let before = await log.commits
        await withTaskGroup(of: Void.self) { group in
            for number in 0..<100 {
                group.addTask {
                    await #expect(throws: Never.self) {
                        try await log.commit(
                            Transaction(messages: [NewMessage(.events, key: "\(number)", payload: [])]))
                    }
                }
            }
        }
        #expect(await log.commits - before < 50)
        #expect(try await log.claim(200, for: desk, at: clock.now).count == 100)
        await log.close()
    }

    @Test("loses nothing that was committed when it is killed", .timeLimit(.minutes(1)), arguments: 1...5)
    func killed(round: Int) async throws {
        await #expect(processExitsWith: .signal(SIGKILL)) {
            [path = directory.path as String, round = round as Int] in
            var limits = SQLiteLog.Limits()
            limits.checkpointPages = 5
            let log = try await SQLiteLog.open(directory: path, clock: ManualClock(), limits: limits)
            try await log.open(Reader("sink/desk", of: .events), from: .oldest)
            let record = Glibc.open(path + "/acknowledged", O_WRONLY | O_CREAT | O_APPEND, 0o600)
            await withTaskGroup(of: Void.self) { group in
                for lane in 0..<4 {
                    group.addTask {
                        for number in 0..<1000 {
                            let key = "\(lane)-\(number)"
                            let payload = Array(repeating: UInt8(lane), count: 2000)
                            let message = NewMessage(.events, key: key, payload: payload)
                            guard (try? await log.commit(Transaction(messages: [message]))) != nil else {
                                return
                            }
                            let line = Array("\(key)\n".utf8)
                            _ = write(record, line, line.count)
                            if lane == 0, number == round * 7 { kill(getpid(), SIGKILL) }
                        }
                    }
                }
            }
        }
        let acknowledged = String(decoding: try directory.contents(of: "acknowledged"), as: UTF8.self)
            .split(separator: "\n").map(String.init)
        let log = try await open()
        let stored = try await log.claim(10_000, for: desk, at: clock.now)
        #expect(acknowledged.count > round * 7)
        #expect(Set(acknowledged).subtracting(stored.map(\.message.key)).isEmpty)
        // Stored but not yet acknowledged: one for each lane at most.
        #expect(stored.count <= acknowledged.count + 4)
        #expect(try await log.check() == [])
        await log.close()
    }
}
