import ODataSource
import Pipeline
import PipelineTesting
import Testing
import WebSource

private let root = "https://odata.example/v5"

private func guid(_ number: Int) -> String { "00000000-0000-4000-8000-" + String(100_000_000_000 + number) }

/// Rows as an OData service shows them, composed from a description of the protocol.
private func row(_ number: Int, _ more: String = "") -> String {
    """
    {"Id": "\(guid(number))", "Soort": "Antwoord schriftelijke vragen", "Onderwerp": "Antwoord \(number) over de Sahel",
    "Nummer": "2026D0\(1000 + number)", "Datum": "2026-01-03T00:00:00+01:00", "DatumRegistratie": "2026-01-02T09:00:00+01:00",
    "ContentType": "application/pdf", "GewijzigdOp": "2026-01-02T10:00:00.5+01:00", "ApiGewijzigdOp": "2026-01-02T09:0\(number % 10):00.1234567Z",
    "Verwijderd": false\(more)}
    """
}

private func page(_ rows: [String], next: String? = nil) -> HTTPResponse {
    let link = next.map { ", \"@odata.nextLink\": \"\($0)\"" } ?? ""
    return .json("{\"@odata.context\": \"x\", \"value\": [\(rows.joined(separator: ","))]\(link)}")
}

@Suite struct ODataSourceTests {
    private let clock = ManualClock(Timestamp(seconds: 1_767_351_600))

    private func source(
        _ http: some HTTP, _ change: (inout ODataSource.Options) -> Void = { _ in }
    ) throws -> ODataSource {
        var options = ODataSource.Options()
        options.url = root
        change(&options)
        return try ODataSource(name: "tk", options, services: Services(http: http, clock: clock))
    }

    @Test func `keeps the contract of sources`() async throws {
        let good: ScriptedHTTP.Script = { _, _ in page([row(1), row(2), row(3)]) }
        let http = ScriptedHTTP(good)
        await expectSourceContract(try source(http), showing: 3)
        await expectFailureKeepsNothing(try source(http), nil) {
            http.answer { _, _ in .status(500) }
        } mending: {
            http.answer(with: good)
        }
    }

