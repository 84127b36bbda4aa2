import Glibc
import Pipeline
import PipelineTesting
import SQLiteLog
import Testing

@Suite("Copies and what can be saved of a database")
struct CopyTests: LogSuite {
    let directory: TemporaryDirectory
    let clock = ManualClock()

    init() throws { directory = try TemporaryDirectory() }

    private func paper(_ number: Int) -> ArchivedPublication {
        let id = Identifier(rawValue: "urn:paper:\(number)")
        return ArchivedPublication(
            id: id, names: [Identifier(rawValue: "also:\(number)")],
            publication: Publication(
                source: "gazette", entryID: "\(number)", identity: id, title: "Paper \(number)"),
            answers: [], firstSeen: clock.now)
    }

    private func fill(_ log: SQLiteLog, _ numbers: Range<Int>) async throws {
        for number in numbers {
            var transaction = Transaction(messages: [message("\(number)", size: 3000)])
            transaction.archive = [paper(number)]
            try await log.commit(transaction)
        }
    }

    @Test("copies the database while it is written to, and the copy holds what was there when it was whole")
    func copies() async throws {
        var limits = SQLiteLog.Limits()
        limits.copying = .zero
        let log = try await open(limits)
        try await log.open(desk, from: .oldest)
        try await fill(log, 0..<40)
        let path = directory.path + "/copy.db"
        async let copying: Void = log.copy(to: path)
        try await fill(log, 40..<60)
        try await copying
        let findings = try StoredDatabase(file: path).check()
        #expect(findings.problems == [])
        #expect((40...60).contains(findings.messages))
        #expect(findings.papers == findings.messages)
        // It goes on as ever.
        try await fill(log, 60..<61)
        #expect(try await log.claim(100, for: desk, at: clock.now).count == 61)
        await log.close()
    }

    @Test("ends a copy when the log is closed meanwhile, and the log is none the worse")
    func closed() async throws {
        var limits = SQLiteLog.Limits()
        limits.copying = .zero
        let log = try await open(limits)
        try await fill(log, 0..<200)
        let path = directory.path + "/copy.db"
        async let copying: Void = log.copy(to: path)
        // Something of it is there before the log goes.
        while directory.permissions(of: "copy.db") == nil { await Task.yield() }
        await log.close()
        do { try await copying } catch { #expect(error as? LogFailure == .closed) }
        let again = try await open()
        #expect(try await again.check() == [])
        try await again.copy(to: path)
        #expect(try StoredDatabase(file: path).check().messages == 200)
        await again.close()
    }

    @Test("makes no copy that would eat into the reserve, and no two at once")
    func noRoomForCopy() async throws {
        var limits = SQLiteLog.Limits()
        limits.reserve = .max
        let log = try await open(limits)
        await #expect {
            try await log.copy(to: directory.path + "/copy.db")
        } throws: {
            if case .full? = $0 as? LogFailure { true } else { false }
        }
        await log.close()
    }

