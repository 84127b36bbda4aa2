import Pipeline
import PipelineTesting
import Polling
import Testing

@Suite(.timeLimit(.minutes(1)))
struct TrickleTests {
    let bench = PollingBench()
    var trickle: Trickle {
        Trickle(
            source: "gazette",
            to: IntakeRoom(before: PollingBench.intake, log: bench.log, clock: bench.clock),
            log: bench.log, clock: bench.clock)
    }

    /// Lets others run until `condition` holds, moving the clock by `step` whenever somebody sleeps.
    func until(_ step: Duration = .milliseconds(100), _ condition: () async throws -> Bool) async throws {
        while !(try await condition()) {
            if bench.clock.sleepers > 0 { bench.clock.advance(by: step) }
            await Task.yield()
        }
    }

    @Test(
        "history goes on as fast as intake takes it, and never so much at once that a fresh paper waits for it"
    )
    func history() async throws {
        try await bench.open()
        try await bench.append(
            (0..<500).map { bench.paper($0) }, quiet: .baseline, to: .history(of: "gazette"))
        let running = Task { try await trickle.runHistory() }
        var taken: [Announcement] = []
        var most = 0
        try await until {
            let waiting = try await bench.waiting(PollingBench.intake)
            most = max(most, waiting)
            if waiting >= 30 { taken += try await bench.take() }
            if try await bench.waiting(Trickle.history(of: "gazette")) == 0 {
                taken += try await bench.take()
            }
            return taken.count == 500
        }
        running.cancel()
        try await running.value
        #expect(most <= IntakeRoom.mostWaiting + 8)
        #expect(taken.map(\.publication.entryID) == (0..<500).map(String.init))
        #expect(taken.allSatisfy { $0.quiet == .baseline })
    }

    @Test("of a flood, none goes in the first hour and a hundred in each later one")
    func flood() async throws {
        try await bench.open()
        let start = bench.clock.now
        try await bench.append((0..<250).map { bench.paper($0) }, to: .flood(of: "gazette"))
        let running = Task { try await trickle.runFlood() }
        var hours: [Int] = []
        try await until(.seconds(300)) {
            let hour = bench.clock.now.since(start).components.seconds / 3600
            hours += try await bench.take().map { _ in Int(hour) }
            return hours.count == 250
        }
        running.cancel()
        try await running.value
        let counts = Dictionary(hours.map { ($0, 1) }, uniquingKeysWith: +)
        #expect(counts == [1: 100, 2: 100, 3: 50])
    }

    @Test("a restart lets no more of a flood through")
    func restart() async throws {
        try await bench.open()
        try await bench.append((0..<250).map { bench.paper($0) }, to: .flood(of: "gazette"))
        for _ in 0..<5 {
            let running = Task { try await trickle.runFlood() }
            while bench.clock.sleepers == 0 { await Task.yield() }
            running.cancel()
            try await running.value
        }
        #expect(try await bench.take().isEmpty)
        #expect(try await bench.waiting(Trickle.flood(of: "gazette")) == 250)
    }

    @Test(
        "a paper that was announced anew meanwhile is dropped; one that was held stands for its later states")
    func superseded() async throws {
        try await bench.open()
        var transaction = Transaction()
        transaction.source = SourceRecord(name: "gazette")
        transaction.entries = [
            SeenEntry("paper-0", fingerprint: "another"), SeenEntry("paper-1", fingerprint: "held:another"),
        ]
        try await bench.log.commit(transaction)
        try await bench.append((0..<3).map { bench.paper($0) }, to: .history(of: "gazette"))
        let running = Task { try await trickle.runHistory() }
        try await until { try await bench.waiting(Trickle.history(of: "gazette")) == 0 }
        running.cancel()
        try await running.value
        #expect(try await bench.take().map(\.publication.entryID) == ["1", "2"])
    }

    @Test("a release moves all at once: held papers to be announced, the others as they were")
    func release() async throws {
        try await bench.open()
        try await bench.append((0..<700).map { bench.paper($0) }, quiet: .held, to: .held(of: "gazette"))
        try await bench.append([bench.paper(700)], quiet: .old, to: .flood(of: "gazette"))
        try await bench.append([bench.paper(701)], to: .flood(of: "gazette"))
        let release = Release(source: "gazette", log: bench.log, clock: bench.clock)
        var batches: [Int] = []
        while batches.last != 0 { batches.append(try await release.next(announces: true)) }
        #expect(batches == [500, 200, 2, 0])
        let reader = Trickle.history(of: "gazette")
        let moved = try await bench.log.claim(1000, for: reader, at: bench.clock.now).map {
            try JSONText.decode(Announcement.self, from: $0.message.payload)
        }
        #expect(moved.count == 702)
        #expect(moved.count { $0.quiet == nil } == 701)
        #expect(moved.filter { $0.quiet == .old }.map(\.publication.entryID) == ["700"])
    }

    @Test("what was held for longer than news lasts is archived without an alert, and nothing else")
    func expiry() async throws {
        try await bench.open()
        try await bench.append([bench.paper(0)], quiet: .held, to: .held(of: "gazette"))
        bench.clock.advance(by: .seconds(86_400))
        try await bench.append([bench.paper(1)], quiet: .held, to: .held(of: "gazette"))
        let release = Release(source: "gazette", log: bench.log, clock: bench.clock)
        try await release.expire(before: bench.clock.now)
        #expect(try await bench.waiting(Trickle.held(of: "gazette")) == 1)
        let claims = try await bench.log.claim(9, for: Trickle.history(of: "gazette"), at: bench.clock.now)
        let moved = try claims.map { try JSONText.decode(Announcement.self, from: $0.message.payload) }
        #expect(moved.map(\.publication.entryID) == ["0"])
        #expect(moved.map(\.quiet) == [.old])
    }
}
