import DIPSource
import Pipeline
import PipelineTesting
import Testing
import WebSource

private let root = "https://dip.example/api/v1"

/// Documents in the shape of the documentation system; made up.
private func document(_ number: Int, _ more: String = "") -> String {
    """
    {"id": "\(260_000 + number)", "drucksachetyp": "Antwort", "dokumentart": "Drucksache", "typ": "Dokument",
    "dokumentnummer": "21/\(number)", "wahlperiode": 21, "herausgeber": "BT", "datum": "2025-12-30",
    "aktualisiert": "2026-01-01T1\(number % 10):00:00+01:00", "titel": "Antwort \(number) zur Sahelzone",
    "fundstelle": {"pdf_url": "https://dserver.bundestag.de/btd/21/000/210000\(number).pdf", "urheber": ["Bundesregierung"]},
    "urheber": [{"bezeichnung": "BRg", "titel": "Bundesregierung"}], "ressort": [{"titel": "Auswärtiges Amt"}]\(more)}
    """
}

private func page(_ documents: [String], cursor: String?) -> HTTPResponse {
    .json(
        "{\"numFound\": 9, \"documents\": [\(documents.joined(separator: ","))]"
            + (cursor.map { ", \"cursor\": \"\($0)\"" } ?? "") + "}")
}

@Suite struct DIPSourceTests {
    private func source(
        _ http: some HTTP, secrets: [String: String] = ["dip-key": "S3CRET"],
        _ change: (inout DIPSource.Options) -> Void = { _ in }
    ) throws -> DIPSource {
        var options = DIPSource.Options(apiKey: "dip-key")
        options.url = root
        change(&options)
        let clock = ManualClock(Timestamp(seconds: 1_767_351_600))
        return try DIPSource(
            name: "dip", options,
            services: Services(
                http: http, clock: clock,
                secret: { name throws(InvalidOptions) in
                    guard let secret = secrets[name] else {
                        throw InvalidOptions("secret", "there is no file")
                    }
                    return secret
                }))
    }

    @Test func `keeps the contract of sources`() async throws {
        let good: ScriptedHTTP.Script = { address, _ in
            let isFirst = address.queryItem("cursor") == nil
            return page(isFirst ? [document(1), document(2)] : [], cursor: "c")
        }
        let http = ScriptedHTTP(good)
        await expectSourceContract(try source(http), showing: 2)
        await expectFailureKeepsNothing(try source(http), nil) {
            http.answer { _, _ in .json("<html>") }
        } mending: {
            http.answer(with: good)
        }
    }

    @Test func `repeats the question with each cursor until it no longer changes`() async throws {
        let http = ScriptedHTTP { address, _ in
            switch address.queryItem("cursor") {
            case nil: page([document(1)], cursor: "AoJ+/=")
            case "AoJ+/=": page([document(2)], cursor: "two")
            default: page([document(3)], cursor: "two")
            }
        }
        let first = try await round(try source(http))
        #expect(first.publications.map(\.entryID) == ["260001", "260002", "260003"])
        let question =
            "\(root)/drucksache?f.drucksachetyp=Antwort&f.zuordnung=BT&format=json&f.aktualisiert.start=2025-12-31T11%3A00%3A00"
        #expect(http.urls == [question, question + "&cursor=AoJ%2B%2F%3D", question + "&cursor=two"])
        // Times of change are looked back on by two days.
        _ = try await source(http).poll(first.memory)
        #expect(http.urls.last?.hasSuffix("f.aktualisiert.start=2025-12-30T12%3A00%3A00") == true)
    }

    @Test func `gives its key in a header and nowhere else`() async throws {
        let http = ScriptedHTTP { _, _ in page([document(1)], cursor: nil) }
        let poll = try await source(http).poll(nil)
        let request = try #require(http.requests.first)
        #expect(request.headers.contains { $0.name == "Authorization" && $0.value == "ApiKey S3CRET" })
        #expect(request.access.hosts == ["dip.example"], "no redirect carries it elsewhere")
        #expect(!request.url.contains("S3CRET") && !poll.memory.fields.values.joined().contains("S3CRET"))
        http.answer { _, _ in .status(401, "{\"message\": \"S3CRET is wrong\"}") }
        do {
            _ = try await source(http).poll(nil)
            Issue.record("no failure")
        } catch let PollFailure.denied(why, _) {
            #expect(why.contains("'api_key'") && why.contains("401") && !why.contains("S3CRET"))
        }
    }

    @Test(arguments: ["missing", "empty"])
    func `names the option when there is no key`(_ name: String) {
        do {
            _ = try source(HTTPTable(), secrets: ["empty": ""]) { $0.apiKey = name }
            Issue.record("not refused")
        } catch {
            #expect((error as? InvalidOptions)?.option == "api_key")
        }
    }

    @Test func `reads what a document says of itself`() async throws {
        let http = ScriptedHTTP { _, _ in page([document(1)], cursor: nil) }
        let paper = try #require(try await source(http).poll(nil).publications.first)
        #expect(paper.identity == "https://dip.bundestag.de#260001")
        #expect(
            paper.aliases == [
                "BT-Drucksache 21/1", "https://dserver.bundestag.de/btd/21/000/2100001.pdf",
            ])
        #expect(paper.title == "Antwort 1 zur Sahelzone" && paper.kind == "Antwort")
        #expect(paper.published == Timestamp(rfc3339: "2025-12-30"))
        #expect(paper.updated == Timestamp(rfc3339: "2026-01-01T10:00:00Z"))
        #expect(paper.authors == ["Bundesregierung"] && paper.categories == ["Auswärtiges Amt"])
        #expect(
            paper.links == [
                .init(
                    url: "https://dserver.bundestag.de/btd/21/000/2100001.pdf", relation: "enclosure",
                    mediaType: "application/pdf")
            ])
        #expect(try source(http).hosts.contains("dserver.bundestag.de"))
    }

    @Test func `a paper that is replaced under its number is the same, changed`() async throws {
        let http = ScriptedHTTP { _, _ in page([document(1)], cursor: nil) }
        let before = try #require(try await source(http).poll(nil).publications.first)
        http.answer { _, _ in
            page([document(1).replacing("2026-01-01T11", with: "2026-01-02T09")], cursor: nil)
        }
        let after = try #require(try await source(http).poll(nil).publications.first)
        #expect(after.identity == before.identity && after != before)
    }

    @Test func `asks for other lists as told`() async throws {
        let http = ScriptedHTTP { _, _ in page([document(1)], cursor: nil) }
        _ = try await source(http) {
            ($0.types, $0.house, $0.parameters) = ([], "", ["f.wahlperiode": "21"])
        }.poll(nil)
        #expect(http.urls.first?.contains("/drucksache?f.wahlperiode=21&format=json&f.akt") == true)
        #expect(throws: InvalidOptions.self) { try source(http) { $0.resource = "../person" } }
    }
}
