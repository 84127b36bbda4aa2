import Pipeline
import PipelineTesting
import Polling
import Testing

@Suite(.timeLimit(.minutes(1)))
struct BackfillerTests {
    let bench = PollingBench()
    let since = Timestamp(seconds: 1_704_067_200)

    func backfiller(_ source: StagedSource, _ log: (any Log)? = nil) -> Backfiller {
        Backfiller(
            name: "gazette", source: source, room: PollRoom(clock: bench.clock), log: log ?? bench.log,
            clock: bench.clock
        ) { _, _ in }
    }

    func begin(_ source: StagedSource, announces: Bool = false, since: Timestamp? = nil) async throws {
        let backfill = Backfill(since: since ?? self.since, announces: announces, started: bench.clock.now)
        try await Backfiller.begin(backfill, of: "gazette", source, log: bench.log)
    }

    func found(_ log: (any Log)? = nil) async throws -> [Announcement] {
        let claims = try await (log ?? bench.log).claim(
            5000, for: Trickle.history(of: "gazette"), at: bench.clock.now)
        return try claims.map { try JSONText.decode(from: $0.message.payload) }
    }

    func progress(_ log: (any Log)? = nil) async throws -> Backfill? {
        try await (log ?? bench.log).source(Backfiller.recordName(of: "gazette"))?.backfill
    }

    @Test("all pages are brought without an alert, and the polls stay where they are")
    func pages() async throws {
        try await bench.open()
        let source = StagedSource(past: [
            [bench.paper(1), bench.paper(2)], [bench.paper(2), bench.paper(3)],
        ])
        source.show([bench.paper(9)])
        try await bench.poller(source).poll()
        let live = try await bench.log.source("gazette")
        try await begin(source)
        #expect(try await backfiller(source).run() == nil)
        let found = try await found()
        #expect(found.map(\.publication.entryID) == ["1", "2", "3"])
        #expect(found.allSatisfy { $0.quiet == .backfill })
        #expect(try await bench.log.source("gazette") == live)
        #expect(try await progress()?.papers == 3)
        #expect(try await progress()?.finished != nil)
    }

    @Test("asked to announce, it announces what was published since then and not what only changed")
    func announces() async throws {
        try await bench.open()
        let source = StagedSource(
            past: [
                [
                    bench.paper(1, published: since.adding(.seconds(-1)), updated: since),
                    bench.paper(2, published: since), bench.paper(3),
                ]
            ])
        try await begin(source, announces: true)
        _ = try await backfiller(source).run()
        #expect(try await found().map(\.quiet) == [.backfill, nil, nil])
    }

    @Test("what the polls have shown is not brought again")
    func shown() async throws {
        try await bench.open()
        let source = StagedSource(past: [[bench.paper(1), bench.paper(2)]])
        source.show([bench.paper(1, updated: bench.clock.now)])
        try await bench.poller(source).poll()
        try await begin(source)
        _ = try await backfiller(source).run()
        #expect(try await found().map(\.publication.entryID) == ["2"])
    }

    @Test("interrupted, it goes on where it was, in a new process too")
    func interrupted() async throws {
        try await bench.open()
        let source = StagedSource(past: [[bench.paper(1)], [bench.paper(2)], [bench.paper(3)]])
        try await begin(source)
        source.fail(.temporary("503"))
        #expect(try await backfiller(source).run(mostFailures: 1) == "503")
        #expect(try await progress()?.finished == nil)
        let log = await bench.log.reopened()
        let running = Task { [bench] in
            try await Backfiller(
                name: "gazette", source: source, room: PollRoom(clock: bench.clock), log: log,
                clock: bench.clock
            ) { _, _ in }
            .run()
        }
        while try await progress(log)?.finished == nil {
            if bench.clock.sleepers > 0 { bench.clock.advance(by: .seconds(30)) }
            await Task.yield()
        }
        #expect(try await running.value == nil)
        #expect(try await found(log).map(\.publication.entryID) == ["1", "2", "3"])
    }

    @Test("it does not run ahead of those who read")
    func pace() async throws {
        try await bench.open()
        let pages = (0..<4).map { page in (0..<300).map { bench.paper(page * 300 + $0) } }
        let source = StagedSource(past: pages)
        try await begin(source)
        let running = Task { try await backfiller(source).run() }
        while bench.clock.sleepers == 0 { await Task.yield() }
        #expect(source.asked.count == 2)
        running.cancel()
        _ = try await running.value
    }

    @Test("a source that shows only its window says so, and one backfill is under way at a time")
    func refusals() async throws {
        try await bench.open()
        await #expect(throws: LogFailure.self) { try await begin(StagedSource()) }
        let source = StagedSource(past: [[bench.paper(1)]])
        try await begin(source)
        try await begin(source)
        await #expect(throws: LogFailure.self) {
            try await begin(source, since: since.adding(.seconds(86_400)))
        }
        _ = try await backfiller(source).run()
        try await begin(source, since: since.adding(.seconds(86_400)))
    }

    @Test("a first poll that is to bring what was published since a day begins there, where there is a past")
    func firstPoll() async throws {
        try await bench.open()
        let source = StagedSource(past: [
            [bench.paper(1, published: since), bench.paper(2, published: since.adding(.seconds(-1)))],
            [bench.paper(3, published: since)],
        ])
        source.show([], isIncremental: true)
        try await bench.poller(source, backfill: since).poll()
        let taken = try await bench.take()
        #expect(taken.map(\.publication.entryID) == ["1", "2", "3"])
        #expect(taken.map(\.quiet) == [nil, .baseline, nil])
    }

    @Test("a first poll that fails forgets nothing of the past that it was to bring")
    func firstPollFails() async throws {
        try await bench.open()
        let source = StagedSource(past: [[bench.paper(1, published: since)]])
        source.show([], isIncremental: true)
        source.fail(.temporary("503"), .unreachable("no route"))
        for _ in 0..<3 { try await bench.poller(source, backfill: since).poll() }
        #expect(try await bench.take().map(\.quiet) == [nil])
    }

    @Test(
        "where the past of a window came first, what the window holds from before is still remembered and not announced"
    )
    func windowAfterPast() async throws {
        try await bench.open()
        let source = StagedSource(past: [[bench.paper(1, published: since)]], isIncremental: false)
        let before = bench.paper(2, published: since.adding(.seconds(-1)))
        source.show([before, bench.paper(1, published: since)])
        try await bench.poller(source, backfill: since).poll()
        #expect(try await bench.take().map(\.quiet) == [nil, .baseline])
        source.show([before, bench.paper(1, published: since), bench.paper(3)])
        try await bench.poller(source, backfill: since).poll()
        #expect(try await bench.take().map(\.publication.entryID) == ["3"])
        #expect(source.asked.count == 3)
    }
}
