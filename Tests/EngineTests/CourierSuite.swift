import Engine
import Pipeline
import PipelineTesting

/// Couriers of a sink `desk` that records what it takes, over a log.
protocol CourierSuite {
    var bench: Bench { get }
    var sink: RecordingSink { get }
}

extension CourierSuite {
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

    /// Events of one subject each, unless told.
    func post(_ numbers: Range<Int>, subject: @Sendable (Int) -> String? = { _ in nil }) async throws {
        var transaction = Transaction()
        transaction.messages = numbers.map {
            let event = Event(
                id: "e\($0)", kind: .answerPublished, json: "{}", sinks: ["desk"], subject: subject($0))
            return NewMessage(.events, key: event.id, payload: JSONText.encode(event))
        }
        try await bench.log.commit(transaction)
    }
}
