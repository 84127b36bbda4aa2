import Engine
import Pipeline
import PipelineTesting
import Testing

@Suite(.timeLimit(.minutes(1)))
struct CourierTests: CourierSuite {
    let bench = Bench()
    let sink = RecordingSink()

    @Test("delivers what is for its sink, in order, and passes over the rest")
    func delivers() async throws {
        try await bench.log.open(reader, from: .oldest)
        try await post("a", "b")
        try await post("x", to: ["other"])
        try await post("c")
        try await run { try await bench.until { try await isIdle() } }
        #expect(sink.taken.map(\.id) == ["a", "b", "c"])
        #expect(try await bench.log.sinkMemory(of: reader)?["count"] == "3")
    }

    @Test("a sink that cannot be made ready is tried again until it can, and loses nothing meanwhile")
    func preparation() async throws {
        sink.failToResume(times: 3)
        try await bench.log.open(reader, from: .oldest)
        try await post("a", "b")
        let courier = courier()
        try await bench.running({ () async throws(LogFailure) in try await courier.run() }) {
            for tries in 1...3 {
                try await bench.until { sink.memories.count == tries && bench.clock.sleepers > 0 }
                #expect(sink.taken.isEmpty && !courier.takesEvents)
                bench.clock.advance(by: .seconds(60))
            }
            try await bench.until { try await isIdle() }
        }
        #expect(sink.memories.count == 4 && sink.taken.map(\.id) == ["a", "b"])
        #expect(courier.takesEvents)
    }

    @Test("replaced while there is no room, it leaves everything to its successor")
    func replacedWithoutRoom() async throws {
        try await bench.log.open(reader, from: .oldest)
        try await post("x", to: ["other"])
        try await post("a")
        for hasRoom in [false, true] {
            // What is remembered of the sink is stored first.
            await bench.log.failCommits(with: hasRoom ? nil : .full("no room"), after: 1)
            let stop = StopSignal()
            let courier = Courier(
                name: "desk", sink: sink,
                Surroundings(log: bench.log, clock: bench.clock, stop: stop) { _, _ in },
                events: bench.events)
            let task = Task { try? await courier.run() }
            try await bench.until {
                hasRoom ? try await isIdle() : bench.clock.sleepers > 0
            }
            stop.stop()
            await task.value
        }
        #expect(sink.taken.map(\.id) == ["a"])
    }

    @Test("hands the sink what it remembered with its last delivery")
    func remembers() async throws {
        try await bench.log.open(reader, from: .oldest)
        try await post("a")
        try await run { try await bench.until { try await isIdle() } }
        let later = Courier(
            name: "desk", sink: sink,
            Surroundings(log: bench.log, clock: bench.clock, stop: StopSignal()) { _, _ in },
            events: OperationalEvents(writer: EventWriter(source: "urn:test"), sinks: []))
        let task = Task { try await later.run() }
        try await bench.until { sink.memories.count == 2 }
        #expect(sink.memories.last == SinkMemory(["count": "1"]))
        // Cancelled is as good as told to stop.
        task.cancel()
        try await task.value
    }

    @Test("tries again on the sink's schedule, and sets aside after the last attempt")
    func retries() async throws {
        try await bench.log.open(reader, from: .oldest)
        sink.answer { _ in .failed("503") }
        try await post("a")
        try await run {
            for (attempt, wait) in [(1, 6), (2, 36)] {
                try await bench.until {
                    try await bench.log.backlog(of: reader).waiting == 1 && sink.taken.count == attempt
                }
                bench.clock.advance(by: .seconds(wait))
            }
            try await bench.until { try await bench.log.backlog(of: reader).setAside == 1 }
        }
        let aside = try #require(try await bench.log.asides(of: reader, limit: 1).first)
        #expect(aside.reason == "503; 3 attempts in 0 h 0 m")
        #expect(sink.taken.count == 3)
    }

    @Test("while the receiver asks for peace, nothing at all goes to it")
    func holds() async throws {
        try await bench.log.open(reader, from: .oldest)
        sink.answer { _ in .failed("429", holdSink: .seconds(600)) }
        try await post("a")
        try await run {
            try await bench.until { try await bench.log.backlog(of: reader).waiting == 1 }
            try await post("b")
            bench.clock.advance(by: .seconds(599))
            for _ in 0..<100 { await Task.yield() }
            #expect(sink.taken.count == 1)
            sink.answer { _ in .delivered }
            try await bench.until { bench.clock.sleepers > 0 }
            bench.clock.advance(by: .seconds(200))
            try await bench.until { try await isIdle() }
        }
        #expect(Set(sink.taken.map(\.id)) == ["a", "b"])
    }

    @Test("what another lane delivers in the meantime does not end the peace that the receiver asked for")
    func keepsHold() async throws {
        try await bench.log.open(reader, from: .oldest)
        sink.answer { $0.id == "a" ? .failed("429", holdSink: .seconds(600)) : .delivered }
        try await post("a", "b")
        try await run {
            try await bench.until { sink.taken.count == 2 }
            try await post("c")
            try await bench.until { bench.clock.sleepers > 0 }
            bench.clock.advance(by: .seconds(599))
            for _ in 0..<100 { await Task.yield() }
            #expect(sink.taken.count == 2)
        }
    }

