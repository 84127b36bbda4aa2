import Pipeline
import PipelineTesting
import SQLiteLog
import Testing

@Suite("Looking back over the log") struct HistoryTests {
    let directory: TemporaryDirectory
    let clock = ManualClock()
    let desk = Reader("sink/desk", of: .events)

    init() throws { directory = try TemporaryDirectory() }

    private func open() async throws -> SQLiteLog {
        let log = try await SQLiteLog.open(directory: directory.path + "/state", clock: clock)
        try await log.open(desk, from: .oldest)
        return log
    }

    private func append(_ keys: String..., to log: SQLiteLog) async throws {
        try await log.commit(
            Transaction(messages: keys.map { NewMessage(.events, key: $0, payload: Array($0.utf8)) }))
    }

    @Test("messages are found by key, by place and by time, whatever other topics hold")
    func messages() async throws {
        let log = try await open()
        try await append("a", "b", to: log)
        try await log.commit(Transaction(messages: [NewMessage(.documents, key: "a", payload: [])]))
        clock.advance(by: .seconds(60))
        let later = clock.now
        try await append("a", "c", to: log)

        let first = try await log.messages(of: .events, after: 0, limit: 10)
        #expect(first.map(\.key) == ["a", "b", "a", "c"])
        let second = try await log.messages(of: .events, after: first[1].sequence, limit: 1)
        #expect(second.map(\.sequence) == [first[2].sequence])
        let copies = try await log.messages(of: .events, key: "a", limit: 10)
        #expect(copies.map(\.sequence) == [first[2].sequence, first[0].sequence])
        let before = try await log.sequence(of: .events, before: later)
        #expect(
            try await log.messages(of: .events, after: before, limit: 1).first?.sequence == first[2].sequence)
        let future = try await log.sequence(of: .events, before: later.adding(.seconds(1)))
        #expect(future == first[3].sequence)
        #expect(try await log.sequence(of: .events, before: Timestamp(seconds: 0)) < first[0].sequence)
        #expect(try await log.sequence(of: .publications, before: later) == 0)
        await log.close()
    }

    @Test("each try is remembered, the first and the last of many, and goes with the message")
    func fates() async throws {
        let log = try await open()
        try await append("a", to: log)
        let sequence = try #require(try await log.messages(of: .events, after: 0, limit: 1).first).sequence
        #expect(try await log.fate(of: sequence, for: desk) == Fate(state: .open))
        for attempt in 1...40 {
            let claims = try await log.claim(1, for: desk, at: clock.now)
            #expect(claims.map(\.attempt) == [attempt])
            let due = clock.now.adding(.seconds(20))
            try await log.commit(
                Transaction(
                    reader: desk,
                    settlements: [Settlement(sequence, .retry(notBefore: due, reason: "try \(attempt)"))]))
            clock.advance(by: .seconds(20))
        }
        let failing = try await log.fate(of: sequence, for: desk)
        #expect(failing.state == .waiting(until: clock.now))
        #expect(failing.reason == "try 40")
        #expect(failing.attempts.count == 16)
        #expect(failing.attempts.first?.failure == "try 1")
        #expect(failing.attempts.last?.failure == "try 40")

        _ = try await log.claim(1, for: desk, at: clock.now)
        try await log.commit(Transaction(reader: desk, settlements: [Settlement(sequence, .done)]))
        let done = try await log.fate(of: sequence, for: desk)
        #expect(done.state == .done)
        #expect(done.attempts.last == Fate.Attempt(time: clock.now, failure: nil))

        try await log.prune(before: clock.now.adding(.seconds(1)))
        #expect(try await log.fate(of: sequence, for: desk).attempts.isEmpty)
        await log.close()
    }

    @Test("the shelf shows papers by their dates, a piece at a time, and no date of the future")
    func shelf() async throws {
        let log = try await open()
        var transaction = Transaction()
        let now = clock.now
        for (id, days) in [("old", -30), ("new", -1), ("middle", -10), ("future", 400)] {
            let publication = Publication(
                source: "s", entryID: id, identity: Identifier(rawValue: id), title: id,
                published: now.adding(.seconds(Int64(days) * 86_400)))
            transaction.archive.append(
                ArchivedPublication(
                    id: publication.identity, names: publication.names, publication: publication, answers: [],
                    firstSeen: now))
        }
        // What no source dates goes by its own date.
        let undated = Publication(source: "s", entryID: "own", identity: "own", title: "own")
        var own = ArchivedPublication(
            id: "own", names: undated.names, publication: undated, answers: [], firstSeen: now)
        own.date = now.adding(.seconds(-5 * 86_400)).day
        transaction.archive.append(own)
        try await log.commit(transaction)
        var (found, place): ([String], ShelfPlace?) = ([], nil)
        while let record = try await log.shelf(
            after: place, since: now.adding(.seconds(-20 * 86_400)), limit: 1, bytes: 1 << 20
        ).first {
            found.append(try JSONText.decode(ArchivedPublication.self, from: record.json).id.rawValue)
            place = record.place
        }
        #expect(found == ["future", "new", "own", "middle"])
        await log.close()
    }

    @Test("whoever looks through the shelf keeps nobody waiting for longer than a moment")
    func shelfInMoments() async throws {
        var limits = SQLiteLog.Limits()
        limits.looking = .zero
        let log = try await SQLiteLog.open(directory: directory.path, clock: clock, limits: limits)
        var transaction = Transaction()
        for number in 0..<3 {
            let publication = Publication(
                source: "s", entryID: "\(number)", identity: Identifier(rawValue: "\(number)"), title: "t")
            transaction.archive.append(
                ArchivedPublication(
                    id: publication.identity, names: publication.names, publication: publication, answers: [],
                    firstSeen: clock.now))
        }
        try await log.commit(transaction)
        var (pieces, place): ([Int], ShelfPlace?) = ([], nil)
        repeat {
            let records = try await log.shelf(
                after: place, since: Timestamp(milliseconds: .min), limit: 9, bytes: 1 << 20)
            pieces.append(records.count)
            place = records.last?.place
        } while place != nil
        #expect(pieces == [1, 1, 1, 0])
        await log.close()
    }
}
