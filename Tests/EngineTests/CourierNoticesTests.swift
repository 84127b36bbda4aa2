import Engine
import Pipeline
import PipelineTesting
import Testing

/// What operators are told of a sink that fails, ends or sets events aside.
@Suite(.timeLimit(.minutes(1)))
struct CourierNoticesTests: CourierSuite {
    let bench = Bench()
    let sink = RecordingSink()

    @Test("what cannot be read is set aside, and operators hear of that once, at the other sinks")
    func unreadable() async throws {
        try await bench.log.open(reader, from: .oldest)
        try await post("a")
        try await bench.log.commit(
            Transaction(
                messages: ["x", "y"].map { NewMessage(.events, key: $0, payload: Array("no JSON".utf8)) }))
        try await post("b")
        try await run { try await bench.until { try await bench.log.backlog(of: reader).ready == 0 } }
        #expect(sink.taken.map(\.id) == ["a", "b"])
        #expect(try await bench.log.asides(of: reader, limit: 9).map(\.message.key) == ["x", "y"])
        let told = try await bench.messages(in: .events).compactMap {
            try? JSONText.decode(Event.self, from: $0.payload)
        }.filter { $0.kind == .sinkFailing }
        #expect(told.map(\.sinks) == [["ops"]])
    }

    @Test("operators hear at other sinks of one that cannot be made ready, and that it can again")
    func toldOfPreparation() async throws {
        let failures = EndpointHealth.failuresOfEndpoint + 2
        sink.failToResume(times: failures)
        try await bench.log.open(reader, from: .oldest)
        try await post("a")
        func told() async throws -> [Event] {
            try await bench.messages(in: .events).map { try JSONText.decode(Event.self, from: $0.payload) }
                .filter { $0.sinks == ["ops"] }
        }
        try await run {
            for tries in 1...failures {
                try await bench.until { sink.memories.count == tries && bench.clock.sleepers > 0 }
                let isKnown = tries >= EndpointHealth.failuresOfEndpoint
                #expect(try await told().map(\.kind) == (isKnown ? [.sinkFailing] : []))
                bench.clock.advance(by: .seconds(60))
            }
            try await bench.until { try await isIdle() }
        }
        #expect(try await told().map(\.kind) == [.sinkFailing, .sinkRecovered])
        #expect(try await told().first?.json.contains("not yet") == true)
    }

    @Test("operators hear that a sink keeps failing, wherever the process ends", arguments: 0..<20)
    func toldOverRestarts(commits: Int) async throws {
        sink.answer { _ in .failed("503") }
        try await bench.log.open(reader, from: .oldest)
        await bench.log.failCommits(with: .broken("the process ends here"), after: commits)
        for isFirst in [true, false] {
            let stop = StopSignal()
            let courier = Courier(
                name: "desk", sink: sink,
                Surroundings(log: bench.log, clock: bench.clock, stop: stop) { _, _ in },
                events: bench.events)
            let ends = Counter()
            let task = Task {
                try? await courier.run()
                ends.add()
            }
            for number in 0..<EndpointHealth.failuresOfEndpoint + 2 where ends.count == 0 {
                // Posted by somebody who is not there when the process ends.
                if !isFirst { try await post("\(number)") } else { try? await post("first-\(number)") }
                let tries = sink.taken.count
                try await bench.until {
                    bench.clock.advance(by: .seconds(1))
                    return sink.taken.count > tries || ends.count > 0
                }
            }
            stop.stop()
            await task.value
            await bench.log.failCommits(with: nil)
        }
        let told = try await bench.messages(in: .events).map {
            try JSONText.decode(Event.self, from: $0.payload)
        }.filter { $0.kind == .sinkFailing && !$0.json.contains("set aside") }
        #expect(!told.isEmpty)
    }

    @Test("what operators are told at the same moment is told under two ids")
    func toldTogether() async throws {
        sink.answer { _ in .failed("503") }
        try await bench.log.open(reader, from: .oldest)
        func tries(_ count: Int, _ wait: Duration = .zero) async throws {
            try await bench.until { bench.clock.sleepers > 0 }
            bench.clock.advance(by: wait)
            try await bench.until { sink.taken.count == count }
        }
        try await run {
            try await post("a")
            try await bench.until { sink.taken.count == 1 }
            try await tries(2, .seconds(6))
            try await post("b")
            try await bench.until { sink.taken.count == 3 }
            try await post("c")
            try await bench.until { sink.taken.count == 4 }
            // The last attempt of the first is the fifth failure in a row.
            try await tries(7, .seconds(36))
            try await bench.until { try await bench.log.backlog(of: reader).setAside == 1 }
        }
        let told = try await bench.messages(in: .events).map {
            try JSONText.decode(Event.self, from: $0.payload)
        }.filter { $0.kind == .sinkFailing }
        #expect(told.count == 2 && Set(told.map(\.id)).count == 2)
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
        #expect(disabled.first?.sinks == ["ops"])
        #expect(try await bench.log.backlog(of: reader).setAside == 0)
    }

