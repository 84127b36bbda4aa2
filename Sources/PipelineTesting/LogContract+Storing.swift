import Pipeline
import Testing

extension LogPromise {
    static let storing = [
        LogPromise("stores all of a transaction or nothing") { trial in
            try await trial.log.open(trial.desk, from: .oldest)
            try await trial.log.open(Reader("archive", of: .documents), from: .oldest)
            try await trial.append("a")
            let claims = try await trial.claim()
            var transaction = Transaction(
                reader: trial.desk, settlements: claims.map { Settlement($0.message.sequence, .done) },
                messages: [NewMessage(.documents, key: "d", payload: [1])])
            transaction.sinkMemory = SinkMemory(["offset": "12"])
            transaction.archive = [paper("urn:a", names: ["urn:a", "urn:b"])]
            transaction.source = SourceRecord(name: "gazette")
            transaction.entries = [SeenEntry("urn:a", fingerprint: "1")]

            var refused = transaction
            refused.settlements.append(Settlement(4711, .done))
            await trial.expectRefusal(refused)
            for round in 0..<2 {
                let archive = Reader("archive", of: .documents)
                #expect(try await trial.keys(for: archive) == (round == 0 ? [] : ["d"]))
                #expect(
                    try await trial.log.archived(under: ["urn:b"]) == (round == 0 ? [] : transaction.archive))
                #expect(try await trial.log.source("gazette") == (round == 0 ? nil : transaction.source))
                #expect(
                    try await trial.log.seen(["urn:a"], at: "gazette") == (round == 0 ? [:] : ["urn:a": "1"]))
                #expect(
                    try await trial.log.sinkMemory(of: trial.desk)
                        == (round == 0 ? nil : transaction.sinkMemory))
                guard round == 0 else { continue }
                try await trial.log.commit(transaction)
                try await trial.reopen()
            }
            #expect(try await trial.keys() == [])
        },
        LogPromise("keeps a reader's memory until it is given another") { trial in
            try await trial.log.open(trial.desk, from: .oldest)
            #expect(try await trial.log.sinkMemory(of: trial.desk) == nil)
            for memory in [
                SinkMemory(["offset": "1"]), nil, SinkMemory(["offset": "2", "file": "a\nb"]), nil,
            ] {
                try await trial.append("a")
                var transaction = Transaction(
                    reader: trial.desk,
                    settlements: try await trial.claim().map { Settlement($0.message.sequence, .done) })
                transaction.sinkMemory = memory
                try await trial.log.commit(transaction)
                guard let memory else { continue }
                try await trial.reopen()
                #expect(try await trial.log.sinkMemory(of: trial.desk) == memory)
            }
            #expect(try await trial.log.sinkMemory(of: trial.desk)?["offset"] == "2")
            var transaction = Transaction()
            transaction.sinkMemory = SinkMemory()
            await trial.expectRefusal(transaction)
        },
        LogPromise("remembers sources and what each has shown") { trial in
            var transaction = Transaction()
            var record = SourceRecord(name: "gazette")
            record.memory = SourceMemory(["etag": "\"7\""])
            record.lastSuccess = trial.clock.now
            transaction.source = record
            transaction.entries = (0..<2000).map {
                SeenEntry(Identifier(rawValue: "urn:\($0)"), fingerprint: "\($0)")
            }
            try await trial.log.commit(transaction)
            record.failures = 3
            transaction.source = record
            transaction.entries = [SeenEntry("urn:7", fingerprint: "seven")]
            try await trial.log.commit(transaction)
            try await trial.reopen()
            #expect(try await trial.log.source("gazette") == record)
            #expect(try await trial.log.source("other") == nil)
            let asked = (1990..<40_000).map { Identifier(rawValue: "urn:\($0)") } + ["urn:7", "urn:7"]
            let seen = try await trial.log.seen(asked, at: "gazette")
            #expect(seen.count == 11)
            #expect(seen["urn:1999"] == "1999")
            #expect(seen["urn:7"] == "seven")
            #expect(try await trial.log.seen(["urn:7"], at: "other") == [:])
            #expect(try await trial.log.seen([], at: "gazette") == [:])

            transaction.source = nil
            await trial.expectRefusal(transaction)
        },
        LogPromise("finds a publication under any of its names, which may come and move") { trial in
            var transaction = Transaction()
            transaction.archive = [
                paper("urn:a", names: ["urn:a", "kst-1"]), paper("urn:b", names: ["urn:b"]),
            ]
            try await trial.log.commit(transaction)
            var amended = paper("urn:a", names: ["urn:a", "kst-1", "https://example.org/a"])
            amended.isWithdrawn = true
            transaction.archive = [amended]
            try await trial.log.commit(transaction)
            try await trial.reopen()
            for name: Identifier in ["urn:a", "kst-1", "https://example.org/a"] {
                #expect(try await trial.log.archived(under: [name]) == [amended])
            }
            let many = (0..<40_000).map { Identifier(rawValue: "urn:none:\($0)") }
            let found = try await trial.log.archived(under: ["urn:b"] + many + ["kst-1", "urn:a"])
            #expect(found == [amended, paper("urn:b", names: ["urn:b"])])

            transaction.archive = [paper("urn:b", names: ["urn:b", "kst-1"])]
            try await trial.log.commit(transaction)
            #expect(try await trial.log.archived(under: ["kst-1"]).map(\.id) == ["urn:b"])
            #expect(try await trial.log.archived(under: ["urn:a"]).map(\.id) == ["urn:a"])
            #expect(try await trial.log.archived(under: []) == [])
        },
        LogPromise("forgets a publication that another took over with all its names, and no other") { trial in
            var transaction = Transaction()
            transaction.archive = [
                paper("urn:a", names: ["urn:a"]), paper("urn:b", names: ["urn:b", "kst-1"]),
            ]
            try await trial.log.commit(transaction)
            transaction.archive = [paper("urn:a", names: ["urn:a", "urn:b", "kst-1"])]
            transaction.absorbed = ["urn:b", "urn:none"]
            try await trial.log.commit(transaction)
            try await trial.reopen()
            #expect(try await trial.log.archived(under: ["urn:b"]).map(\.id) == ["urn:a"])
            // With a name of its own it is still there.
            transaction.archive = []
            transaction.absorbed = ["urn:a"]
            try await trial.log.commit(transaction)
            #expect(try await trial.log.archived(under: ["kst-1"]).map(\.id) == ["urn:a"])
        },
        LogPromise("hands out the archive in slices, in the order of the identities' bytes") { trial in
            let identities = ["urn:b", "urn:a", "Urn:c", "urn:\u{E9}", "urn:z", "urn:a:1"]
            var transaction = Transaction()
            transaction.archive = identities.map { paper(Identifier(rawValue: $0), names: []) }
            try await trial.log.commit(transaction)
            try await trial.reopen()
            let order = identities.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
            var (found, last): ([String], Identifier?) = ([], nil)
            while let slice = try? await trial.log.archived(after: last, limit: 4), !slice.isEmpty {
                #expect(slice.count <= 4)
                found += slice.map(\.id.rawValue)
                last = slice.last?.id
            }
            #expect(found.map { Array($0.utf8) } == order.map { Array($0.utf8) })
            #expect(try await trial.log.archived(after: nil, limit: 0) == [])
        },
        LogPromise("stores what many commit at the same time, one transaction after the other") { trial in
            try await trial.log.open(trial.desk, from: .oldest)
            try await trial.append("shared")
            let shared = try await trial.claim()[0].message.sequence
            let (log, desk) = (trial.log, trial.desk)
            // All of them settle the same claim: one may.
            let stored = await withTaskGroup(of: Bool.self) { group in
                for number in 0..<50 {
                    group.addTask {
                        let message = NewMessage(.events, key: "\(number)", payload: [])
                        let transaction = Transaction(
                            reader: desk, settlements: [Settlement(shared, .done)], messages: [message])
                        return (try? await log.commit(transaction)) != nil
                    }
                }
                return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
            }
            #expect(stored == 1)

            // Each settles one of its own.
            let claims = try await trial.claim()
            try await trial.settle(claims)
            for number in 0..<20 { try await trial.append("\(number)") }
            let now = trial.clock.now
            await withTaskGroup(of: Void.self) { group in
                for claim in (try? await trial.claim()) ?? [] {
                    group.addTask {
                        let retry = Settlement(claim.message.sequence, .retry(notBefore: now, reason: "busy"))
                        try? await log.commit(Transaction(reader: desk, settlements: [retry]))
                    }
                }
            }
            #expect(try await trial.claim().map(\.attempt) == Array(repeating: 2, count: 20))
        },
    ]

    static let keeping = [
        LogPromise("keeps what is young enough, for readers that are wound back") { trial in
            try await trial.log.open(trial.desk, from: .oldest)
            try await trial.append("old")
            trial.clock.advance(by: .seconds(60))
            try await trial.append("young")
            try await trial.read()
            try await trial.log.prune(before: trial.clock.now)
            try await trial.log.rewind(trial.desk, to: Timestamp(seconds: 0))
            #expect(try await trial.read() == ["young"])
        },
        LogPromise("drops only what every reader has settled and is old enough") { trial in
            try await trial.log.open(trial.desk, from: .oldest)
            try await trial.log.open(trial.night, from: .oldest)
            let start = trial.clock.now
            try await trial.append("x", to: .documents)
            try await trial.append("aside", "waits", "done", "unread")
            trial.clock.advance(by: .seconds(60))
            try await trial.append("young")
            let claims = try await trial.claim()
            try await trial.settle([claims[0]], .setAside(reason: "odd"))
            try await trial.settle([claims[1]], .retry(notBefore: trial.clock.now, reason: "busy"))
            try await trial.settle(Array(claims[2...]))
            #expect(try await trial.read(3, for: trial.night).count == 3)
            let unread = try await trial.claim(for: trial.night)
            #expect(unread.count == 2)

            try await trial.log.prune(before: trial.clock.now)
            try await trial.log.rewind(trial.night, to: start)
            await trial.log.release(unread.map(\.message.sequence), of: trial.night)
            #expect(try await trial.read(for: trial.night) == ["aside", "waits", "unread", "young"])
            #expect(try await trial.read() == ["waits"])
            #expect(try await trial.log.asides(of: trial.desk, limit: 9).map(\.message.key) == ["aside"])
            // Topics without readers are kept for those that will come.
            try await trial.log.prune(before: trial.clock.now)
            let late = Reader("archive", of: .documents)
            try await trial.log.open(late, from: .oldest)
            #expect(try await trial.read(for: late) == ["x"])
        },
        LogPromise("says since when a reader is missing, and keeps what it has not read until it retires") {
            trial in
            try await trial.log.open(trial.desk, from: .oldest)
            try await trial.log.open(trial.night, from: .oldest)
            let start = trial.clock.now
            try await trial.append("a", "b")
            try await trial.read()
            #expect(try await trial.log.absences(besides: [trial.desk.name, trial.night.name]) == [])
            let expected = Absence(trial.night, since: start, backlog: Backlog(ready: 2, oldest: start))
            #expect(try await trial.log.absences(besides: [trial.desk.name]) == [expected])
            trial.clock.advance(by: .seconds(60))
            try await trial.reopen()
            #expect(try await trial.log.absences(besides: [trial.desk.name]) == [expected])
            // One that came back is missing anew the next time.
            #expect(try await trial.log.absences(besides: [trial.desk.name, trial.night.name]) == [])
            #expect(
                try await trial.log.absences(besides: [trial.desk.name]).map(\.since) == [trial.clock.now])
            #expect(try await trial.log.prune(before: .init(milliseconds: .max)) == 0)
            try await trial.log.retire(trial.night)
            #expect(try await trial.log.absences(besides: [trial.desk.name]) == [])
            #expect(try await trial.log.prune(before: .init(milliseconds: .max)) == 2)
        },
        LogPromise("retires no reader that works, and empties a topic that nobody reads any more") { trial in
            let past = Reader("history/gazette", of: .history(of: "gazette"))
            try await trial.log.open(past, from: .oldest)
            try await trial.log.open(trial.desk, from: .oldest)
            try await trial.append("a", "b", "c", to: past.topic)
            try await trial.append("kept")
            let claims = try await trial.claim(1, for: past)
            let log = trial.log
            await #expect {
                try await log.retire(past)
            } throws: {
                if case .refused? = $0 as? LogFailure { true } else { false }
            }
            try await trial.settle(claims, .setAside(reason: "odd"), of: past)
            try await trial.log.retire(past)
            await #expect(throws: LogFailure.self) {
                try await log.claim(1, for: past, at: .init(seconds: 0))
            }
            try await trial.reopen()
            try await trial.log.open(past, from: .oldest)
            #expect(try await trial.keys(for: past) == [])
            #expect(try await trial.log.asides(of: past, limit: 9) == [])
            #expect(try await trial.keys() == ["kept"])
        },
        LogPromise("never uses a sequence again") { trial in
            try await trial.log.open(trial.desk, from: .oldest)
            try await trial.append("a", "b")
            let last = try await trial.claim().map(\.message.sequence).max() ?? 0
            try await trial.reopen()
            try await trial.read()
            try await trial.log.prune(before: Timestamp(milliseconds: .max))
            try await trial.reopen()
            try await trial.log.open(trial.night, from: .newest)
            try await trial.append("c")
            let next = try await trial.claim()
            #expect(next.map(\.message.key) == ["c"])
            #expect(next.allSatisfy { $0.message.sequence > last })
            #expect(try await trial.keys(for: trial.night) == ["c"])
        },
        LogPromise("finishes what was promised when it is closed, and does nothing afterwards") { trial in
            try await trial.log.open(trial.desk, from: .oldest)
            let (log, clock, desk) = (trial.log, trial.clock, trial.desk)
            let stored = await withTaskGroup(of: Bool.self) { group in
                for number in 0..<20 {
                    group.addTask {
                        let message = NewMessage(.events, key: "\(number)", payload: [])
                        return (try? await log.commit(Transaction(messages: [message]))) != nil
                    }
                }
                await log.close()
                await log.close()
                return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
            }
            await #expect(throws: LogFailure.closed) { try await log.commit(Transaction()) }
            await #expect(throws: LogFailure.closed) { try await log.claim(1, for: desk, at: clock.now) }
            await #expect(throws: LogFailure.closed) { try await log.open(desk, from: .oldest) }
            await #expect(throws: LogFailure.closed) { try await log.source("gazette") }
            await #expect(throws: LogFailure.closed) { try await log.prune(before: clock.now) }
            await log.release([1], of: desk)
            await log.awaitWork(for: desk, until: nil, clock: clock)
            try await trial.reopen()
            #expect(try await trial.keys().count == stored)
        },
    ]

    private static func paper(_ id: Identifier, names: [Identifier]) -> ArchivedPublication {
        let publication = Publication(
            source: "gazette", entryID: id.rawValue, identity: id, title: "Über \(id)")
        var answer = Answer(numbers: [1], question: "Waarom?", answer: "Daarom.")
        answer.themes = [ThemeMatch(id: "sahel", score: 0.25, evidence: [Span(.answer, 0..<7)])]
        let archived = ArchivedAnswer(
            key: "\(id)#1", answer: answer, revision: 1, firstSeen: Timestamp(seconds: 5), isAnnounced: true)
        return ArchivedPublication(
            id: id, names: names, publication: publication, answers: [archived],
            firstSeen: Timestamp(seconds: 5))
    }
}
