import DIPSource
import EuroparlSource
import FederalRegisterSource
import Foundation
import ODataSource
import OpenOverheidSource
import Pipeline
import PipelineTesting
import Testing
import UKQuestionsSource

/// Answers with a few bytes changed: each gives publications or a reason, and none ends the process.
///
/// The changes are the same on every run. `BODE_MUTATIONS=100000` makes more of them, for a long look.
@Suite struct MutatedJSONTests {
    /// One answer that has something for every source.
    static let answer = Array(
        #"""
        {"totaal": 3, "totalResults": 3, "numFound": 3, "count": 3, "cursor": "next", "next_page_url": "https://a.example/2",
        "@odata.nextLink": "Document?$skiptoken=2",
        "value": [{"Id": "7f376319-f8d1-4e76-9e7c-d406a5410543", "Soort": "Brief", "Onderwerp": "Een \u00e9\ud83d\ude42", "Nummer": "2026D01001",
        "Aanhangselnummer": "242501244", "Datum": "2026-01-01T00:00:00+01:00", "ApiGewijzigdOp": "2026-01-02T09:00:00.1234567Z", "Verwijderd": false}],
        "resultaten": [{"document": {"id": "x_1", "pid": "https://a.example/documenten/x", "titel": "Twee", "mutatiedatumtijd": "2026-01-02T09:00:00Z"}}],
        "documents": [{"id": 7, "dokumentnummer": "21/7", "titel": "Drei", "aktualisiert": "2026-01-01T11:00:00+01:00", "fundstelle": {"pdf_url": "https://a.example/7.pdf"}}],
        "results": [{"value": {"id": 9, "uin": "12", "dateTabled": "2025-12-20T00:00:00", "dateAnswered": "2026-01-02T00:00:00", "questionText": "To ask", "answerText": "<p>No</p>", "groupedQuestions": ["13"]},
        "document_number": "2026-1", "title": "Four", "publication_date": "2026-01-02", "agencies": [{"name": "A"}], "html_url": "https://a.example/4"}],
        "data": [{"identifier": "E-10-2026-000004", "work_type": "x/QUESTION_WRITTEN", "title_dcterms": {"en": "Five"}, "inverse_answers_to": [{"id": "x/E-10-2026-000004-ASW",
        "document_date": "2026-01-02", "is_realized_by": [{"language": "x/ENG", "is_embodied_by": [{"is_exemplified_by": "a_en.pdf"}]}]}]}]}
        """#.utf8)

    static let kinds = ["odata", "openoverheid", "dip", "ukquestions", "europarl", "federalregister"]

    private func source(_ kind: String, _ services: Services) throws -> any Source {
        switch kind {
        case "odata": return try ODataSource(name: kind, .init(), services: services)
        case "openoverheid": return try OpenOverheidSource(name: kind, .init(), services: services)
        case "dip": return try DIPSource(name: kind, .init(apiKey: "key"), services: services)
        case "ukquestions": return try UKQuestionsSource(name: kind, .init(), services: services)
        case "europarl": return try EuroparlSource(name: kind, .init(), services: services)
        default: return try FederalRegisterSource(name: kind, .init(), services: services)
        }
    }

    private func services(_ http: ScriptedHTTP) -> Services {
        Services(
            http: http, clock: ManualClock(Timestamp(seconds: 1_767_351_600)),
            secret: { _ throws(InvalidOptions) in "key" })
    }

    @Test(arguments: kinds)
    func `changed bytes give publications or a reason`(_ kind: String) async throws {
        let count = ProcessInfo.processInfo.environment["BODE_MUTATIONS"].flatMap { Int($0) } ?? 300
        let http = ScriptedHTTP { _, count in
            // Asked twice by a poll that looks questions up, so every answer comes twice.
            var random = SeededGenerator(UInt64(count / 2))
            return HTTPResponse(
                status: 200, body: count < 2 ? Self.answer : random.mutated(Self.answer), url: "")
        }
        let source = try source(kind, services(http))
        let whole = try await source.poll(nil)
        #expect(whole.publications.count == 1)
        var (memory, read) = (SourceMemory?.none, 0)
        for _ in 0..<count {
            guard let poll = try? await source.poll(memory) else { continue }
            if let paper = poll.publications.first { _ = try? await source.fetch(paper) }
            // What such an answer leaves behind is what the next poll begins with.
            (memory, read) = (poll.memory, read + 1)
        }
        // Were every one refused, nothing behind the first check would have been tried.
        #expect(read > count / 50)
    }

    @Test(arguments: kinds)
    func `memory that nobody wrote is none`(_ kind: String) async throws {
        let http = ScriptedHTTP { _, _ in HTTPResponse(status: 200, body: Self.answer, url: "") }
        let source = try source(kind, services(http))
        var fields = try await source.poll(nil).memory.fields
        for key in fields.keys where key != "origin" { fields[key] = "-9223372036854775808" }
        for key in ["list", "offset", "position", "pages", "entries"] { fields[key] = "9223372036854775807" }
        _ = try? await source.poll(SourceMemory(fields))
    }
}
