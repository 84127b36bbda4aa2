import OpenOverheidSource
import Pipeline
import PipelineTesting
import Testing
import WebSource

private let list = "https://open.example/zoek"

/// Entries in the shape of the list; made up.
private func result(_ number: Int, changed: String, _ more: String = "") -> String {
    """
    {"document": {"id": "paper-\(number)_2", "pid": "https://open.example/documenten/paper-\(number)", "titel": "Stuk \(number)",
    "omschrijving": "Over de Sahel", "openbaarmakingsdatum": "2026-01-01", "publisher": "Ministerie van Proeven",
    "mutatiedatumtijd": "\(changed)"\(more)}, "bestandsgrootte": "0.94 MB", "bestandsType": "application/pdf"}
    """
}

private func page(_ results: [String], total: Int) -> HTTPResponse {
    .json("{\"totaal\": \(total), \"resultaten\": [\(results.joined(separator: ","))]}")
}

@Suite struct OpenOverheidSourceTests {
    private func source(
        _ http: some HTTP, _ change: (inout OpenOverheidSource.Options) -> Void = { _ in }
    ) throws -> OpenOverheidSource {
        var options = OpenOverheidSource.Options()
        options.url = list
        change(&options)
        return try OpenOverheidSource(
            name: "woo", options,
            services: Services(http: http, clock: ManualClock(Timestamp(seconds: 1_767_351_600))))
    }

    @Test func `keeps the contract of sources`() async throws {
        let good: ScriptedHTTP.Script = { _, _ in
            page(
                [result(1, changed: "2026-01-02T10:00:00Z"), result(2, changed: "2026-01-02T09:00:00Z")],
                total: 2)
        }
        let http = ScriptedHTTP(good)
        await expectSourceContract(try source(http), showing: 2)
        await expectFailureKeepsNothing(try source(http), nil) {
            http.answer { _, _ in .status(502) }
        } mending: {
            http.answer(with: good)
        }
    }

    @Test func `reads the newest changes first, down to what was seen`() async throws {
        // A thousand papers, one changed every hour.
        let http = ScriptedHTTP { address, _ in
            let start = Int(address.queryItem("start") ?? "") ?? 0
            let newest = Timestamp(seconds: 1_767_351_600)
            return page(
                (start..<start + 3).map {
                    result($0, changed: newest.adding(.seconds(-3600 * $0)).rfc3339)
                }, total: 1000)
        }
        let first = try await round(try source(http) { $0.pageSize = 20 })
        // Six hours back from now, and there are three in each page that this server gives.
        #expect(first.publications.count == 7 && first.polls.count == 3)
        #expect(first.polls[0].publications.map(\.entryID) == ["paper-2_2", "paper-1_2", "paper-0_2"])
        #expect(http.urls.map { WebAddress($0)?.queryItem("start") } == ["0", "3", "6"])
        let url = try #require(http.urls.first)
        #expect(
            url
                == "\(list)?zoektekst=&sort=laatst-gewijzigd&order=desc&start=0&aantalResultaten=20&publicatiedatumVan=02-12-2025"
        )
        #expect(first.memory["watermark"] == "2026-01-02T11:00:00Z")
    }

    @Test func `reads a list in another order to its end`() async throws {
        let http = ScriptedHTTP { address, _ in
            address.queryItem("start") == "0"
                ? page(
                    [
                        result(1, changed: "2020-01-01T00:00:00Z"),
                        result(2, changed: "2026-01-02T10:00:00Z"),
                        result(3, changed: "2020-01-01T00:00:00Z"),
                    ],
                    total: 4)
                : page([result(4, changed: "2026-01-02T10:30:00Z")], total: 4)
        }
        let first = try await round(try source(http))
        #expect(first.publications.map(\.entryID) == ["paper-2_2", "paper-4_2"])
        #expect(first.polls.first?.problems.count == 1)
    }

    @Test func `reads what an entry says of itself`() async throws {
        let http = ScriptedHTTP { _, _ in page([result(1, changed: "2026-01-02T10:00:00.587Z")], total: 1) }
        let paper = try #require(try await source(http).poll(nil).publications.first)
        #expect(paper.identity == "https://open.example/documenten/paper-1")
        #expect(paper.title == "Stuk 1" && paper.summary == "Over de Sahel")
        #expect(paper.authors == ["Ministerie van Proeven"])
        #expect(paper.published == Timestamp(rfc3339: "2026-01-01"))
        #expect(paper.updated == Timestamp(rfc3339: "2026-01-02T10:00:00.587Z"))
        #expect(
            paper.links == [
                .init(
                    url: "https://open.example/documenten/paper-1/file", relation: "enclosure",
                    mediaType: "application/pdf"), .init(url: "https://open.example/documenten/paper-1"),
            ])
    }

    @Test func `makes do with what is there`() async throws {
        let http = ScriptedHTTP { _, _ in
            page(
                [
                    #"{"document": {"id": "a-b_3", "titel": "Zonder adres"}}"#,
                    #"{"document": {"pid": "https://open.example/documenten/c", "publisher": {"label": "Onbekend"}}}"#,
                    #"{"document": {"titel": "Naamloos"}}"#,
                ], total: 3)
        }
        let poll = try await source(http).poll(nil)
        let papers = poll.publications.sorted { $0.identity < $1.identity }
        #expect(
            papers.map(\.identity.rawValue) == [
                "https://open.example/documenten/c", "https://open.overheid.nl/documenten/a-b",
            ])
        #expect(papers[0].authors == [] && papers[0].title == "https://open.example/documenten/c")
        #expect(poll.problems.count == 2, "one has no name, and none says when it changed")
    }

    @Test func `keeps to the publishers and the words that are wanted`() async throws {
        let http = ScriptedHTTP { _, _ in
            page(
                [
                    result(1, changed: "2026-01-02T10:00:00Z"),
                    result(2, changed: "2026-01-02T10:00:00Z").replacing("van Proeven", with: "van Anders"),
                ], total: 2)
        }
        let source = try source(http) {
            ($0.publishers, $0.term) = (["ministerie van anders"], "mali niger")
        }
        #expect(try await source.poll(nil).publications.map(\.entryID) == ["paper-2_2"])
        #expect(http.urls.first?.contains("zoektekst=mali%20niger&") == true)
        #expect(throws: InvalidOptions.self) { try self.source(http) { $0.pageSize = 0 } }
    }

    @Test func `says what an answer looks like that is none`() async throws {
        for bad in BadJSON.pages {
            let http = ScriptedHTTP { _, _ in .json(bad.answer) }
            do {
                _ = try await source(http).poll(nil)
                Issue.record("no failure")
            } catch let PollFailure.malformed(why) {
                #expect(why.contains(bad.says))
            }
        }
    }
}
