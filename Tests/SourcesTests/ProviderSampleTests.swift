import DIPSource
import FederalRegisterSource
import Foundation
import JSONSource
import ODataSource
import OpenOverheidSource
import Pipeline
import PipelineTesting
import Testing

/// Real answers of the providers, where they lie beside the checkout.
///
/// They are somebody else's data and not part of this repository, so the tests are skipped without them.
private enum Samples {
    static let directory = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "shared/feeds")
    static var areThere: Bool { FileManager.default.fileExists(atPath: directory.path) }

    static func text(_ path: String) throws -> String {
        String(decoding: try Data(contentsOf: directory.appending(path: path)), as: UTF8.self)
    }
}

@Suite(.enabled(if: Samples.areThere)) struct ProviderSampleTests {
    private let clock = ManualClock(Timestamp(seconds: 1_790_000_000))

    private func services(_ text: String) -> Services {
        Services(
            http: ScriptedHTTP { _, _ in .json(text) }, clock: clock,
            secret: { _ throws(InvalidOptions) in "key" })
    }

    @Test func `a page of the Federal Register reads completely`() async throws {
        let text = try Samples.text("federalregister/documents-page-trimmed2.json")
        let source = try FederalRegisterSource(name: "fr", .init(), services: services(text))
        let poll = try await source.poll(nil)
        #expect(poll.publications.map(\.entryID) == ["2026-17623", "2026-17625"])
        #expect(poll.publications.map { $0.summary == nil } == [true, false])
        #expect(
            poll.publications.allSatisfy { $0.kind != nil && $0.authors.count == 2 && $0.links.count == 1 })
        #expect(poll.hasMore && poll.problems.isEmpty)
        #expect(
            poll.memory["page"]?.contains("search_after_cursor=WzE3ODc3MDI0MDAwMDAsIjIwMjYtMTc0MDkiXQ")
                == true)
    }

    @Test func `a list of open.overheid.nl reads completely`() async throws {
        let text = try Samples.text("openoverheid/zoek-list-trimmed1.json")
        var options = OpenOverheidSource.Options()
        options.start = "2026-01-01"
        let source = try OpenOverheidSource(name: "woo", options, services: services(text))
        let paper = try #require(try await source.poll(nil).publications.first)
        let place = "https://open.overheid.nl/documenten/eef2edec-019e-4085-8e2e-4d3f42686431"
        #expect(paper.identity.rawValue == place && paper.entryID.hasSuffix("_1"))
        #expect(paper.links.map(\.url) == [place + "/file", place])
        #expect(paper.published == Timestamp(rfc3339: "2026-03-21") && paper.summary?.isEmpty == false)
        #expect(paper.updated == Timestamp(rfc3339: "2026-03-21T09:23:36.587Z"))
        #expect(paper.title == "Kaart Oudemolen 10km" && paper.authors.count == 1)
    }

    @Test func `a record of open.overheid.nl has its fields where its list has them`() throws {
        let value = try JSONReader.read(Array(Samples.text("openoverheid/zoek-detail.json").utf8))
        #expect(value.text("document.titelcollectie.officieleTitel") == "Kaart Oudemolen 10km")
        #expect(value.text("document.classificatiecollectie.documentsoorten.label") == "kaart")
        #expect(value.texts("versies.bestanden.mime-type") == ["application/pdf"])
    }

    @Test func `a row of the Tweede Kamer's OData reads completely`() async throws {
        let row = try Samples.text("tweedekamer/odata-v4-activiteit.json")
        var options = ODataSource.Options()
        (options.entitySet, options.resource) = ("Activiteit", false)
        let source = try ODataSource(name: "tk", options, services: services("{\"value\": [\(row)]}"))
        let paper = try #require(try await source.poll(nil).publications.first)
        #expect(paper.identity == "urn:uuid:7f376319-f8d1-4e76-9e7c-d406a5410543")
        #expect(paper.title == "(groot project) Pallas" && paper.kind == "Commissiedebat")
        #expect(paper.published == Timestamp(rfc3339: "2026-06-24T12:00:00Z"))
        #expect(paper.updated == Timestamp(rfc3339: "2026-09-10T11:30:11.484Z"))
        #expect(!paper.isWithdrawn && paper.links.isEmpty && paper.categories == ["2025-2026"])
    }

    @Test func `a document of the Bundestag reads completely`() async throws {
        // The sample is YAML; its one document is put into JSON by hand-made rules that only fit its few lines.
        let lines = try Samples.text("dip/drucksache-list-trimmed.yaml")
        func field(_ name: String, indent: Int) -> String {
            let start = String(repeating: " ", count: indent) + name + ": "
            let line = lines.split(separator: "\n").first {
                $0.hasPrefix(start) || $0.hasPrefix("  - " + name + ": ")
            }
            return String(line?.split(separator: ": ", maxSplits: 1).last ?? "").replacing("'", with: "")
        }
        let json = """
            {"numFound": 256903, "cursor": "\(field("cursor", indent: 0))", "documents": [{"id": "\(field("id", indent: 4))",
            "drucksachetyp": "\(field("drucksachetyp", indent: 4))", "dokumentart": "\(field("dokumentart", indent: 4))",
            "dokumentnummer": "\(field("dokumentnummer", indent: 4))", "herausgeber": "BT", "datum": "\(field("datum", indent: 4))",
            "titel": "\(field("titel", indent: 4))", "fundstelle": {"pdf_url": "\(field("pdf_url", indent: 6))"}}]}
            """
        let source = try DIPSource(name: "dip", .init(apiKey: "key"), services: services(json))
        let poll = try await source.poll(nil)
        let paper = try #require(poll.publications.first)
        #expect(paper.identity == "https://dip.bundestag.de#258210")
        #expect(
            paper.aliases == ["BT-Drucksache 20/8", "https://dserver.bundestag.de/btd/20/000/2000008.pdf"])
        #expect(paper.kind == "Verordnung" && paper.published == Timestamp(rfc3339: "2021-11-03"))
        #expect(poll.memory["page"] == "AoJwgOLMrvwCMURydWNrc2FjaGUtMjU4MDk3")
    }
}
