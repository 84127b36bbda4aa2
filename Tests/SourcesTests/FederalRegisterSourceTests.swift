import FederalRegisterSource
import Pipeline
import PipelineTesting
import Testing
import WebSource

private let list = "https://register.example/api/v1/documents.json"

/// Results in the shape of the register; made up.
private func result(_ number: Int, _ more: String = "") -> String {
    """
    {"document_number": "2026-0000\(number)", "title": "Notice \(number) on the Sahel", "type": "Notice", "action": "Notice.",
    "publication_date": "2026-01-0\(number)", "abstract": null, "agencies": [{"raw_name": "TESTING DEPARTMENT", "name": "Testing Department"}],
    "html_url": "https://register.example/documents/2026/\(number)"\(more)}
    """
}

private func page(_ results: [String], next: String? = nil) -> HTTPResponse {
    .json(
        "{\"count\": 10000, \"total_pages\": 50, \"results\": [\(results.joined(separator: ","))]"
            + (next.map { ", \"next_page_url\": \"\($0)\"" } ?? "") + "}")
}

@Suite struct FederalRegisterSourceTests {
    private func source(
        _ http: some HTTP, _ change: (inout FederalRegisterSource.Options) -> Void = { _ in }
    ) throws -> FederalRegisterSource {
        var options = FederalRegisterSource.Options()
        options.url = list
        change(&options)
        return try FederalRegisterSource(
            name: "fr", options,
            services: Services(http: http, clock: ManualClock(Timestamp(seconds: 1_767_351_600))))
    }

    @Test func `keeps the contract of sources`() async throws {
        let good: ScriptedHTTP.Script = { _, _ in page([result(2), result(1)]) }
        let http = ScriptedHTTP(good)
        await expectSourceContract(try source(http), showing: 2)
        await expectFailureKeepsNothing(try source(http), nil) {
            http.answer { _, _ in .json("{\"errors\": \"bad\"}") }
        } mending: {
            http.answer(with: good)
        }
    }

    @Test func `asks with its conditions and follows the link`() async throws {
        let next = "https://register.example/api/v1/documents?page=2&search_after_cursor=WzE3"
        let http = ScriptedHTTP { address, _ in
            address.queryItem("search_after_cursor") == nil
                ? page([result(2)], next: next) : page([result(1)])
        }
        let source = try source(http) {
            ($0.term, $0.agencies, $0.types) = ("sahel & niger", ["state-department"], ["NOTICE", "RULE"])
        }
        let first = try await round(source)
        #expect(first.publications.map(\.entryID) == ["2026-00002", "2026-00001"])
        #expect(http.urls.last == next)
        let url = try #require(http.urls.first)
        #expect(
            url.hasPrefix(
                "\(list)?conditions%5Bterm%5D=sahel%20%26%20niger&conditions%5Bagencies%5D%5B%5D=state-department"
                    + "&conditions%5Btype%5D%5B%5D=NOTICE&conditions%5Btype%5D%5B%5D=RULE&fields%5B%5D=document_number&"
            ))
        #expect(
            url.hasSuffix(
                "&order=newest&per_page=100&conditions%5Bpublication_date%5D%5Bgte%5D=2025-12-30"))
        _ = try await source.poll(first.memory)
        #expect(http.urls.last?.hasSuffix("%5Bgte%5D=2025-12-30") == true, "three days before the newest")
    }

    @Test func `reads what a document says of itself`() async throws {
        let http = ScriptedHTTP { _, _ in
            page([
                result(
                    1,
                    #", "pdf_url": "https://www.govinfo.gov/1.pdf", "body_html_url": "https://register.example/full/1.html", "docket_ids": ["D-1"], "topics": ["Deserts"]"#
                )
            ])
        }
        let paper = try #require(try await source(http).poll(nil).publications.first)
        #expect(paper.identity == "https://www.federalregister.gov/d/2026-00001")
        #expect(paper.aliases == ["https://register.example/documents/2026/1"])
        #expect(paper.title == "Notice 1 on the Sahel" && paper.kind == "Notice" && paper.summary == nil)
        #expect(paper.authors == ["Testing Department"] && paper.categories == ["Deserts", "D-1"])
        #expect(
            paper.links.map(\.url) == [
                "https://register.example/full/1.html", "https://www.govinfo.gov/1.pdf",
                "https://register.example/documents/2026/1",
            ])
    }

    @Test func `a search that finds nothing is no failure`() async throws {
        let http = ScriptedHTTP { _, _ in .json("{\"count\": 0, \"description\": \"No documents\"}") }
        let first = try await round(try source(http))
        #expect(first.publications.isEmpty && first.polls.count == 1)
        http.answer { _, _ in .json("{\"count\": 3, \"description\": \"No documents\"}") }
        await #expect(throws: PollFailure.self) { try await source(http).poll(nil) }
    }

    @Test func `refuses an order that there is not`() {
        #expect(throws: InvalidOptions.self) { try source(HTTPTable()) { $0.order = "best" } }
    }
}