    @Test("says where a copy cannot be made, and the log goes on and makes another")
    func nowhereToCopy() async throws {
        let log = try await open()
        try await fill(log, 0..<20)
        await #expect {
            try await log.copy(to: directory.path + "/no/such/copy.db")
        } throws: {
            if case .broken(let why)? = $0 as? LogFailure { why.contains("/no/such/copy.db") } else { false }
        }
        try await fill(log, 20..<21)
        try await log.copy(to: directory.path + "/copy.db")
        #expect(try StoredDatabase(file: directory.path + "/copy.db").check().messages == 21)
        await log.close()
    }

    @Test("finds a changed byte in a message and in the archive, and leaves the files alone")
    func checks() async throws {
        let log = try await open()
        try await fill(log, 0..<5)
        await log.close()
        var bytes = try directory.contents(of: "bode.db")
        let title = try #require(bytes.firstRange(of: Array("Paper 3".utf8))).lowerBound
        bytes[title] ^= 1
        try directory.replace("bode.db", with: bytes)
        let findings = try StateHold(directory.path).check()
        #expect(findings.problems == ["the archived paper urn:paper:3 has other bytes than were stored"])
        #expect(findings.messages == 5)
        #expect(try directory.contents(of: "bode.db") == bytes)
        let again = try await open()
        await #expect {
            _ = try await again.archived(under: [Identifier("also:3")])
        } throws: {
            guard case .damaged(let why)? = $0 as? LogFailure else { return false }
            return why.contains("bode restore") && why.contains("bode recover")
        }
        #expect(try await again.archived(under: [Identifier("also:2")]).map(\.id.rawValue) == ["urn:paper:2"])
        await again.close()
    }

    @Test(
        "names the first twenty messages whose bytes changed and counts the others, and a source that it remembers"
    )
    func changedMessages() async throws {
        let log = try await open()
        var transaction = Transaction()
        transaction.messages = (10..<40).map {
            NewMessage(.events, key: "key \($0)", payload: Array("letter \($0).".utf8))
        }
        var source = SourceRecord(name: "gazette")
        source.memory = SourceMemory(["cursor": "page 77"])
        transaction.source = source
        try await log.commit(transaction)
        await log.close()
        var bytes = try directory.contents(of: "bode.db")
        for text in (10..<35).map({ "letter \($0)." }) + ["page 77"] {
            bytes[try #require(bytes.firstRange(of: Array(text.utf8))).lowerBound] ^= 1
        }
        try directory.replace("bode.db", with: bytes)
        let findings = try StateHold(directory.path).check()
        #expect(
            findings.problems == (0..<20).map {
                "message \($0 + 1) (key \($0 + 10)) has other bytes than were stored"
            }
                + ["and 5 more like that", "what is stored of source gazette has other bytes than it had"])
        #expect(findings.messages == 30)
    }

    @Test("says of a backup of a newer version that it is one, and of an empty file that it is none")
    func otherBackups() async throws {
        let log = try await open()
        try await fill(log, 0..<3)
        await log.close()
        var bytes = try directory.contents(of: "bode.db")
        // The user version, in the header of the format (sqlite.org/fileformat2.html).
        bytes[63] = 99
        try directory.replace("newer.db", with: bytes)
        let newer = try StoredDatabase(file: directory.path + "/newer.db").check()
        #expect(
            newer.problems.contains { $0.contains("was written by a newer bode (schema 99)") },
            "\(newer.problems)")
        try directory.replace("empty.db", with: [])
        let empty = try StoredDatabase(file: directory.path + "/empty.db").check()
        #expect(
            empty.problems.count == 1 && empty.problems[0].contains("the file is empty"), "\(empty.problems)")
    }

    @Test("a state that a process has is refused to another before it opens anything")
    func inUse() async throws {
        try SQLiteLog.refuseInUse(directory.path)
        let log = try await open()
        #expect {
            try SQLiteLog.refuseInUse(directory.path)
        } throws: {
            if case .inUse(let why)? = $0 as? LogFailure {
                why.contains("process \(getpid())")
            } else {
                false
            }
        }
        await log.close()
        try SQLiteLog.refuseInUse(directory.path)
    }

    @Test("saves what lies before, between and behind the damage, by its old numbers")
    func salvages() async throws {
        let log = try await open()
        try await log.open(desk, from: .oldest)
        try await fill(log, 0..<80)
        let claims = try await log.claim(10, for: desk, at: clock.now)
        try await log.commit(
            Transaction(reader: desk, settlements: claims.map { Settlement($0.message.sequence, .done) }))
        await log.close()
        var bytes = try directory.contents(of: "bode.db")
        for page in [30, 60] { for index in (page * 4096)..<(page * 4096 + 4096) { bytes[index] = 0 } }
        try directory.replace("damaged.db", with: bytes)

        let saved = directory.path + "/saved"
        let tables = try Salvage.run(from: directory.path + "/damaged.db", into: saved)
        #expect(tables.contains { $0.gaps > 0 })
        #expect(try StateHold(saved).check().problems == [])
        let again = try await SQLiteLog.open(directory: saved, clock: clock)
        try await again.open(desk, from: .newest)
        let found = try await again.claim(100, for: desk, at: clock.now)
        #expect(found.count > 50 && found.allSatisfy { Int64($0.message.key) == $0.message.sequence - 1 })
        #expect(Set(found.map(\.message.sequence)).isDisjoint(with: claims.map(\.message.sequence)))
        // The names of papers are made from their records where their own table has a gap.
        for paper in try await again.archived(after: nil, limit: 100) {
            #expect(try await again.archived(under: paper.names).map(\.id) == [paper.id])
        }
        await again.close()
        #expect(throws: LogFailure.self) {
            try Salvage.run(from: directory.path + "/damaged.db", into: saved)
        }
    }

    @Test("goes on behind pages whose rows read as zeros, and comes to an end")
    func salvagesBehindZeros() async throws {
        let log = try await open()
        try await log.open(desk, from: .oldest)
        try await fill(log, 0..<80)
        await log.close()
        var bytes = try directory.contents(of: "bode.db")
        // Of some pages of tables the heads are left and so the rows are all number 0, of those behind them nothing.
        for page in 20..<32 where bytes[page * 4096] == 0x0D {
            let count = Int(bytes[page * 4096 + 3]) << 8 | Int(bytes[page * 4096 + 4])
            for index in (page * 4096 + 8 + 2 * count)..<(page * 4096 + 4096) { bytes[index] = 0 }
        }
        for index in (32 * 4096)..<(44 * 4096) { bytes[index] = 0 }
        try directory.replace("damaged.db", with: bytes)

        let saved = directory.path + "/saved"
        let tables = try Salvage.run(from: directory.path + "/damaged.db", into: saved)
        let messages = try #require(tables.first { $0.name == "message" })
        #expect(messages.gaps > 0 && messages.saved > 20 && messages.saved < 80)
        #expect(try StateHold(saved).check().problems == [])
    }

    @Test("puts another database in its place, and keeps what was there")
    func replaces() async throws {
        let log = try await open()
        try await fill(log, 0..<3)
        try await log.copy(to: directory.path + "/copy.db")
        try await fill(log, 3..<5)
        await log.close()
        do {
            let hold = try StateHold(directory.path)
            try hold.replaceDatabase(with: directory.path + "/copy.db", keepingAs: ".before")
        }
        #expect(directory.permissions(of: "bode.db.before") == 0o600)
        let again = try await open()
        #expect(try await again.archived(after: nil, limit: 9).count == 3)
        await again.close()
    }
}
