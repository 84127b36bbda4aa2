import Engine
import Pipeline
import PipelineTesting
import Testing

@Suite(.timeLimit(.minutes(1)))
struct CourierTests {
    let bench = Bench()
    let sink = RecordingSink()
    var reader: Reader { Courier.reader(of: "desk") }

    func courier() -> Courier {
        Courier(
            name: "desk", sink: sink, bench.surroundings,
            events: OperationalEvents(writer: EventWriter(source: "urn:test"), sinks: ["desk", "ops"]))
    }

    func post(_ ids: String..., to sinks: [String] = ["desk"]) async throws {
        var transaction = Transaction()
        transaction.messages = ids.map {
            let event = Event(id: $0, kind: .answerPublished, json: "{}", sinks: sinks)
            return NewMessage(.events, key: $0, payload: JSONText.encode(event))
        }
        try await bench.log.commit(transaction)
    }

    func run(_ test: () async throws -> Void) async throws {
        let courier = courier()
        try await bench.running({ () async throws(LogFailure) in try await courier.run() }, test)
    }

    func isIdle() async throws -> Bool { try await bench.log.backlog(of: reader) == Backlog() }

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
        #expect(aside.reason == "503, 3 times")
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

    @Test("a sink that is gone gets nothing more, keeps its events, and the others are told")
    func gone() async throws {
        try await bench.log.open(reader, from: .oldest)
        let ops = Reader("test", of: .events)
        try await bench.log.open(ops, from: .oldest)
        sink.answer { _ in .gone("410") }
        try await post("a")
        try await run {
            try await bench.until { !sink.taken.isEmpty }
            try await post("b")
            bench.clock.advance(by: .seconds(86_400))
            for _ in 0..<100 { await Task.yield() }
        }
        #expect(sink.taken.count == 1)
        let kinds = try await bench.log.claim(9, for: ops, at: bench.clock.now).compactMap {
            try? JSONText.decode(Event.self, from: $0.message.payload)
        }
        let disabled = kinds.filter { $0.kind == .sinkDisabled }
        #expect(disabled.map(\.sinks) == [["ops"]])
        #expect(try await bench.log.backlog(of: reader).setAside == 0)
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
}
