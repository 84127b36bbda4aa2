import CurlHTTP
import Hashing
import Pipeline
import PipelineTesting
import Testing
import WebhookSink

@Suite(.timeLimit(.minutes(1)))
struct WebhookSinkTests {
    static let secret = "whsec_" + Base64.encode(Array(1...32))
    static let url = "https://desk.example.org/hooks/bode?token=t0ken"

    let clock = ManualClock(Timestamp(milliseconds: 1_767_225_600_789))
    let http = HTTPTable()

    func services(_ http: any HTTP, secrets: [String: String] = ["desk": secret]) -> SinkServices {
        SinkServices(services: Services(http: http, clock: clock), directory: "/nonexistent") {
            name throws(InvalidOptions) in
            guard let secret = secrets[name] else {
                throw InvalidOptions("secret", "there is none called \(name)")
            }
            return secret
        }
    }

    func sink(_ options: WebhookSink.Options? = nil, secrets: [String: String] = ["desk": secret])
        throws(InvalidOptions)
        -> WebhookSink
    {
        try WebhookSink(
            name: "desk", options ?? .init(url: Self.url, secret: .init("desk")),
            services: services(http, secrets: secrets))
    }

    /// What becomes of an event that is answered like that.
    func outcome(_ status: Int, _ headers: [(name: String, value: String)] = []) async throws
        -> DeliveryOutcome
    {
        http.serve(Self.url, "", status: status, headers: headers)
        return try #require(await sink().deliver([sampleEvent(1)]).outcomes.first)
    }

    @Test func `keeps the contract of sinks over the network`() async throws {
        let server = LoopbackServer { _ in .answer(204) }
        let client = await CurlHTTP(userAgent: "bode/0")
        let options = WebhookSink.Options(
            url: server.url("/hook"), secret: .init("desk"), allow: [server.allow], insecureHTTP: true)
        try await expectSinkContract(
            make: { try WebhookSink(name: "desk", options, services: services(client)) },
            arrived: { server.requests.map { String(decoding: $0.body, as: UTF8.self) } })
        #expect(server.connections == 1)
    }

