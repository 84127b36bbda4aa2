import DIPSource
import ODataSource
import OpenOverheidSource
import Pipeline
import PipelineTesting
import Synchronization
import Testing
import WebSource

/// A service whose papers change while its pages are read, and which fails one time in five.
private final class ChangingService: Sendable {
    private struct State {
        var random: SeededGenerator
        var changed: [Int: Timestamp] = [:]
        var isQuiet = false
    }

    let clock = ManualClock(Timestamp(seconds: 1_767_351_600))
    private let state: Mutex<State>

    init(seed: UInt64) {
        state = Mutex(State(random: SeededGenerator(seed)))
        for number in 0..<20 {
            state.withLock { $0.changed[number] = clock.now.adding(.seconds(-60 * Int64(number))) }
        }
    }

    /// When each paper last changed.
    var papers: [Int: Timestamp] { state.withLock { $0.changed } }

    func settle() { state.withLock { $0.isQuiet = true } }

    /// The papers, that which changed last first; `nil` where the service fails.
    private func list() -> [(number: Int, changed: Timestamp)]? {
        clock.advance(by: .seconds(1))
        return state.withLock { state in
            guard !state.isQuiet else { return Self.sorted(state.changed) }
            if Int.random(in: 0..<5, using: &state.random) == 0 { return nil }
            for order in 0..<Int.random(in: 0...2, using: &state.random) {
                // Half of what happens is new, half is a change of what was there.
                let isNew = Bool.random(using: &state.random)
                let number =
                    isNew
                    ? state.changed.count : Int.random(in: 0..<state.changed.count, using: &state.random)
                // Cursors by time need times of their own.
                state.changed[number] = clock.now.adding(.milliseconds(order))
            }
            return Self.sorted(state.changed)
        }
    }

    private static func sorted(_ changed: [Int: Timestamp]) -> [(number: Int, changed: Timestamp)] {
        changed.sorted { ($1.value, $1.key) < ($0.value, $0.key) }.map { (number: $0.key, changed: $0.value) }
    }

    /// Little enough that rounds show little again.
    private static let overlap = DurationText(.seconds(2))
    private static let start = "2026-01-02T10:00:00Z"

    // MARK: As three services would show it

    func source(_ kind: String) throws -> any Source {
        let http = ScriptedHTTP { [self] address, _ in
            guard let papers = list() else { return .status(503) }
            switch kind {
            case "openoverheid": return Self.byNumber(papers, address)
            case "odata": return Self.byLink(papers.reversed(), address)
            default: return Self.byCursor(papers.reversed(), address)
            }
        }
        let services = Services(http: http, clock: clock, secret: { _ throws(InvalidOptions) in "key" })
        switch kind {
        case "openoverheid":
            var options = OpenOverheidSource.Options()
            options.pageSize = 3
            (options.overlap, options.start) = (Self.overlap, Self.start)
            return try OpenOverheidSource(name: kind, options, services: services)
        case "odata":
            var options = ODataSource.Options()
            (options.overlap, options.start) = (Self.overlap, Self.start)
            return try ODataSource(name: kind, options, services: services)
        default:
            var options = DIPSource.Options(apiKey: "key")
            (options.overlap, options.start) = (Self.overlap, Self.start)
            return try DIPSource(name: kind, options, services: services)
        }
    }

    private static func byNumber(_ papers: [(number: Int, changed: Timestamp)], _ address: WebAddress)
        -> HTTPResponse
    {
        let page = papers.dropFirst(Int(address.queryItem("start") ?? "") ?? 0).prefix(3).map {
            #"{"document": {"pid": "https://a.example/\#($0.number)", "titel": "x", "mutatiedatumtijd": "\#($0.changed.rfc3339)"}}"#
        }
        return .json("{\"totaal\": \(papers.count), \"resultaten\": [\(page.joined(separator: ","))]}")
    }

    /// Links that say after which change the page begins, as services do that keep their promise.
    private static func byLink(
        _ papers: [(number: Int, changed: Timestamp)], _ address: WebAddress
    ) -> HTTPResponse {
        let after = address.queryItem("$skiptoken").flatMap { Int64($0) } ?? .min
        let from = address.queryItem("$filter").flatMap { Timestamp(rfc3339: String($0.dropFirst(18))) }
        let left = papers.filter { $0.changed.milliseconds > after && $0.changed >= from ?? $0.changed }
        let page = left.prefix(3)
        let rows = page.map {
            #"{"Id": "\#($0.number)", "Soort": "x", "ApiGewijzigdOp": "\#($0.changed.rfc3339)"}"#
        }
        let last = page.last.map { left.count > page.count ? String($0.changed.milliseconds) : "" } ?? ""
        let link = last.isEmpty ? "" : ", \"@odata.nextLink\": \"Document?$skiptoken=\(last)\""
        return .json("{\"value\": [\(rows.joined(separator: ","))]\(link)}")
    }

    private static func byCursor(
        _ papers: [(number: Int, changed: Timestamp)], _ address: WebAddress
    ) -> HTTPResponse {
        let cursor = address.queryItem("cursor") ?? ""
        let from = address.queryItem("f.aktualisiert.start").flatMap { Timestamp(rfc3339: $0) }
        let page = papers.filter {
            $0.changed.milliseconds > Int64(cursor) ?? .min && $0.changed >= from ?? $0.changed
        }.prefix(3)
        let documents = page.map {
            #"{"id": \#($0.number), "titel": "x", "aktualisiert": "\#($0.changed.rfc3339)"}"#
        }
        let next = page.last.map { String($0.changed.milliseconds) } ?? cursor
        return .json("{\"documents\": [\(documents.joined(separator: ","))], \"cursor\": \"\(next)\"}")
    }
}

@Suite struct ChangingServiceTests {
    @Test(arguments: ["odata", "openoverheid", "dip"], 0..<UInt64(8))
    func `shows the last state of every paper, whatever fails and changes meanwhile`(
        _ kind: String, _ seed: UInt64
    ) async throws {
        let service = ChangingService(seed: seed)
        let source = try service.source(kind)
        var memory: SourceMemory?
        var shown: [Int: Timestamp] = [:]
        /// One poll, whose memory is kept only where it worked, as it is when the daemon is killed.
        func poll() async throws -> Bool {
            let poll = try await source.poll(memory)
            memory = try JSONText.decode(from: JSONText.encode(poll.memory))
            for paper in poll.publications {
                guard let number = Int(paper.entryID.split(separator: "/").last ?? "") else { continue }
                shown[number] = paper.updated
            }
            return poll.hasMore
        }
        var failures = 0
        for _ in 0..<150 { do { _ = try await poll() } catch { failures += 1 } }
        #expect(failures > 10)
        service.settle()
        // The round that is under way, and one more.
        for _ in 0..<2 { while try await poll() {} }
        #expect(shown == service.papers)
    }
}
