import CurlHTTP
import Pipeline
import PipelineTesting
import Testing

@Suite(.timeLimit(.minutes(1)))
struct RedirectTests {
    let server = LoopbackServer()

    var access: NetworkAccess { NetworkAccess(allowedAddresses: [server.allow], allowsPlainHTTP: true) }

    func get(
        _ path: String, headers: [(name: String, value: String)] = [], most: Int = 5,
        access: NetworkAccess? = nil
    ) async throws(HTTPFailure) -> HTTPResponse {
        try await CurlHTTP(userAgent: "bode/0").perform(
            HTTPRequest(
                url: server.url(path), headers: headers, access: access ?? self.access, mostRedirects: most,
                timeout: .seconds(20)))
    }

    @Test("follows every kind of redirect", arguments: [301, 302, 303, 307, 308])
    func follows(_ status: Int) async throws {
        server.on("/a") { _ in .redirect(status, to: "/b?c") }
        server.serve("/b?c", "here", headers: [("X-Last", "1")])
        let response = try await get("/a")
        #expect(response.body == Array("here".utf8))
        #expect(response.url == server.url("/b?c"))
        #expect(response.header("location") == nil)
        #expect(response.movedTo == ([301, 308].contains(status) ? server.url("/b?c") : nil))
        #expect(server.connections == 1)
    }

    @Test(
        "remembers the leading permanent moves only",
        arguments: [
            ([301, 308, 302, 301], "/2" as String?), ([302, 301], nil), ([308], "/1"),
            ([301, 301, 301], "/3"),
            ([], nil),
        ])
    func moves(_ chain: [Int], _ moved: String?) async throws {
        for (index, status) in chain.enumerated() {
            server.on("/\(index)") { _ in .redirect(status, to: "/\(index + 1)") }
        }
        server.serve("/\(chain.count)", "here")
        let response = try await get("/0")
        #expect(response.movedTo == moved.map { server.url($0) })
    }

    @Test func `follows five and no more`() async throws {
        for index in 0..<6 { server.on("/\(index)") { _ in .redirect(to: "/\(index + 1)") } }
        server.serve("/6", "here")
        #expect(try await get("/1").status == 200)
        await #expect(throws: HTTPFailure.tooManyRedirects) { try await get("/0") }
        await #expect(throws: HTTPFailure.tooManyRedirects) { try await get("/4", most: 1) }
    }

    @Test func `ends a loop`() async {
        server.on("/a") { _ in .redirect(to: "/a") }
        await #expect(throws: HTTPFailure.tooManyRedirects) { try await get("/a") }
        #expect(server.requests.count == 1, "the same question would get the same answer")
        server.on("/b") { _ in .redirect(to: "/c") }
        server.on("/c") { _ in .redirect(to: "/b") }
        await #expect(throws: HTTPFailure.tooManyRedirects) { try await get("/b") }
        #expect(server.requests.count == 7)
    }

    @Test func `hands out the redirect where none may be followed`() async throws {
        server.on("/a") { _ in .redirect(to: "/b") }
        let response = try await get("/a", most: 0)
        #expect(response.status == 302)
        #expect(response.body == Array("elsewhere".utf8))
        let posted = try await CurlHTTP(userAgent: "bode/0").perform(
            HTTPRequest(.post, url: server.url("/a"), body: [1], access: access))
        #expect(posted.status == 302)
        #expect(server.requests.map(\.path) == ["/a", "/a"])
    }

    @Test("takes an answer that leads nowhere as it is", arguments: [300, 304, 305, 302])
    func takes(_ status: Int) async throws {
        server.on("/a") { _ in .answer(status, headers: [("X-A", "b")]) }
        #expect(try await get("/a").status == status)
    }

    @Test(
        "refuses to be led where it may not go",
        arguments: [
            "file:///etc/passwd", "gopher://127.0.0.1/", "http://user@127.0.0.1/", "http://127.0.0.1:1/",
            "http://127.0.0.2/", "http://169.254.169.254/latest", "http://[::1]/", "\\\\127.0.0.2\\a",
            "ftp://127.0.0.1/", "http://",
        ])
    func refuses(_ location: String) async throws {
        server.on("/a") { _ in .redirect(to: location) }
        let failure = await #expect(throws: HTTPFailure.self) { try await get("/a") }
        #expect(failure?.refusal != nil)
        #expect(server.requests.count == 1)
    }

    @Test func `refuses a redirect to a host that was not named`() async throws {
        let other = LoopbackServer(host: "127.0.0.2") { _ in .answer() }
        server.on("/a") { _ in .redirect(to: other.url()) }
        var access = access
        access.allowedAddresses.append(other.allow)
        #expect(try await get("/a", access: access).status == 200)
        access.hosts = ["127.0.0.1"]
        await #expect(throws: HTTPFailure.self) { try await get("/a", access: access) }
        #expect(other.requests.count == 1)
    }

    @Test func `keeps credentials and validators from another server`() async throws {
        let other = LoopbackServer(host: "127.0.0.2") { _ in .answer() }
        var access = access
        access.allowedAddresses.append(other.allow)
        server.on("/a") { _ in .redirect(to: "/b") }
        server.on("/b") { _ in .redirect(to: other.url("/c")) }
        let headers = [
            (name: "Authorization", value: "Bearer x"), ("If-None-Match", "\"a\""),
            ("If-Modified-Since", "now"),
            ("X-Kept", "y"),
        ]
        _ = try await get("/a", headers: headers, access: access)
        #expect(server.requests.last?.header("authorization") == "Bearer x")
        #expect(server.requests.last?.header("if-none-match") == "\"a\"")
        let last = try #require(other.requests.last)
        #expect(last.header("authorization") == nil)
        #expect(last.header("if-none-match") == nil)
        #expect(last.header("if-modified-since") == nil)
        #expect(last.header("x-kept") == "y")
    }

    @Test func `does not keep the body of a redirect`() async throws {
        server.on("/a") { _ in
            LoopbackServer.Reply([
                .send(LoopbackServer.Reply.head(302, [("Location", "/b")])), .flood(0x78, count: 100 << 20),
                .close,
            ])
        }
        server.serve("/b", "here")
        #expect(try await get("/a").body == Array("here".utf8))
    }

    @Test func `counts all hops against the timeout`() async {
        for index in 0..<5 {
            server.on("/\(index)") { _ in .redirect(to: "/\(index + 1)").delayed(by: .milliseconds(100)) }
        }
        server.on("/5") { _ in LoopbackServer.Reply([.hang]) }
        await #expect(throws: HTTPFailure.timedOut) {
            try await CurlHTTP(userAgent: "bode/0").perform(
                HTTPRequest(url: server.url("/0"), access: access, timeout: .milliseconds(250)))
        }
        #expect(server.requests.count < 5)
    }
}