    @Test("what is delivered while there is no room to say so is not delivered again")
    func waitsForRoom() async throws {
        try await bench.log.open(reader, from: .oldest)
        try await post("a")
        await bench.log.failCommits(with: .full("64 MiB"))
        try await run {
            for _ in 0..<5 {
                try await bench.until { bench.clock.sleepers > 0 }
                bench.clock.advance(by: .seconds(60))
            }
            await bench.log.failCommits(with: nil)
            try await bench.until {
                bench.clock.advance(by: .seconds(60))
                return try await isIdle()
            }
        }
        #expect(sink.taken.map(\.id) == ["a"])
        #expect(bench.said.all.count { $0.1.contains("waiting for room") } == 1)
    }

    @Test("a batch that fails as one is one failure")
    func countsBatches() async throws {
        try await bench.log.open(reader, from: .oldest)
        sink.answer { _ in .failed("no room") }
        try await post("a", "b", "c", "d", "e", "f")
        let courier = courier()
        try await bench.running({ () async throws(LogFailure) in try await courier.run() }) {
            try await bench.until { try await bench.log.backlog(of: reader).waiting == 6 }
        }
        #expect(courier.health.failures == 1)
    }

    // MARK: A backlog

    @Test("what comes after an outage does not stand behind what waited")
    func fresh() async throws {
        try await bench.log.open(reader, from: .oldest)
        try await post(0..<300)
        bench.clock.advance(by: .seconds(3600))
        try await post(300..<310)
        try await run { try await bench.until { try await isIdle() } }
        let ids = sink.taken.map(\.id)
        #expect(ids.count == 310 && Set(ids).count == 310)
        let last = ids.lastIndex { Int($0.dropFirst())! >= 300 }
        #expect(last.map { $0 < 40 } == true)
        // By turns: neither do those that waited stand behind what comes.
        #expect(ids.prefix(10).contains("e0"))
    }

    @Test("a dead endpoint costs few attempts and few lines, however many events wait for it")
    func deadForADay() async throws {
        try await bench.log.open(reader, from: .oldest)
        sink.answer { _ in .failed("503") }
        try await post(0..<500)
        try await run {
            for _ in 0..<(24 * 60) {
                try await bench.until { bench.clock.sleepers > 0 }
                bench.clock.advance(by: .seconds(60))
            }
            // Eight in one call.
            #expect((30...45).contains(sink.taken.count / 8), "\(sink.taken.count)")
            let said = bench.said.all.count
            #expect(said < 10)
            sink.answer { _ in .delivered }
            while !(try await isIdle()) {
                bench.clock.advance(by: .seconds(60))
                await Task.yield()
            }
        }
        #expect(Set(sink.taken.map(\.id)).count == 500)
        #expect(bench.said.all.contains { $0.1 == "sink desk takes events again" })
    }

    // MARK: Order

    @Test("an amendment waits for what it amends, also while that waits for another attempt")
    func ordersSubjects() async throws {
        try await bench.log.open(reader, from: .oldest)
        sink.answer { $0.id == "e0" ? .failed("503") : .delivered }
        try await post(0..<3) { $0 == 2 ? "b" : "a" }
        try await run {
            try await bench.until { sink.taken.contains { $0.id == "e2" } }
            for _ in 0..<100 { await Task.yield() }
            #expect(!sink.taken.contains { $0.id == "e1" })
            sink.answer { _ in .delivered }
            bench.clock.advance(by: .seconds(6))
            try await bench.until { try await isIdle() }
        }
        #expect(sink.taken.map(\.id).filter { $0 != "e2" } == ["e0", "e0", "e1"])
    }

    @Test("an amendment waits after a restart too, and goes once what it amends is set aside")
    func ordersOverRestart() async throws {
        try await bench.log.open(reader, from: .oldest)
        sink.answer { $0.id == "e0" ? .failed("400") : .delivered }
        try await post(0..<1) { _ in "a" }
        try await run { try await bench.until { try await bench.log.backlog(of: reader).waiting == 1 } }
        try await post(1..<2) { _ in "a" }
        let log = await bench.log.reopened()
        let stop = StopSignal()
        let later = Courier(
            name: "desk", sink: sink,
            Surroundings(log: log, clock: bench.clock, stop: stop) { _, _ in },
            events: OperationalEvents(writer: EventWriter(source: "urn:test"), sinks: []))
        let task = Task { try await later.run() }
        for _ in 0..<200 { await Task.yield() }
        #expect(!sink.taken.contains { $0.id == "e1" })
        try await bench.until {
            bench.clock.advance(by: .seconds(10))
            return sink.taken.contains { $0.id == "e1" }
        }
        #expect(try await log.backlog(of: reader).setAside == 1)
        #expect(sink.taken.map(\.id) == ["e0", "e0", "e0", "e1"])
        stop.stop()
        try await task.value
    }

    @Test("passes over what is for others many at a time")
    func passesOver() async throws {
        try await bench.log.open(reader, from: .oldest)
        for _ in 0..<100 { try await post("x", "y", "z", to: ["other"]) }
        try await post("a")
        try await run { try await bench.until { try await isIdle() } }
        #expect(sink.taken.map(\.id) == ["a"])
    }
}
