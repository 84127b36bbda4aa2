import Pipeline
import PipelineTesting
import Testing
import UKQuestionsSource
import WebSource

private let list = "https://questions.example/api/questions"

/// Questions in the shape of the service; made up.
private func question(_ id: Int, answered: String? = "2026-01-02", _ more: String = "") -> String {
    """
    {"id": \(id), "uin": "12\(id)", "house": "Commons", "heading": "Sahel: Armed Conflict", "dateTabled": "2025-12-20T00:00:00",
    "questionText": "To ask the Secretary of State, what\\nassessment he has made of <the> Sahel & Niger.",
    "answerText": \(answered == nil ? "null" : "\"<p>The Government is <em>concerned</em>.</p><p>It said so.</p>\""),
    "dateAnswered": \(answered.map { "\"\($0)T00:00:00\"" } ?? "null"), "dateAnswerCorrected": null, "answerIsHolding": false,
    "answerIsCorrection": false, "isWithdrawn": false, "answeringBodyName": "Foreign Office",
    "askingMember": {"name": "Ann Example", "party": "Labour", "memberFrom": "Sampleton"},
    "answeringMember": {"name": "Bob Sample", "party": "Labour", "memberFrom": "Testford"}, "groupedQuestions": []\(more)}
    """
}

private func page(_ questions: [String], total: Int? = nil) -> HTTPResponse {
    let results = questions.map { "{\"value\": \($0), \"links\": []}" }.joined(separator: ",")
    return .json("{\"totalResults\": \(total ?? questions.count), \"results\": [\(results)]}")
}

@Suite struct UKQuestionsSourceTests {
    private func source(
        _ http: some HTTP, _ change: (inout UKQuestionsSource.Options) -> Void = { _ in }
    ) throws -> UKQuestionsSource {
        var options = UKQuestionsSource.Options()
        options.url = list
        change(&options)
        return try UKQuestionsSource(
            name: "uk", options,
            services: Services(http: http, clock: ManualClock(Timestamp(seconds: 1_767_351_600))))
    }

    @Test func `keeps the contract of sources`() async throws {
        let good: ScriptedHTTP.Script = { address, _ in
            page(address.queryItem("correctedWhenFrom") == nil ? [question(1), question(2)] : [])
        }
        let http = ScriptedHTTP(good)
        await expectSourceContract(try source(http), showing: 2)
        await expectFailureKeepsNothing(try source(http), nil) {
            http.answer { _, _ in .json("{\"title\": \"Bad\", \"status\": 400}") }
        } mending: {
            http.answer(with: good)
        }
    }

