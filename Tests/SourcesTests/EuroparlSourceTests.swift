import EuroparlSource
import Pipeline
import PipelineTesting
import Synchronization
import Testing
import WebSource

private let list = "https://europarl.example/api/v2/parliamentary-questions"

/// A parliament whose questions can be answered, in the shape of its open data; made up.
private final class Parliament: Sendable {
    struct Question {
        var year: Int
        var answered: String?
        var hasFile = true
        var type = "QUESTION_WRITTEN"
    }

    private struct State {
        var questions: [Int: Question]
        var knowsSeveral = true
        var status = 200
    }

    /// Apart from the parliament, which holds who asks it.
    private final class Records: Sendable {
        let state: Mutex<State>
        init(_ questions: [Int: Question]) { state = Mutex(State(questions: questions)) }
    }

    private let records: Records
    let http: ScriptedHTTP

    init(_ questions: [Int: Question]) {
        let records = Records(questions)
        self.records = records
        http = ScriptedHTTP { address, _ in records.state.withLock { Self.answer(address, $0) } }
    }

    func change(_ number: Int, _ change: (inout Question) -> Void) {
        records.state.withLock { change(&$0.questions[number, default: Question(year: 2026)]) }
    }

    func set(knowsSeveral: Bool) { records.state.withLock { $0.knowsSeveral = knowsSeveral } }
    func set(status: Int) { records.state.withLock { $0.status = status } }

    /// How often records were asked for.
    var lookups: Int { http.urls.count { $0.contains("/E-10-") } }

    static func identifier(_ number: Int, _ question: Question) -> String {
        let digits = String(number)
        return "E-10-\(question.year)-" + String(repeating: "0", count: 6 - digits.count) + digits
    }

    private static func answer(_ address: WebAddress, _ state: State) -> HTTPResponse {
        guard state.status == 200 else { return .status(state.status) }
        let name = address.path.split(separator: "/").last.map(String.init) ?? ""
        let all = state.questions.sorted { $0.key < $1.key }
        if let year = address.queryItem("year") {
            let offset = Int(address.queryItem("offset") ?? "") ?? 0
            let limit = Int(address.queryItem("limit") ?? "") ?? 50
            let page = all.filter { String($0.value.year) == year }.dropFirst(offset).prefix(limit)
            return .json("{\"data\": [\(page.map { stub($0, $1) }.joined(separator: ","))]}")
        }
        if name.hasSuffix("-ASW") { return .json("{\"data\": [\(files(name, "Asw"))]}") }
        let names = name.split(separator: ",").map(String.init)
        if names.count > 1, !state.knowsSeveral { return .status(404) }
        let found = all.filter { names.contains(identifier($0.key, $0.value)) }
        if found.isEmpty { return .status(404) }
        return .json("{\"data\": [\(found.map { record($0, $1) }.joined(separator: ","))]}")
    }

    private static func stub(_ number: Int, _ question: Question) -> String {
        let name = identifier(number, question)
        return """
            {"id": "eli/dl/doc/\(name)", "type": "Work", "work_type": "def/ep-document-types/\(question.type)", "identifier": "\(name)"}
            """
    }

    private static func files(_ name: String, _ folder: String) -> String {
        let versions = [("FRA", "fr"), ("ENG", "en")].map { language, code in
            let forms = ["docx", "pdf"].map {
                "{\"is_exemplified_by\": \"distribution/\(folder)/\(name)_\(code).\($0)\", \"format\": \"x/\($0.uppercased())\"}"
            }
            return
                "{\"language\": \"x/language/\(language)\", \"is_embodied_by\": [\(forms.joined(separator: ","))]}"
        }
        return "{\"id\": \"eli/dl/doc/\(name)\", \"is_realized_by\": [\(versions.joined(separator: ","))]}"
    }

