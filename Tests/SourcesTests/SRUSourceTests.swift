import Pipeline
import PipelineTesting
import SRUSource
import Testing

private typealias Record = SRURepository.Record

@Suite struct SRUSourceTests {
    let repository = SRURepository([
        Record(identifier: "kst-29237-178", modified: "2026-11-25"),
        Record(identifier: "ah-tk-20262027-12", modified: "2026-11-24"),
        Record(identifier: "kst-36200-XVII-5", modified: "2026-11-23"),
    ])

    @Test func `keeps the contract of sources`() async throws {
        await expectSourceContract(try repository.source(), showing: 3)
        await expectFailureKeepsNothing(try repository.source(), nil) {
            repository.answer("startRecord=1&", with: "<html><title>Onderhoud</title></html>")
        } mending: {
            repository.mend()
        }
    }

    @Test func `reads what a record says of a paper`() async throws {
        let paper = try #require(
            try await repository.source().poll(nil).publications.first { $0.identity == "kst-29237-178" })
        #expect(paper.entryID == "kst-29237-178" && paper.kind == "Brief regering")
        #expect(paper.title == "Verkeer; Brief regering; Brief over de bewegwijzering van veerponten")
        #expect(paper.published == Timestamp(rfc3339: "2026-11-19T23:00:00Z"), "midnight in Amsterdam")
        #expect(paper.updated == Timestamp(rfc3339: "2026-11-25T07:21:22.096Z"))
        #expect(paper.summary == "Over veerponten" && paper.authors == ["Tweede Kamer der Staten-Generaal"])
        #expect(paper.categories == ["officiële publicatie", "Kamerstuk"])
        #expect(paper.aliases == ["https://zoek.officielebekendmakingen.nl/kst-29237-178.html"])
        let place = "https://repository.overheid.nl/frbr/officielepublicaties/kst-29237-178/1"
        #expect(
            paper.links == [
                .init(
                    url: "\(place)/xml/kst-29237-178.xml", relation: "enclosure", mediaType: "application/xml"
                ),
                .init(url: "\(place)/html/kst-29237-178.html", relation: "enclosure", mediaType: "text/html"),
                .init(
                    url: "\(place)/pdf/kst-29237-178.pdf", relation: "enclosure", mediaType: "application/pdf"
                ),
                .init(
                    url: "\(place)/odt/kst-29237-178.odt", relation: "enclosure",
                    mediaType: "application/vnd.oasis.opendocument.text"),
                .init(url: "https://zoek.officielebekendmakingen.nl/kst-29237-178.html"),
            ])
    }

    @Test func `asks for what changed in the last days, in XML and in the service's own words`() async throws
    {
        _ = try await repository.source().poll(nil)
        let request = try #require(repository.requests.first)
        #expect(request.headers.map(\.value) == ["application/xml"])
        #expect(
            request.url.hasPrefix("https://repository.overheid.nl/sru?operation=searchRetrieve&version=2.0&"))
        #expect(!request.url.contains("+") && !request.url.contains("x-connection"))
        #expect(
            repository.queries == [
                "c.product-area==officielepublicaties and (w.publicatienaam==Kamerstuk or "
                    + "w.publicatienaam==\"Aanhangsel van de Handelingen\") and dt.modified>=2026-11-23 "
                    + "sortBy dt.available /sort.descending"
            ])
    }

    @Test func `asks as the configuration says`() async throws {
        let source = try repository.source {
            $0.query = "w.jaargang==2026 or dt.title any \"ponten\""
            ($0.connection, $0.recordSchema, $0.sort, $0.pageSize) = ("oep", "gzd", "", 50)
            ($0.overlap, $0.start) = (DurationText("3d"), "2026-11-01")
        }
        _ = try await source.poll(nil)
        let url = try #require(repository.requests.first?.url)
        #expect(url.contains("x-connection=oep&") && url.contains("recordSchema=gzd&"))
        #expect(url.contains("maximumRecords=50&"))
        #expect(
            repository.queries == [
                "(w.jaargang==2026 or dt.title any \"ponten\") and dt.modified>=2026-11-01"
            ])
    }

    @Test func `pages through a window, and goes back behind it the next time`() async throws {
        let clock = ManualClock(at: "2026-11-25T10:00:00Z")
        repository.show((1...7).map { Record(identifier: "kst-29237-\($0)", modified: "2026-11-24") })
        let source = try repository.source(clock) { $0.pageSize = 3 }
        var (memory, seen): (SourceMemory?, [String]) = (nil, [])
        for page in 1...3 {
            let poll = try await source.poll(memory)
            memory = poll.memory
            seen += poll.publications.map(\.identity.rawValue)
            #expect(
                poll.hasMore == (page < 3) && !poll.isIncremental, "all of the first window is a baseline")
        }
        #expect(Set(seen) == Set((1...7).map { "kst-29237-\($0)" }))
        #expect(seen.count == 7)
        clock.advance(by: .seconds(2 * 86_400))
        let next = try await source.poll(memory)
        #expect(next.isIncremental)
        #expect(
            repository.queries.last?.contains("dt.modified>=2026-11-23") == true,
            "two days before the last pass")
    }

    @Test func `cuts a time with too many papers into shorter ones, and misses none`() async throws {
        let days = (1...13).map { "2026-11-" + ($0 < 10 ? "0" : "") + "\($0)" }
        let records = days.flatMap { day in
            (0..<800).map {
                Record(identifier: "gmb-2026-\(day.suffix(2))\($0 + 1000)", modified: day, isBare: true)
            }
        }
        repository.show(records)
        let source = try repository.source { ($0.pageSize, $0.start) = (1000, "2026-11-01") }
        var (memory, seen, polls): (SourceMemory?, Set<Identifier>, Int) = (nil, [], 0)
        while polls < 100 {
            let poll = try await source.poll(memory)
            memory = poll.memory
            polls += 1
            seen.formUnion(poll.publications.map(\.identity))
            guard poll.hasMore else { break }
        }
        #expect(seen.count == records.count)
        #expect(polls < 40, "\(polls)")
        let starts = repository.requests.compactMap { Int(SRURepository.item("startRecord", of: $0.url)) }
        #expect((starts.max() ?? 0) <= 10_000)
    }

    @Test func `misses none where one is taken out between two pages`() async throws {
        var records = (0..<150).map {
            Record(identifier: "gmb-2026-\($0 + 1000)", modified: "2026-11-25", isBare: true)
        }
        repository.show(records)
        let source = try repository.source { $0.pageSize = 60 }
        var poll = try await source.poll(nil)
        var seen = Set(poll.publications.map(\.identity))
        while poll.hasMore {
            records.removeFirst()
            repository.show(records)
            poll = try await source.poll(poll.memory)
            seen.formUnion(poll.publications.map(\.identity))
        }
        #expect(seen.count == 150)
    }

    @Test func `says so where one day has more than can be had`() async throws {
        repository.show(
            (0..<12_000).map {
                Record(identifier: "gmb-2026-\($0 + 1000)", modified: "2026-11-25", isBare: true)
            })
        let source = try repository.source { ($0.pageSize, $0.start) = (1000, "2026-11-25") }
        var (memory, problems, polls): (SourceMemory?, [String], Int) = (nil, [], 0)
        repeat {
            let poll = try await source.poll(memory)
            (memory, polls) = (poll.memory, polls + 1)
            problems += poll.problems
            guard poll.hasMore else { break }
        } while polls < 30
        #expect(polls == 11)
        #expect(problems.count == 1 && problems[0].contains("12000 records were modified on 2026-11-25"))
    }

    @Test func `begins its history at a day`() async throws {
        let source = try repository.source()
        let since = try #require(Timestamp(rfc3339: "2015-01-01"))
        let poll = try await source.poll(source.history(since: since))
        #expect(repository.queries.first?.contains("dt.modified>=2015-01-01 ") == true)
        #expect(poll.isIncremental && poll.publications.count == 3)
    }

    @Test func `goes on from where it was where the configuration asks for something else`() async throws {
        let clock = ManualClock(at: "2026-11-25T10:00:00Z")
        let memory = try await repository.source(clock).poll(nil).memory
        clock.advance(by: .seconds(10 * 86_400))
        let other = try repository.source(clock) { ($0.publications, $0.pageSize) = (["Staatsblad"], 10) }
        #expect(try await other.poll(memory).isIncremental)
        #expect(
            repository.queries.last?.contains("w.publicatienaam==Staatsblad and dt.modified>=2026-11-23")
                == true)
    }

    @Test func `goes on from where it was at another address`() async throws {
        let clock = ManualClock(at: "2026-11-25T10:00:00Z")
        let memory = try await repository.source(clock).poll(nil).memory
        clock.advance(by: .seconds(10 * 86_400))
        let moved = try repository.source(clock) { $0.url = "https://sru.example.org/" }
        #expect(try await moved.poll(memory).isIncremental)
        #expect(repository.queries.last?.contains("dt.modified>=2026-11-23") == true)
    }

    @Test func `shows a record once that a page has twice, in its newer state`() async throws {
        var late = Record(identifier: "kst-29237-1", modified: "2026-11-25", title: "Nieuwer")
        late.time = "12:00:00+01:00"
        repository.show([late, Record(identifier: "kst-29237-1", modified: "2026-11-25")])
        let poll = try await repository.source().poll(nil)
        #expect(poll.publications.map(\.title) == ["Nieuwer"])
    }

    @Test func `hands on the wanted types only`() async throws {
        for (types, count) in [
            (["motie", "BRIEF REGERING"], 3), (["Motie"], 0), (["Kamerstuk"], 3),
            (["officiële publicatie"], 3), ([], 3),
        ] {
            #expect(try await repository.source { $0.types = types }.poll(nil).publications.count == count)
        }
        repository.show([
            Record(
                identifier: "kst-29237-1", modified: "2026-11-25",
                title: "Veren; bruggen; Brief regering; Over veren")
        ])
        let papers = try await repository.source { $0.types = ["Brief regering"] }.poll(nil).publications
        #expect(papers.map(\.kind) == ["Kamerstuk"], "a title in four parts does not say which is the sort")
    }
}

