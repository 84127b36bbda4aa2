import Pipeline
import PipelineTesting
import SyncFeedSource
import Testing
import WebSource

private let base = "https://gegevensmagazijn.tweedekamer.nl/SyncFeed/2.0"

private func address(_ token: Int) -> String { "\(base)/Feed?category=Document&skiptoken=\(token)" }

private func guid(_ number: Int) -> String { "00000000-0000-4000-8000-" + String(100_000_000_000 + number) }

/// A log of documents, one every ten tokens from token 10 on, a page at a time.
private final class Parliament: Sendable {
    let http = HTTPTable()
    let count: Int

    init(count: Int, page: Int = 3, upTo limit: Int = 200) {
        self.count = count
        for token in 0...limit { answer(token, page) }
        for power in 8...32 { answer(1 << power, page) }
    }

    func answer(_ token: Int, _ page: Int) {
        let first = token / 10 + 1
        let numbers = first > count ? [] : Array(first...min(count, first + page - 1))
        http.serve(address(token), Self.feed(numbers.map { Self.entry($0) }.joined()))
    }

    static func feed(_ entries: String, links: String = "") -> String {
        """
        <?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom"><title>SyncFeed</title>\(links)
        <updated>2026-09-28T18:21:25.1106565+02:00</updated>\(entries)</feed>
        """
    }

    static func entry(_ number: Int, _ entity: String? = nil, next: String? = nil, updated: String? = nil)
        -> String
    {
        let day = 10 + number % 18
        return """
            <entry><title>\(guid(number))</title><id>\(base)/Entiteiten/\(guid(number))</id>
            <updated>\(updated ?? "2026-09-\(day)T11:30:09.0721602Z")</updated><category term="document"/>
            <link rel="next" href="\(base)/Feed?\(next ?? "skiptoken=\(number * 10)&amp;category=Document")"/>
            <content type="application/xml">\(entity ?? document(number))</content></entry>
            """
    }

    static func document(_ number: Int, type: String = "Antwoord schriftelijke vragen") -> String {
        """
        <document xmlns="http://www.tweedekamer.nl/xsd/tkData/v1-0" xmlns:tk="http://www.tweedekamer.nl/xsd/tkData/v1-0"
         xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" id="\(guid(number))"
         tk:bijgewerkt="2026-09-10T13:30:01.8670000" tk:verwijderd="false" tk:contentType="application/pdf" tk:contentLength="5">
        <zaak ref="x"/><soort>\(type)</soort><documentNummer>2026D0345\(number % 10)</documentNummer>
        <titel xsi:nil="true"/><onderwerp>Antwoord over\n de Sahel</onderwerp><datum>2026-09-01T00:00:00</datum>
        <datumRegistratie>2026-09-10T13:29:58.12</datumRegistratie><aanhangselnummer>242501244</aanhangselnummer></document>
        """
    }

    func source(_ options: SyncFeedSource.Options = .init(start: "0")) throws -> SyncFeedSource {
        try SyncFeedSource(name: "tk", options, services: Services(http: http, clock: ManualClock()))
    }
}

@Suite struct SyncFeedSourceTests {
    @Test func `keeps the contract of sources`() async throws {
        let parliament = Parliament(count: 8)
        await expectSourceContract(try parliament.source(), showing: 3)
        await expectFailureKeepsNothing(try parliament.source(), nil) {
            parliament.http.serve(address(0), "<feed xmlns='http://www.w3.org/2005/Atom'><entry>")
        } mending: {
            parliament.answer(0, 3)
        }
    }

    @Test func `walks the log page by page and rests at its head`() async throws {
        let parliament = Parliament(count: 7)
        let source = try parliament.source()
        var memory: SourceMemory?
        var seen: [String] = []
        var polls = 0
        while true {
            let poll = try await source.poll(memory)
            (memory, polls) = (poll.memory, polls + 1)
            seen += poll.publications.map(\.identity.rawValue)
            #expect(poll.isIncremental)
            guard poll.hasMore else { break }
        }
        #expect(seen == (1...7).map { "urn:uuid:" + guid($0) })
        #expect(polls == 4 && memory?["skiptoken"] == "70")
    }

