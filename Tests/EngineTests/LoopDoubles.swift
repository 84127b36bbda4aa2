import Engine
import Host
import Pipeline
import PipelineTesting
import Synchronization

/// Brings a text for each publication, or fails as told.
struct ScriptedSource: Source {
    static let name = "scripted"
    struct Options: Decodable, Sendable {}

    let hosts: Set<String> = []
    let papers: @Sendable (Publication) throws(FetchFailure) -> String

    init(papers: @escaping @Sendable (Publication) throws(FetchFailure) -> String) { self.papers = papers }
    init(name: String, _ options: Options, services: Services) throws(InvalidOptions) {
        papers = { publication throws(FetchFailure) in publication.title }
    }

    func poll(_ memory: SourceMemory?) async throws(PollFailure) -> Poll {
        Poll(publications: [], memory: SourceMemory())
    }

    func fetch(_ publication: Publication) async throws(FetchFailure) -> Original {
        Original(bytes: Array(try papers(publication).utf8), mediaType: "text/plain", url: "test:")
    }
}

/// Brings nothing until the task is cancelled or the test lets it go.
final class HangingSource: Source {
    static let name = "hanging"
    struct Options: Decodable, Sendable {}

    let hosts: Set<String> = []
    private let asked = Mutex<[String]>([])
    private let end = StopSignal()

    init() {}
    init(name: String, _ options: Options, services: Services) throws(InvalidOptions) {}

    /// What is being brought, or was.
    var papers: [String] { asked.withLock { $0 } }
    func letGo() { end.stop() }

    func poll(_ memory: SourceMemory?) async throws(PollFailure) -> Poll {
        Poll(publications: [], memory: SourceMemory())
    }

    func fetch(_ publication: Publication) async throws(FetchFailure) -> Original {
        asked.withLock { $0.append(publication.title) }
        await end.wait()
        return Original(bytes: Array(publication.title.utf8), mediaType: "text/plain", url: "test:")
    }
}

/// One answer a line.
struct LineStage: Stage {
    static let name = "lines"
    struct Options: Decodable, Sendable {}

    init() {}
    init(_ options: Options, data: any DataFiles) throws(InvalidOptions) {}

    func process(_ document: Document) throws(StageFailure) -> Document {
        var document = document
        for (index, line) in document.text.lines.enumerated() {
            guard line.text != "bad" else { throw StageFailure("a bad line") }
            document.answers.append(Answer(numbers: [index + 1], question: "Wat?", answer: line.text))
        }
        return document
    }
}

/// Keeps what it is given, and answers as told.
final class RecordingSink: Sink {
    static let name = "recording"
    static let traffic = Traffic(lanes: 1, batch: 8, schedule: [.seconds(5), .seconds(30)])
    struct Options: Decodable, Sendable {}

    private struct State {
        var taken: [Event] = []
        var memories: [SinkMemory?] = []
        var failures = 0
        var outcome: @Sendable (Event) -> DeliveryOutcome = { _ in .delivered }
    }
    private let state = Mutex(State())

    init() {}
    init(name: String, _ options: Options, services: SinkServices) throws(InvalidOptions) {}

    var taken: [Event] { state.withLock { $0.taken } }
    var memories: [SinkMemory?] { state.withLock { $0.memories } }
    func answer(_ outcome: @escaping @Sendable (Event) -> DeliveryOutcome) {
        state.withLock { $0.outcome = outcome }
    }

    /// Cannot be made ready so many times.
    func failToResume(times: Int) { state.withLock { $0.failures = times } }

    func resume(_ memory: SinkMemory?) async throws(SinkFailure) {
        let fails = state.withLock { state in
            state.memories.append(memory)
            state.failures -= 1
            return state.failures >= 0
        }
        if fails { throw SinkFailure("not yet") }
    }

    func deliver(_ events: [Event]) async -> Delivery {
        state.withLock { state in
            state.taken += events
            return Delivery(events.map(state.outcome), memory: SinkMemory(["count": "\(state.taken.count)"]))
        }
    }
}

/// A log, a clock and a stop signal, with what was said.
struct Bench: Sendable {
    let log: MemoryLog
    let clock: ManualClock
    let stop = StopSignal()
    let said = Said()

    init() {
        clock = ManualClock()
        log = MemoryLog(clock: clock)
    }

    final class Said: Sendable {
        private let lines = Mutex<[(LogLevel, String)]>([])
        var all: [(LogLevel, String)] { lines.withLock { $0 } }
        func say(_ level: LogLevel, _ text: String) { lines.withLock { $0.append((level, text)) } }
    }

    var surroundings: Surroundings {
        Surroundings(log: log, clock: clock, stop: stop) { [said] in said.say($0, $1) }
    }

    /// What operators are told, at a sink of theirs.
    var events: OperationalEvents {
        OperationalEvents(writer: EventWriter(source: "urn:test"), sinks: ["ops"])
    }

    func publication(_ id: String, text: String, source: String = "gazette") -> Publication {
        Publication(source: source, entryID: id, identity: Identifier(rawValue: id), title: text)
    }

    func announce(_ publications: Publication..., quiet: Announcement.Quiet? = nil) async throws {
        try await announce(publications, quiet: quiet)
    }

    func announce(_ publications: [Publication], quiet: Announcement.Quiet? = nil) async throws {
        var transaction = Transaction()
        transaction.messages = publications.map {
            NewMessage(
                .publications, key: $0.identity.rawValue,
                payload: JSONText.encode(Announcement($0, quiet: quiet, seen: clock.now)))
        }
        try await log.commit(transaction)
    }

    /// Everything in a topic, read by a reader of its own.
    func messages(in topic: Topic) async throws -> [Message] {
        let reader = Reader("test-\(topic.rawValue)-\(UInt64.random(in: 0...(.max)))", of: topic)
        try await log.open(reader, from: .oldest)
        return try await log.claim(1000, for: reader, at: clock.now).map(\.message)
    }

    /// Lets others run until `condition` holds; the suite's time limit ends a wait in vain.
    func until(_ condition: () async throws -> Bool) async throws {
        while !(try await condition()) {
            try Task.checkCancellation()
            await Task.yield()
        }
    }

    /// Runs `body` beside the test until the test is done with it.
    func running<T: Sendable>(
        _ body: @escaping @Sendable () async throws(LogFailure) -> Void, _ test: () async throws -> T
    ) async throws -> T {
        let task = Task { try await body() }
        let result = try await test()
        stop.stop()
        try await task.value
        return result
    }
}

final class Counter: Sendable {
    private let number = Mutex(0)
    var count: Int { number.withLock { $0 } }
    func add() { number.withLock { $0 += 1 } }
}