/// Answers that say 200 and are no answer.
@Suite struct SRUFailureTests {
    let repository = SRURepository([Record(identifier: "kst-29237-178", modified: "2026-11-25")])

    struct Fault: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let body: String
        let says: String
    }

    @Test(
        "takes for a failure",
        arguments: [
            Fault(
                testDescription: "a page of the service's own",
                body: "<!DOCTYPE html><html><title>Storing</title></html>",
                says: "a page titled “Storing” instead of records"),
            Fault(
                testDescription: "JSON", body: " {\"searchRetrieveResponse\": {}}",
                says: "JSON instead of XML"),
            Fault(
                testDescription: "a diagnostic",
                body: """
                    <sru:searchRetrieveResponse xmlns:sru="http://docs.oasis-open.org/ns/search-ws/sruResponse">
                    <sru:numberOfRecords>0</sru:numberOfRecords><sru:diagnostics>
                    <diag:diagnostic xmlns:diag="http://docs.oasis-open.org/ns/search-ws/diagnostic"><diag:uri>info:srw/diagnostic/1/16</diag:uri>
                    <diag:details>dt.modifid</diag:details><diag:message>Unsupported index</diag:message></diag:diagnostic>
                    </sru:diagnostics></sru:searchRetrieveResponse>
                    """, says: "the server refuses the search: dt.modifid: Unsupported index"),
            Fault(
                testDescription: "a diagnostic without words",
                body: "<diagnostics><diagnostic/></diagnostics>", says: "it does not say why"),
            Fault(
                testDescription: "records that are counted and not shown",
                body: SRURepository.page([], total: 7), says: "finds 7 records and shows none"),
            Fault(
                testDescription: "an answer without a number", body: SRURepository.page([], total: nil),
                says: "does not say how many"),
            Fault(
                testDescription: "a next page that is this one",
                body: SRURepository.page(
                    [SRURepository.record(Record(identifier: "kst-29237-1", modified: "2026-11-25"))],
                    total: 9,
                    next: 1), says: "followed by 1"),
            Fault(
                testDescription: "an answer cut short",
                body: String(SRURepository.page([], total: 0).dropLast(30)), says: "a broken answer"),
            Fault(testDescription: "some other XML", body: "<rss/>", says: "'rss'"),
        ])
    func takes(_ fault: Fault) async throws {
        repository.answer("startRecord=1&", with: fault.body)
        let failure = await #expect(throws: PollFailure.self) { try await repository.source().poll(nil) }
        guard case .malformed(let why) = failure else {
            Issue.record("\(String(describing: failure))")
            return
        }
        #expect(why.contains(fault.says), "\(why)")
    }

    @Test func `takes nothing where there was something for a failure`() async throws {
        let clock = ManualClock(at: "2026-11-25T10:00:00Z")
        let source = try repository.source(clock)
        let memory = try await source.poll(nil).memory
        repository.show([])
        await #expect(throws: PollFailure.self) { try await source.poll(memory) }
        clock.advance(by: .seconds(86_400))
        await #expect(throws: PollFailure.self, "the papers of the day before are still in the window") {
            try await source.poll(memory)
        }
    }

    @Test func `takes nothing for no news once the window has left the papers behind`() async throws {
        let clock = ManualClock(at: "2026-11-25T10:00:00Z")
        let source = try repository.source(clock)
        var memory = try await source.poll(nil).memory
        for _ in 0..<3 {
            clock.advance(by: .seconds(86_400))
            memory = try await source.poll(memory).memory
        }
        let poll = try await source.poll(memory)
        #expect(poll.publications.isEmpty && poll.problems.isEmpty)
    }

    @Test func `says that a first window was empty, which a wrong query looks like`() async throws {
        repository.show([])
        let poll = try await repository.source().poll(nil)
        #expect(poll.problems.count == 1 && poll.problems[0].contains("look at the query"))
    }

    @Test func `passes over a record that the server could not show`() async throws {
        let surrogate = """
            <sru:record><sru:recordSchema>info:srw/schema/1/diagnostics-v1.1</sru:recordSchema><sru:recordData>
            <diagnostic><message>Record not available</message></diagnostic></sru:recordData></sru:record>
            """
        let good = SRURepository.record(Record(identifier: "kst-29237-1", modified: "2026-11-25"))
        repository.answer("startRecord=1&", with: SRURepository.page([surrogate, good], total: 2))
        let poll = try await repository.source().poll(nil)
        #expect(poll.publications.map(\.identity) == ["kst-29237-1"] && poll.problems.count == 1)
    }

    @Test func `a server that fails is asked again`() async throws {
        repository.answer("startRecord=1&", with: "<html><title>500</title></html>", status: 500)
        await #expect(throws: PollFailure.temporary("the server answers 500")) {
            try await repository.source().poll(nil)
        }
    }

    @Test func `a refusal with status 400 says why`() async throws {
        let why =
            "<diagnostics><diagnostic><message>mismatched input '+'</message></diagnostic></diagnostics>"
        repository.answer("startRecord=1&", with: why, status: 400)
        await #expect(throws: PollFailure.malformed("the server refuses the search: mismatched input '+'")) {
            try await repository.source().poll(nil)
        }
        repository.answer("startRecord=1&", with: "<html/>", status: 400)
        await #expect(throws: PollFailure.temporary("the server answers 400")) {
            try await repository.source().poll(nil)
        }
    }

    @Test(arguments: [
        "page_size", "overlap", "start", "sort", "query", "product_area", "publications", "forms", "url",
    ])
    func `refuses options it could not work with`(_ option: String) throws {
        let failure = #expect(throws: InvalidOptions.self) {
            try repository.source { options in
                switch option {
                case "page_size": options.pageSize = 1001
                case "overlap": options.overlap = DurationText("1h")
                case "start": options.start = "26600000"
                case "sort": options.sort = "dt.available"
                case "query": options.query = "dt.type==x sortBy dt.date"
                case "product_area": (options.query, options.productArea) = ("dt.type==x", "sgd")
                case "publications": options.publications = ["Kamer\"stuk"]
                case "forms": options.forms = ["doc"]
                default: options.url = "http://repository.overheid.nl/sru"
                }
            }
        }
        #expect(failure?.option == option)
    }
}
