import Engine
import Pipeline
import PipelineTesting
import Testing

/// What a sink wants later, and what it never wants.
@Suite(.timeLimit(.minutes(1)))
struct CourierDeferralTests {
    let bench = Bench()
    let sink = RecordingSink()
    var reader: Reader { Courier.reader(of: "desk") }

    func post(_ ids: String...) async throws {
        var transaction = Transaction()
        transaction.messages = ids.map {
            let event = Event(id: $0, kind: .answerPublished, json: "{}", sinks: ["desk"])
            return NewMessage(.events, key: $0, payload: JSONText.encode(event))
        }
        try await bench.log.commit(transaction)
    }

    func run(_ test: () async throws -> Void) async throws {
        let courier = Courier(
            name: "desk", sink: sink, bench.surroundings,
            events: OperationalEvents(writer: EventWriter(source: "urn:test"), sinks: []))
        try await bench.running({ () async throws(LogFailure) in try await courier.run() }, test)
        #expect(courier.health.failures == 0)
    }

    @Test("what a sink wants later comes again at that time, and neither failed nor was tried")
    func defers() async throws {
        try await bench.log.open(reader, from: .oldest)
        let due = bench.clock.now.adding(.seconds(3_600))
        sink.answer { [clock = bench.clock] _ in clock.now < due ? .deferred(until: due) : .failed("503") }
        try await post("a", "b")
        try await run {
            try await bench.until { try await bench.log.backlog(of: reader).waiting == 2 }
            bench.clock.advance(by: .seconds(3_599))
            for _ in 0..<100 { await Task.yield() }
            #expect(sink.taken.count == 2)
            sink.answer { _ in .delivered }
            try await bench.until { bench.clock.sleepers > 0 }
            bench.clock.advance(by: .seconds(1))
            try await bench.until { try await bench.log.backlog(of: reader) == Backlog() }
        }
        #expect(sink.taken.map(\.id) == ["a", "b", "a", "b"])
    }

    @Test("what a sink will never take is set aside at once, with the reason")
    func refuses() async throws {
        try await bench.log.open(reader, from: .oldest)
        sink.answer { $0.id == "a" ? .refused("550 no such user") : .delivered }
        try await post("a", "b")
        try await run {
            try await bench.until { try await bench.log.backlog(of: reader) == Backlog(setAside: 1) }
        }
        #expect(try await bench.log.asides(of: reader, limit: 9).map(\.reason) == ["550 no such user"])
        #expect(sink.taken.map(\.id) == ["a", "b"])
    }
}
