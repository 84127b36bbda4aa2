import Glibc
import Pipeline
import PipelineTesting
import SQLiteLog
import Testing

@Suite("A damaged or foreign database")
struct DamageTests: LogSuite {
    let directory: TemporaryDirectory
    let clock = ManualClock()

    init() throws { directory = try TemporaryDirectory() }

    @Test("refuses a database of a newer version, naming both")
    func refusesNewer() async throws {
        try await open().close()
        var bytes = try directory.contents(of: "bode.db")
        // The user version, in the header (sqlite.org/fileformat2.html, 1.3).
        bytes.replaceSubrange(60..<64, with: [0, 0, 0, 99])
        try directory.replace("bode.db", with: bytes)
        await expectDamaged("newer bode (schema 99, this one knows ")
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

    /// Ends a process that had the state open, and leaves the write-ahead log to be found.
    private func leaveLog() async throws {
        await #expect(processExitsWith: .signal(SIGKILL)) { [path = directory.path as String] in
            let log = try await SQLiteLog.open(directory: path, clock: ManualClock())
            try await log.open(Reader("sink/desk", of: .events), from: .oldest)
            for number in 0..<20 {
                let payload = Array(repeating: UInt8(number), count: 2000)
                try await log.commit(
                    Transaction(messages: [NewMessage(.events, key: "\(number)", payload: payload)]))
            }
            kill(getpid(), SIGKILL)
        }
    }

    @Test("refuses a database whose write-ahead log was taken away", .timeLimit(.minutes(1)))
    func refusesWithoutLog() async throws {
        try await open().close()
        try await leaveLog()
        let log = try directory.contents(of: "bode.db-wal")
        unlink(directory.path + "/bode.db-wal")
        // Twice, since refusing must not make it forget.
        for _ in 0..<2 { await expectDamaged("bode.db-wal is missing") }
        try directory.replace("bode.db-wal", with: log)
        let again = try await open()
        #expect(try await again.claim(99, for: desk, at: clock.now).count == 20)
        await again.close()
        try await open().close()
    }

    @Test(
        "takes a database whose write-ahead log another program has copied into it after a crash",
        .timeLimit(.minutes(1)))
    func usesSettled() async throws {
        try await open().close()
        try await leaveLog()
        // What SQLite's own programs do when they are the last to close it.
        let saved = directory.path + "/bode.lock"
        let lock = try directory.contents(of: "bode.lock")
        unlink(saved)
        try await open().close()
        try directory.replace("bode.lock", with: lock)
        let log = try await open()
        #expect(try await log.claim(99, for: desk, at: clock.now).count == 20)
        await log.close()
    }

    @Test("refuses the write-ahead log of another database", .timeLimit(.minutes(1)))
    func refusesForeignLog() async throws {
        try await open().close()
        try await leaveLog()
        var log = try directory.contents(of: "bode.db-wal")
        log[16] ^= 0x80
        try directory.replace("bode.db-wal", with: log)
        await expectDamaged("is the write-ahead log of another database")
    }