    private static func record(_ number: Int, _ question: Question) -> String {
        let name = identifier(number, question)
        let answers = question.answered.map { day in
            let answer = files(name + "-ASW", "Asw").dropLast()
            return question.hasFile
                ? "[\(answer), \"document_date\": \"\(day)\"}]"
                : "[{\"id\": \"eli/dl/doc/\(name)-ASW\", \"document_date\": \"\(day)\"}]"
        }
        return files(name, "Q").dropLast()
            + """
            , "identifier": "\(name)", "work_type": "def/ep-document-types/\(question.type)", "document_date": "2025-12-01",
            "title_dcterms": {"fr": "Question \(number) sur le Sahel", "en": "Question \(number) on the Sahel"}\
            \(answers.map { ", \"inverse_answers_to\": \($0)" } ?? "")}
            """
    }
}

@Suite struct EuroparlSourceTests {
    private func source(
        _ http: some HTTP, _ change: (inout EuroparlSource.Options) -> Void = { _ in }
    ) throws -> EuroparlSource {
        var options = EuroparlSource.Options()
        (options.url, options.pageSize, options.batch) = (list, 3, 2)
        change(&options)
        // The second of February 2026.
        return try EuroparlSource(
            name: "ep", options,
            services: Services(http: http, clock: ManualClock(Timestamp(seconds: 1_770_030_000))))
    }

    private static func parliament() -> Parliament {
        Parliament([
            1: .init(year: 2025, answered: "2025-12-20"), 2: .init(year: 2025, answered: "2026-01-30"),
            3: .init(year: 2025), 4: .init(year: 2026, answered: "2026-02-01"), 5: .init(year: 2026),
            6: .init(year: 2026), 7: .init(year: 2026), 8: .init(year: 2026),
        ])
    }

    @Test func `keeps the contract of sources`() async throws {
        let parliament = Parliament([4: .init(year: 2026, answered: "2026-02-01")])
        let source = try source(parliament.http) { $0.years = 1 }
        await expectSourceContract(source, showing: 1)
        await expectFailureKeepsNothing(source, nil) {
            parliament.set(status: 503)
        } mending: {
            parliament.set(status: 200)
        }
    }

