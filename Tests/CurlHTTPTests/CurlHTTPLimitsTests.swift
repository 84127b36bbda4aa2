import CurlHTTP
import Glibc
import Pipeline
import PipelineTesting
import Testing

/// What a request may take, and which parts of the network it may touch.
@Suite(.timeLimit(.minutes(1)))
struct CurlHTTPLimitsTests: HTTPSuite {
    let server = LoopbackServer()

    // MARK: Limits

    @Test func `gives up when the time is over`() async {
        server.on("/a") { _ in LoopbackServer.Reply([.hang]) }
        await #expect(throws: HTTPFailure.timedOut) {
            try await client().perform(request("/a", timeout: .milliseconds(100)))
        }
    }

    @Test func `counts waiting for a connection as time`() async throws {
        let client = await client(connectionsOfServer: 1)
        server.on("/a") { _ in LoopbackServer.Reply([.hang]) }
        let first = Task { try await client.perform(request("/a")) }
        await server.awaitRequests(1)
        await #expect(throws: HTTPFailure.timedOut) {
            try await client.perform(request("/a", timeout: .milliseconds(100)))
        }
        first.cancel()
        await #expect(throws: HTTPFailure.cancelled) { try await first.value }
        server.serve("/b", "free again")
        #expect(try await client.perform(request("/b")).status == 200)
    }

    @Test("takes any timeout for a timeout", arguments: [Duration.zero, .seconds(-5), .nanoseconds(1)])
    func timesOut(_ timeout: Duration) async {
        server.on("/a") { _ in LoopbackServer.Reply([.hang]) }
        await #expect(throws: HTTPFailure.timedOut) {
            try await client().perform(request("/a", timeout: timeout))
        }
    }

    @Test func `waits as long as the longest duration`() async throws {
        server.serve("/a", "")
        let longest = Duration(secondsComponent: .max, attosecondsComponent: 0)
        #expect(try await client().perform(request("/a", timeout: longest)).status == 200)
    }

    @Test("takes a body of exactly the limit, and none larger", arguments: [999, 1000, 1001])
    func limits(_ size: Int) async throws {
        server.on("/a") { _ in
            .answer(200, [UInt8](repeating: 0x78, count: size))
        }
        server.on("/chunks") { _ in .chunked(200, Array(repeating: "x", count: size)) }
        let client = await client()
        for path in ["/a", "/chunks"] {
            if size <= 1000 {
                #expect(try await client.perform(request(path, limit: 1000)).body.count == size)
            } else {
                await #expect(throws: HTTPFailure.bodyTooLarge(limit: 1000)) {
                    try await client.perform(request(path, limit: 1000))
                }
            }
            let kept = try await client.perform(request(path, limit: 1000, stops: true))
            #expect(kept.body.count == min(size, 1000))
            #expect(kept.status == 200)
        }
    }

    @Test func `stops a body of 100 MB at its limit`() async {
        server.on("/a") { _ in
            LoopbackServer.Reply([
                .send(LoopbackServer.Reply.head(200, [])), .flood(0x78, count: 100 << 20), .close,
            ])
        }
        await #expect(throws: HTTPFailure.bodyTooLarge(limit: 1 << 20)) {
            try await client().perform(request("/a", limit: 1 << 20))
        }
    }

    @Test func `decodes gzip`() async throws {
        let headers = [(name: "Content-Encoding", value: "gzip")]
        server.on("/a") { _ in .answer(200, gzip(zeros: 5), headers: headers) }
        let client = await client()
        #expect(try await client.perform(request("/a")).body == [0, 0, 0, 0, 0])
        let asIs = try await client.perform(request("/a", headers: [("Accept-Encoding", "gzip")]))
        #expect(asIs.body == gzip(zeros: 5))
        #expect(server.requests.first?.header("accept-encoding")?.contains("gzip") == true)
    }

    @Test func `counts bytes after decoding`() async {
        let bomb = gzip(zeros: 64 << 20)
        #expect(bomb.count < 1 << 19)
        server.on("/a") { _ in .answer(200, bomb, headers: [("Content-Encoding", "gzip")]) }
        await #expect(throws: HTTPFailure.bodyTooLarge(limit: 1 << 20)) {
            try await client().perform(request("/a", limit: 1 << 20))
        }
    }

    @Test func `refuses headers without end`() async throws {
        server.on("/a") { _ in
            let line = Array("X-Line: \(String(repeating: "x", count: 1000))\r\n".utf8)
            return LoopbackServer.Reply(
                [.send(Array("HTTP/1.1 200 OK\r\n".utf8))] + Array(repeating: .send(line), count: 1000) + [
                    .close
                ])
        }
        let failure = await #expect(throws: HTTPFailure.self) { try await client().perform(request("/a")) }
        #expect(failure?.description.contains("headers") == true)
    }

    @Test(
        "survives an answer that is none",
        arguments: [
            "", "\r\n", "nonsense", "HTTP/1.1", "HTTP/1.1 abc\r\n\r\n", "HTTP/9.9 200 OK\r\n\r\n",
            "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nshort",
            "HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\nx",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nfffffffffffffffffffff\r\nx",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab",
            "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\nnot gzip",
            "HTTP/1.1 200 OK\r\nContent-Encoding: zip\r\n\r\nx",
        ])
    func survives(_ answer: String) async throws {
        server.on("/a") { _ in .raw(answer) }
        let failure = await #expect(throws: HTTPFailure.self) { try await client().perform(request("/a")) }
        #expect(failure?.fault != nil)
    }

    @Test func `takes a length that cannot be counted for none`() async throws {
        server.on("/a") { _ in .raw("HTTP/1.1 200 OK\r\nContent-Length: 9223372036854775808\r\n\r\nx") }
        #expect(try await client().perform(request("/a")).body == Array("x".utf8))
    }

    @Test func `keeps an answer whose body is not wanted, however it ends`() async throws {
        let head = LoopbackServer.Reply.head(202, [("Content-Length", "1000")])
        server.on("/slow") { _ in LoopbackServer.Reply([.send(head + [0x61]), .hang]) }
        server.on("/short") { _ in LoopbackServer.Reply([.send(head + [0x61]), .close]) }
        server.on("/none") { _ in LoopbackServer.Reply([.send(Array(head.dropLast(2))), .hang]) }
        server.on("/interim") { _ in LoopbackServer.Reply([.send(LoopbackServer.Reply.head(103, [])), .hang])
        }
        let client = await client()
        for path in ["/slow", "/short"] {
            let response = try await client.perform(request(path, timeout: .seconds(2), stops: true))
            #expect(response.status == 202)
            #expect(response.body == [0x61])
            await #expect(throws: HTTPFailure.self) {
                try await client.perform(request(path, timeout: .milliseconds(100)))
            }
        }
        for path in ["/none", "/interim"] {
            await #expect(throws: HTTPFailure.timedOut) {
                try await client.perform(request(path, timeout: .milliseconds(100), stops: true))
            }
        }
    }

    @Test func `says that nobody listens`() async throws {
        // On an address of its own, where no other test's server can take the port.
        let gone = LoopbackServer(host: "127.0.0.9")
        gone.stop()
        let failure = await #expect(throws: HTTPFailure.self) {
            try await client().perform(
                HTTPRequest(
                    url: gone.url(),
                    access: NetworkAccess(allowedAddresses: [gone.allow], allowsPlainHTTP: true)))
        }
        guard case .unreachable(let why)? = failure else {
            Issue.record("\(String(describing: failure))")
            return
        }
        #expect(why.contains("127.0.0.9"))
    }

    @Test func `abandons a transfer that is cancelled`() async {
        server.on("/a") { _ in LoopbackServer.Reply([.hang]) }
        let client = await client()
        let task = Task { try await client.perform(request("/a")) }
        await server.awaitRequests(1)
        task.cancel()
        await #expect(throws: HTTPFailure.cancelled) { try await task.value }
        let early = Task { try await client.perform(request("/a")) }
        early.cancel()
        await #expect(throws: HTTPFailure.cancelled) { try await early.value }
    }

    // MARK: The network boundary

    @Test(
        "refuses loopback under every name",
        arguments: [
            "127.0.0.1", "localhost", "127.1", "2130706433", "0x7f.1", "0.0.0.0", "[::ffff:127.0.0.1]",
        ])
    func refuses(_ host: String) async throws {
        server.serve("/a", "")
        let failure = await #expect(throws: HTTPFailure.self) {
            try await client().perform(
                HTTPRequest(
                    url: "http://\(host):\(server.port)/a", access: NetworkAccess(allowsPlainHTTP: true)))
        }
        let why = try #require(failure?.refusal)
        #expect(why.contains("is not a public address; allow it with allow: [\""))
        #expect(server.connections == 0)
    }

    @Test func `refuses a request on a connection that another one may use`() async throws {
        server.serve("/a", "secret")
        let client = await client()
        #expect(try await client.perform(request("/a")).status == 200)
        let failure = await #expect(throws: HTTPFailure.self) {
            try await client.perform(
                HTTPRequest(url: server.url("/a"), access: NetworkAccess(allowsPlainHTTP: true)))
        }
        let why = try #require(failure?.refusal)
        #expect(why.contains(server.allow))
        #expect(server.requests.count == 1)
    }

    @Test func `refuses an exception that is none`() async {
        await #expect(throws: HTTPFailure.self) {
            try await client().perform(
                HTTPRequest(
                    url: server.url("/a"),
                    access: NetworkAccess(allowedAddresses: ["127.0.0.1"], allowsPlainHTTP: true)))
        }
    }

    @Test func `ignores a proxy in the environment`() async {
        // In a process of its own: the environment is shared by all tests.
        await #expect(processExitsWith: .success) {
            let (server, proxy) = (LoopbackServer { _ in .answer(200, "direct") }, LoopbackServer())
            for name in ["http_proxy", "https_proxy", "all_proxy", "ALL_PROXY"] {
                setenv(name, proxy.url(), 1)
            }
            let response = try await CurlHTTP(userAgent: "bode/0").perform(
                HTTPRequest(
                    url: server.url(),
                    access: NetworkAccess(allowedAddresses: [server.allow], allowsPlainHTTP: true)))
            #expect(response.body == Array("direct".utf8))
            #expect(proxy.connections == 0)
        }
    }

    @Test func `goes through the proxy that it is given, and judges it`() async throws {
        let proxy = LoopbackServer { .answer(200, $0.path) }
        var access = NetworkAccess(allowsPlainHTTP: true, proxy: proxy.url())
        await #expect(throws: HTTPFailure.self) {
            try await client().perform(HTTPRequest(url: "http://paper.example/a", access: access))
        }
        access.allowedAddresses = [proxy.allow]
        let response = try await client().perform(HTTPRequest(url: "http://paper.example/a", access: access))
        #expect(response.body == Array("http://paper.example/a".utf8))
        await #expect(throws: HTTPFailure.self) {
            try await client().perform(HTTPRequest(url: "http://169.254.169.254/a", access: access))
        }
        #expect(proxy.requests.count == 1)
    }
}
