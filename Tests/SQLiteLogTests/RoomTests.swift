import Glibc
import Pipeline
import PipelineTesting
import SQLiteLog
import Synchronization
import Testing

@Suite("A disk that is full or broken")
struct RoomTests: LogSuite {
    let directory: TemporaryDirectory
    let clock = ManualClock()

    init() throws { directory = try TemporaryDirectory() }

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

    @Test("stores the word that room is short below the reserve")
    func belowReserve() async throws {
        var limits = SQLiteLog.Limits()
        limits.reserve = .max
        let log = try await open(limits)
        try await log.open(desk, from: .oldest)
        await expectFull { try await log.commit(Transaction(messages: [message("a")])) }
        var word = Transaction(messages: [message("full")])
        word.usesReserve = true
        try await log.commit(word)
        #expect(try await log.claim(9, for: desk, at: clock.now).map(\.message.key) == ["full"])
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
        try await log.commit(Transaction(reader: desk, settlements: [Settlement(sequence, .done)]))
        #expect(try await log.claim(9, for: desk, at: clock.now) == [])
        #expect(try await log.check() == [])
        await log.close()
    }

    @Test("stores the rest of a group in which one finds no room")
    func fullForOne() async throws {
        var limits = SQLiteLog.Limits()
        limits.database = 512 << 10
        let log = try await open(limits)
        try await log.open(desk, from: .oldest)
        let stored = await withTaskGroup(of: Bool.self) { group in
            for number in 0..<40 {
                let message = message("\(number)", size: number % 4 == 1 ? 600 << 10 : 8)
                group.addTask { (try? await log.commit(Transaction(messages: [message]))) != nil }
            }
            return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(stored == 30)
        #expect(try await log.claim(99, for: desk, at: clock.now).count == 30)
        await log.close()
    }

    @Test("refuses a transaction with a value that is too large, and stores nothing of it")
    func tooLarge() async throws {
        var limits = SQLiteLog.Limits()
        limits.value = 10_000
        let log = try await open(limits)
        try await log.open(desk, from: .oldest)
        try await log.commit(Transaction(messages: [message("a")]))
        let claims = try await log.claim(9, for: desk, at: clock.now)
        let settlements = claims.map {
            Settlement($0.message.sequence, .retry(notBefore: clock.now, reason: ""))
        }
        await #expect {
            try await log.commit(
                Transaction(
                    reader: desk, settlements: settlements,
                    messages: [message("b"), message("c", size: 20_000)]))
        } throws: {
            if case .refused? = $0 as? LogFailure { true } else { false }
        }
        // The claim holds, and nothing says that it was settled.
        #expect(try await log.claim(9, for: desk, at: clock.now) == [])
        #expect(try await log.backlog(of: desk) == Backlog(ready: 1, oldest: clock.now))
        try await log.commit(Transaction(reader: desk, settlements: settlements))
        #expect(try await log.claim(9, for: desk, at: clock.now).map(\.attempt) == [2])
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
            let broken = Mutex(0)
            let log = try await SQLiteLog.open(directory: path, clock: ManualClock()) { _ in
                broken.withLock { $0 += 1 }
            }
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
            // Whoever ends the process is told once.
            exit(failures == 4 && broken.withLock { $0 } == 1 ? 70 : 1)
        }
        let log = try await open()
        #expect(try await log.claim(9, for: desk, at: clock.now).map(\.message.key) == ["kept"])
        #expect(try await log.check() == [])
        await log.close()
    }

    @Test("leaves nothing half made where there was no room to create the database", arguments: [1, 5, 15])
    func noRoomAtFirst(pages: Int64) async throws {
        var limits = SQLiteLog.Limits()
        limits.database = pages * 4096
        await expectFull { _ = try await open(limits) }
        #expect(directory.permissions(of: "bode.db") == nil)
        let log = try await open()
        #expect(try await log.check() == [])
        await log.close()
    }
}
