import FeedSource
import Pipeline
import PipelineTesting
import Testing

private let url = "https://feeds.example.org/papers.xml"

private func feed(_ titles: [String] = ["een", "twee"]) -> String {
    "<rss version='2.0'><channel><title>Stukken</title>"
        + titles.map { "<item><guid isPermaLink='false'>\($0)</guid><title>\($0)</title></item>" }.joined()
        + "</channel></rss>"
}

private struct World {
    let http = HTTPTable()
    let clock = ManualClock()

    func source(_ options: FeedSource.Options = .init(url: url)) throws -> FeedSource {
        try FeedSource(name: "papers", options, services: Services(http: http, clock: clock))
    }

    func answer(
        _ status: Int, _ body: String = "", _ headers: [(name: String, value: String)] = [],
        movedTo: String? = nil
    ) {
        http.on(url) { _ in
            .success(
                HTTPResponse(
                    status: status, headers: headers, body: Array(body.utf8), url: movedTo ?? url,
                    movedTo: movedTo))
        }
    }
}

@Suite struct FeedSourceTests {
    private let world = World()
    private let validators: [(name: String, value: String)] = [
        ("etag", "W/\"a b\""), ("last-modified", "Mon, 02 Nov 2026 10:00:00 GMT"),
    ]

    @Test func `keeps the contract of sources`() async throws {
        world.answer(200, feed(), validators)
        await expectSourceContract(try world.source(), showing: 2)
        await expectFailureKeepsNothing(try world.source(), nil) {
            world.answer(200, "<rss>", validators)
        } mending: {
            world.answer(200, feed(), validators)
        }
    }

    @Test func `keeps the contract when everything in the feed is hostile`() async throws {
        let title = "&#155;]0;x \u{202e}gnp &#13;&#10;X: 1 <![CDATA[<script>alert(1)</script>]]> \u{9b}31m"
        world.answer(
            200,
            """
            <rss version='2.0'><channel><item><guid>\(title)</guid><title>\(title)</title><description>\(title)</description>
            <author>\(title)</author><category>\(title)</category><link>https://example.org/\(title)</link>
            <enclosure url='https://example.org/&#10;&#155;a' type='text/&#13;html'/></item>
            <item><title><![CDATA[<script>x</script>]]></title></item></channel></rss>
            """)
        await expectSourceContract(try world.source(), showing: 2)
    }

    @Test func `echoes both validators exactly, and takes 304 for nothing new`() async throws {
        world.answer(200, feed(), validators)
        let first = try await world.source().poll(nil)
        world.answer(304, "", [("etag", "\"new\"")])
        let second = try await world.source().poll(first.memory)
        let headers = world.http.requests[1].headers
        #expect(headers.first { $0.name == "If-None-Match" }?.value == "W/\"a b\"")
        #expect(headers.first { $0.name == "If-Modified-Since" }?.value == "Mon, 02 Nov 2026 10:00:00 GMT")
        #expect(world.http.requests[0].headers.allSatisfy { !$0.name.hasPrefix("If-") })
        #expect(second.publications.isEmpty)
        #expect(second.memory["etag"] == "\"new\"" && second.memory["last-modified"] == validators[1].value)
    }

    @Test func `keeps validators while answers come without any, and forgets those of another address`()
        async throws
    {
        world.answer(200, feed(), validators)
        let first = try await world.source().poll(nil)
        world.answer(200, feed())
        let second = try await world.source().poll(first.memory)
        #expect(second.memory["etag"] == first.memory["etag"])
        world.answer(200, feed(), [validators[0]])
        let third = try await world.source().poll(second.memory)
        #expect(third.memory["etag"] != nil && third.memory["last-modified"] == nil)
        let other = try world.source(.init(url: "https://feeds.example.org/other.xml"))
        _ = try? await other.poll(first.memory)
        #expect(world.http.requests.last?.headers.allSatisfy { !$0.name.hasPrefix("If-") } == true)
    }

    @Test func `takes a 304 that nobody asked for as an error`() async throws {
        world.answer(304)
        await #expect(throws: PollFailure.self) { try await world.source().poll(nil) }
    }

    struct Status: CustomTestStringConvertible {
        let code: Int
        var headers: [(name: String, value: String)] = []
        let failure: PollFailure
        var testDescription: String { "\(code) \(headers.first?.value ?? "")" }
    }

    @Test(arguments: [
        Status(code: 404, failure: .temporary("the server answers 404")),
        Status(code: 410, failure: .gone("\(url) answers 410 Gone")),
        Status(
            code: 429, headers: [("retry-after", "120")],
            failure: .temporary("the server answers 429", notBefore: .seconds(120))),
        Status(
            code: 503, headers: [("retry-after", "Thu, 01 Jan 2026 00:05:00 GMT")],
            failure: .temporary("the server answers 503", notBefore: .seconds(300))),
        Status(
            code: 503, headers: [("retry-after", "99999999999999999999999")],
            failure: .temporary("the server answers 503", notBefore: .seconds(86_400))),
        Status(code: 503, headers: [("retry-after", "1e30")], failure: .temporary("the server answers 503")),
        Status(code: 202, failure: .malformed("the server answers 202 and gives nothing to read")),
    ])
    func `judges each status`(_ status: Status) async throws {
        world.answer(status.code, "x", status.headers)
        await #expect(throws: status.failure) { try await world.source().poll(nil) }
    }