    @Test func `walks the years, and shows what was answered of late`() async throws {
        let parliament = Self.parliament()
        let first = try await round(try source(parliament.http))
        #expect(first.publications.map(\.entryID) == ["E-10-2025-000002", "E-10-2026-000004"])
        #expect(first.polls.allSatisfy { !$0.isIncremental }, "the first round is a window to remember")
        let urls = parliament.http.urls
        #expect(
            urls[0]
                == "\(list)?year=2025&work_type=QUESTION_WRITTEN&offset=0&limit=3&format=application%2Fld%2Bjson"
        )
        #expect(
            urls[1]
                == "\(list)/E-10-2025-000001,E-10-2025-000002?language=en&format=application%2Fld%2Bjson")
        #expect(first.memory["settled E-10-2025"] == "06" && first.memory["settled E-10-2026"] == "10")
    }

    @Test func `looks again at what had no answer, and at nothing else`() async throws {
        let parliament = Self.parliament()
        let source = try source(parliament.http)
        let first = try await round(source)
        let before = parliament.lookups
        let second = try await round(source, from: first.memory)
        #expect(second.publications.isEmpty && second.polls.allSatisfy { $0.isIncremental })
        #expect(second.memory == first.memory)
        let asked = parliament.http.urls.dropFirst(first.polls.count).joined()
        #expect(parliament.lookups > before && asked.contains("E-10-2026-000005"))
        parliament.change(5) { $0.answered = "2026-02-02" }
        parliament.change(9) { $0 = .init(year: 2026, answered: "2026-02-02") }
        let third = try await round(source, from: second.memory)
        #expect(third.publications.map(\.entryID) == ["E-10-2026-000005", "E-10-2026-000009"])
        let count = parliament.http.urls.count
        _ = try await round(source, from: third.memory)
        #expect(!parliament.http.urls.dropFirst(count).joined().contains("E-10-2026-000005"))
    }

    @Test func `reads what a record says, its answer's file first`() async throws {
        let parliament = Self.parliament()
        let paper = try #require(try await round(try source(parliament.http)).publications.last)
        #expect(paper.identity == "https://data.europarl.europa.eu/eli/dl/doc/E-10-2026-000004")
        #expect(paper.aliases == ["E-10-2026-000004", "E-000004/2026"])
        #expect(paper.title == "Question 4 on the Sahel" && paper.kind == "QUESTION_WRITTEN")
        #expect(paper.published == Timestamp(rfc3339: "2026-02-01"))
        #expect(
            paper.links.map(\.url) == [
                "https://europarl.example/distribution/Asw/E-10-2026-000004-ASW_en.pdf",
                "https://europarl.example/distribution/Asw/E-10-2026-000004-ASW_en.docx",
                "https://europarl.example/distribution/Q/E-10-2026-000004_en.pdf",
                "https://www.europarl.europa.eu/doceo/document/E-10-2026-000004_EN.html",
            ])
        #expect(paper.links.map(\.relation) == ["enclosure", "enclosure", "related", "alternate"])
        let french = try #require(
            try await round(try source(parliament.http) { ($0.language, $0.formats) = ("fr", ["docx"]) })
                .publications.last)
        #expect(french.title == "Question 4 sur le Sahel")
        #expect(french.links.first?.url.hasSuffix("-ASW_fr.docx") == true)
    }

    @Test func `asks one at a time where several are too many`() async throws {
        let parliament = Self.parliament()
        parliament.set(knowsSeveral: false)
        let first = try await round(try source(parliament.http))
        #expect(first.publications.map(\.entryID) == ["E-10-2025-000002", "E-10-2026-000004"])
        #expect(parliament.http.urls.count { $0.contains(",") } == 1, "it is tried once")
    }

    @Test func `finds the file of an answer that is only named`() async throws {
        let parliament = Parliament([4: .init(year: 2026, answered: "2026-02-01", hasFile: false)])
        let source = try source(parliament.http)
        let paper = try #require(try await round(source).publications.first)
        #expect(paper.links.map(\.mediaType) == [nil, "application/ld+json", "application/pdf"])
        await #expect(throws: FetchFailure.self) { try await source.fetch(paper) }
        #expect(
            parliament.http.urls.suffix(2) == [
                "https://europarl.example/api/v2/documents/E-10-2026-000004-ASW?language=en&format=application%2Fld%2Bjson",
                "https://europarl.example/distribution/Asw/E-10-2026-000004-ASW_en.pdf",
            ])
    }

    @Test func `announces questions without an answer where that is wanted`() async throws {
        let parliament = Self.parliament()
        let source = try source(parliament.http) { ($0.unanswered, $0.years) = (true, 1) }
        let first = try await round(source)
        #expect(first.publications.map(\.entryID.last) == ["4", "5", "6", "7", "8"])
        let open = try #require(first.publications.last)
        #expect(
            open.categories == ["Unanswered"]
                && open.links.first?.url.hasSuffix("/Q/E-10-2026-000008_en.pdf") == true)
        parliament.change(8) { $0.answered = "2026-02-02" }
        let answered = try #require(try await round(source, from: first.memory).publications.last)
        #expect(answered.identity == open.identity && answered.categories == [])
    }

    @Test func `keeps to the kinds that are wanted where the service gives all`() async throws {
        let parliament = Parliament([
            1: .init(year: 2026, answered: "2026-02-01", type: "QUESTION_ORAL"),
            2: .init(year: 2026, answered: "2026-02-01"),
        ])
        let first = try await round(try source(parliament.http))
        #expect(first.publications.map(\.entryID) == ["E-10-2026-000002"])
    }

    @Test func `a failure keeps the place, and a missing record does not hold up the rest`() async throws {
        let parliament = Self.parliament()
        let source = try source(parliament.http)
        let first = try await source.poll(nil)
        parliament.set(status: 503)
        await #expect(throws: PollFailure.self) { try await source.poll(first.memory) }
        parliament.set(status: 200)
        let rest = try await round(source, from: first.memory)
        #expect(first.publications.count + rest.publications.count == 2)
    }

    @Test(arguments: [#""eli/dl/doc/E-10-2026-000001-ASW""#, #"{"id": "eli/dl/doc/E-10-2026-000001-ASW"}"#])
    func `an answer whose date nobody gives is not as old as its question`(_ answer: String) async throws {
        let http = ScriptedHTTP { address, _ in
            if let offset = address.queryItem("offset") {
                return .json("{\"data\": [\(offset == "0" ? #"{"identifier": "E-10-2026-000001"}"# : "")]}")
            }
            return .json(
                """
                {"data": [{"identifier": "E-10-2026-000001", "document_date": "2025-12-01", "inverse_answers_to": [\(answer)]}]}
                """)
        }
        let paper = try await round(try source(http) { $0.years = 1 }).publications.first
        #expect(paper?.links.contains { $0.url.contains("documents/E-10-2026-000001-ASW") } == true)
        #expect(paper != nil && paper?.published == nil)
    }

    @Test func `a record that the server cannot give waits, and holds up no other`() async throws {
        let http = ScriptedHTTP { address, _ in
            if let offset = address.queryItem("offset") {
                let all = [1, 2, 3].map { "{\"identifier\": \"E-10-2026-00000\($0)\"}" }
                return .json("{\"data\": [\((offset == "0" ? all : []).joined(separator: ","))]}")
            }
            guard address.path.hasSuffix("E-10-2026-000003") else { return .status(500) }
            return .json(
                """
                {"data": [{"identifier": "E-10-2026-000003", "inverse_answers_to": [{"id": "x/E-10-2026-000003-ASW",
                "document_date": "2026-02-01+01:00"}]}]}
                """)
        }
        let first = try await round(try source(http) { $0.years = 1 })
        #expect(first.publications.map(\.entryID) == ["E-10-2026-000003"])
        #expect(first.publications.first?.published == Timestamp(rfc3339: "2026-02-01"))
        #expect(first.polls.flatMap(\.problems).count == 2)
        #expect(first.memory["settled E-10-2026"] == "08")
    }

    @Test func `goes round no circle, and tells an empty list from an end`() async throws {
        let parliament = Self.parliament()
        let source = try source(parliament.http) { $0.years = 1 }
        let memory = try await round(source).memory
        let stuck = ScriptedHTTP { address, _ in
            address.queryItem("year") == nil
                ? .status(404) : .json("{\"data\": [{\"identifier\": \"E-10-2026-000001\"}]}")
        }
        let walk = try await round(try self.source(stuck) { $0.years = 1 })
        #expect(walk.polls.count == 2 && walk.polls.last?.problems.count == 1)
        let empty = ScriptedHTTP { _, _ in .json("{\"data\": []}") }
        await #expect(throws: PollFailure.self) { try await self.source(empty) { $0.years = 1 }.poll(memory) }
    }

    @Test func `history begins with its year`() async throws {
        let parliament = Self.parliament()
        let source = try source(parliament.http)
        let day = try #require(Timestamp(rfc3339: "2024-12-01"))
        let all = try await round(source, from: source.history(since: day))
        #expect(all.polls.allSatisfy { $0.isIncremental })
        #expect(all.publications.map(\.entryID.last) == ["1", "2", "4"])
        #expect(parliament.http.urls.first?.contains("year=2024") == true)
    }

    @Test(
        arguments: [
            ("language", { @Sendable (options: inout EuroparlSource.Options) in options.language = "x" }),
            ("work_types", { $0.workTypes = [] }), ("years", { $0.years = 0 }), ("batch", { $0.batch = 100 }),
        ] as [(String, @Sendable (inout EuroparlSource.Options) -> Void)])
    func `refuses options that cannot work`(
        _ option: String, _ change: @Sendable (inout EuroparlSource.Options) -> Void
    ) {
        do {
            _ = try source(HTTPTable(), change)
            Issue.record("not refused")
        } catch {
            #expect((error as? InvalidOptions)?.option == option)
        }
    }
}