    @Test(
        "a sink that is disabled stays so over a restart, and is told once a day, until an operator enables it"
    )
    func staysDisabled() async throws {
        try await bench.log.open(reader, from: .oldest)
        sink.answer { _ in .gone("410") }
        try await post("a")
        try await run { try await bench.until { !sink.taken.isEmpty } }
        try await post("b")
        sink.answer { _ in .delivered }
        let log = await bench.log.reopened()
        let (stop, said) = (StopSignal(), Bench.Said())
        func courier(configuration: String = "") -> Courier {
            Courier(
                name: "desk", sink: sink,
                Surroundings(log: log, clock: bench.clock, stop: stop) { said.say($0, $1) },
                events: OperationalEvents(writer: EventWriter(source: "urn:test"), sinks: ["ops"]),
                configuration: configuration)
        }
        let later = courier()
        let task = Task { try await later.run() }
        for day in 1...3 {
            try await bench.until { bench.clock.sleepers > 0 }
            bench.clock.advance(by: .seconds(86_400))
            try await bench.until { said.all.count == day }
        }
        #expect(sink.taken.count == 1)
        #expect(said.all.allSatisfy { $0.0 == .error && $0.1.contains("bode sinks resume desk") })
        #expect(later.health.gone == "410")
        #expect(try await later.enable())
        #expect(!(try await later.enable()))
        try await bench.until { try await log.backlog(of: reader) == Backlog() }
        #expect(Set(sink.taken.map(\.id)) == ["a", "b"])
        stop.stop()
        try await task.value
    }

    @Test("another configuration enables a sink, and so does an operator while nothing runs")
    func enables() async throws {
        try await bench.log.open(reader, from: .oldest)
        sink.answer { _ in .gone("410") }
        try await post("a")
        func runUntil(_ configuration: String, _ count: Int, idle: Bool) async throws {
            let stop = StopSignal()
            let courier = Courier(
                name: "desk", sink: sink,
                Surroundings(log: bench.log, clock: bench.clock, stop: stop) { _, _ in },
                events: OperationalEvents(writer: EventWriter(source: "urn:test"), sinks: []),
                configuration: configuration)
            let task = Task { try await courier.run() }
            try await bench.until { sink.taken.count == count }
            if idle { try await bench.until { try await isIdle() } }
            stop.stop()
            try await task.value
        }
        try await runUntil("one", 1, idle: false)
        #expect(try await Courier.record(of: "desk", in: bench.log)?.disabled?.reason == "410")
        try await runUntil("two", 2, idle: false)
        #expect(try await Courier.enable("desk", in: bench.log))
        #expect(!(try await Courier.enable("desk", in: bench.log)))
        sink.answer { _ in .delivered }
        try await runUntil("two", 3, idle: true)
    }

    @Test(
        "a hundred events that are refused for good are set aside with one alarm, and go again as they were")
    func deadLetters() async throws {
        try await bench.log.open(reader, from: .oldest)
        let ops = Reader("test", of: .events)
        try await bench.log.open(ops, from: .oldest)
        sink.answer { Int($0.id.dropFirst())! % 3 == 0 ? .failed("400") : .delivered }
        try await post(0..<300)
        try await run {
            try await bench.until {
                bench.clock.advance(by: .seconds(5))
                return try await bench.log.backlog(of: reader).setAside == 100
            }
            let asides = try await bench.log.asides(of: reader, limit: 200)
            #expect(asides.allSatisfy { $0.reason.hasPrefix("400; 3 attempts in ") })
            sink.answer { _ in .delivered }
            let sent = sink.taken.count
            try await bench.log.retryAsides(asides.map(\.message.sequence), of: reader)
            try await bench.until {
                bench.clock.advance(by: .seconds(5))
                return try await isIdle()
            }
            #expect(Set(sink.taken.dropFirst(sent).map(\.id)) == Set(asides.map(\.message.key)))
        }
        #expect(bench.said.all.count { $0.0 == .error && $0.1.contains("is set aside") } == 1)
        let told = try await bench.log.claim(999, for: ops, at: bench.clock.now).compactMap {
            try? JSONText.decode(Event.self, from: $0.message.payload)
        }
        #expect(told.count { $0.json.contains("others may be") } == 1)
    }
}
