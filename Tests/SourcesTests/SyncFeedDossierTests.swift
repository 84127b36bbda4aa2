import Pipeline
import PipelineTesting
import SyncFeedSource
import Testing

private let base = "https://gegevensmagazijn.tweedekamer.nl/SyncFeed/2.0"
private let space = #"xmlns:tk="http://www.tweedekamer.nl/xsd/tkData/v1-0""#
private let nothing = #"xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:nil="true""#

private func guid(_ number: Int) -> String { "00000000-0000-4000-8000-" + String(100_000_000_000 + number) }

/// A synthetic page of the Tweede Kamer's log, and the entities behind it.
private final class Log: Sendable {
    let http = HTTPTable()
    let clock = ManualClock()
    private var page: String { "\(base)/Feed?category=Document&skiptoken=0" }

    func show(_ entities: String..., category: String = "Document") {
        let entries = entities.enumerated().map { place, entity in
            """
            <entry><title>x</title><id>urn:x:\(place)</id><updated>2026-11-24T09:00:00.1234567Z</updated>
            <link rel="next" href="Feed?skiptoken=\(place + 1)&amp;category=\(category)"/>
            <content type="application/xml">\(entity)</content></entry>
            """
        }
        http.serve(
            "\(base)/Feed?category=\(category)&skiptoken=0",
            #"<feed xmlns="http://www.w3.org/2005/Atom">\#(entries.joined())</feed>"#)
    }

    /// A document, the `number`th paper of the dossier with that id, with what else it says.
    static func document(
        _ id: Int, _ number: String = "178", dossier: Int? = 900, type: String = "Brief regering",
        more: String = ""
    ) -> String {
        """
        <tk:document \(space) id="\(guid(id))" tk:bijgewerkt="2026-11-24T10:00:00.0000000" tk:verwijderd="false">
        <tk:kamerstukdossier ref="\(dossier.map { guid($0) } ?? "")"/><tk:soort>\(type)</tk:soort>
        <tk:onderwerp>Veerponten</tk:onderwerp><tk:volgnummer>\(number)</tk:volgnummer>\(more)</tk:document>
        """
    }

    static func dossier(_ id: Int, _ number: String, _ addition: String?) -> String {
        """
        <kamerstukdossier xmlns="http://www.tweedekamer.nl/xsd/tkData/v1-0" id="\(guid(id))"><titel>Verkeer</titel>
        <nummer>\(number)</nummer>\(addition.map { "<toevoeging>\($0)</toevoeging>" } ?? "<toevoeging \(nothing)/>")
        <hoogsteVolgnummer>200</hoogsteVolgnummer></kamerstukdossier>
        """
    }

    func answer(_ id: Int, _ body: String, status: Int = 200) {
        http.serve("\(base)/Entiteiten/\(guid(id))", body, status: status)
    }

    func source(_ change: (inout SyncFeedSource.Options) -> Void = { _ in }) throws -> SyncFeedSource {
        var options = SyncFeedSource.Options(start: "0")
        change(&options)
        return try SyncFeedSource(name: "tk", options, services: Services(http: http, clock: clock))
    }

    func names(_ change: (inout SyncFeedSource.Options) -> Void = { _ in }) async throws -> [[Identifier]] {
        try await source(change).poll(nil).publications.map(\.aliases)
    }

    var lookUps: Int { http.requests.count { $0.url.contains("/Entiteiten/") } }
}

@Suite struct SyncFeedDossierTests {
    private let log = Log()

    @Test(arguments: [
        ("29237", nil, "kst-29237-178"), ("36200", "XVII", "kst-36200-XVII-178"),
        ("21501", "08", "kst-21501-08-178"), ("27428", "(R1669)", "kst-27428-178"),
        ("36200", "A", "kst-36200-A-178"),
    ])
    func `names a paper by its place in its dossier`(
        _ number: String, _ addition: String?, _ expected: String
    ) async throws {
        log.show(Log.document(1))
        log.answer(900, Log.dossier(900, number, addition))
        #expect(try await log.names() == [[Identifier(rawValue: expected)]])
    }

