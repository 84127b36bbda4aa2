import FeedSource
import Foundation
import Pipeline
import PipelineTesting
import SRUSource
import SyncFeedSource
import Testing
import WebSource

/// What the providers themselves sent, where it lies beside the checkout.
///
/// Their words are no part of this repository, so each test is skipped without its file.
private enum Sample: String {
    case votes = "tweedekamer/syncfeed-stemming-page.xml"
    case activity = "tweedekamer/syncfeed-activiteit-entry.xml"
    case record = "officielebekendmakingen/searchrec.xml"
    case identifiers = "officielebekendmakingen/identifier-patterns.tsv"
    case gazette = "officielebekendmakingen/rss-2022-05-02.xml"

    private var file: URL {
        URL(filePath: #filePath)
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "shared/feeds").appending(path: rawValue)
    }
    var isThere: Bool { FileManager.default.fileExists(atPath: file.path) }
    func text() throws -> String { try String(contentsOf: file, encoding: .utf8) }
}

@Suite struct DutchSamplesTests {
    let http = HTTPTable()
    var services: Services { Services(http: http, clock: ManualClock(at: "2026-11-25T10:00:00Z")) }

    @Test(.enabled(if: Sample.votes.isThere)) func `reads a page of votes, with its tombstones`() async throws
    {
        let page = "https://gegevensmagazijn.tweedekamer.nl/SyncFeed/2.0/Feed?category=Stemming&skiptoken=0"
        http.serve(page, try Sample.votes.text())
        let source = try SyncFeedSource(
            name: "tk", .init(category: "Stemming", start: "0"), services: services)
        let poll = try await source.poll(nil)
        #expect(poll.publications.count == 5 && poll.publications.count(where: \.isWithdrawn) == 2)
        #expect(poll.problems.isEmpty && poll.memory["skiptoken"] == "3560440")
        #expect(
            poll.publications.first?.updated == Timestamp(rfc3339: "2019-07-15T09:02:54.82Z"),
            "two hours behind the clock that the entity was stamped by")
    }

    @Test(.enabled(if: Sample.activity.isThere)) func `reads an entry of another kind`() async throws {
        let page = "https://gegevensmagazijn.tweedekamer.nl/SyncFeed/2.0/Feed?category=Activiteit&skiptoken=0"
        http.serve(page, try Sample.activity.text())
        let source = try SyncFeedSource(
            name: "tk", .init(category: "Activiteit", start: "0"), services: services)
        let papers = try await source.poll(nil).publications
        #expect(papers.map(\.kind) == ["Commissiedebat"])
        #expect(papers.first?.updated == Timestamp(rfc3339: "2026-09-10T11:30:01.867Z"))
        #expect(papers.first?.published == Timestamp(rfc3339: "2026-06-24T12:00:00Z"))
    }

    /// The record was kept without its envelope and without namespaces, which are not looked at.
    @Test(.enabled(if: Sample.record.isThere)) func `reads a record`() async throws {
        let repository = SRURepository()
        repository.answer(
            "startRecord=1&", with: SRURepository.page([try Sample.record.text()], total: 1))
        let paper = try #require(try await repository.source().poll(nil).publications.first)
        #expect(paper.identity == "gmb-2023-174296" && paper.kind == "Gemeenteblad")
        #expect(paper.aliases == ["https://zoek.officielebekendmakingen.nl/gmb-2023-174296.html"])
        #expect(paper.updated == Timestamp(rfc3339: "2023-04-20T07:21:22.096Z"))
        #expect(paper.published == Timestamp(rfc3339: "2023-04-19T22:00:00Z"))
        #expect(
            paper.links.map(\.mediaType).prefix(3) == ["application/xml", "text/html", "application/pdf"])
        #expect(paper.authors == ["Bergeijk"] && paper.categories.contains("omgevingsvergunning"))
    }

    /// One of each shape that five million identifiers have.
    @Test(.enabled(if: Sample.identifiers.isThere)) func `takes every shape of identifier as it stands`()
        throws
    {
        let examples = try Sample.identifiers.text().split(separator: "\n").dropFirst()
            .compactMap { $0.split(separator: "\t").last }.flatMap { $0.split(separator: " ") }.map(
                String.init)
        #expect(examples.count > 500)
        for example in examples { #expect(OfficialNumber.publication(example)?.rawValue == example) }
    }

    @Test(.enabled(if: Sample.gazette.isThere)) func `reads a whole day of the gazette's RSS`() async throws {
        let page = "https://zoek.officielebekendmakingen.nl/rss"
        http.serve(page, try Sample.gazette.text())
        let papers = try await FeedSource(name: "rss", .init(url: page), services: services).poll(nil)
            .publications
        #expect(papers.count == 150)
        #expect(
            papers.allSatisfy { paper in
                paper.aliases.contains { paper.identity.rawValue.contains("/" + $0.rawValue) }
            }, "each by its number too")
        #expect(
            papers.allSatisfy { !$0.title.contains(" : ") }, "titles are the papers', not the publisher's")
        #expect(papers.allSatisfy { $0.published != nil && $0.links.count == 1 })
    }
}
