import Glibc
import Pipeline
import PipelineTesting
import SQLiteLog
import Testing

@Suite("The log on SQLite")
struct SQLiteLogTests {
    let directory: TemporaryDirectory
    let clock = ManualClock()
    let desk = Reader("sink/desk", of: .events)

    init() throws { directory = try TemporaryDirectory() }

    private func open(_ limits: SQLiteLog.Limits = SQLiteLog.Limits()) async throws -> SQLiteLog {
        try await SQLiteLog.open(directory: directory.path, clock: clock, limits: limits)
    }

    private func message(_ key: String, size: Int = 8) -> NewMessage {
        NewMessage(.events, key: key, payload: Array(repeating: 0x61, count: size))
    }

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
            "foreign_keys": "1", "user_version": "1", "application_id": "\(0x426F_6465)",
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
        await #expect(throws: expected) { try await open() }
        await log.close()
        try await open().close()
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

    @Test("lets the directory go when it is let go itself")
    func letsGo() async throws {
        do { _ = try await open() }
        try await open().close()
    }

    // MARK: What it will not open

    @Test("refuses a database of a newer version, naming both")
    func refusesNewer() async throws {
        try await open().close()
        var bytes = try directory.contents(of: "bode.db")
        // The user version, in the header (sqlite.org/fileformat2.html, 1.3).
        bytes.replaceSubrange(60..<64, with: [0, 0, 0, 9])
        try directory.replace("bode.db", with: bytes)
        await expectDamaged("newer bode (schema 9, this one knows 1)")
        #expect(try directory.contents(of: "bode.db") == bytes)
    }

    @Test("refuses a database that is not its own")
    func refusesForeign() async throws {
        try await open().close()
        var bytes = try directory.contents(of: "bode.db")
        bytes.replaceSubrange(68..<72, with: [0, 0, 0, 0])
        try directory.replace("bode.db", with: bytes)
        await expectDamaged("is not a database of bode")
    }

    @Test("refuses what is no database, and leaves it alone", arguments: [0, 100, 9000])
    func refusesGarbage(size: Int) async throws {
        let garbage = (0..<size).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        try directory.replace("bode.db", with: garbage)
        await expectDamaged("recover")
        #expect(try directory.contents(of: "bode.db") == garbage)
    }

    @Test("refuses to start anew beside a write-ahead log")
    func refusesLoneLog() async throws {
        try directory.replace("bode.db-wal", with: [1, 2, 3])
        await expectDamaged("is missing, but its write-ahead log is there")
    }

