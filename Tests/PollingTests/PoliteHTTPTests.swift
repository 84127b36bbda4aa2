import Pipeline
import PipelineTesting
import Polling
import Synchronization
import Testing

@Suite(.timeLimit(.minutes(1)))
struct PoliteHTTPTests {
    /// Answers when told to, and counts what is in flight.
    final class SlowHTTP: HTTP {
        struct State {
            var waiting: [CheckedContinuation<Void, Never>] = []
            var inFlight = 0
            var most = 0
        }
        let state = Mutex(State())

        func perform(_ request: HTTPRequest) async throws(HTTPFailure) -> HTTPResponse {
            await withCheckedContinuation { done in
                state.withLock {
                    $0.waiting.append(done)
                    $0.inFlight += 1
                    $0.most = max($0.most, $0.inFlight)
                }
            }
            return HTTPResponse(status: 200, url: request.url)
        }

        func answerOne() -> Bool {
            let one = state.withLock { state -> CheckedContinuation<Void, Never>? in
                guard !state.waiting.isEmpty else { return nil }
                state.inFlight -= 1
                return state.waiting.removeFirst()
            }
            one?.resume()
            return one != nil
        }
    }

    @Test("at most two requests to one host are in flight, and all are made")
    func perHost() async {
        let (base, clock) = (SlowHTTP(), ManualClock())
        let polite = PoliteHTTP(base, clock: clock)
        await withTaskGroup(of: Void.self) { group in
            for n in 0..<10 {
                group.addTask {
                    let request = HTTPRequest(
                        url: "https://example.org/\(n)", access: Self.own, keepsAnswer: true)
                    _ = try? await polite.perform(request)
                }
            }
            var answered = 0
            while answered < 10 {
                if base.answerOne() { answered += 1 }
                await Task.yield()
            }
        }
        #expect(base.state.withLock { $0.most } == 2)
    }

    static let own = NetworkAccess(allowedAddresses: ["127.0.0.1/32:*"])

    @Test("requests to a public host are a pause apart; one's own server needs none")
    func pauses() async throws {
        let clock = ManualClock()
        let table = HTTPTable()
        let polite = PoliteHTTP(table, clock: clock)
        for _ in 0..<3 {
            _ = try await polite.perform(
                HTTPRequest(url: "http://localhost/", access: Self.own, keepsAnswer: true))
        }
        #expect(table.requests.count == 3)

        _ = try await polite.perform(HTTPRequest(url: "https://example.org/1", keepsAnswer: true))
        let second = Task {
            try await polite.perform(HTTPRequest(url: "https://example.org/2", keepsAnswer: true))
        }
        while clock.sleepers == 0 { await Task.yield() }
        #expect(table.requests.count == 4)
        clock.advance(by: PoliteHTTP.pause)
        _ = try await second.value
        #expect(table.requests.count == 5)
    }

    @Test("a pause of one's own choice is kept, and a host that takes more gets more")
    func ownPauses() async throws {
        for (host, pause) in [
            ("slow.example", Duration.seconds(5)), ("gegevensmagazijn.tweedekamer.nl", .milliseconds(250)),
        ] {
            let (clock, table) = (ManualClock(), HTTPTable())
            let polite = PoliteHTTP(table, clock: clock)
            polite.space(["slow.example": .seconds(5)])
            let request = HTTPRequest(url: "https://\(host)/", keepsAnswer: true)
            _ = try await polite.perform(request)
            let second = Task { try await polite.perform(request) }
            while clock.sleepers == 0 { await Task.yield() }
            clock.advance(by: pause - .milliseconds(1))
            for _ in 0..<100 { await Task.yield() }
            #expect(table.requests.count == 1)
            clock.advance(by: .milliseconds(1))
            _ = try await second.value
        }
    }

    @Test(
        "a host that asked to be left alone is, by every source; a server of one's own for that address alone"
    )
    func retryAfter() async throws {
        for (access, isHost) in [(NetworkAccess(), true), (Self.own, false)] {
            let (clock, table) = (ManualClock(), HTTPTable())
            let polite = PoliteHTTP(table, clock: clock)
            func ask(_ path: String) async throws -> HTTPResponse {
                try await polite.perform(
                    HTTPRequest(url: "https://example.org/\(path)", access: access, keepsAnswer: true))
            }
            table.serve(
                "https://example.org/a", "", status: 429, headers: [(name: "retry-after", value: "90")])
            #expect(try await ask("a").status == 429)
            clock.advance(by: .seconds(30))
            let again = try await ask("a")
            #expect(again.status == 429)
            #expect(again.header("retry-after") == "61")
            #expect(table.requests.count == 1, "the server is not asked")
            #expect(try await ask("b").status == (isHost ? 429 : 404))
            clock.advance(by: .seconds(61))
            table.serve("https://example.org/a", "")
            #expect(try await ask("a").status == 200)
        }
    }

