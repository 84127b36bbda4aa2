import Pipeline
import PipelineTesting
import Polling
import Synchronization
import Testing

@Suite(.timeLimit(.minutes(1)))
struct PollerTests {
    /// Answers polls from a list, in turn.
    final class ListSource: Source {
        static let name = "list"
        struct Options: Decodable, Sendable {}
        let hosts: Set<String> = []
        let answers: Mutex<[Result<Poll, PollFailure>]>
        let memories = Mutex<[SourceMemory?]>([])

        init(_ answers: [Result<Poll, PollFailure>]) { self.answers = Mutex(answers) }
        init(name: String, _ options: Options, services: Services) throws(InvalidOptions) {
            answers = Mutex([])
        }

        func poll(_ memory: SourceMemory?) async throws(PollFailure) -> Poll {
            memories.withLock { $0.append(memory) }
            let next = answers.withLock { $0.isEmpty ? nil : $0.removeFirst() }
            return try (next ?? .success(Poll(publications: [], memory: SourceMemory()))).get()
        }

        func fetch(_ publication: Publication) async throws(FetchFailure) -> Original {
            throw .permanent("not here")
        }
    }

    let clock = ManualClock()
    let log: MemoryLog

    init() { log = MemoryLog(clock: clock) }

    func poller(_ answers: Result<Poll, PollFailure>...) -> (Poller, ListSource) {
        let source = ListSource(answers)
        let poller = Poller(
            name: "gazette", source: source, schedule: PollSchedule(every: .seconds(60)),
            newcomers: Newcomers(), room: PollRoom(clock: clock),
            log: log, clock: clock, note: { _, _ in })
        return (poller, source)
    }

    func page(_ ids: String..., cursor: String, more: Bool = false, incremental: Bool = false) -> Result<
        Poll, PollFailure
    > {
        let papers = ids.map {
            Publication(source: "gazette", entryID: $0, identity: Identifier(rawValue: $0), title: $0)
        }
        return .success(
            Poll(
                publications: papers, memory: SourceMemory(["cursor": cursor]), hasMore: more,
                isIncremental: incremental))
    }

    func announced() async throws -> [Announcement] {
        let reader = Reader("test-\(UInt64.random(in: 0...(.max)))", of: .publications)
        try await log.open(reader, from: .oldest)
        return try await log.claim(99, for: reader, at: clock.now).map {
            try JSONText.decode(Announcement.self, from: $0.message.payload)
        }
    }

    @Test("the first poll is the baseline, all its pages; what comes later is announced")
    func baseline() async throws {
        let (poller, source) = poller(
            page("a", cursor: "1", more: true), page("b", cursor: "2"), page("a", "c", cursor: "3"))
        try await poller.poll()
        try await poller.poll()
        #expect(try await announced().map(\.publication.entryID) == ["a", "b", "c"])
        #expect(try await announced().map(\.quiet) == [.baseline, .baseline, nil])
        #expect(source.memories.withLock { $0.map { $0?["cursor"] } } == [nil, "1", "2"])
    }

    @Test("a source with a cursor has its baseline where it began")
    func incremental() async throws {
        let (poller, _) = poller(
            page(cursor: "9", incremental: true), page("a", cursor: "10", incremental: true))
        try await poller.poll()
        try await poller.poll()
        #expect(try await announced().map(\.quiet) == [nil])
    }

    @Test("a failed poll keeps the cursor, counts, and waits as the server asks")
    func failure() async throws {
        let (poller, _) = poller(
            page(cursor: "1"), .failure(.temporary("503", notBefore: .seconds(600))),
            .failure(.malformed("a page")),
            page("a", cursor: "2"))
        try await poller.poll()
        try await poller.poll()
        var record = try #require(try await log.source("gazette"))
        #expect(record.memory?["cursor"] == "1")
        #expect(record.failures == 1)
        #expect(record.notBefore == clock.now.adding(.seconds(600)))
        // Not even on demand is it asked before that.
        try await poller.poll()
        #expect(try await log.source("gazette")?.failures == 1)
        clock.advance(by: .seconds(600))
        try await poller.poll()
        record = try #require(try await log.source("gazette"))
        #expect(record.failures == 2)
        #expect(record.lastFailure == "a page")
        try await poller.poll()
        record = try #require(try await log.source("gazette"))
        #expect(record.failures == 0)
        #expect(record.memory?["cursor"] == "2")
        #expect(record.lastNew == clock.now)
    }

    @Test("what the log could not store was not polled: cursor and papers stay together")
    func together() async throws {
        let (poller, _) = poller(page(cursor: "1"), page("a", cursor: "2"), page("a", cursor: "2"))
        try await poller.poll()
        await log.failCommits(with: .full("no room"))
        await #expect(throws: LogFailure.full("no room")) { try await poller.poll() }
        await log.failCommits(with: nil)
        #expect(try await log.source("gazette")?.memory?["cursor"] == "1")
        try await poller.poll()
        #expect(try await announced().map(\.publication.entryID) == ["a"])
    }

    @Test("a poll is one commit, so that no crash comes between its cursor and its papers")
    func isOneCommit() async throws {
        let (poller, _) = poller(page(cursor: "1"), page("a", cursor: "2"))
        try await poller.poll()
        await log.failCommits(with: .full("no room"), after: 1)
        try await poller.poll()
        #expect(try await log.source("gazette")?.memory?["cursor"] == "2")
        #expect(try await announced().map(\.publication.entryID) == ["a"])
    }

    @Test("a source that is gone is polled no more")
    func gone() async throws {
        let (poller, source) = poller(page(cursor: "1"), .failure(.gone("410 Gone")), page("a", cursor: "2"))
        try await poller.poll()
        try await poller.poll()
        let running = Task { try await poller.run() }
        while clock.sleepers == 0 { await Task.yield() }
        clock.advance(by: .seconds(86_400 * 365))
        running.cancel()
        try await running.value
        #expect(source.memories.withLock { $0.count } == 2)
        #expect(try await log.source("gazette")?.gone == "410 Gone")
    }

    @Test("it polls on its schedule, and not at once after a restart")
    func schedule() async throws {
        let (poller, source) = poller(page(cursor: "1"))
        try await poller.poll()
        let running = Task { try await poller.run() }
        while clock.sleepers == 0 { await Task.yield() }
        clock.advance(by: .seconds(53))
        #expect(source.memories.withLock { $0.count } == 1)
        clock.advance(by: .seconds(14))
        while source.memories.withLock({ $0.count }) < 2 { await Task.yield() }
        running.cancel()
        try await running.value
    }
}