    @Test func `posts the event as it is, signed`() async throws {
        http.serve(Self.url, "")
        var options = WebhookSink.Options(url: Self.url, secret: .init("desk"))
        options.headers = ["Authorization": "Bearer a", "X-Desk": "foreign"]
        options.timeout = DurationText("7s")
        let event = sampleEvent(1)
        #expect(await (try sink(options)).deliver([event]).outcomes == [.delivered])
        let request = try #require(http.requests.first)
        #expect(request.method == .post)
        #expect(request.body == Array(event.json.utf8))
        #expect(request.timeout == .seconds(7))
        #expect(request.stopsAtLargestBody && request.largestBody == 65_536)
        #expect(request.mostRedirects == 0)
        #expect(request.access == NetworkAccess())
        let headers = Dictionary(uniqueKeysWithValues: request.headers.map { ($0.name, $0.value) })
        #expect(
            headers == [
                "Authorization": "Bearer a", "X-Desk": "foreign",
                "content-type": "application/cloudevents+json; charset=utf-8", "webhook-id": event.id,
                "webhook-timestamp": "1767225600",
                "webhook-signature": WebhookSignature(keys: [Array(1...32)]).header(
                    id: event.id, timestamp: 1_767_225_600, body: Array(event.json.utf8)),
            ])
    }

    @Test func `signs each attempt with its own time`() async throws {
        http.serve(Self.url, "", status: 500)
        let sink = try sink()
        _ = await sink.deliver([sampleEvent(1)])
        clock.advance(by: .seconds(30))
        _ = await sink.deliver([sampleEvent(1)])
        let times = http.requests.map { $0.headers.first { $0.name == "webhook-timestamp" }?.value }
        #expect(times == ["1767225600", "1767225630"])
        #expect(http.requests[0].body == http.requests[1].body)
        #expect(Set(http.requests.map { $0.headers.first { $0.name == "webhook-id" }?.value }).count == 1)
        #expect(
            Set(http.requests.map { $0.headers.first { $0.name == "webhook-signature" }?.value }).count == 2)
    }

    // MARK: Signatures

    @Test(
        "signs as the specification's vectors",
        arguments: [
            (
                "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "msg_p5jXN8AQM9LWM0D4loKWxJek", 1_614_265_330 as Int64,
                #"{"test": 2432232314}"#, "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="
            ),
            (
                "plJ3nmyCDGBKInavdOK15jsl", "msg_loFOjxBNrRLzqYUf", 1_731_705_121,
                #"{"event_type":"ping","data":{"success":true}}"#,
                "v1,rAvfW3dJ/X/qxhsaXPOyyCGmRKsaKWcsNccKXlIktD0="
            ),
        ])
    func signs(_ secret: String, _ id: String, _ timestamp: Int64, _ body: String, _ signature: String) throws
    {
        let key = try #require(Base64.decode(secret))
        let header = WebhookSignature(keys: [key]).header(
            id: id, timestamp: timestamp, body: Array(body.utf8))
        #expect(header == signature)
    }

    @Test func `signs with both secrets while they are changed`() async throws {
        http.serve(Self.url, "")
        let other = "whsec_" + Base64.encode(Array(101...164))
        let options = WebhookSink.Options(url: Self.url, secret: .init("new", "desk"))
        _ = await (try sink(options, secrets: ["desk": Self.secret, "new": " \(other)\n"])).deliver([
            sampleEvent(1)
        ])
        let header = http.requests.first?.headers.first { $0.name == "webhook-signature" }?.value
        let (event, time) = (sampleEvent(1), 1_767_225_600 as Int64)
        let alone = [Array(101...164), Array(1...32)].map {
            WebhookSignature(keys: [$0]).header(id: event.id, timestamp: time, body: Array(event.json.utf8))
        }
        #expect(header == alone.joined(separator: " "))
    }

    @Test(
        "refuses a secret that is none, and keeps it to itself",
        arguments: [
            "", "whsec_", "c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0", "whsec_c2VjcmV0c2VjcmV0c2VjcmV0c2Vjcm",
            "whsec_c2VjcmV0!2VjcmV0c2VjcmV0c2VjcmV0", "whsk_c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0",
            "whsec_" + Base64.encode(Array(repeating: 0x73, count: 23)),
            "whsec_" + Base64.encode(Array(repeating: 0x73, count: 65)),
        ])
    func refuses(secret: String) throws {
        let refusal = try #require(throws: InvalidOptions.self) { try sink(secrets: ["desk": secret]) }
        #expect(refusal.option == "secret")
        #expect(refusal.problem.contains("desk"))
        #expect(!refusal.problem.contains("c2Vj") && !refusal.problem.contains("c3Nz"))
    }

    @Test(
        "takes secrets of 24 to 64 bytes", arguments: [24, 25, 64])
    func takes(_ count: Int) throws {
        _ = try sink(secrets: ["desk": "whsec_" + Base64.encode(Array(repeating: 1, count: count))])
    }

    // MARK: Outcomes

    @Test("has delivered what was answered with 2xx", arguments: [200, 201, 202, 204, 299])
    func delivers(_ status: Int) async throws { #expect(try await outcome(status) == .delivered) }

    @Test(
        "has not delivered what was answered otherwise",
        arguments: [100, 300, 301, 302, 304, 307, 308, 400, 401, 404, 415, 429, 500, 503, 599, 0])
    func fails(_ status: Int) async throws {
        guard case .failed(let why, nil) = try await outcome(status) else { return #expect(Bool(false)) }
        #expect(why.hasPrefix("desk.example.org answered \(status)"))
        #expect(!why.contains("t0ken"))
        #expect(http.requests.count == 1)
    }

    @Test func `is disabled where the receiver wants no more`() async throws {
        guard case .gone(let why) = try await outcome(410) else { return #expect(Bool(false)) }
        #expect(why.contains("desk.example.org answered 410"))
    }

    @Test(
        "holds the sink as long as the receiver says",
        arguments: [
            ("120", Duration.seconds(120)), (" 120 ", .seconds(120)), ("1", .seconds(1)),
            ("Thu, 01 Jan 2026 00:02:00 GMT", .milliseconds(119_211)),
            ("Thursday, 01-Jan-26 00:02:00 GMT", .milliseconds(119_211)),
            ("Thu Jan  1 00:02:00 2026", .milliseconds(119_211)),
            ("86400", .seconds(86_400)), ("86401", .seconds(86_400)),
            ("99999999999999999999999999", .seconds(86_400)), ("9223372036854775807", .seconds(86_400)),
            ("Fri, 31 Dec 9999 23:59:59 GMT", .seconds(86_400)),
        ])
    func holds(_ value: String, _ wait: Duration) async throws {
        for status in [429, 503] {
            guard case .failed(_, let hold) = try await outcome(status, [("retry-after", value)]) else {
                return #expect(Bool(false))
            }
            #expect(hold == wait)
        }
    }

    @Test(
        "holds nothing for a wish that cannot be read",
        arguments: [
            "", "0", "-5", "1e30", "1.5", "soon", "٣", "Thu, 01 Jan 2025 00:00:00 GMT",
            "Thu, 32 Jan 2026 00:00:00 GMT",
            "Thu, 01 Foo 2026 00:00:00 GMT", "Thu, 01 Jan 2026 25:00:00 GMT",
            "Thu, 01 Jan 99999 00:00:00 GMT",
            "Jan", "a Jan b c", ", , , ,", "Thu, 01 Jan 2026 00:00 GMT", "Thu, 30 Feb 2026 00:00:00 GMT",
        ])
    func ignores(_ value: String) async throws {
        guard case .failed(_, nil) = try await outcome(503, [("retry-after", value)]) else {
            return #expect(Bool(false), "held for \(value)")
        }
    }

    @Test(
        "says what failed on the way",
        arguments: [
            HTTPFailure.timedOut, .failed("no route"), .refused("127.0.0.1 is not public"), .cancelled,
        ])
    func fails(_ failure: HTTPFailure) async throws {
        http.on(Self.url) { _ in .failure(failure) }
        let outcomes = await (try sink()).deliver([sampleEvent(1)]).outcomes
        #expect(outcomes == [.failed("desk.example.org: \(failure)")])
    }

    // MARK: Thin payloads

    private func event(_ kind: Event.Kind, data: String) -> Event {
        Event(
            id: "evt_a", kind: kind,
            json: """
                {"data":\(data),"datacontenttype":"application/json","id":"evt_a","source":"https://bode.example/",\
                "specversion":"1.0","subject":"paper#1","time":"2026-01-01T00:00:00Z","type":"\(kind.rawValue)"}
                """,
            sinks: ["desk"])
    }

    private func posted(_ event: Event) async throws -> String {
        http.serve(Self.url, "")
        let options = WebhookSink.Options(url: Self.url, secret: .init("desk"), payload: .thin)
        #expect(await (try sink(options)).deliver([event]).outcomes == [.delivered])
        let request = try #require(http.requests.last)
        let signature = WebhookSignature(keys: [Array(1...32)]).header(
            id: event.id, timestamp: 1_767_225_600, body: request.body)
        #expect(request.headers.first { $0.name == "webhook-signature" }?.value == signature)
        return String(decoding: request.body, as: UTF8.self)
    }

    @Test func `posts what leads to the answer and none of its texts, where that is asked for`() async throws
    {
        let event = event(
            .answerAmended,
            data: """
                {"answer":"geheim","asked_by":[],"changes":[{"before":"geheim"}],"document":{"id":"paper","kind":null,\
                "title":"geheim","url":"https://example.org/paper"},"id":"paper#1","links":[{"url":"https://example.org/a",\
                "relation":"alternate","media_type":"text/html"}],"numbers":[1,2],"previous":{"answer":"geheim"},\
                "publication":"urn:a","question":"geheim","watches":["sahel"]}
                """)
        let body = try await posted(event)
        #expect(
            body == """
                {"data":{"document":{"id":"paper","url":"https://example.org/paper"},"id":"paper#1",\
                "links":[{"media_type":"text/html","relation":"alternate","url":"https://example.org/a"}],\
                "numbers":[1,2],"publication":"urn:a","watches":["sahel"]},"datacontenttype":"application/json",\
                "id":"evt_a","source":"https://bode.example/","specversion":"1.0","subject":"paper#1",\
                "time":"2026-01-01T00:00:00Z","type":"bode.answer.amended"}
                """)
        #expect(try await posted(event) == body)
    }

    @Test func `posts what operators are told as it is`() async throws {
        let event = event(.sinkDisabled, data: #"{"reason":"410","subject":"desk"}"#)
        #expect(try await posted(event) == event.json)
    }

    @Test func `fails an event that it cannot read, and posts nothing`() async throws {
        var event = event(.answerPublished, data: "{}")
        event.json = "{"
        let options = WebhookSink.Options(url: Self.url, secret: .init("desk"), payload: .thin)
        #expect(
            await (try sink(options)).deliver([event]).outcomes == [.failed("event evt_a cannot be read")])
        #expect(http.requests.isEmpty)
    }

    // MARK: Authorities

    @Test func `trusts the authorities that the configuration names`() async throws {
        http.serve(Self.url, "")
        let authorities = "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----"
        var options = WebhookSink.Options(url: Self.url, secret: .init("desk"), ca: "newsroom.pem")
        _ = await (try sink(options, secrets: ["desk": Self.secret, "newsroom.pem": authorities])).deliver([
            sampleEvent(1)
        ])
        #expect(http.requests.last?.access.authorities == authorities)
        for (name, content) in [("absent.pem", ""), ("newsroom.pem", "a letter")] {
            options.ca = name
            let refusal = try #require(throws: InvalidOptions.self) {
                try sink(options, secrets: ["desk": Self.secret, "newsroom.pem": content])
            }
            #expect(refusal.option == "ca" && refusal.problem.contains(name))
        }
    }

    // MARK: Options

    @Test(
        "refuses an address that it could not post to",
        arguments: [
            "", "desk.example.org", "ftp://desk.example.org/", "http://desk.example.org/", "https:/desk",
            "https://",
            "https:///hook", "https://:443/", "https://user:secret@desk.example.org/",
            "https://desk.example.org\\@evil/",
            "https://desk.example.org/a b", "https://desk.example.org/\r\nX: y", "javascript://desk/",
        ])
    func refuses(url: String) throws {
        let refusal = try #require(throws: InvalidOptions.self) {
            try sink(WebhookSink.Options(url: url, secret: .init("desk")))
        }
        #expect(refusal.option == "url")
        #expect(!refusal.problem.contains("secret"))
    }

    @Test(
        "refuses a header that is not for the configuration to set",
        arguments: [
            ("webhook-id", "x"), ("Webhook-Signature", "x"), ("WEBHOOK-OTHER", "x"),
            ("Content-Type", "text/plain"),
            ("content-length", "5"), ("Host", "evil"), ("User-Agent", "x"), ("Transfer-Encoding", "chunked"),
            ("Connection", "close"), ("X-A", "a\r\nX-B: c"), ("X-A", "a\nb"), ("X-A", "a\u{0}"),
            ("X-A", "\u{85}"),
            ("X A", "b"), ("X-A:", "b"), ("", "b"), ("X-A\n", "b"),
        ])
    func refuses(_ header: String, _ value: String) throws {
        let refusal = try #require(throws: InvalidOptions.self) {
            try sink(WebhookSink.Options(url: Self.url, secret: .init("desk"), headers: [header: value]))
        }
        #expect(refusal.option == "headers")
    }

    @Test("refuses a timeout that is none", arguments: ["0s", "301s", "1d"])
    func refuses(timeout: String) throws {
        let refusal = try #require(throws: InvalidOptions.self) {
            try sink(
                WebhookSink.Options(url: Self.url, secret: .init("desk"), timeout: DurationText(timeout)))
        }
        #expect(refusal.option == "timeout")
    }

    @Test func `refuses no secret and too many`() throws {
        var none = WebhookSink.Options(url: Self.url, secret: .init())
        #expect(throws: InvalidOptions.self) { try sink(none) }
        none.secret = .init("desk", "desk", "desk")
        #expect(throws: InvalidOptions.self) { try sink(none) }
        none.secret = .init("absent")
        #expect(throws: InvalidOptions.self) { try sink(none) }
    }

    @Test func `reads its options from a configuration`() throws {
        let text = #"""
            {"url": "http://127.0.0.1:8080/a", "secret": ["a", "b"], "allow": ["127.0.0.1/32:8080"],
             "insecure_http": true, "headers": {"X-A": "b"}, "timeout": "20s"}
            """#
        let options = try JSONText.decode(WebhookSink.Options.self, from: Array(text.utf8))
        #expect(options.secret?.names == ["a", "b"])
        #expect(options.insecureHTTP == true)
        #expect(options.timeout?.duration == .seconds(20))
        let short = try JSONText.decode(
            WebhookSink.Options.self, from: Array(#"{"url": "https://a", "secret": "desk.secret"}"#.utf8))
        #expect(short.secret?.names == ["desk.secret"])
    }

    @Test func `tries for three days and some hours`() {
        let waits = WebhookSink.traffic.schedule
        #expect(waits.count == 13)
        let total: Duration = waits.reduce(.zero, +)
        // 76:52:35.
        #expect(total == .seconds(276_755))
    }
}
