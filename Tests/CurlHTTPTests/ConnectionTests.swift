import CurlHTTP
import Pipeline
import PipelineTesting
import Testing

/// Which connections are used again, by whom and for how long.
@Suite(.timeLimit(.minutes(1)))
struct ConnectionTests: HTTPSuite {
    let server = LoopbackServer()

    private let validator = [(name: "If-None-Match", value: "\"1\"")]

    /// A request as a poll makes it that was answered before.
    private func poll(_ path: String = "/feed") -> HTTPRequest { request(path, headers: validator) }

    /// A client whose connections may be idle for long, since the machine may be slow.
    private func client(idle: Duration = .seconds(60), connections: Int = 256) async -> CurlHTTP {
        var settings = CurlHTTP.Settings(userAgent: "bode/0 (+desk@example.org)")
        (settings.longestIdle, settings.mostConnections) = (idle, connections)
        return await CurlHTTP(settings)
    }

    private func get(_ other: LoopbackServer, _ path: String = "/") -> HTTPRequest {
        let access = NetworkAccess(allowedAddresses: [other.allow], allowsPlainHTTP: true)
        return HTTPRequest(url: other.url(path), access: access)
    }

    @Test func `polls of one server share a connection`() async throws {
        server.on("/feed") { _ in .answer(304, "") }
        let client = await client()
        for _ in 0..<5 { #expect(try await client.perform(poll()).status == 304) }
        #expect(server.connections == 1)
        #expect(server.requests.allSatisfy { $0.header("if-none-match") == "\"1\"" })
    }

    @Test func `a poll whose connection breaks is not repeated unasked`() async throws {
        server.serve("/first", "hello")
        server.on("/feed") { _ in LoopbackServer.Reply([.close]) }
        let client = await client()
        #expect(try await client.perform(request("/first")).status == 200)
        let failure = await #expect(throws: HTTPFailure.self) { try await client.perform(poll()) }
        #expect(failure == .failed("the connection broke before an answer"))
        #expect(server.requests.map(\.path) == ["/first", "/feed"])
    }

    @Test func `a paper whose connection breaks is asked for again at once`() async throws {
        server.serve("/first", "hello")
        server.on("/paper") { _ in LoopbackServer.Reply([.close]) }
        let client = await client()
        #expect(try await client.perform(request("/first")).status == 200)
        await #expect(throws: HTTPFailure.self) { try await client.perform(request("/paper")) }
        #expect(server.requests.map(\.path) == ["/first", "/paper", "/paper"])
    }

    @Test func `a connection that was idle for too long is not used again`() async throws {
        let other = LoopbackServer { _ in
            LoopbackServer.Reply(
                [.wait(.milliseconds(1_050))] + LoopbackServer.Reply.answer(200, "slow").steps)
        }
        server.on("/feed") { _ in .answer(304, "") }
        let client = await client(idle: .zero)
        #expect(try await client.perform(poll()).status == 304)
        #expect(try await client.perform(get(other)).status == 200)
        #expect(try await client.perform(poll()).status == 304)
        #expect(server.connections == 2)
    }

    @Test func `only so many connections are kept`() async throws {
        // libcurl closes the one that was idle for longest, and reckons in milliseconds.
        let slow = LoopbackServer.Reply(
            [.wait(.milliseconds(5))] + LoopbackServer.Reply.answer(200, "hello").steps)
        let others = (0..<3).map { _ in LoopbackServer { _ in slow } }
        let client = await client(connections: 2)
        for other in others + [others[2], others[0]] {
            #expect(try await client.perform(get(other)).status == 200)
        }
        #expect(others.map(\.connections) == [2, 1, 1])
    }

    @Test func `no connection is used for another name`() async throws {
        server.on("/feed") { _ in .answer(304, "") }
        let client = await client()
        #expect(try await client.perform(poll()).status == 304)
        var renamed = poll()
        renamed.url = "http://localhost:\(server.port)/feed"
        #expect(try await client.perform(renamed).status == 304)
        #expect(server.connections == 2)
        #expect(
            server.requests.map { $0.header("host") } == [
                "127.0.0.1:\(server.port)", "localhost:\(server.port)",
            ])
    }

    @Test func `a poll is judged on a connection that another may use`() async throws {
        server.on("/feed") { _ in .answer(304, "") }
        let client = await client()
        #expect(try await client.perform(poll()).status == 304)
        var stranger = poll()
        stranger.access.allowedAddresses = []
        let failure = await #expect(throws: HTTPFailure.self) { try await client.perform(stranger) }
        #expect(failure?.refusal?.contains(server.allow) == true)
        #expect(server.requests.count == 1)
    }

    @Test func `what one request sets is not there for the next`() async throws {
        server.on("/a") { .answer(200, [UInt8]("\($0.method) \($0.body.count)".utf8)) }
        let client = await client()
        var post = request(
            "/a",
            headers: [("Authorization", "Bearer secret"), ("X-Long", String(repeating: "x", count: 2_000))])
        (post.method, post.body) = (.post, [UInt8](repeating: 0x78, count: 200_000))
        #expect(try await client.perform(post).body == Array("POST 200000".utf8))
        #expect(try await client.perform(request("/a")).body == Array("GET 0".utf8))
        (post.headers, post.body) = ([("Content-Type", "text/plain")], [])
        #expect(try await client.perform(post).body == Array("POST 0".utf8))
        let requests = server.requests
        #expect(requests.map { $0.header("authorization") } == ["Bearer secret", nil, nil])
        #expect(requests.map { $0.header("x-long")?.count } == [2_000, nil, nil])
        #expect(requests.map { $0.header("content-type") } == [nil, nil, "text/plain"])
        #expect(requests.map { $0.header("content-length") } == ["200000", nil, "0"])
    }
}
