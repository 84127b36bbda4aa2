import Pipeline
import PipelineTesting
import Polling
import Synchronization
import Testing

@Suite("Poller", .timeLimit(.minutes(1)))
struct PollerRoomTests {
    private let clock = ManualClock()
    private let said = Lines()
    private let log: MemoryLog

    init() { log = MemoryLog(clock: clock) }

    private func poller(_ source: MendedSource) -> Poller {
        Poller(
            name: "gazette", source: source, schedule: PollSchedule(every: .seconds(60)),
            newcomers: Newcomers(), room: PollRoom(clock: clock), log: log, clock: clock
        ) { [said] _, text in said.add(text) }
    }

    /// Runs `polls` polls of `source` and returns what was said of problems.
    private func problems(of source: MendedSource, polls: Int) async -> [String] {
        let running = Task { [poller = poller(source)] in try? await poller.run() }
        for count in 1...polls {
            await source.awaitPolls(count)
            while clock.sleepers == 0 { await Task.yield() }
            clock.advance(by: .seconds(120))
        }
        running.cancel()
        await running.value
        return said.all.filter { $0.contains("mended") }
    }

    @Test func `says once what is wrong with a feed at every poll`() async {
        let source = MendedSource { _ in "line 2 had to be mended" }
        #expect(await problems(of: source, polls: 5) == ["source gazette: line 2 had to be mended"])
    }

    @Test func `says what is newly wrong with a feed`() async {
        let source = MendedSource { "line \(min($0, 3)) had to be mended" }
        #expect(await problems(of: source, polls: 5).count == 3)
    }

    @Test func `does not ask again while there is no room for the answer`() async throws {
        let source = MendedSource { _ in "" }
        await log.failCommits(with: .full("64 MiB"))
        let running = Task { [poller = poller(source)] in try await poller.run() }
        for _ in 0..<5 {
            while clock.sleepers == 0 { await Task.yield() }
            clock.advance(by: .seconds(10))
        }
        #expect(source.count == 1)
        #expect(said.all.count { $0.contains("waiting for room") } == 1)
        await log.failCommits(with: nil)
        while try await log.source("gazette")?.lastSuccess == nil {
            clock.advance(by: .seconds(10))
            await Task.yield()
        }
        running.cancel()
        try await running.value
    }
}

/// Always shows nothing, and a problem.
private final class MendedSource: Source {
    static let name = "mended"
    struct Options: Decodable, Sendable {}

    let hosts: Set<String> = []
    private let problem: @Sendable (Int) -> String
    private let polls = Mutex(0)

    init(_ problem: @escaping @Sendable (Int) -> String) { self.problem = problem }
    init(name: String, _ options: Options, services: Services) throws(InvalidOptions) {
        problem = { _ in "" }
    }

    var count: Int { polls.withLock { $0 } }
    func awaitPolls(_ count: Int) async { while polls.withLock({ $0 }) < count { await Task.yield() } }

    func poll(_ memory: SourceMemory?) async throws(PollFailure) -> Poll {
        let count = polls.withLock { polls in
            polls += 1
            return polls
        }
        return Poll(publications: [], memory: SourceMemory(), problems: [problem(count)])
    }

    func fetch(_ publication: Publication) async throws(FetchFailure) -> Original {
        throw .permanent("shows none")
    }
}

/// What was said, line by line.
private final class Lines: Sendable {
    private let lines = Mutex<[String]>([])
    var all: [String] { lines.withLock { $0 } }
    func add(_ line: String) { lines.withLock { $0.append(line) } }
}
