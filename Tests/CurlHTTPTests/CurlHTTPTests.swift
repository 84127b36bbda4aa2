import CurlHTTP
import Pipeline
import PipelineTesting
import Testing

@Suite(.timeLimit(.minutes(1)))
struct CurlHTTPTests: HTTPSuite {
    let server = LoopbackServer()

    // MARK: What it sends and returns

    @Test func `gets an answer with its headers`() async throws {
        server.on("/a") { _ in
            .answer(203, "hello", headers: [("X-First", " one \t"), ("X-Second", ""), ("x-FIRST", "two")])
        }
        let response = try await client().perform(request("/a"))
        #expect(response.status == 203)
        #expect(response.body == Array("hello".utf8))
        #expect(response.url == server.url("/a"))
        #expect(response.movedTo == nil)
        #expect(response.header("x-first") == "one")
        #expect(response.headers.map(\.name) == ["x-first", "x-second", "x-first", "content-length"])
    }

    @Test func `says who it is and nothing that was not asked for`() async throws {
        server.serve("/a", "")
        _ = try await client().perform(
            request(
                "/a", headers: [("If-None-Match", "\"a\""), ("X-Empty", ""), ("Authorization", "Bearer x")]))
        let sent = try #require(server.requests.first)
        #expect(sent.header("user-agent") == "bode/0 (+desk@example.org)")
        #expect(sent.header("if-none-match") == "\"a\"")
        #expect(sent.header("x-empty") == "")
        #expect(sent.header("authorization") == "Bearer x")
        #expect(
            Set(sent.headers.map(\.name)) == [
                "host", "user-agent", "accept", "accept-encoding", "if-none-match", "x-empty",
                "authorization",
            ])
    }

    @Test func `posts bytes as they are`() async throws {
        server.on("/a") { .answer(201, $0.body) }
        let body = (0..<2_000_000).map { UInt8(truncatingIfNeeded: $0) }
        let response = try await client().perform(
            HTTPRequest(
                .post, url: server.url("/a"), headers: [("Content-Type", "x/y")], body: body, access: access))
        #expect(response.body == body)
        let sent = try #require(server.requests.first)
        #expect(sent.method == "POST")
        #expect(sent.header("content-type") == "x/y")
        #expect(sent.header("content-length") == "2000000")
        #expect(sent.header("expect") == nil)
    }

    @Test func `posts nothing`() async throws {
        server.on("/a") { .answer(200, $0.method) }
        let response = try await client().perform(HTTPRequest(.post, url: server.url("/a"), access: access))
        #expect(response.body == Array("POST".utf8))
        #expect(server.requests.first?.header("content-length") == "0")
        #expect(server.requests.first?.header("content-type") == nil)
    }

    @Test(
        "refuses a header that would change the request's frame",
        arguments: [
            ("X-A", "a\r\nX-B: b"), ("X-A", "a\nb"), ("X-A", "a\u{0}b"), ("X-A", "a\tb"), ("X-A", "a\u{7f}"),
            ("X-A", "a\u{85}b"), ("X-A: b", "c"), ("X A", "b"), ("", "b"), ("X-A\r\n", "b"), ("Höst", "b"),
            ("Host", "other.example"), ("content-length", "5"), ("Transfer-Encoding", "chunked"),
            ("Connection", "close"), ("Upgrade", "h2c"), ("Expect", "100-continue"),
        ])
    func refuses(_ name: String, _ value: String) async throws {
        let failure = await #expect(throws: HTTPFailure.self) {
            try await client().perform(request("/a", headers: [(name, value)]))
        }
        #expect(failure?.refusal != nil)
        #expect(server.connections == 0)
    }

    @Test func `reads chunks, and an answer after interim ones`() async throws {
        server.on("/chunks") { _ in .chunked(200, ["one ", "two"], headers: [("X-A", "b")]) }
        server.on("/interim") { _ in
            .raw("HTTP/1.1 103 Early\r\nLink: x\r\n\r\nHTTP/1.1 200 OK\r\nA: b\r\nC:d\r\n  e\r\n\r\nend")
        }
        let client = await client()
        #expect(try await client.perform(request("/chunks")).body == Array("one two".utf8))
        let response = try await client.perform(request("/interim"))
        #expect(response.headers.map(\.name) == ["a", "c"])
        #expect(response.header("c") == "d e")
        #expect(response.body == Array("end".utf8))
    }

    // MARK: Many requests

    @Test("performs requests at the same time", arguments: [1, 10, 200])
    func performs(_ count: Int) async throws {
        let client = await client(connectionsOfServer: 200)
        server.serve("/a", "hello")
        try await withThrowingTaskGroup(of: HTTPResponse.self) { group in
            for _ in 0..<count { group.addTask { try await client.perform(request("/a")) } }
            for try await response in group { #expect(response.body == Array("hello".utf8)) }
        }
        #expect(server.requests.count == count)
    }

    @Test func `keeps to the number of connections that a server may have`() async throws {
        let client = await client(connectionsOfServer: 3)
        server.serve("/a", "hello")
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<60 { group.addTask { _ = try await client.perform(request("/a")) } }
            try await group.waitForAll()
        }
        #expect(server.requests.count == 60)
        #expect(server.connections <= 3)
    }

    @Test func `uses one connection for requests one after the other`() async throws {
        let client = await client()
        server.serve("/a", "hello")
        for _ in 0..<200 { #expect(try await client.perform(request("/a")).status == 200) }
        #expect(server.connections == 1)
    }

    @Test func `lets other hosts by where one is slow`() async throws {
        let client = await client(connectionsOfServer: 1)
        let other = LoopbackServer(host: "127.0.0.2") { _ in .answer(200, "quick") }
        server.on("/slow") { _ in LoopbackServer.Reply([.hang]) }
        let slow = (0..<3).map { _ in Task { try await client.perform(request("/slow")) } }
        await server.awaitRequests(1)
        for _ in 0..<5 {
            let response = try await client.perform(
                HTTPRequest(
                    url: other.url(),
                    access: NetworkAccess(allowedAddresses: [other.allow], allowsPlainHTTP: true)))
            #expect(response.status == 200)
        }
        #expect(server.connections == 1)
        for task in slow { task.cancel() }
        for task in slow { await #expect(throws: HTTPFailure.cancelled) { try await task.value } }
    }

    @Test func `lets another server on the same host by where one is slow`() async throws {
        let client = await client(connectionsOfServer: 1)
        let other = LoopbackServer { _ in .answer(200, "quick") }
        server.on("/slow") { _ in LoopbackServer.Reply([.hang]) }
        let slow = Task { try await client.perform(request("/slow")) }
        await server.awaitRequests(1)
        let access = NetworkAccess(allowedAddresses: [other.allow], allowsPlainHTTP: true)
        let quick = HTTPRequest(url: other.url(), access: access, timeout: .seconds(10))
        #expect(try await client.perform(quick).status == 200)
        slow.cancel()
        await #expect(throws: HTTPFailure.cancelled) { try await slow.value }
    }

    @Test func `leaves room for a sink on the server of others that do not answer`() async throws {
        let client = await CurlHTTP(CurlHTTP.Settings(userAgent: "bode/0 (+desk@example.org)"))
        server.on("/slow") { _ in LoopbackServer.Reply([.hang]) }
        server.serve("/quick", "quick")
        // Two sinks with four lanes each.
        let slow = (0..<8).map { _ in Task { try await client.perform(request("/slow")) } }
        await server.awaitRequests(8)
        #expect(try await client.perform(request("/quick", timeout: .seconds(10))).status == 200)
        for task in slow { task.cancel() }
        for task in slow { await #expect(throws: HTTPFailure.cancelled) { try await task.value } }
    }
}