    @Test func `asks for what changed, as the protocol wants it written`() async throws {
        let http = ScriptedHTTP { _, _ in page([row(1)]) }
        let source = try source(http) {
            $0.types = ["Antwoord schriftelijke vragen", "Brief d'été"]
            $0.expand = "DocumentActor,HuidigeDocumentVersie"
            $0.filter = "Kamer eq 'TK'"
        }
        let poll = try await source.poll(nil)
        let url = try #require(http.urls.first)
        #expect(
            url
                == "\(root)/Document?$filter=ApiGewijzigdOp%20ge%202026-01-02T10%3A00%3A00Z%20and%20%28Kamer%20eq%20%27TK%27%29"
                + "%20and%20%28Soort%20eq%20%27Antwoord%20schriftelijke%20vragen%27%20or%20Soort%20eq%20%27Brief%20d%27%27%C3%A9t%C3%A9%27"
                + "%20or%20Verwijderd%20eq%20true%29&$orderby=ApiGewijzigdOp%20asc&$expand=DocumentActor%2CHuidigeDocumentVersie"
        )
        #expect(!url.contains("$top") && !url.contains(" ") && !url.contains("%24"))
        // The next round looks back from the newest change that was seen.
        _ = try await source.poll(poll.memory)
        #expect(http.urls.last?.contains("ge%202026-01-02T08%3A01%3A00.123Z") == true)
    }

    @Test func `follows the link to the next page as it stands, and moves the watermark at the end`()
        async throws
    {
        let http = ScriptedHTTP { address, _ in
            switch address.queryItem("$skiptoken") {
            case nil: page([row(1), row(2)], next: "Document?$skiptoken=a%20b'c")
            case "a b'c": page([row(3)], next: root + "/Document?$skiptoken=2")
            default: page([row(4)])
            }
        }
        let source = try source(http)
        let first = try await round(source)
        #expect(first.publications.map(\.entryID) == (1...4).map(guid))
        #expect(http.urls[1] == root + "/Document?$skiptoken=a%20b'c")
        #expect(first.polls.map(\.isIncremental) == [false, false, false], "the first round is a window")
        #expect(first.polls.dropLast().allSatisfy { $0.memory["watermark"] == nil })
        #expect(first.memory["watermark"] == "2026-01-02T09:04:00.123Z")
        let second = try await round(source, from: first.memory)
        #expect(second.polls.allSatisfy { $0.isIncremental } && second.publications.count == 4)
    }

    @Test func `a failure in the middle keeps the place`() async throws {
        let http = ScriptedHTTP { address, _ in
            address.queryItem("$skiptoken") == nil
                ? page([row(1)], next: "Document?$skiptoken=2") : .status(503)
        }
        let source = try source(http)
        let first = try await source.poll(nil)
        await #expect(throws: PollFailure.self) { try await source.poll(first.memory) }
        http.answer { address, _ in page([row(address.queryItem("$skiptoken") == "2" ? 2 : 1)]) }
        let rest = try await round(source, from: first.memory)
        #expect(rest.publications.map(\.entryID) == [guid(2)])
    }

    @Test func `begins again where the service forgot its own page, once`() async throws {
        let http = ScriptedHTTP { address, _ in
            address.queryItem("$skiptoken") == nil
                ? page([row(1)], next: "Document?$skiptoken=2") : .status(410)
        }
        let source = try source(http)
        var memory = try await source.poll(nil).memory
        let again = try await source.poll(memory)
        #expect(again.publications.isEmpty && again.hasMore && again.problems.count == 1)
        memory = try await source.poll(again.memory).memory
        // The page is gone, and not the service.
        await #expect(throws: PollFailure.temporary("\(root)/Document?$skiptoken=2 answers 410 Gone")) {
            try await source.poll(memory)
        }
    }

    @Test func `leaves the rest where the service does not give a page, again and for a day`() async throws {
        let http = ScriptedHTTP { address, _ in
            address.queryItem("$skiptoken") == nil
                ? page([row(1)], next: "Document?$skiptoken=1") : .status(404)
        }
        let source = try source(http)
        var memory = try await source.poll(nil).memory
        memory = try await source.poll(memory).memory
        memory = try await source.poll(memory).memory
        await #expect(throws: PollFailure.self) { try await source.poll(memory) }
        clock.advance(by: .seconds(86_401))
        let last = try await source.poll(memory)
        #expect(!last.hasMore && last.problems.count == 1)
        // What changed since the newest that was shown is asked for from then on.
        _ = try await source.poll(last.memory)
        #expect(http.urls.last?.contains("ge%202026-01-02T08%3A01%3A00.123Z") == true)
    }

    @Test func `begins again where a page has failed for a day`() async throws {
        let http = ScriptedHTTP { address, _ in
            address.queryItem("$skiptoken") == nil
                ? page([row(1)], next: "Document?$skiptoken=2") : .status(500)
        }
        let source = try source(http)
        let memory = try await source.poll(nil).memory
        clock.advance(by: .seconds(86_000))
        await #expect(throws: PollFailure.self) { try await source.poll(memory) }
        clock.advance(by: .seconds(1000))
        let again = try await source.poll(memory)
        #expect(again.publications.isEmpty && again.hasMore)
        #expect(try await source.poll(again.memory).publications.map(\.entryID) == [guid(1)])
    }

    @Test(arguments: [
        "Document?$skiptoken=1", "Document?$skiptoken=2", "https://elsewhere.example/x", "mailto:x",
    ])
    func `goes round no circle and to no other host`(_ link: String) async throws {
        let http = ScriptedHTTP { address, _ in
            switch address.queryItem("$skiptoken") {
            case nil: page([row(1)], next: "Document?$skiptoken=1")
            case "1": page([row(2)], next: "Document?$skiptoken=2")
            default: page([row(3)], next: link)
            }
        }
        let source = try source(http)
        let first = try await round(source)
        #expect(first.polls.count < 9 && first.polls.last?.problems.count == 1)
        #expect(Set(first.publications.map(\.entryID)) == Set((1...3).map(guid)))
        #expect(first.memory["watermark"] == "2026-01-02T11:00:00Z", "what comes after is not passed over")
        #expect(http.urls.allSatisfy { $0.hasPrefix(root) })
    }

    @Test func `reads what a row says of itself`() async throws {
        let http = ScriptedHTTP { _, _ in
            page([
                row(
                    1,
                    #", "Aanhangselnummer": "242501244", "Vergaderjaar": "2025-2026", "HuidigeDocumentVersie": {"ExterneIdentifier": "kst-29521-446"}, "DocumentActor": [{"ActorNaam": "M. Voorbeeld"}, {"ActorNaam": "N. Voorbeeld"}]"#
                )
            ])
        }
        let paper = try #require(try await source(http).poll(nil).publications.first)
        #expect(paper.identity.rawValue == "urn:uuid:" + guid(1), "as in the feed of the same documents")
        #expect(paper.title == "Antwoord 1 over de Sahel" && paper.kind == "Antwoord schriftelijke vragen")
        #expect(paper.aliases == ["2026D01001", "kst-29521-446", "ah-tk-20242025-1244"])
        #expect(paper.published == Timestamp(rfc3339: "2026-01-03"), "a midnight is a day, in whatever zone")
        #expect(paper.updated == Timestamp(rfc3339: "2026-01-02T09:01:00.123Z"))
        #expect(paper.authors == ["M. Voorbeeld", "N. Voorbeeld"] && paper.categories == ["2025-2026"])
        #expect(
            paper.links == [
                .init(
                    url: "\(root)/Document(\(guid(1)))/resource", relation: "enclosure",
                    mediaType: "application/pdf")
            ])
    }

    @Test(
        arguments: [
            (
                #", "Ondernummer": 178, "Kamerstukdossier": [{"Nummer": 29237, "Toevoeging": null}]"#,
                "kst-29237-178"
            ),
            (
                #", "Volgnummer": 5, "Kamerstukdossier": {"Nummer": "36200", "Toevoeging": "XVII"}"#,
                "kst-36200-XVII-5"
            ),
            (
                #", "Volgnummer": 5, "Kamerstukdossier": {"Nummer": "36200", "Toevoeging": "(R2059)"}"#,
                "kst-36200-5"
            ),
            (#", "Volgnummer": -1, "Kamerstukdossier": {"Nummer": "36200"}"#, nil),
            (#", "Volgnummer": 5, "Kamerstukdossier": [{"Nummer": "36200"}, {"Nummer": "29237"}]"#, nil),
        ] as [(String, Identifier?)])
    func `names a paper by its dossier`(_ more: String, _ name: Identifier?) async throws {
        let http = ScriptedHTTP { _, _ in page([row(1, more)]) }
        let paper = try #require(try await source(http).poll(nil).publications.first)
        #expect(paper.aliases == ["2026D01001"] + (name.map { [$0] } ?? []))
    }

    @Test func `reads tombstones, passes over placeholders, and takes other names`() async throws {
        let http = ScriptedHTTP { _, _ in
            page([
                #"{"Id": "\#(guid(1))", "Verwijderd": true}"#,
                #"{"Id": "\#(guid(2))", "Soort": null, "Onderwerp": null, "Verwijderd": null}"#,
                #"{"Soort": "Brief"}"#,
                #"{"Id": "\#(guid(3))", "DocumentNummer": "2026D00003", "Titel": "Oud"}"#,
            ])
        }
        let poll = try await source(http).poll(nil)
        #expect(poll.publications.map(\.entryID) == [guid(1), guid(3)])
        #expect(poll.publications.map(\.isWithdrawn) == [true, false])
        #expect(poll.publications.last?.aliases == ["2026D00003"])
        #expect(poll.problems == ["1 entries have no 'Id' and were passed over"])

        let other = ScriptedHTTP { _, _ in
            page([#"{"key": 7, "name": {"nl": "Zeven"}, "stamp": "2026-01-02T09:00:00Z", "sort": "x"}"#])
        }
        let paper = try #require(
            try await source(other) {
                var fields = ODataFields()
                (fields.id, fields.title, fields.kind) = (["key"], ["name.nl"], ["sort"])
                ($0.fields, $0.entitySet, $0.changeField) = (fields, "Things", "stamp")
            }.poll(nil).publications.first)
        #expect(paper.title == "Zeven" && paper.identity.rawValue == root + "/Things#7")
        #expect(paper.links.first?.url == root + "/Things(7)/resource")
    }

    @Test(arguments: BadJSON.pages.map(\.answer).indices)
    func `says what an answer looks like that is none`(_ index: Int) async throws {
        let bad = BadJSON.pages[index]
        let http = ScriptedHTTP { _, _ in .json(bad.answer) }
        do {
            _ = try await source(http).poll(nil)
            Issue.record("no failure")
        } catch {
            guard case .malformed(let why) = error as? PollFailure else { throw error }
            #expect(why.contains(bad.says))
        }
    }

    @Test func `tells an empty answer from nothing new, and missing ids from rows`() async throws {
        let http = ScriptedHTTP { _, _ in page([]) }
        let source = try source(http)
        let start = try await round(source)
        #expect(start.publications.isEmpty && start.memory["watermark"] == "2026-01-02T11:00:00Z")
        #expect(
            try await round(source, from: start.memory).memory == start.memory, "it does not move by itself")
        http.answer { _, _ in page([row(1)]) }
        let memory = try await source.poll(nil).memory
        http.answer { _, _ in page([]) }
        await #expect(throws: PollFailure.self, "the row that was there is gone") {
            try await source.poll(memory)
        }
        http.answer { _, _ in page([#"{"Soort": "Brief"}"#, #"{"id": 1}"#]) }
        await #expect(throws: PollFailure.malformed("none of its 2 entries has the field 'Id'")) {
            try await source.poll(memory)
        }
    }

    @Test func `keeps to what the server asks for, and says what it answers`() async throws {
        let http = ScriptedHTTP { _, _ in .status(429, headers: [(name: "retry-after", value: "90")]) }
        await #expect(throws: PollFailure.temporary("the server answers 429", notBefore: .seconds(90))) {
            try await source(http).poll(nil)
        }
        http.answer { _, _ in .status(400, #"{"error": {"message": "No property 'X' exists"}}"#) }
        await #expect(throws: PollFailure.temporary("the server answers 400 (No property 'X' exists)")) {
            try await source(http).poll(nil)
        }
    }

    @Test func `a date in the future does not hide what comes until then`() async throws {
        let http = ScriptedHTTP { _, _ in
            page([#"{"Id": "\#(guid(1))", "Soort": "Brief", "ApiGewijzigdOp": "2099-01-01T00:00:00Z"}"#])
        }
        #expect(try await source(http).poll(nil).memory["watermark"] == "2026-01-02T11:00:00Z")
    }

    @Test func `leaves the case of a key that is no GUID as it is`() async throws {
        let http = ScriptedHTTP { _, _ in
            page([
                #"{"Id": "Doc-A1", "Soort": "Brief", "ApiGewijzigdOp": "2026-01-02T09:00:00Z"}"#,
                #"{"Id": "doc-a1", "Soort": "Brief", "ApiGewijzigdOp": "2026-01-02T09:00:00Z"}"#,
            ])
        }
        let shown = try await source(http).poll(nil).publications
        #expect(shown.map(\.entryID) == ["Doc-A1", "doc-a1"])
        #expect(shown.first?.links.first?.url == "\(root)/Document(%27Doc-A1%27)/resource")
    }

    @Test func `history begins at its day and tells of all since`() async throws {
        let http = ScriptedHTTP { _, _ in page([row(1)]) }
        let source = try source(http)
        let day = try #require(Timestamp(rfc3339: "2025-03-01"))
        let poll = try await source.poll(source.history(since: day))
        #expect(http.urls.first?.contains("ge%202025-03-01T00%3A00%3A00Z") == true)
        #expect(poll.isIncremental && poll.publications.count == 1)
        #expect(poll.memory["watermark"] == "2026-01-02T09:01:00.123Z")
    }

    @Test func `memory of other options is none of ours`() async throws {
        let http = ScriptedHTTP { _, _ in page([row(1)], next: "Document?$skiptoken=1") }
        let memory = try await source(http).poll(nil).memory
        _ = try await source(http) { $0.types = ["Brief"] }.poll(memory)
        #expect(http.urls.last?.contains("$filter") == true, "a page of another question is not asked for")
    }

    @Test func `other options leave out nothing that changed while there was no answer`() async throws {
        let http = ScriptedHTTP { _, _ in page([row(1)]) }
        let memory = try await source(http).poll(nil).memory
        clock.advance(by: .seconds(86_400))
        let poll = try await source(http) { $0.types = ["Brief"] }.poll(memory)
        #expect(http.urls.last?.contains("ge%202026-01-02T08%3A01%3A00.123Z") == true)
        #expect(poll.isIncremental)
        // Nor does another address, to which the service moved while it was not followed.
        _ = try await source(http) { $0.url = "https://odata.example/v6" }.poll(memory)
        #expect(http.urls.last?.contains("v6/Document?$filter=ApiGewijzigdOp%20ge%202026-01-02T08") == true)
    }

    @Test(
        arguments: [
            ("entity_set", { @Sendable (options: inout ODataSource.Options) in options.entitySet = "A B" }),
            ("change_field", { $0.changeField = "x eq 1 or y" }), ("start", { $0.start = "yesterday" }),
            ("parameters", { $0.parameters = ["$top": "5"] }), ("url", { $0.url = "http://plain.example" }),
            ("url", { $0.url = "https://a.example/OData/v5?key=SECRET" }),
        ] as [(String, @Sendable (inout ODataSource.Options) -> Void)])
    func `refuses options that cannot work`(
        _ option: String, _ change: @Sendable (inout ODataSource.Options) -> Void
    ) {
        do {
            _ = try source(HTTPTable(), change)
            Issue.record("not refused")
        } catch {
            #expect((error as? InvalidOptions)?.option == option)
        }
    }
}
