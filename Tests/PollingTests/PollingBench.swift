import Pipeline
import PipelineTesting
import Polling
import Synchronization

/// A log and a clock, and what goes into the one and comes out.
struct PollingBench: Sendable {
    let clock = ManualClock()
    let log: MemoryLog
    static let intake = Reader("intake", of: .publications)

    init() { log = MemoryLog(clock: clock) }

    /// Makes the readers of a source known, and intake.
    func open(_ source: String = "gazette", in log: (any Log)? = nil) async throws {
        for reader in Trickle.readers(of: source) + [Self.intake] {
            try await (log ?? self.log).open(reader, from: .oldest)
        }
    }

    func paper(_ number: Int, published: Timestamp? = nil, updated: Timestamp? = nil) -> Publication {
        Publication(
            source: "gazette", entryID: "\(number)", identity: Identifier(rawValue: "paper-\(number)"),
            title: "Brief \(number)", published: published, updated: updated)
    }

    func append(_ papers: [Publication], quiet: Announcement.Quiet? = nil, to topic: Topic) async throws {
        var transaction = Transaction()
        transaction.messages = papers.map {
            NewMessage(
                topic, key: $0.identity.rawValue,
                payload: JSONText.encode(Announcement($0, quiet: quiet, seen: clock.now)))
        }
        try await log.commit(transaction)
    }

    /// Takes what waits at intake, as if it were read at once.
    func take(_ limit: Int = 1000, from log: (any Log)? = nil) async throws -> [Announcement] {
        let log = log ?? self.log
        let claims = try await log.claim(limit, for: Self.intake, at: clock.now)
        try await log.commit(
            Transaction(
                reader: Self.intake, settlements: claims.map { Settlement($0.message.sequence, .done) }))
        return try claims.map { try JSONText.decode(from: $0.message.payload) }
    }

    func waiting(_ reader: Reader) async throws -> Int { try await log.backlog(of: reader).ready }

    /// What operators were told, each with the name of its source.
    func notices() async throws -> [String] {
        let reader = Reader("test-\(UInt64.random(in: 0...(.max)))", of: .events)
        try await log.open(reader, from: .oldest)
        return try await log.claim(1000, for: reader, at: clock.now).map(\.message.key)
    }

    /// A poller that tells operators by the kind of the event.
    func poller(
        _ source: some Source, silentAfter: Duration? = nil, backfill: Timestamp? = nil
    ) -> Poller {
        Poller(
            name: "gazette", source: source, schedule: PollSchedule(every: .seconds(60)),
            newcomers: Newcomers(backfill: backfill), room: PollRoom(clock: clock),
            rules: HealthRules(silentAfter: silentAfter), log: log,
            clock: clock,
            event: { NewMessage(.events, key: $0.kind.rawValue, payload: Array($0.reason.utf8)) },
            note: { _, _ in })
    }
}

/// Shows what a test tells it to, and has a past.
final class StagedSource: Source {
    static let name = "staged"
    struct Options: Decodable, Sendable {}

    private struct State {
        var answer: Result<Poll, PollFailure> = .success(Poll(publications: [], memory: SourceMemory()))
        var past: [[Publication]] = []
        var failures: [PollFailure] = []
        var asked: [SourceMemory?] = []
    }
    private let state: Mutex<State>
    let hosts: Set<String> = ["example.org"]

    private let isIncremental: Bool

    /// `isIncremental`: what its past says of itself.
    init(past: [[Publication]] = [], isIncremental: Bool = true) {
        var state = State()
        state.past = past
        self.isIncremental = isIncremental
        self.state = Mutex(state)
    }
    init(name: String, _ options: Options, services: Services) throws(InvalidOptions) {
        state = Mutex(State())
        isIncremental = true
    }

    /// What it was asked with.
    var asked: [SourceMemory?] { state.withLock { $0.asked } }

    func show(_ papers: [Publication], isIncremental: Bool = false, movedTo: String? = nil) {
        answer(
            .success(
                Poll(
                    publications: papers, memory: SourceMemory(["cursor": "live"]),
                    isIncremental: isIncremental, movedTo: movedTo)))
    }
    func answer(_ answer: Result<Poll, PollFailure>) { state.withLock { $0.answer = answer } }
    /// Fails so often before it goes on with its past.
    func fail(_ failures: PollFailure...) { state.withLock { $0.failures = failures } }

    func history(since day: Timestamp) -> SourceMemory? {
        state.withLock { $0.past.isEmpty ? nil : SourceMemory(["page": "0"]) }
    }

    func poll(_ memory: SourceMemory?) async throws(PollFailure) -> Poll {
        let answer = state.withLock { state -> Result<Poll, PollFailure> in
            state.asked.append(memory)
            guard let page = memory?["page"].flatMap(Int.init) else { return state.answer }
            if !state.failures.isEmpty { return .failure(state.failures.removeFirst()) }
            guard state.past.indices.contains(page) else { return state.answer }
            let isLast = page + 1 == state.past.count
            return .success(
                Poll(
                    publications: state.past[page],
                    memory: SourceMemory(isLast && !isIncremental ? [:] : ["page": "\(page + 1)"]),
                    hasMore: !isLast, isIncremental: isIncremental))
        }
        return try answer.get()
    }

    func fetch(_ publication: Publication) async throws(FetchFailure) -> Original { throw .permanent("none") }
}