    @Test(
        "uses what the write-ahead log holds after a kill, and again after the next", .timeLimit(.minutes(2)))
    func usesLog() async throws {
        for round in 1...3 {
            try await leaveLog()
            let log = try await open()
            try await log.open(desk, from: .oldest)
            #expect(try await log.claim(99, for: desk, at: clock.now).count == 20 * round)
            // Sometimes it ends well in between.
            if round == 2 { await log.close() } else { await log.release([], of: desk) }
            await log.close()
        }
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

    @Test("leaves what it refuses as it was, with its write-ahead log", .timeLimit(.minutes(1)))
    func leavesEvidence() async throws {
        try await open().close()
        try await leaveLog()
        try directory.replace("bode.db", with: Array(try directory.contents(of: "bode.db").prefix(3 * 4096)))
        let files = ["bode.db", "bode.db-wal"]
        let before = try files.map(directory.contents(of:))
        await expectDamaged("is cut short")
        #expect(try files.map(directory.contents(of:)) == before)
    }

    @Test("hands out a message that an older program stored with a checksum of its own kind")
    func olderChecksum() async throws {
        let log = try await open()
        try await log.open(desk, from: .oldest)
        try await log.commit(
            Transaction(messages: [NewMessage(.events, key: "key", payload: Array("<first>".utf8))]))
        await log.close()
        var bytes = try directory.contents(of: "bode.db")
        // The eight bytes before them are the checksum (sqlite.org/fileformat2.html, 2.1).
        let place = try #require(bytes.firstRange(of: Array("key<first>".utf8))).lowerBound
        var checksum: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in Array("key".utf8) + [0xFF] + Array("<first>".utf8) {
            checksum = (checksum ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
        }
        let older = (0..<8).map { UInt8(truncatingIfNeeded: checksum >> (56 - 8 * UInt64($0))) }
        #expect(older != Array(bytes[place - 8..<place]))
        bytes.replaceSubrange(place - 8..<place, with: older)
        try directory.replace("bode.db", with: bytes)

        let again = try await open()
        let claims = try await again.claim(1, for: desk, at: clock.now)
        #expect(claims.map(\.message.payload) == [Array("<first>".utf8)])
        await again.close()
    }

    @Test("sets a message aside whose bytes have changed on the disk, says so, and hands out the rest")
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
        let others = Reader("sink/ops", of: Topic(rawValue: "notices"))
        try await again.open(others, from: .oldest)
        await again.tell { message, reader, reason in
            NewMessage(others.topic, key: "\(message.key) \(reader.name)", payload: Array(reason.utf8))
        }
        let claims = try await again.claim(2, for: desk, at: clock.now)
        let told = try await again.claim(2, for: others, at: clock.now)
        #expect(told.map(\.message.key) == ["key sink/desk"])
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

    @Test("hands out nothing that was not appended, whatever happens to the file", .timeLimit(.minutes(2)))
    func anyDamage() async throws {
        let log = try await open()
        try await log.open(desk, from: .oldest)
        var payloads: [String: [UInt8]] = [:]
        for number in 0..<80 {
            let payload = (0..<(number * 40)).map { UInt8(truncatingIfNeeded: $0 &* (number + 3)) }
            payloads["\(number)"] = payload
            try await log.commit(
                Transaction(messages: [NewMessage(.events, key: "\(number)", payload: payload)]))
        }
        let outcomes: [Outcome] = [
            .setAside(reason: "odd"), .retry(notBefore: clock.now, reason: "busy"), .done,
        ]
        let claims = try await log.claim(30, for: desk, at: clock.now)
        try await log.commit(
            Transaction(
                reader: desk,
                settlements: claims.map {
                    Settlement($0.message.sequence, outcomes[$0.message.key.count % 3])
                }))
        await log.close()
        let whole = try directory.contents(of: "bode.db")

        var chance = RepeatableChance(state: 7)
        var (refused, used) = (0, 0)
        for round in 0..<200 {
            var bytes = whole
            let place = Int.random(in: 0..<bytes.count, using: &chance)
            switch round % 4 {
            case 0: bytes.removeLast(bytes.count - max(1, place))
            case 1: for index in (place & ~4095)..<((place & ~4095) + 4096) { bytes[index] = 0 }
            // The head of a page, where its structure is.
            case 2: bytes[(place & ~4095) + place % 100] ^= UInt8(1 << (round / 4 % 8))
            default: bytes[place] ^= UInt8(1 << (round / 4 % 8))
            }
            try directory.replace("bode.db", with: bytes)
            // What the round before has left is not this one's.
            for file in ["bode.db-wal", "bode.lock"] { unlink("\(directory.path)/\(file)") }
            do {
                let log = try await open()
                try await log.open(desk, from: .oldest)
                _ = try await log.backlog(of: desk)
                for message in try await log.claim(200, for: desk, at: clock.now).map(\.message)
                    + log.asides(of: desk, limit: 200).map(\.message) where !message.payload.isEmpty
                {
                    #expect(message.payload == payloads[message.key], "round \(round)")
                }
                await log.close()
                used += 1
            } catch {
                guard case .damaged? = error as? LogFailure else {
                    Issue.record("round \(round): \(error)")
                    continue
                }
                refused += 1
            }
        }
        #expect(refused > 20 && used > 20)
    }
}

/// A generator that gives the same numbers every time (SplitMix64).
private struct RepeatableChance: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