    @Test func `says what a page instead of a feed is titled`() async throws {
        world.answer(200, "<!doctype html><title>Onderhoud</title>", validators)
        await #expect(throws: PollFailure.malformed("an HTML page titled “Onderhoud” instead of a feed")) {
            try await world.source().poll(nil)
        }
    }

    @Test func `moves for good once the new address has given a feed`() async throws {
        let moved = "https://new.example.org/feed"
        world.answer(200, "not a feed", [], movedTo: moved)
        await #expect(throws: PollFailure.self) { try await world.source().poll(nil) }
        world.answer(200, feed(), [], movedTo: moved)
        let first = try await world.source().poll(nil)
        world.http.serve(moved, feed())
        let second = try await world.source().poll(first.memory)
        #expect(world.http.requests.last?.url == moved)
        #expect(
            second.publications.map(\.identity) == first.publications.map(\.identity),
            "names stay as they were")
    }

    @Test func `does not move to an address that only says that nothing changed`() async throws {
        let moved = "https://parked.example.org/"
        world.answer(200, feed(), validators)
        let first = try await world.source().poll(nil)
        world.answer(304, "", [], movedTo: moved)
        world.http.serve(moved, "<html><title>For sale</title>")
        await #expect(throws: PollFailure.self) { try await world.source().poll(first.memory) }
        world.http.serve(moved, feed(["een", "twee", "drie"]))
        #expect(try await world.source().poll(first.memory).publications.count == 3)
    }

    struct Wish: CustomTestStringConvertible {
        let testDescription: String
        let headers: [(name: String, value: String)]
        let wait: Duration?
    }

    @Test(arguments: [
        Wish(testDescription: "none", headers: [], wait: nil),
        Wish(
            testDescription: "max-age", headers: [("cache-control", "public, max-age=\"600\"")],
            wait: .seconds(600)),
        Wish(
            testDescription: "beyond all bounds", headers: [("cache-control", "max-age=1000000000000")],
            wait: .seconds(86_400)),
        Wish(testDescription: "no-cache", headers: [("cache-control", "no-cache, max-age=600")], wait: nil),
        Wish(
            testDescription: "Expires by the server's clock",
            headers: [
                ("expires", "Mon, 02 Nov 2026 10:10:00 GMT"), ("date", "Mon, 02 Nov 2026 10:00:00 GMT"),
            ], wait: .seconds(600)),
        Wish(testDescription: "Expires in the past", headers: [("expires", "0")], wait: nil),
    ])
    func `hears when the server wishes to be asked again`(_ wish: Wish) async throws {
        world.answer(200, feed(), wish.headers)
        #expect(try await world.source().poll(nil).notBefore == wish.wait)
    }

    @Test(arguments: [
        (FeedSource.Options(url: "ftp://x"), "url"), (.init(url: "http://example.org/"), "url"),
        (.init(url: "https://u:p@example.org/"), "url"),
        (.init(url: url, hosts: ["https://x.org/"]), "hosts"),
        (.init(url: url, hosts: []), "hosts"), (.init(url: url, allow: ["127.0.0.1"]), "allow"),
        (.init(url: url, proxy: "x"), "proxy"),
    ])
    func `refuses options it could not work with`(_ options: FeedSource.Options, blaming: String) {
        let failure = #expect(throws: InvalidOptions.self) { try world.source(options) }
        #expect(failure?.option == blaming)
    }

    // MARK: Papers

    private func fetch(_ link: String, hosts: [String]? = nil) async throws -> Original {
        let source = try world.source(.init(url: url, hosts: hosts))
        return try await source.fetch(
            Publication(
                source: "papers", entryID: "1", identity: "urn:1", title: "t", links: [.init(url: link)]))
    }

    @Test func `brings the paper behind the first link, from declared hosts alone`() async throws {
        let paper = "https://feeds.example.org/1.html"
        world.http.serve(paper, "<p>x", headers: [("content-type", "text/html; charset=utf-8")])
        let original = try await fetch(paper)
        #expect(original.bytes == Array("<p>x".utf8) && original.mediaType == "text/html; charset=utf-8")
        #expect(world.http.requests.last?.access.hosts == ["feeds.example.org"])
        #expect(world.http.requests.last?.largestBody == 64 << 20)
    }

    @Test(arguments: [
        ("https://other.example.org/1", "add other.example.org to the source's 'hosts'"),
        ("http://feeds.example.org/1", "insecure_http: true"), ("file:///etc/passwd", "only http and https"),
        ("https://u@feeds.example.org/1", "names a user"),
    ])
    func `says which option would allow a paper that it does not fetch`(_ link: String, saying: String) async
    {
        let failure = await #expect(throws: FetchFailure.self) { try await fetch(link) }
        guard case .permanent(let why) = failure else {
            Issue.record("\(String(describing: failure))")
            return
        }
        #expect(why.contains(saying))
        #expect(world.http.requests.isEmpty)
    }

    @Test func `does not ask again for a paper that is gone`() async {
        let paper = "https://feeds.example.org/1.pdf"
        world.http.serve(paper, "", status: 410)
        await #expect(throws: FetchFailure.permanent("\(paper) answers 410 Gone")) { try await fetch(paper) }
    }

    @Test(arguments: [401, 403, 404, 429, 500])
    func `waits for a paper that is not there yet`(_ status: Int) async {
        let paper = "https://feeds.example.org/1.pdf"
        world.http.serve(paper, "", status: status, headers: [("retry-after", "60")])
        await #expect(throws: FetchFailure.temporary("\(paper) answers \(status)", notBefore: .seconds(60))) {
            try await fetch(paper)
        }
    }

    @Test func `tries a paper again whose server redirects to where nothing is fetched`() async {
        let paper = "https://feeds.example.org/1.pdf"
        let why = "status.example.net is not among the hosts that may be asked"
        world.http.on(paper) { _ in .failure(.refused(why)) }
        await #expect(throws: FetchFailure.temporary("\(paper) is not fetched: \(why)")) {
            try await fetch(paper)
        }
    }
}
