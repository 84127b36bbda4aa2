import FeedSource
import Pipeline
import PipelineTesting
import Testing

private let url = "https://feeds.example.org/papers"
private let day = Timestamp(rfc3339: "2026-11-01") ?? Timestamp(seconds: 0)

/// A page of an Atom feed with an entry for each date.
private func page(_ dates: [String], next: String? = nil, relation: String = "next") -> String {
    let link = next.map { "<link rel='\(relation)' href='\($0)'/>" } ?? ""
    return "<feed xmlns='http://www.w3.org/2005/Atom'>\(link)"
        + dates.map { "<entry><id>urn:\($0)</id><title>t</title><updated>\($0)</updated></entry>" }.joined()
        + "</feed>"
}

private struct World {
    let http = HTTPTable()

    func source(_ options: FeedSource.Options = .init(url: url)) throws -> FeedSource {
        try FeedSource(name: "papers", options, services: Services(http: http, clock: ManualClock()))
    }

    /// Polls until there is no more, and returns the ids and what was odd.
    func history(of source: FeedSource, since day: Timestamp = day) async throws -> (
        ids: [String], problems: [String], last: Poll?
    ) {
        var (ids, problems): ([String], [String]) = ([], [])
        var memory = source.history(since: day)
        var last: Poll?
        for _ in 0..<50 {
            let poll = try await source.poll(memory)
            ids += poll.publications.map(\.entryID)
            problems += poll.problems
            memory = poll.memory
            last = poll
            guard poll.hasMore else { break }
        }
        return (ids, problems, last)
    }
}

@Suite struct FeedHistoryTests {
    private let world = World()

    @Test(arguments: [400, 404, 410])
    func `ends where an older page is not there, and does not take the feed for gone`(_ status: Int)
        async throws
    {
        world.http.serve(url, page(["2026-11-25"], next: "?page=2"))
        world.http.serve(url + "?page=2", "", status: status)
        let (ids, problems, last) = try await world.history(of: try world.source())
        #expect(ids == ["urn:2026-11-25"])
        #expect(problems.count == 1 && problems[0].contains("\(status)"))
        let next = try await world.source().poll(last?.memory)
        #expect(next.publications.count == 1 && !next.hasMore)
        // A feed that is not there itself is another matter.
        world.http.serve(url, "", status: status)
        await #expect(throws: PollFailure.self) { try await world.history(of: try world.source()) }
    }

    @Test func `goes back page by page as far as the day, and leaves older entries out`() async throws {
        world.http.serve(
            url, page(["2026-11-25", "2026-11-20"], next: "?page=2"), headers: [("etag", "\"1\"")])
        world.http.serve(
            url + "?page=2", page(["2026-11-02", "2026-10-30"], next: "?page=3", relation: "prev-archive"))
        world.http.serve(url + "?page=3", page(["2026-10-29", "2026-10-28"], next: "?page=4"))
        let (ids, problems, last) = try await world.history(of: try world.source())
        #expect(ids == ["urn:2026-11-20", "urn:2026-11-25", "urn:2026-11-02"])
        #expect(problems.isEmpty)
        #expect(world.http.requests.map(\.url) == [url, url + "?page=2", url + "?page=3"])
        #expect(world.http.requests.allSatisfy { $0.headers.allSatisfy { !$0.name.hasPrefix("If-") } })
        // The next poll is one like any other.
        let next = try await world.source().poll(last?.memory)
        #expect(next.publications.count == 2 && !next.hasMore && next.memory["etag"] == "\"1\"")
    }

    @Test func `goes back through a JSON feed`() async throws {
        func json(_ id: String, _ next: String) -> String {
            #"{"version": "https://jsonfeed.org/version/1.1", \#(next) "items": [{"id": "\#(id)", "url": "/\#(id)"}]}"#
        }
        world.http.serve(url, json("a", "\"next_url\": \"\(url)/2\","))
        world.http.serve(url + "/2", json("b", ""))
        let (ids, _, _) = try await world.history(of: try world.source())
        #expect(ids == ["a", "b"])
    }

    @Test func `gives the window of a feed that has no pages`() async throws {
        world.http.serve(url, page(["2026-11-25", "2026-10-01"]))
        let (ids, problems, _) = try await world.history(of: try world.source())
        #expect(ids == ["urn:2026-11-25"] && problems.isEmpty && world.http.requests.count == 1)
    }

    @Test func `follows no pages when it only polls`() async throws {
        world.http.serve(url, page(["2026-11-25"], next: "?page=2"))
        #expect(try await !world.source().poll(nil).hasMore)
    }

    struct Trap: CustomTestStringConvertible {
        let testDescription: String
        let next: String
        let requests: Int
        let problem: String
    }

    @Test(arguments: [
        Trap(testDescription: "to itself", next: url, requests: 1, problem: "back to themselves"),
        Trap(
            testDescription: "to the same entries elsewhere", next: url + "?page=2", requests: 2,
            problem: "back to themselves"),
        Trap(testDescription: "to another host", next: "https://10.0.0.1/", requests: 1, problem: "'hosts'"),
        Trap(
            testDescription: "to plain HTTP", next: "http://feeds.example.org/2", requests: 1,
            problem: "insecure_http"),
        Trap(testDescription: "to a file", next: "file:///etc/passwd", requests: 1, problem: ""),
        Trap(testDescription: "to a user", next: "https://u@feeds.example.org/", requests: 1, problem: ""),
    ])
    func `stops at a page that leads nowhere`(_ trap: Trap) async throws {
        world.http.serve(url, page(["2026-11-25"], next: trap.next))
        world.http.serve(url + "?page=2", page(["2026-11-25"], next: url + "?page=3"))
        let (_, problems, last) = try await world.history(of: try world.source())
        #expect(world.http.requests.count == trap.requests)
        #expect(problems.joined().contains(trap.problem) && problems.isEmpty == trap.problem.isEmpty)
        #expect(last?.hasMore == false)
    }

    @Test func `goes on where it was after a page that failed`() async throws {
        world.http.serve(url, page(["2026-11-25"], next: "?page=2"))
        world.http.serve(url + "?page=2", "", status: 503)
        let source = try world.source()
        let first = try await source.poll(source.history(since: day))
        await #expect(throws: PollFailure.self) { try await source.poll(first.memory) }
        world.http.serve(url + "?page=2", page(["2026-11-20"]))
        let second = try await source.poll(first.memory)
        #expect(second.publications.map(\.entryID) == ["urn:2026-11-20"] && !second.hasMore)
    }
}
