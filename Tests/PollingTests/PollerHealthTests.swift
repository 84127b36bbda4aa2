import Pipeline
import PipelineTesting
import Polling
import Testing

/// What operators are told of a source, as the poller stores it.
@Suite(.timeLimit(.minutes(1)))
struct PollerHealthTests {
    let bench = PollingBench()
    let source = StagedSource()

    /// Lets others go on; the suite's time limit ends a wait in vain.
    private func pause() async throws {
        try Task.checkCancellation()
        await Task.yield()
    }

    @Test("a frozen feed is one silence and one recovery, however often the process starts anew")
    func frozen() async throws {
        try await bench.open()
        source.show([bench.paper(1)])
        for _ in 0..<50 {
            try await bench.poller(source, silentAfter: .seconds(3600)).poll()
            bench.clock.advance(by: .seconds(600))
        }
        #expect(try await bench.notices() == ["bode.source.silent"])
        source.show([bench.paper(1), bench.paper(2)])
        try await bench.poller(source, silentAfter: .seconds(3600)).poll()
        #expect(try await bench.notices() == ["bode.source.silent", "bode.source.recovered"])
    }

    @Test("taken over while the clock was set back, a source is asked within an interval")
    func takenOver() async throws {
        try await bench.open()
        source.show([bench.paper(1)])
        // It was asked a day from now, by a clock that was wrong.
        let asked = bench.clock.now.adding(.seconds(86_400))
        let running = Task { try await bench.poller(source).run(from: asked.adding(.seconds(60))) }
        defer { running.cancel() }
        while bench.clock.sleepers == 0 { try await pause() }
        #expect(source.asked.isEmpty)
        bench.clock.advance(by: .seconds(60))
        while source.asked.isEmpty { try await pause() }
    }