    @Test("addresses that were slow leave one of the host's places to others")
    func slow() async throws {
        let (base, clock) = (SlowHTTP(), ManualClock())
        let polite = PoliteHTTP(base, clock: clock)
        func ask(_ path: String) -> Task<Void, any Error> {
            Task {
                let request = HTTPRequest(
                    url: "https://example.org/\(path)", access: Self.own, keepsAnswer: true)
                _ = try await polite.perform(request)
            }
        }
        func inFlight(_ count: Int) async {
            while base.state.withLock({ $0.inFlight }) != count { await Task.yield() }
        }
        let first = [ask("slow/1"), ask("slow/2")]
        await inFlight(2)
        clock.advance(by: .seconds(40))
        while base.answerOne() {}
        for task in first { try await task.value }

        let again = ask("slow/1")
        await inFlight(1)
        let other = ask("slow/2")
        for _ in 0..<100 { await Task.yield() }
        #expect(base.state.withLock { $0.inFlight } == 1, "the second waits")
        let quick = ask("quick")
        await inFlight(2)
        let answering = Task {
            while !Task.isCancelled {
                _ = base.answerOne()
                await Task.yield()
            }
        }
        for task in [again, quick, other] { try await task.value }
        answering.cancel()
    }

    @Test("after a transfer that broke off the place is kept until the server may have noticed")
    func settling() async throws {
        let (clock, table) = (ManualClock(), HTTPTable())
        let polite = PoliteHTTP(table, clock: clock)
        table.on("https://example.org/") { _ in .failure(.timedOut) }
        let request = HTTPRequest(url: "https://example.org/", access: Self.own)
        let failing = Task { try? await polite.perform(request) }
        while clock.sleepers == 0 { await Task.yield() }
        clock.advance(by: PoliteHTTP.settling)
        #expect(await failing.value == nil)
    }

    @Test(
        "after an answer that ends its connection, two of those who ask next wait until the places have rested"
    )
    func rests() async throws {
        let (clock, table) = (ManualClock(), HTTPTable())
        let polite = PoliteHTTP(table, clock: clock)
        let request = HTTPRequest(url: "https://example.org/feed", access: Self.own)
        table.on(request.url) {
            .success(HTTPResponse(status: 304, headers: [("connection", "Close")], url: $0.url))
        }
        _ = try await polite.perform(request)
        _ = try await polite.perform(request)
        #expect(table.requests.count == 2)
        let next = [Task { try await polite.perform(request) }, Task { try await polite.perform(request) }]
        while clock.sleepers < 2 { await Task.yield() }
        #expect(table.requests.count == 2)
        clock.advance(by: PoliteHTTP.breath - .milliseconds(1))
        for _ in 0..<100 { await Task.yield() }
        #expect(table.requests.count == 2)
        clock.advance(by: .milliseconds(1))
        for task in next { _ = try await task.value }
        #expect(table.requests.count == 4)
        // Once they have rested nobody waits.
        clock.advance(by: PoliteHTTP.breath)
        _ = try await polite.perform(request)
        #expect(table.requests.count == 5)
    }

    @Test("nobody waits after answers whose connections stay: the next request follows on one of them")
    func doesNotRest() async throws {
        let (clock, table) = (ManualClock(), HTTPTable())
        let polite = PoliteHTTP(table, clock: clock)
        let request = HTTPRequest(url: "https://example.org/feed", access: Self.own)
        for _ in 0..<5 { _ = try await polite.perform(request) }
        #expect(table.requests.count == 5)
        #expect(clock.sleepers == 0)
    }

    @Test(
        "the host of an address is what stands behind its scheme",
        arguments: [
            ("https://Example.org/a?b=c://d", "example.org"), ("http://example.org:8080", "example.org:8080"),
            ("https://example.org?a", "example.org"), ("https://example.org#a", "example.org"),
            ("example.org/a", "example.org/a"), ("a:b://C/", "c"), ("://", ""), (":/", ":/"), ("", ""),
        ])
    func hosts(_ address: String, _ host: String) {
        #expect(PoliteHTTP.host(of: address) == host)
    }
}