    @Test func `reads a dossier that comes as an entry of Atom`() async throws {
        log.show(Log.document(1))
        let entry = #"<entry xmlns="http://www.w3.org/2005/Atom"><id>urn:x</id><content>"#
        log.answer(900, entry + Log.dossier(900, "29237", nil) + "</content></entry>")
        #expect(try await log.names() == [["kst-29237-178"]])
    }

    @Test func `asks for each dossier once, and for none of a paper that is not wanted`() async throws {
        log.show(
            Log.document(1), Log.document(2, "179"), Log.document(3, "180", dossier: 901, type: "Motie"))
        log.answer(900, Log.dossier(900, "29237", nil))
        let source = try log.source { $0.types = ["Brief regering"] }
        for _ in 0..<2 {
            let aliases = try await source.poll(nil).publications.map(\.aliases)
            #expect(aliases == [["kst-29237-178"], ["kst-29237-179"]])
        }
        #expect(log.lookUps == 1)
    }

    @Test(
        "does without where the dossier cannot be had",
        arguments: [
            ("", 404, 1), ("<Error/>", 500, 1), ("<html><title>Storing</title></html>", 200, 1),
            ("<kamerstukdossier", 200, 1), (Log.dossier(901, "29237", nil), 200, 1),
            (Log.dossier(900, "een", nil), 200, 1),
        ])
    func without(_ body: String, _ status: Int, _ lookUps: Int) async throws {
        log.show(Log.document(1))
        log.answer(900, body, status: status)
        #expect(try await log.names() == [[]])
        #expect(log.lookUps == lookUps)
    }

    @Test func `waits after a failure, and asks again then`() async throws {
        log.show(Log.document(1), Log.document(2, "5", dossier: 901))
        log.http.on("\(base)/Entiteiten/\(guid(900))") { _ in .failure(.timedOut) }
        log.answer(901, Log.dossier(901, "36200", "V"))
        let source = try log.source()
        #expect(try await source.poll(nil).publications.map(\.aliases) == [[], []])
        #expect(log.lookUps == 1, "what hangs is not waited for twice")
        log.clock.advance(by: .seconds(601))
        log.answer(900, Log.dossier(900, "29237", nil))
        #expect(
            try await source.poll(nil).publications.map(\.aliases) == [["kst-29237-178"], ["kst-36200-V-5"]])
    }