    private func expectDamaged(
        _ words: String, sourceLocation: SourceLocation = #_sourceLocation
    ) async {
        await #expect(sourceLocation: sourceLocation) {
            try await open()
        } throws: { error in
            guard case .damaged(let why)? = error as? LogFailure else { return false }
            return why.contains(words) && why.contains(directory.path)
        }
    }

    @Test("never takes a cut database for a whole or a new one", arguments: [1, 2, 5, 20])
    func cut(pages: Int) async throws {
        let log = try await open()
        try await log.open(desk, from: .oldest)
        for number in 0..<60 {
            try await log.commit(Transaction(messages: [message("\(number)", size: 3000)]))
        }
        await log.close()
        let bytes = try directory.contents(of: "bode.db")
        try directory.replace("bode.db", with: Array(bytes.prefix(pages * 4096)))
        await #expect {
            let log = try await open()
            _ = try await log.claim(100, for: desk, at: clock.now)
        } throws: {
            if case .damaged? = $0 as? LogFailure { true } else { false }
        }
    }

    @Test("sets a message aside whose bytes have changed on the disk, and hands out the rest")
    func bitFlip() async throws {
        let log = try await open()
        try await log.open(desk, from: .oldest)
        let marks = ["first", "SECOND", "third"]
        try await log.commit(
            Transaction(
                messages: marks.map { NewMessage(.events, key: "key", payload: Array("<\($0)>".utf8)) }))
        await log.close()
        var bytes = try directory.contents(of: "bode.db")
        let place = try #require(bytes.firstRange(of: Array("<SECOND>".utf8))).lowerBound
        bytes[place + 3] ^= 1
        try directory.replace("bode.db", with: bytes)

        let again = try await open()
        let claims = try await again.claim(2, for: desk, at: clock.now)
        #expect(claims.map(\.message.payload) == [Array("<first>".utf8), Array("<third>".utf8)])
        for _ in 0..<2 {
            let asides = try await again.asides(of: desk, limit: 9)
            #expect(asides.map(\.reason) == ["the stored payload is damaged: its checksum does not match"])
            #expect(asides.map(\.message.payload) == [[]])
            // Asking for it again changes nothing.
            try await again.retryAsides(asides.map(\.message.sequence), of: desk)
            #expect(try await again.claim(2, for: desk, at: clock.now) == [])
        }
        await again.close()
    }

    // MARK: Room

    @Test("takes nothing new in below the reserve, and goes on settling")
    func reserve() async throws {
        var log = try await open()
        try await log.open(desk, from: .oldest)
        try await log.commit(Transaction(messages: [message("a")]))
        await log.close()
        var limits = SQLiteLog.Limits()
        limits.reserve = .max
        log = try await open(limits)
        let claims = try await log.claim(9, for: desk, at: clock.now)
        // Together, so that they share a group.
        let appending = Task { try await log.commit(Transaction(messages: [message("b")])) }
        try await log.commit(
            Transaction(reader: desk, settlements: claims.map { Settlement($0.message.sequence, .done) }))
        await expectFull { try await appending.value }
        #expect(try await log.backlog(of: desk) == Backlog())
        await log.close()
    }

    @Test("stores nothing of what finds no room, and can be used again")
    func full() async throws {
        var limits = SQLiteLog.Limits()
        limits.database = 256 << 10
        let log = try await open(limits)
        try await log.open(desk, from: .oldest)
        try await log.commit(Transaction(messages: [message("a")]))
        let claims = try await log.claim(9, for: desk, at: clock.now)
        let sequence = claims[0].message.sequence
        await expectFull {
            try await log.commit(
                Transaction(
                    reader: desk, settlements: [Settlement(sequence, .done)],
                    messages: [message("b"), message("large", size: 300 << 10)]))
        }
        #expect(try await log.backlog(of: desk).ready == 1)
        // In a group with one that has no room, the others are stored all the same.
        let large = Task { try await log.commit(Transaction(messages: [message("large", size: 300 << 10)])) }
        try await log.commit(Transaction(messages: [message("c")]))
        await expectFull { try await large.value }
        try await log.commit(Transaction(reader: desk, settlements: [Settlement(sequence, .done)]))
        #expect(try await log.claim(9, for: desk, at: clock.now).map(\.message.key) == ["c"])
        #expect(try await log.check() == [])
        await log.close()
    }

    private func expectFull(
        _ body: () async throws -> Void, sourceLocation: SourceLocation = #_sourceLocation
    ) async {
        await #expect(sourceLocation: sourceLocation) {
            try await body()
        } throws: {
            if case .full? = $0 as? LogFailure { true } else { false }
        }
    }

    @Test("hears of nothing but the failure once a write has failed", .timeLimit(.minutes(1)))
    func broken() async throws {
        try await open().close()
        await #expect(processExitsWith: .exitCode(70)) { [path = directory.path as String] in
            let desk = Reader("sink/desk", of: .events)
            let log = try await SQLiteLog.open(directory: path, clock: ManualClock())
            try await log.open(desk, from: .oldest)
            try await log.commit(Transaction(messages: [NewMessage(.events, key: "kept", payload: [1])]))
            // Writes beyond 100 KB fail with EFBIG, as a broken disk's would with EIO.
            signal(SIGXFSZ, SIG_IGN)
            var limit = rlimit(rlim_cur: 100_000, rlim_max: rlim_t.max)
            setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit)
            let large = NewMessage(.events, key: "lost", payload: Array(repeating: 1, count: 200_000))
            async let waiting: Void = log.awaitWork(
                for: Reader("sink/desk", of: .events), until: nil, clock: ManualClock())
            var failures = 0
            for attempt in 0..<3 {
                do throws(LogFailure) {
                    let small = NewMessage(.events, key: "after", payload: [])
                    try await log.commit(Transaction(messages: [attempt == 0 ? large : small]))
                } catch {
                    if case .broken = error { failures += 1 }
                }
            }
            do throws(LogFailure) {
                _ = try await log.claim(1, for: desk, at: Timestamp(seconds: 0))
            } catch {
                if case .broken = error { failures += 1 }
            }
            await waiting
            await log.close()
            exit(failures == 4 ? 70 : 1)
        }
        let log = try await open()
        #expect(try await log.claim(9, for: desk, at: clock.now).map(\.message.key) == ["kept"])
        #expect(try await log.check() == [])
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