    @Test("what was told is stored with the poll that it tells of, or neither is")
    func together() async throws {
        try await bench.open()
        source.show([bench.paper(1)])
        try await bench.poller(source, silentAfter: .seconds(60)).poll()
        bench.clock.advance(by: .seconds(120))
        await bench.log.failCommits(with: .full("no room"))
        await #expect(throws: LogFailure.self) {
            try await bench.poller(source, silentAfter: .seconds(60)).poll()
        }
        await bench.log.failCommits(with: nil)
        #expect(try await bench.notices().isEmpty)
        try await bench.poller(source, silentAfter: .seconds(60)).poll()
        #expect(try await bench.notices() == ["bode.source.silent"])
    }

    @Test(
        "an empty window where there were entries is a failure that withdraws nothing, and ends with the entries"
    )
    func emptied() async throws {
        try await bench.open()
        source.show([bench.paper(1), bench.paper(2)])
        try await bench.poller(source).poll()
        #expect(try await bench.take().count == 2)
        source.answer(.success(Poll(publications: [], memory: SourceMemory(["etag": "empty"]))))
        try await bench.poller(source).poll()
        source.answer(
            .success(Poll(publications: [], memory: SourceMemory(["etag": "empty"]), isUnchanged: true)))
        for _ in 0..<3 { try await bench.poller(source).poll() }
        let record = try #require(try await bench.log.source("gazette"))
        #expect(record.failures == 4)
        #expect(record.lastFailure == "it shows no entries, where it had 2")
        #expect(record.memory?["etag"] == "empty", "the validators are those of what was read whole")
        #expect(try await bench.notices() == ["bode.source.silent"])
        source.show([bench.paper(1), bench.paper(2)])
        try await bench.poller(source).poll()
        #expect(try await bench.notices() == ["bode.source.silent", "bode.source.recovered"])
        #expect(try await bench.take().isEmpty)
    }

    @Test(
        "a full window of strangers may have held others in between; not where the archive knows them by another name"
    )
    func gap() async throws {
        try await bench.open()
        source.show((0..<20).map { bench.paper($0) })
        try await bench.poller(source).poll()
        source.show((100..<120).map { bench.paper($0) })
        try await bench.poller(source).poll()
        #expect(try await bench.notices() == ["bode.source.gap"])

        var transaction = Transaction()
        transaction.archive = [
            ArchivedPublication(
                id: "paper-100", names: ["https://example.org/100"], publication: bench.paper(100),
                answers: [], firstSeen: bench.clock.now)
        ]
        try await bench.log.commit(transaction)
        source.show(
            (0..<20).map { number in
                var paper = bench.paper(200 + number)
                paper.aliases = [Identifier(rawValue: "https://example.org/\(100 + number)")]
                return paper
            })
        try await bench.poller(source).poll()
        #expect(try await bench.notices() == ["bode.source.gap"])
    }

    @Test(
        "papers that are shown under new ids at each poll are recognised, and neither news nor fetched again")
    func newIDs() async throws {
        try await bench.open()
        func papers(_ round: Int, title: String = "Brief") -> [Publication] {
            (0..<20).map { number in
                var paper = bench.paper(number + round * 1000)
                (paper.title, paper.aliases) = (
                    "\(title) \(number)", [Identifier(rawValue: "https://example.org/\(number)")]
                )
                return paper
            }
        }
        source.show(papers(0))
        try await bench.poller(source).poll()
        #expect(try await bench.take().count == 20)
        var transaction = Transaction()
        transaction.archive = papers(0).map {
            ArchivedPublication(
                id: $0.identity, names: $0.names, publication: $0, answers: [], firstSeen: bench.clock.now)
        }
        try await bench.log.commit(transaction)
        for round in 1...9 {
            source.show(papers(round))
            try await bench.poller(source).poll()
        }
        #expect(try await bench.take().isEmpty)
        #expect(try await bench.notices().isEmpty)
        source.show(papers(10, title: "Herzien"))
        try await bench.poller(source).poll()
        #expect(try await bench.take().count == 20)
        let record = try #require(try await bench.log.source("gazette"))
        #expect(record.lastNew == nil && record.health.papers == 20)
    }

    @Test("a source that shows what changed since its cursor has no gaps and may show nothing")
    func incremental() async throws {
        try await bench.open()
        for papers in [0..<20, 20..<40, 0..<0, 0..<0, 0..<0, 0..<0] {
            source.show(papers.map { bench.paper($0) }, isIncremental: true)
            try await bench.poller(source).poll()
        }
        #expect(try await bench.notices().isEmpty)
        #expect(try await bench.log.source("gazette")?.failures == 0)
    }

    @Test(
        "held papers that are stamped anew at each poll stay held, once each, until they are released and read"
    )
    func heldForLong() async throws {
        try await bench.open()
        source.show((1000..<1050).map { bench.paper($0) })
        try await bench.poller(source).poll()
        for stamp in 0..<4 {
            let now = bench.clock.now.adding(.seconds(Int64(stamp)))
            source.show(
                (0..<300).map { bench.paper($0, updated: now) } + (1000..<1050).map { bench.paper($0) })
            try await bench.poller(source).poll()
        }
        #expect(try await bench.notices() == ["bode.source.flood"])
        #expect(try await bench.waiting(Trickle.held(of: "gazette")) == 300)
        #expect(try await bench.take().count == 50, "the baseline alone")
        let release = Release(source: "gazette", log: bench.log, clock: bench.clock)
        #expect(try await release.next(announces: true) == 300)
    }

    @Test("a large baseline makes no flood of what is stamped anew right after it")
    func afterBaseline() async throws {
        try await bench.open()
        source.show((0..<300).map { bench.paper($0) })
        try await bench.poller(source).poll()
        #expect(try await bench.take().count == 100)
        source.show((0..<299).map { bench.paper($0) } + [bench.paper(299, updated: bench.clock.now)])
        try await bench.poller(source).poll()
        #expect(try await bench.take().map(\.publication.entryID) == ["299"])
        #expect(try await bench.notices().isEmpty)
    }

    @Test("a move and an end are told once")
    func movedAndGone() async throws {
        try await bench.open()
        for _ in 0..<3 {
            source.show([bench.paper(1)], movedTo: "https://new.example.org/feed")
            try await bench.poller(source).poll()
        }
        source.answer(.failure(.gone("410")))
        for _ in 0..<3 { try await bench.poller(source).poll() }
        #expect(try await bench.notices() == ["bode.source.moved", "bode.source.gone"])
    }

    /// Shows papers 0 to 299 at once, more than go by themselves, before a window of fifty, which is returned.
    private func holdPapers() async throws -> [Publication] {
        let window = (1000..<1050).map { bench.paper($0) }
        source.show(window)
        try await bench.poller(source).poll()
        source.show((0..<300).map { bench.paper($0) } + window)
        try await bench.poller(source).poll()
        return window
    }

    @Test("a held paper that is withdrawn is not announced when the others are released")
    func heldAndWithdrawn() async throws {
        try await bench.open()
        let window = try await holdPapers()
        #expect(try await bench.waiting(Trickle.held(of: "gazette")) == 300)
        #expect(try await bench.take().count == 50, "the baseline alone")
        var tombstone = bench.paper(7)
        tombstone.isWithdrawn = true
        source.show([tombstone] + (8..<300).map { bench.paper($0) } + window)
        try await bench.poller(source).poll()
        #expect(try await bench.take().map(\.publication) == [tombstone])

        let release = Release(source: "gazette", log: bench.log, clock: bench.clock)
        while try await release.next(announces: true) > 0 {}
        let room = IntakeRoom(before: PollingBench.intake, log: bench.log, clock: bench.clock)
        let trickle = Trickle(source: "gazette", to: room, log: bench.log, clock: bench.clock)
        let running = Task { try await trickle.runHistory() }
        defer { running.cancel() }
        var released: [String] = []
        while try await bench.waiting(Trickle.history(of: "gazette")) > 0 {
            released += try await bench.take().map(\.publication.entryID)
            bench.clock.advance(by: .milliseconds(20))
            try await pause()
        }
        released += try await bench.take().map(\.publication.entryID)
        #expect(released.count == 299 && !released.contains("7"))
    }

    @Test("what changes of a released paper before it is archived is not taken for what was held")
    func releasedAndChanged() async throws {
        try await bench.open()
        let window = try await holdPapers()
        let release = Release(source: "gazette", log: bench.log, clock: bench.clock)
        while try await release.next(announces: true) > 0 {}
        // All have gone to intake; it may have fetched them, and waits with them for a stage.
        let history = Trickle.history(of: "gazette")
        let claims = try await bench.log.claim(1000, for: history, at: bench.clock.now)
        let settlements = claims.map { Settlement($0.message.sequence, .done) }
        try await bench.log.commit(Transaction(reader: history, settlements: settlements))
        var amended = bench.paper(7)
        amended.title = "Brief 7 (herdruk)"
        source.show([amended] + (8..<300).map { bench.paper($0) } + window)
        try await bench.poller(source).poll()
        #expect(try await bench.waiting(Trickle.flood(of: "gazette")) == 1)
    }

    @Test("a source that was resumed is polled again without a restart")
    func resumed() async throws {
        try await bench.open()
        source.answer(.failure(.gone("410")))
        try await bench.poller(source).poll()
        source.show([bench.paper(1)])
        let running = Task { try await bench.poller(source).run() }
        while bench.clock.sleepers == 0 { await Task.yield() }
        var transaction = Transaction()
        var record = try #require(try await bench.log.source("gazette"))
        record.gone = nil
        transaction.source = record
        try await bench.log.commit(transaction)
        while try await bench.log.source("gazette")?.hasBaseline == false {
            if bench.clock.sleepers > 0 { bench.clock.advance(by: .seconds(60)) }
            await Task.yield()
        }
        running.cancel()
        try await running.value
        #expect(try await bench.notices() == ["bode.source.gone", "bode.source.recovered"])
    }
}
