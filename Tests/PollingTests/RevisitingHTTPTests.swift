import Pipeline
import PipelineTesting
import Polling
import Synchronization
import Testing

@Suite(.timeLimit(.minutes(1)))
struct RevisitingHTTPTests {
    let table = HTTPTable()
    let clock = ManualClock()

    /// Keeps papers in memory, under their length and first byte.
    final class Shelf: Sendable {
        private let papers = Mutex<[String: [UInt8]]>([:])

        func keep(_ original: Original) -> String? {
            let name = "\(original.bytes.count)-\(original.bytes.first ?? 0)"
            papers.withLock { $0[name] = original.bytes }
            return name
        }

        func recall(_ name: String) -> [UInt8]? { papers.withLock { $0[name] } }
        func lose() { papers.withLock { $0 = [:] } }
    }

    func client(_ shelf: Shelf = Shelf()) -> RevisitingHTTP {
        RevisitingHTTP(table, clock: clock, keep: { shelf.keep($0) }, recall: { shelf.recall($0) })
    }

    let url = "https://papers.example/1"
    var request: HTTPRequest { HTTPRequest(url: url, keepsAnswer: true) }

    /// Serves `body` and says "not modified" to whoever has it.
    func serve(_ body: String, tag: String? = nil, changed: String? = nil) {
        let headers =
            [tag.map { (name: "etag", value: $0) }, changed.map { (name: "last-modified", value: $0) }]
            .compactMap(\.self) + [(name: "content-type", value: "text/html")]
        table.on(url) { request in
            let sent = request.headers.map(\.value)
            let isKnown = tag.map(sent.contains) ?? changed.map(sent.contains) ?? false
            return .success(
                HTTPResponse(
                    status: isKnown ? 304 : 200, headers: headers, body: isKnown ? [] : Array(body.utf8),
                    url: request.url))
        }
    }

    @Test("asks whether a paper has changed, with both validators as they came, and has it again where not")
    func unchanged() async throws {
        serve("paper", tag: "W/\"1\"", changed: "Thu, 01 Jan 2026 00:00:00 GMT")
        let client = client()
        for _ in 0..<3 {
            let answer = try await client.perform(request)
            #expect(answer.status == 200)
            #expect(answer.body == Array("paper".utf8))
            #expect(answer.header("content-type") == "text/html")
        }
        let sent = table.requests.map { $0.headers.map { "\($0.name): \($0.value)" } }
        let both = ["If-None-Match: W/\"1\"", "If-Modified-Since: Thu, 01 Jan 2026 00:00:00 GMT"]
        #expect(sent == [[], both, both])
    }

    @Test("a paper that has changed comes in its new form")
    func changed() async throws {
        let client = client()
        serve("paper", tag: "\"1\"")
        _ = try await client.perform(request)
        serve("amended", tag: "\"2\"")
        #expect(try await client.perform(request).body == Array("amended".utf8))
        #expect(try await client.perform(request).body == Array("amended".utf8))
        #expect(table.requests.last?.headers.map(\.value) == ["\"2\""])
    }

    @Test(
        "a date of change alone counts once it is a minute old, since a paper may change twice in a second",
        arguments: [("Wed, 31 Dec 2025 23:58:00 GMT", true), ("Wed, 31 Dec 2025 23:59:30 GMT", false)])
    func dates(_ changed: String, _ counts: Bool) async throws {
        serve("paper", changed: changed)
        let client = client()
        for _ in 0..<2 { #expect(try await client.perform(request).body == Array("paper".utf8)) }
        #expect(table.requests.last?.headers.isEmpty == !counts)
    }

    @Test("a paper whose bytes are no longer there is asked for whole")
    func lost() async throws {
        let shelf = Shelf()
        let client = client(shelf)
        serve("paper", tag: "\"1\"")
        _ = try await client.perform(request)
        shelf.lose()
        #expect(try await client.perform(request).body == Array("paper".utf8))
        #expect(table.requests.last?.headers.isEmpty == true)
    }

    @Test("an answer that was not 200 is not remembered, nor one that nobody said to keep")
    func others() async throws {
        table.serve(url, "", status: 404, headers: [(name: "etag", value: "\"1\"")])
        let client = client()
        #expect(try await client.perform(request).status == 404)
        serve("feed", tag: "\"1\"")
        for _ in 0..<2 { #expect(try await client.perform(HTTPRequest(url: url)).status == 200) }
        #expect(try await client.perform(request).status == 200)
        #expect(table.requests.allSatisfy { $0.headers.isEmpty })
    }

    @Test("a paper that has moved for good is asked for where it is")
    func moved() async throws {
        let (old, new) = (url, "https://papers.example/new")
        table.on(old) { _ in
            .success(HTTPResponse(status: 200, body: Array("paper".utf8), url: new, movedTo: new))
        }
        table.serve(new, "paper", headers: [(name: "etag", value: "\"1\"")])
        let client = client()
        for _ in 0..<3 { #expect(try await client.perform(request).status == 200) }
        #expect(table.requests.map(\.url) == [old, new, new])
    }

    @Test("one address is asked once at a time")
    func together() async throws {
        let base = PoliteHTTPTests.SlowHTTP()
        let client = RevisitingHTTP(base, clock: clock, keep: { _ in nil }, recall: { _ in nil })
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<5 { group.addTask { _ = try? await client.perform(request) } }
            var answered = 0
            while answered < 5 {
                if base.answerOne() { answered += 1 }
                await Task.yield()
            }
        }
        #expect(base.state.withLock { $0.most } == 1)
    }
}