    @Test func `reads what a document says of itself`() async throws {
        let parliament = Parliament(count: 1)
        let paper = try #require(try await parliament.source().poll(nil).publications.first)
        #expect(paper.entryID == "\(base)/Entiteiten/\(guid(1))")
        #expect(paper.title == "Antwoord over de Sahel" && paper.kind == "Antwoord schriftelijke vragen")
        #expect(paper.aliases == ["2026D03451", "ah-tk-20242025-1244"])
        #expect(
            paper.published == Timestamp(rfc3339: "2026-09-10T11:29:58.12Z"),
            "the later of two dates, by Amsterdam's clock")
        #expect(paper.updated == Timestamp(rfc3339: "2026-09-10T11:30:01.867Z"))
        #expect(
            paper.links == [
                .init(
                    url: "\(base)/Resources/\(guid(1))", relation: "enclosure", mediaType: "application/pdf"),
                .init(
                    url:
                        "https://www.tweedekamer.nl/kamerstukken/kamervragen/detail?id=2026D03451&did=2026D03451"
                ),
            ])
    }

    @Test(arguments: [
        #"<ns1:document xmlns:ns1="http://www.tweedekamer.nl/xsd/tkData/v1-0" id="GUID" ns1:bijgewerkt="2026-09-10T13:30:01.8670000+0200" ns1:verwijderd="false"><ns1:onderwerp>x</ns1:onderwerp></ns1:document>"#,
        #"<tk:document xmlns:tk="http://www.tweedekamer.nl/xsd/tkData/v1-0" tk:id="GUID" bijgewerkt="2026-09-10T13:30:01.867"><tk:onderwerp>x</tk:onderwerp></tk:document>"#,
        #"<document xmlns="http://www.tweedekamer.nl/xsd/tkData/v1-0" id="GUID" bijgewerkt="2026-09-10T11:30:01.867Z"><onderwerp>x</onderwerp></document>"#,
    ])
    func `reads every spelling of names`(_ entity: String) async throws {
        let parliament = Parliament(count: 0)
        let spelled = entity.replacing("GUID", with: guid(1))
        parliament.http.serve(address(0), Parliament.feed(Parliament.entry(1, spelled)))
        let paper = try #require(try await parliament.source().poll(nil).publications.first)
        #expect(paper.title == "x" && paper.identity.rawValue == "urn:uuid:" + guid(1))
        #expect(paper.updated == Timestamp(rfc3339: "2026-09-10T11:30:01.867Z"))
    }

    @Test func `hands on tombstones and wanted kinds, and passes over placeholders`() async throws {
        let parliament = Parliament(count: 0)
        let space = #"xmlns:tk="http://www.tweedekamer.nl/xsd/tkData/v1-0""#
        parliament.http.serve(
            address(0),
            Parliament.feed(
                Parliament.entry(1, #"<tk:document \#(space) id="\#(guid(1))" tk:verwijderd="True"/>"#)
                    + Parliament.entry(2, #"<tk:document \#(space) id="\#(guid(2))" tk:verwijderd="false"/>"#)
                    + Parliament.entry(3, Parliament.document(3, type: "Bijlage")) + Parliament.entry(4)
                    + Parliament.entry(
                        5, #"<tk:document \#(space) id="no-guid"><tk:soort>x</tk:soort></tk:document>"#)))
        let poll = try await parliament.source(.init(types: ["antwoord schriftelijke vragen"], start: "0"))
            .poll(nil)
        #expect(poll.publications.map(\.identity.rawValue) == [1, 4].map { "urn:uuid:" + guid($0) })
        #expect(poll.publications.map(\.isWithdrawn) == [true, false])
        #expect(poll.memory["skiptoken"] == "50", "what is passed over is not asked for again")
        #expect(poll.problems.count == 1)
    }

    @Test func `waits for an entity of which only the id is there`() async throws {
        let parliament = Parliament(count: 0)
        let space = #"xmlns:tk="http://www.tweedekamer.nl/xsd/tkData/v1-0""#
        let placeholder = #"<tk:document \#(space) id="\#(guid(1))" tk:verwijderd="false"/>"#
        parliament.http.serve(
            address(0), Parliament.feed(Parliament.entry(1, placeholder) + Parliament.entry(2)))
        let poll = try await parliament.source().poll(nil)
        #expect(poll.publications.map(\.identity.rawValue) == ["urn:uuid:" + guid(2)])
    }

    @Test func `keeps the last state of an entity that a page shows twice`() async throws {
        let parliament = Parliament(count: 0)
        let gone =
            #"<tk:document xmlns:tk="http://www.tweedekamer.nl/xsd/tkData/v1-0" id="\#(guid(1))" tk:verwijderd="true"/>"#
        parliament.http.serve(address(0), Parliament.feed(Parliament.entry(1) + Parliament.entry(1, gone)))
        #expect(try await parliament.source().poll(nil).publications.map(\.isWithdrawn) == [true])
    }

    @Test(arguments: [
        "skiptoken=0&amp;category=Document", "category=Document", "category=Document&amp;skiptoken=0",
    ])
    func `does not go round when the log's next page is the same`(_ next: String) async throws {
        let parliament = Parliament(count: 0)
        parliament.http.serve(address(0), Parliament.feed(Parliament.entry(1, next: next)))
        let poll = try await parliament.source().poll(nil)
        #expect(!poll.hasMore && poll.memory["skiptoken"] == "0" && poll.problems.count == 1)
        #expect(poll.publications.count == 1)
    }

    @Test func `finds the head in a few requests, and announces nothing on the way`() async throws {
        let parliament = Parliament(count: 17)
        parliament.http.on("none") { _ in .failure(.timedOut) }
        let source = try SyncFeedSource(
            name: "tk", .init(), services: Services(http: Endless(parliament.count), clock: ManualClock()))
        var memory: SourceMemory?
        var polls = 0
        while memory?["skiptoken"] == nil, polls < 100 {
            let poll = try await source.poll(memory)
            #expect(poll.publications.isEmpty && poll.hasMore && poll.isIncremental)
            (memory, polls) = (poll.memory, polls + 1)
        }
        #expect(memory?["skiptoken"] == "170")
        #expect(polls <= 30, "\(polls)")
        let head = try await source.poll(memory)
        #expect(head.publications.isEmpty && !head.hasMore && head.memory["skiptoken"] == "170")
    }

    @Test func `begins at a day`() async throws {
        let source = try SyncFeedSource(
            name: "tk", .init(start: "2026-01-11"),
            services: Services(http: Endless(1000), clock: ManualClock()))
        var memory: SourceMemory?
        while memory?["skiptoken"] == nil { memory = try await source.poll(memory).memory }
        // One entry an hour since the first of January; the eleventh begins in Amsterdam an hour before it does in UTC.
        let first = try #require(try await source.poll(memory).publications.first)
        #expect(first.identity.rawValue == "urn:uuid:" + guid(239))
    }

    @Test func `finds its place again where the log has moved to another address`() async throws {
        func shown(_ source: SyncFeedSource, _ memory: inout SourceMemory?) async throws -> [String] {
            var shown: [String] = []
            for _ in 0..<80 {
                let poll = try await source.poll(memory)
                memory = poll.memory
                shown += poll.publications.map(\.identity.rawValue)
                guard poll.hasMore else { return shown }
            }
            return []
        }
        // One entry an hour, three in a page; by another server they have other tokens.
        func log(_ count: Int, step: Int) -> ScriptedHTTP {
            ScriptedHTTP { address, _ in
                let token = address.queryItem("skiptoken").flatMap { Int($0) } ?? 0
                let numbers = (1...count).filter { $0 * step > token }.prefix(3)
                let entries = numbers.map { number in
                    Parliament.entry(
                        number, next: "skiptoken=\(number * step)&amp;category=Document",
                        updated: "2026-09-10T\(10 + number):00:00Z")
                }
                return .status(200, Parliament.feed(entries.joined()))
            }
        }
        func source(_ http: ScriptedHTTP, _ options: SyncFeedSource.Options) throws -> SyncFeedSource {
            try SyncFeedSource(
                name: "tk", options,
                services: Services(
                    http: http, clock: ManualClock(Timestamp(rfc3339: "2026-09-11") ?? Timestamp(seconds: 0)))
            )
        }
        var memory: SourceMemory?
        let first = try await shown(try source(log(6, step: 10), .init(start: "0", dossiers: false)), &memory)
        #expect(first.count == 6)
        // It was not there for a while, and is somewhere else now.
        let moved = SyncFeedSource.Options(url: "https://data.example.org/feeds", dossiers: false)
        let next = try await shown(try source(log(12, step: 7), moved), &memory)
        #expect(next.suffix(6) == (7...12).map { "urn:uuid:" + guid($0) })
        #expect(next.count <= 9, "little of what was seen is shown again")
    }

    @Test func `starts over where the configuration names another category`() async throws {
        let parliament = Parliament(count: 3)
        let memory = try await parliament.source().poll(nil).memory
        let other = try parliament.source(.init(category: "Verslag", start: "5"))
        _ = try? await other.poll(memory)
        #expect(parliament.http.requests.last?.url == "\(base)/Feed?category=Verslag&skiptoken=5")
    }

    @Test func `takes an error page for no feed, and a moved server for a failure`() async throws {
        let parliament = Parliament(count: 3)
        parliament.http.serve(address(0), "<html><title>Guru Meditation</title></html>")
        await #expect(throws: PollFailure.malformed("a page titled “Guru Meditation” instead of a feed")) {
            try await parliament.source().poll(nil)
        }
        parliament.http.serve(address(0), "<Error/>", status: 500)
        await #expect(throws: PollFailure.temporary("the server answers 500")) {
            try await parliament.source().poll(nil)
        }
    }

    @Test(arguments: [
        ("category", SyncFeedSource.Options(category: "Doc/../x")), ("start", .init(start: "gisteren")),
    ])
    func `refuses options it could not work with`(_ option: String, _ options: SyncFeedSource.Options) throws
    {
        let parliament = Parliament(count: 0)
        let failure = #expect(throws: InvalidOptions.self) { try parliament.source(options) }
        #expect(failure?.option == option)
    }
}

/// A log of which any token may be asked: an entry every ten tokens and every hour, 250 a page.
private struct Endless: HTTP {
    let count: Int
    init(_ count: Int) { self.count = count }

    func perform(_ request: HTTPRequest) async throws(HTTPFailure) -> HTTPResponse {
        let token = request.url.split(separator: "=").last.flatMap { Int($0) } ?? 0
        let first = token / 10 + 1
        let numbers = first > count ? [] : Array(first...min(count, first + 249))
        let start = Timestamp(seconds: 1_767_225_600)
        let entries = numbers.map { Parliament.entry($0, updated: start.adding(.seconds($0 * 3600)).rfc3339) }
        // What an empty page links to is where it was asked for, far beyond the head perhaps.
        let resume = #"<link rel="resume" href="\#(base)/Feed?category=Document&amp;skiptoken=\#(token)"/>"#
        let feed = Parliament.feed(entries.joined(), links: numbers.isEmpty ? resume : "")
        return HTTPResponse(status: 200, body: Array(feed.utf8), url: request.url)
    }
}