    @Test func `asks for the answered and then for the corrected, page by page`() async throws {
        let http = ScriptedHTTP { address, _ in
            let isCorrected = address.queryItem("correctedWhenFrom") != nil
            switch (isCorrected, address.queryItem("skip")) {
            case (false, "0"): return page([question(1), question(2)], total: 3)
            case (false, _): return page([question(3)], total: 3)
            default:
                return page([
                    question(4, answered: "2025-11-01").replacing(
                        "\"dateAnswerCorrected\": null",
                        with: "\"dateAnswerCorrected\": \"2026-01-02T00:00:00\"")
                ])
            }
        }
        let first = try await round(
            try source(http) { ($0.term, $0.answeringBodies, $0.pageSize) = ("sahel", [208], 2) })
        #expect(first.publications.map(\.entryID) == ["1", "2", "3", "4"])
        let common =
            "\(list)?house=Bicameral&searchTerm=sahel&answeringBodies=208&includeWithdrawn=true&expandMember=true"
        #expect(
            http.urls == [
                common + "&answered=Answered&answeredWhenFrom=2025-12-30&skip=0&take=2",
                common + "&answered=Answered&answeredWhenFrom=2025-12-30&skip=2&take=2",
                common + "&correctedWhenFrom=2025-12-30&skip=0&take=2",
            ])
        #expect(first.memory["watermark"] == "2026-01-02T00:00:00Z")
        let corrected = try #require(first.publications.last)
        #expect(corrected.published == Timestamp(rfc3339: "2026-01-02"), "a correction is news of its day")
        #expect(corrected.categories.contains("Corrected answer"))
    }

    @Test func `reads what a question says of itself`() async throws {
        let http = ScriptedHTTP { _, _ in page([question(1)]) }
        let paper = try #require(try await source(http).poll(nil).publications.first)
        #expect(paper.identity == "https://questions-statements.parliament.uk/written-questions#1")
        #expect(
            paper.aliases == [
                "https://questions-statements.parliament.uk/written-questions/detail/2025-12-20/121"
            ])
        #expect(paper.title == "Sahel: Armed Conflict" && paper.kind == "Written question")
        #expect(
            paper.summary == "The Government is concerned. It said so." && paper.authors == ["Ann Example"])
        #expect(
            paper.links == [
                .init(url: paper.aliases[0].rawValue),
                .init(
                    url: "\(list)/1?expandMember=true", relation: "enclosure", mediaType: "application/json"),
            ])
    }

    @Test func `a holding answer and what replaces it are states of one question`() async throws {
        let http = ScriptedHTTP { _, _ in
            page([question(1).replacing("\"answerIsHolding\": false", with: "\"answerIsHolding\": true")])
        }
        let before = try #require(try await source(http).poll(nil).publications.first)
        http.answer { _, _ in page([question(1)]) }
        let after = try #require(try await source(http).poll(nil).publications.first)
        #expect(before.identity == after.identity && before != after)
        #expect(before.categories.contains("Holding answer"))
    }

    @Test func `passes over what has no answer and hands on what was withdrawn`() async throws {
        let http = ScriptedHTTP { _, _ in
            page([
                question(1, answered: nil),
                question(2, answered: nil).replacing("\"isWithdrawn\": false", with: "\"isWithdrawn\": true"),
            ])
        }
        let papers = try await source(http).poll(nil).publications
        #expect(papers.map(\.entryID) == ["2"] && papers.first?.isWithdrawn == true)
    }

    // MARK: The paper

    private func paper(_ record: String, status: Int = 200) async throws -> String {
        let http = ScriptedHTTP { address, _ in
            address.path.hasSuffix("/1")
                ? HTTPResponse(status: status, body: Array(record.utf8), url: "") : page([question(1)])
        }
        let source = try source(http)
        let publication = try #require(try await source.poll(nil).publications.first)
        let original = try await source.fetch(publication)
        #expect(original.mediaType == "text/html; charset=utf-8")
        #expect(http.urls.last == "\(list)/1?expandMember=true" && original.url == http.urls.last)
        #expect(http.requests.last?.access.hosts == ["questions.example"])
        return String(decoding: original.bytes, as: UTF8.self)
    }

    @Test func `lays a question and its answer out as a page`() async throws {
        #expect(
            try await paper("{\"value\": \(question(1)), \"links\": []}") == """
                <!DOCTYPE html>
                <html lang="en-GB">
                <head>
                <meta charset="utf-8">
                <title>Sahel: Armed Conflict</title>
                <meta name="dcterms.identifier" content="121">
                <meta name="dcterms.issued" content="2026-01-02">
                </head>
                <body>
                <h1>Sahel: Armed Conflict</h1>
                <p>House of Commons, Written Question 121, tabled on 20 December 2025, answered on 2 January 2026.</p>
                <p>Ann Example (Labour, Sampleton): To ask the Secretary of State, what</p>
                <p>assessment he has made of &lt;the&gt; Sahel &amp; Niger.</p>
                <p>Bob Sample (Foreign Office): The Government is <em>concerned</em>.</p><p>It said so.</p>
                </body>
                </html>

                """)
    }

    @Test(arguments: [
        (
            "<table><tr><td>1</td></tr></table>",
            "<p>Bob Sample (Foreign Office):</p>\n<table><tr><td>1</td></tr></table>"
        ),
        ("Plain &amp; simple", "<p>Bob Sample (Foreign Office): Plain &amp; simple</p>"),
        ("Yes, <em>indeed</em>.", "<p>Bob Sample (Foreign Office): Yes, <em>indeed</em>.</p>"),
        ("\\n <P class='x'>Yes.</P>", "<p>Bob Sample (Foreign Office): Yes.</P>"),
        ("<pre>1</pre>", "<p>Bob Sample (Foreign Office):</p>\n<pre>1</pre>"),
    ])
    func `puts the name before the first paragraph of an answer`(_ answer: String, _ laidOut: String)
        async throws
    {
        let record = question(1).replacing(
            "<p>The Government is <em>concerned</em>.</p><p>It said so.</p>", with: answer)
        #expect(try await paper("{\"value\": \(record)}").contains(laidOut + "\n</body>"))
    }

    @Test func `says what is known of a question, and no more`() async throws {
        let page = try await paper(
            """
            {"id": 1, "uin": "HL7", "house": "Lords", "questionText": "To ask <p>", "answerText": "<p>x</p>", "answerIsHolding": true,
            "dateAnswered": "2026-01-02T00:00:00", "dateAnswerCorrected": "2026-01-03T00:00:00", "groupedQuestions": ["HL8", "HL9"]}
            """)
        #expect(
            page.contains(
                "<p>House of Lords, Written Question HL7, holding answer given on 2 January 2026, corrected on 3 January 2026, grouped with HL8 and HL9.</p>"
            ))
        #expect(page.contains("<p>Question: To ask &lt;p&gt;</p>\n<p>Answer: x</p>"))
    }

    @Test(arguments: [
        ("{\"value\": {\"id\": 1, \"questionText\": \"x\", \"answerText\": \"<p> </p>\"}}", 200),
        ("{\"title\": \"Not Found\"}", 404), ("<html>", 200), ("", 503),
    ])
    func `tries again where there is no answer`(_ record: String, _ status: Int) async throws {
        do {
            _ = try await paper(record, status: status)
            Issue.record("no failure")
        } catch FetchFailure.temporary {}
    }

    @Test func `fetches from no other host`() async throws {
        let source = try source(HTTPTable())
        for url in [
            "https://elsewhere.example/1", "ftp://questions.example/1", "https://a@questions.example/1",
        ] {
            let paper = Publication(
                source: "uk", entryID: "1", identity: "x", title: "x",
                links: [.init(url: url, mediaType: "application/json")])
            await #expect(throws: FetchFailure.self) { try await source.fetch(paper) }
        }
    }

    @Test func `refuses a house that there is not`() {
        #expect(throws: InvalidOptions.self) { try source(HTTPTable()) { $0.house = "Senate" } }
    }
}