    @Test(
        "gives no place to what has none of its own",
        arguments: [
            Log.document(1, dossier: nil), Log.document(1, "-1"), Log.document(1, "0"), Log.document(1, "x"),
            Log.document(1, type: "Bijlage"), Log.document(1, more: #"<tk:bronDocument ref="\#(guid(7))"/>"#),
            Log.document(1, more: "<tk:kamer>1</tk:kamer>"),
            Log.document(1, more: #"<tk:kamerstukdossier ref="\#(guid(901))"/>"#),
        ])
    func noPlace(_ document: String) async throws {
        log.show(document)
        log.answer(900, Log.dossier(900, "29237", nil))
        log.answer(901, Log.dossier(901, "29238", nil))
        #expect(try await log.names() == [[]])
        #expect(log.lookUps == 0)
    }

    @Test func `asks for no dossier where the configuration says so, nor of other kinds of entity`()
        async throws
    {
        log.show(Log.document(1))
        #expect(try await log.names { $0.dossiers = false } == [[]])
        log.show(Log.document(1), category: "Verslag")
        _ = try await log.names { $0.category = "Verslag" }
        #expect(log.lookUps == 0)
    }
}

/// What the log says of papers in its odder shapes.
@Suite struct SyncFeedShapesTests {
    private let log = Log()

    @Test func `a paper in several cases is one, whatever references are empty`() async throws {
        log.show(
            Log.document(
                1, dossier: nil,
                more:
                    #"<tk:zaak ref="\#(guid(5))"/><tk:zaak ref="\#(guid(6))"/><tk:zaak/><tk:activiteit ref=""/>"#
                    + "<tk:aanhangselnummer>262700012</tk:aanhangselnummer><tk:nieuwVeld>x</tk:nieuwVeld>"))
        let poll = try await log.source().poll(nil)
        #expect(poll.publications.map(\.aliases) == [["ah-tk-20262027-12"]])
        #expect(poll.memory["skiptoken"] == "1", "also from a link that is relative")
    }

    @Test func `passes over what has elements and nothing in them`() async throws {
        log.show(
            #"<tk:document \#(space) id="\#(guid(1))" tk:verwijderd="false"><tk:soort \#(nothing)/><tk:zaak ref="\#(guid(2))"/></tk:document>"#
        )
        #expect(try await log.source().poll(nil).publications.isEmpty)
    }

    @Test func `takes nil="false" for a value`() async throws {
        let text = nothing.replacing("true", with: "false")
        log.show(
            Log.document(1, dossier: nil, more: "<tk:documentNummer \(text)>2026D00001</tk:documentNummer>"))
        #expect(try await log.names() == [["2026D00001"]])
    }

    @Test func `knows where the file will be before the log says what it is`() async throws {
        log.show(Log.document(1))
        let source = try log.source()
        let paper = try #require(try await source.poll(nil).publications.first)
        #expect(paper.links.map(\.url) == ["\(base)/Resources/\(guid(1))"])
        for status in [404, 500] {
            log.http.serve("\(base)/Resources/\(guid(1))", #"{"error": "not there"}"#, status: status)
            let failure = await #expect(throws: FetchFailure.self) { try await source.fetch(paper) }
            guard case .temporary = failure else {
                Issue.record("\(String(describing: failure))")
                continue
            }
        }
    }

    @Test func `keeps a file whose length or type is another than the log says`() async throws {
        let declared =
            #"<tk:document \#(space) id="\#(guid(1))" tk:contentType="application/pdf" tk:contentLength="99999999999999999999">"#
        log.show(declared + "<tk:onderwerp>x</tk:onderwerp></tk:document>")
        log.http.serve(
            "\(base)/Resources/\(guid(1))", "PK", headers: [(name: "content-type", value: "application/zip")])
        let source = try log.source()
        let paper = try #require(try await source.poll(nil).publications.first)
        #expect(paper.links.first?.mediaType == "application/pdf")
        let original = try await source.fetch(paper)
        #expect(original.bytes == Array("PK".utf8) && original.mediaType == "application/zip")
    }

    @Test func `leaves the frame of a report that is being written`() async throws {
        let report = { (id: Int, status: String) in
            """
            <ns1:verslag xmlns:ns1="http://www.tweedekamer.nl/xsd/tkData/v1-0" id="\(guid(id))" ns1:bijgewerkt="2026-11-24T10:00:00.5+0100"
             ns1:verwijderd="false"><ns1:soort>Stenogram</ns1:soort><ns1:status>\(status)</ns1:status></ns1:verslag>
            """
        }
        log.show(report(1, "Casco"), report(2, "Ongecorrigeerd"), category: "Verslag")
        let papers = try await log.source { $0.category = "Verslag" }.poll(nil).publications
        #expect(papers.map(\.identity.rawValue) == ["urn:uuid:" + guid(2)])
        #expect(papers.first?.updated == Timestamp(rfc3339: "2026-11-24T09:00:00.5Z"))
        #expect(papers.first?.links.first?.url == "\(base)/Resources/\(guid(2))")
    }

    @Test func `has the past looked for before it goes on where the configuration says`() async throws {
        let source = try log.source()
        let since = try #require(Timestamp(rfc3339: "2026-11-01"))
        _ = try? await source.poll(source.history(since: since))
        #expect(log.http.requests.first?.url == "\(base)/Feed?category=Document&skiptoken=67108864")
    }
}
