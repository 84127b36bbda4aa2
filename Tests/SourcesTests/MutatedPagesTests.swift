import Foundation
import Pipeline
import PipelineTesting
import SRUSource
import SyncFeedSource
import Testing

/// Pages of records and of the log with a few bytes changed: each gives papers or a reason, and none ends the process.
///
/// The changes are the same on every run. `BODE_MUTATIONS=100000` makes more of them, for a long look.
@Suite struct MutatedPagesTests {
    /// Answers everything with the same bytes.
    private struct Always: HTTP {
        let body: [UInt8]
        func perform(_ request: HTTPRequest) async throws(HTTPFailure) -> HTTPResponse {
            HTTPResponse(status: 200, body: body, url: request.url)
        }
    }

    static let count = ProcessInfo.processInfo.environment["BODE_MUTATIONS"].flatMap { Int($0) } ?? 1000
    static let clock = ManualClock(at: "2026-11-25T10:00:00Z")

    /// Polls `source` for every change of `page`; what was shown must be fit to be shown.
    private func expectSurvival(
        _ page: String, _ source: (Services) throws -> any Source
    ) async throws {
        let bytes = Array(page.utf8)
        var shown = 0
        for seed in 0..<Self.count {
            var random = SeededGenerator(UInt64(seed))
            let services = Services(http: Always(body: random.mutated(bytes)), clock: Self.clock)
            let source = try source(services)
            guard let poll = try? await source.poll(nil) else { continue }
            shown += 1
            // What one odd page left behind meets the next.
            _ = try? await source.poll(poll.memory)
            for paper in poll.publications {
                #expect(!paper.title.isEmpty && !paper.title.utf8.contains { $0 < 0x20 })
                #expect(paper.names.allSatisfy { !$0.rawValue.utf8.contains { $0 < 0x20 } })
                _ = try? await source.fetch(paper)
            }
        }
        // Were every one refused, nothing behind the first check would have been tried.
        #expect(shown > Self.count / 20)
    }

    @Test func `records with changed bytes give papers or a reason`() async throws {
        var record = SRURepository.Record(identifier: "kst-1027687", modified: "2026-11-25")
        record.more = """
            <o:dossiernummer xmlns:o="urn:o">36 200-XVII</o:dossiernummer><ondernummer>5</ondernummer>
            <hasVersion resourceIdentifier="https://zoek.officielebekendmakingen.nl/kst-36200-XVII-5.html">1</hasVersion>
            """
        let page = SRURepository.page([SRURepository.record(record)], total: 2, next: 2)
        try await expectSurvival(page) { try SRUSource(name: "koop", .init(), services: $0) }
    }

    @Test func `a log with changed bytes gives papers or a reason`() async throws {
        let page = """
            <?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom"><updated>2026-11-25T10:00:00Z</updated>
            <link rel="next" href="https://x.example/Feed?skiptoken=20&amp;category=Document"/>
            <entry><title>a</title><id>urn:x:1</id><updated>2026-11-25T09:00:00.1234567Z</updated><category term="document"/>
            <link rel="next" href="https://x.example/Feed?category=Document&amp;skiptoken=19"/><content type="application/xml">
            <document xmlns="http://www.tweedekamer.nl/xsd/tkData/v1-0" xmlns:tk="http://www.tweedekamer.nl/xsd/tkData/v1-0"
             xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" id="00000000-0000-4000-8000-000000000001"
             tk:bijgewerkt="2026-11-25T10:00:00.0000000" tk:verwijderd="false" tk:contentType="application/pdf" tk:contentLength="7">
            <kamerstukdossier ref="00000000-0000-4000-8000-000000000002"/><soort>Brief regering</soort><titel xsi:nil="true"/>
            <onderwerp>Veerponten</onderwerp><volgnummer>178</volgnummer><documentNummer>2026D00001</documentNummer>
            <aanhangselnummer>262700012</aanhangselnummer><datum>2026-11-25T00:00:00</datum></document></content></entry></feed>
            """
        try await expectSurvival(page) { try SyncFeedSource(name: "tk", .init(start: "0"), services: $0) }
    }

    @Test func `a dossier with changed bytes costs a name at most`() async throws {
        let entity = """
            <kamerstukdossier xmlns="http://www.tweedekamer.nl/xsd/tkData/v1-0" id="00000000-0000-4000-8000-000000000002">
            <nummer>36200</nummer><toevoeging>XVII</toevoeging></kamerstukdossier>
            """
        let bytes = Array(entity.utf8)
        for seed in 0..<Self.count {
            var random = SeededGenerator(UInt64(seed))
            let body = random.mutated(bytes)
            let table = HTTPTable()
            let base = "https://gegevensmagazijn.tweedekamer.nl/SyncFeed/2.0"
            table.serve(
                "\(base)/Feed?category=Document&skiptoken=0",
                """
                <feed xmlns="http://www.w3.org/2005/Atom"><entry><id>urn:x:1</id><content>
                <d xmlns="http://www.tweedekamer.nl/xsd/tkData/v1-0" id="00000000-0000-4000-8000-000000000001"><onderwerp>x</onderwerp>
                <kamerstukdossier ref="00000000-0000-4000-8000-000000000002"/><volgnummer>5</volgnummer></d></content></entry></feed>
                """)
            table.on("\(base)/Entiteiten/00000000-0000-4000-8000-000000000002") { request in
                .success(HTTPResponse(status: 200, body: body, url: request.url))
            }
            let source = try SyncFeedSource(
                name: "tk", .init(start: "0"), services: Services(http: table, clock: Self.clock))
            let papers = try await source.poll(nil).publications
            #expect(papers.count == 1)
            #expect(papers.allSatisfy { $0.aliases.allSatisfy { $0.rawValue.hasPrefix("kst-") } })
        }
    }
}
