import Pipeline
import PipelineTesting
import SQLiteLog
import Testing

@Suite("What polls without news change")
struct PollTimesTests: LogSuite {
    let directory: TemporaryDirectory
    let clock = ManualClock()

    init() throws { directory = try TemporaryDirectory() }

    private func store(_ record: SourceRecord, in log: SQLiteLog) async throws {
        var transaction = Transaction()
        transaction.source = record
        try await log.commit(transaction)
    }

    private func first() -> SourceRecord {
        var record = SourceRecord(name: "gazette")
        record.memory = SourceMemory(["etag": "\"a tag that is told from all others\""])
        record.health.watchedSince = clock.now
        record.hasBaseline = true
        return record
    }

    /// The record after another poll that brought nothing.
    private func polled(_ record: SourceRecord) -> SourceRecord {
        var record = record
        clock.advance(by: .seconds(60))
        (record.lastAttempt, record.lastSuccess) = (clock.now, clock.now)
        record.notBefore = record.health.polls % 2 == 0 ? clock.now.adding(.seconds(30)) : nil
        record.health.polls += 1
        record.health.unchangedPolls += 1
        return record
    }

    /// The log, opened again, with what it should know by now.
    private func open(expecting record: SourceRecord) async throws -> SQLiteLog {
        let log = try await open()
        #expect(try await log.source("gazette") == record)
        return log
    }

    @Test("is there at once, and after the log was opened again")
    func kept() async throws {
        var (log, record) = (try await open(), first())
        try await store(record, in: log)
        for _ in 0..<3 {
            for _ in 0..<3 {
                record = polled(record)
                try await store(record, in: log)
                #expect(try await log.source("gazette") == record)
            }
            await log.close()
            log = try await open(expecting: record)
        }
        await log.close()
    }

    @Test("gives way to a record that is stored whole, in whatever order")
    func replaced() async throws {
        var (log, record) = (try await open(), first())
        try await store(record, in: log)
        try await store(polled(record), in: log)
        // Somebody who asked earlier stores what follows from that.
        record.lastFailure = "somebody knows better"
        try await store(record, in: log)
        #expect(try await log.source("gazette") == record)
        await log.close()
        log = try await open(expecting: record)
        await log.close()
    }

    @Test("is not mixed with the record of another who stores at the same time", arguments: 0..<20)
    func together(round: Int) async throws {
        let (log, base) = (try await open(), first())
        try await store(base, in: log)
        let times = polled(base)
        var other = base
        other.memory = SourceMemory(["etag": "\"another\""])
        await withTaskGroup(of: Void.self) { [times, other] group in
            for record in round.isMultiple(of: 2) ? [times, other] : [other, times] {
                group.addTask { await #expect(throws: Never.self) { try await store(record, in: log) } }
            }
        }
        let known = try await log.source("gazette")
        #expect(known == times || known == other)
        await log.close()
        let again = try await open()
        #expect(try await again.source("gazette") == known)
        await again.close()
    }

    @Test("does not write the record again")
    func small() async throws {
        let log = try await open()
        var record = first()
        let tag = String(repeating: "a long tag ", count: 100_000)
        record.memory = SourceMemory(["etag": tag])
        try await store(record, in: log)
        let before = try directory.contents(of: "bode.db-wal").count
        for _ in 0..<5 {
            record = polled(record)
            try await store(record, in: log)
        }
        #expect(try directory.contents(of: "bode.db-wal").count - before < tag.utf8.count)
        await log.close()
    }

    @Test("is asked for in vain once the log is closed")
    func closed() async throws {
        let log = try await open()
        try await store(first(), in: log)
        #expect(try await log.source("gazette") != nil)
        await log.close()
        await #expect(throws: LogFailure.closed) { try await log.source("gazette") }
    }

    @Test("is found to be damaged where the disk changed it")
    func damaged() async throws {
        var log = try await open()
        let base = first()
        try await store(base, in: log)
        try await store(polled(base), in: log)
        await log.close()
        var bytes = try directory.contents(of: "bode.db")
        // As a row has it: numbers of eight bytes, the last attempt and the last success one after the other.
        let time = withUnsafeBytes(of: clock.now.milliseconds.bigEndian) { Array($0.suffix(6)) }
        let place = try #require(
            bytes.indices.dropLast(12).first { Array(bytes[$0..<$0 + 12]) == time + time })
        bytes[place + 5] ^= 1
        try directory.replace("bode.db", with: bytes)
        let problems = try StoredDatabase(in: directory.path).check().problems
        #expect(problems.count == 1 && problems.first?.contains("gazette") == true)
        log = try await open()
        await #expect {
            try await log.source("gazette")
        } throws: {
            if case .damaged? = $0 as? LogFailure { true } else { false }
        }
        await log.close()
    }
}
