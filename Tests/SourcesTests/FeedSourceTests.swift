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
        #expect(second.publications.isEmpty && second.isUnchanged && !first.isUnchanged)
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

    @Test(
        "keeps no validators of a feed that had to be guessed at, which could hide the rest of it",
        arguments: [
            "Warning: no room\n" + feed(), feed().replacing("</title></item>", with: "</item></title>"),
        ])
    func forgetsGuessed(_ broken: String) async throws {
        world.answer(200, broken, validators)
        let first = try await world.source().poll(nil)
        #expect(!first.publications.isEmpty)
        #expect(first.memory["etag"] == nil && first.memory["last-modified"] == nil)
        // Those of an earlier state would, too: the server may say that nothing has changed since that one.
        world.answer(200, feed(), validators)
        let whole = try await world.source().poll(first.memory)
        #expect(whole.memory["etag"] != nil)
        world.answer(200, broken, [("etag", "\"next\"")])
        let last = try await world.source().poll(whole.memory)
        #expect(last.memory["etag"] == nil && last.memory["last-modified"] == nil)
    }

    @Test func `knows an entry without an id again when a later one leads to the same page`() async throws {
        func item(_ title: String, _ day: Int) -> String {
            "<item><title>\(title)</title><link>https://feeds.example.org/a</link>"
                + "<pubDate>\(day) Nov 2026 10:00:00 GMT</pubDate></item>"
        }
        func show(_ items: String...) async throws -> [Publication] {
            world.answer(200, "<rss version='2.0'><channel>\(items.joined())</channel></rss>")
            return try await world.source().poll(nil).publications
        }
        let alone = try await show(item("Brief", 2))
        let together = try await show(item("Rectificatie", 3), item("Brief", 2))
        let later = try await show(item("Rectificatie", 3))
        #expect(together.map(\.title) == ["Brief", "Rectificatie"])
        #expect(!Set(alone[0].names).isDisjoint(with: together[0].names))
        #expect(Set(together[0].names).isDisjoint(with: together[1].names))
        #expect(!Set(later[0].names).isDisjoint(with: together[1].names))
    }

    @Test func `of two states of an entry the newer holds, wherever it stands`() async throws {
        func entry(_ title: String, _ day: Int) -> String {
            "<entry><id>urn:x:1</id><title>\(title)</title><updated>2026-11-0\(day)T10:00:00Z</updated></entry>"
        }
        for entries in [[entry("oud", 1), entry("nieuw", 2)], [entry("nieuw", 2), entry("oud", 1)]] {
            world.answer(
                200, "<feed xmlns='http://www.w3.org/2005/Atom'><title>x</title>\(entries.joined())</feed>")
            #expect(try await world.source().poll(nil).publications.map(\.title) == ["nieuw"])
        }
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
        Status(code: 404, failure: .denied("the server answers 404")),
        Status(code: 451, failure: .denied("the server answers 451")),
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
        #expect(first.movedTo == moved)
        world.http.serve(moved, feed())
        let second = try await world.source().poll(first.memory)
        #expect(world.http.requests.last?.url == moved)
        #expect(
            second.publications.map(\.identity) == first.publications.map(\.identity),
            "names stay as they were")
        #expect(second.movedTo == nil, "told once")
    }

    @Test(arguments: [
        ("<rss><channel><item><guid>1</guid><title>a & b</title></item></channel></rss>", true),
        ("<rss><channel><item><guid>1</guid><title>a</item></channel></rss>", false),
    ])
    func `keeps validators only with a feed whose elements were all told`(_ text: String, isKept: Bool)
        async throws
    {
        world.answer(200, text, validators)
        let poll = try await world.source().poll(nil)
        #expect(poll.publications.count == 1 && poll.problems.count == 1)
        #expect((poll.memory["etag"] != nil) == isKept && (poll.memory["last-modified"] != nil) == isKept)
    }

    /// The feed as faults of servers change it, and as it is.
    private static let damaged: [(String, [UInt8], String?)] = {
        let plain = "<?xml version='1.0' encoding='utf-8'?>" + feed(["één", "twee"])
        let bytes = Array(plain.utf8)
        let wide = plain.replacing("utf-8", with: "utf-16").utf16
        return [
            ("a mark", [0xEF, 0xBB, 0xBF] + bytes, nil),
            ("UTF-16", [0xFF, 0xFE] + wide.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }, nil),
            (
                "UTF-16 the other way", [0xFE, 0xFF] + wide.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] },
                nil
            ),
            ("windows-1252 that says UTF-8", plain.unicodeScalars.map { UInt8($0.value) }, "utf-8"),
            ("UTF-8 that says windows-1252", bytes, "windows-1252"),
            ("UTF-8 that says UTF-16", bytes, "utf-16"),
            ("UTF-8 in an encoding nobody knows", bytes, "x-none"),
            ("nulls in titles", Array(plain.replacing("<title>", with: "<title>\0\u{1}").utf8), nil),
        ]
    }()

    @Test(arguments: damaged.indices)
    func `finds the same papers in a feed of whatever encoding`(_ index: Int) async throws {
        world.answer(200, feed(["één", "twee"]))
        let clean = try await world.source().poll(nil).publications
        let (_, bytes, charset) = Self.damaged[index]
        world.http.on(url) { _ in
            let type = "application/xml" + (charset.map { "; charset=" + $0 } ?? "")
            return .success(
                HTTPResponse(status: 200, headers: [("content-type", type)], body: bytes, url: url))
        }
        #expect(try await world.source().poll(nil).publications == clean)
    }

    @Test func `waits as long as the server or the feed wishes, whichever is longer`() async throws {
        let text = feed().replacing("<title>Stukken", with: "<ttl>30</ttl><title>Stukken")
        world.answer(200, text, [("cache-control", "max-age=600")])
        #expect(try await world.source().poll(nil).notBefore == .seconds(1800))
        world.answer(200, text, [("cache-control", "max-age=3600")])
        #expect(try await world.source().poll(nil).notBefore == .seconds(3600))
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
