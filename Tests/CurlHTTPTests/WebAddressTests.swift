import CurlHTTP
import Pipeline
import Testing

@Suite struct WebAddressTests {
    let plain = NetworkAccess(allowsPlainHTTP: true)

    @Test(
        "finds the host that libcurl would connect to",
        arguments: [
            ("https://Press.Example.org/a", "press.example.org", 443),
            ("https://press.example.org./a", "press.example.org", 443),
            ("https://press.example.org:8443", "press.example.org", 8443),
            ("http://2130706433/", "127.0.0.1", 80),
            ("http://0x7f.1/", "127.0.0.1", 80),
            ("http://0177.0.0.1/", "127.0.0.1", 80),
            ("http://127.1/", "127.0.0.1", 80),
            ("http://[::1]:8080/", "::1", 8080),
            ("http://%31%32%37.0.0.1/", "127.0.0.1", 80),
            ("https://xn--bcher-kva.example/", "xn--bcher-kva.example", 443),
            ("https://example.org?@127.0.0.1", "example.org", 443),
            ("https://example.org#@127.0.0.1", "example.org", 443),
            ("https://example.org/a b", "example.org", 443),
        ])
    func finds(_ text: String, _ host: String, _ port: Int) throws {
        let address = try WebAddress(text, access: plain)
        #expect(address.host == host)
        #expect(address.port == port)
    }

    @Test(
        "refuses an address that parsers could read differently, or that is not of the web",
        arguments: [
            "", "example.org", "//example.org/", "/a", "https://", "https://bücher.example/",
            "https://user@example.org/",
            "https://user:secret@example.org/", "https://@example.org/", "https://example.org\\@127.0.0.1/",
            "https:\\\\example.org/", "https://example.org/\\..", "https://exa\tmple.org/",
            "https://example.org/\r\nHost: other", "https://example.org/\u{0}", "https://example.org/\u{7f}",
            "https://exa mple.org/", "https://example.org:99999/", "https://example.org:-1/",
            "https://[::1/", "https://[::g]/", "https://example.org:80:80/", "file:///etc/passwd",
            "gopher://example.org/", "ftp://example.org/", "dict://example.org/", "javascript:alert(1)",
            "data:text/plain,a", "unix:///run/bode.sock",
        ])
    func refuses(_ text: String) {
        #expect(throws: HTTPFailure.self) { try WebAddress(text, access: plain) }
    }

    @Test func `keeps a password out of its refusal`() throws {
        let failure = try #require(throws: HTTPFailure.self) {
            try WebAddress("https://user:secret@example.org/", access: plain)
        }
        #expect(!failure.description.contains("secret"))
    }

    @Test func `refuses plain HTTP unless it is allowed`() throws {
        let failure = try #require(throws: HTTPFailure.self) {
            try WebAddress("http://example.org/", access: NetworkAccess())
        }
        #expect(failure.description.contains("insecure_http: true"))
        #expect(try WebAddress("http://example.org/", access: plain).scheme == "http")
    }

    @Test(
        "asks only the hosts that it may",
        arguments: [
            ("https://press.example.org/", true), ("https://PRESS.example.org./", true),
            ("https://example.org/", false), ("https://press.example.org.evil.test/", false),
            ("https://evilpress.example.org/", false),
        ])
    func asks(_ text: String, _ isAllowed: Bool) {
        let address = try? WebAddress(text, access: NetworkAccess(hosts: ["Press.example.org"]))
        #expect((address != nil) == isAllowed)
    }

    @Test(
        "follows a relative address as RFC 3986 says",
        arguments: [
            ("g", "https://example.org/b/c/g"), ("./g", "https://example.org/b/c/g"),
            ("../g", "https://example.org/b/g"), ("/g", "https://example.org/g"),
            ("//other.example/g", "https://other.example/g"), ("?y", "https://example.org/b/c/d?y"),
            ("https://other.example", "https://other.example/"),
            ("../../../../g", "https://example.org/g"),
        ])
    func follows(_ location: String, _ target: String) throws {
        let access = NetworkAccess()
        let address = try WebAddress("https://example.org/b/c/d?q#f", access: access)
        #expect(try address.redirected(to: location, access: access).text == target)
    }

    @Test(
        "refuses a redirect away from encryption or the web",
        arguments: [
            "http://example.org/", "file:///etc/passwd", "gopher://example.org/", "https://a@example.org/",
            "//a:b@example.org/", "https://example.org\\.evil.test/",
        ])
    func refusesRedirect(_ location: String) throws {
        let address = try WebAddress("https://example.org/", access: plain)
        #expect(throws: HTTPFailure.self) { try address.redirected(to: location, access: plain) }
    }

    @Test func `follows a redirect into encryption`() throws {
        let address = try WebAddress("http://example.org/a", access: plain)
        #expect(try address.redirected(to: "https://example.org/a", access: plain).scheme == "https")
    }
}
