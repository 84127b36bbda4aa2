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
        let base = SlowHTTP()
        let polite = PoliteHTTP(base, clock: ManualClock())
        await withTaskGroup(of: Void.self) { group in
            for n in 0..<10 {
                group.addTask {
                    let access = NetworkAccess(allowedAddresses: ["127.0.0.1/32:*"])
                    _ = try? await polite.perform(
                        HTTPRequest(url: "https://example.org/\(n)", access: access))
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

    @Test("requests to a public host are a pause apart; one's own server needs none")
    func pauses() async throws {
        let clock = ManualClock()
        let table = HTTPTable()
        let polite = PoliteHTTP(table, clock: clock)
        let own = NetworkAccess(allowedAddresses: ["127.0.0.1/32:*"])
        for _ in 0..<3 { _ = try await polite.perform(HTTPRequest(url: "http://localhost/", access: own)) }
        #expect(table.requests.count == 3)

        _ = try await polite.perform(HTTPRequest(url: "https://example.org/1"))
        let second = Task { try await polite.perform(HTTPRequest(url: "https://example.org/2")) }
        while clock.sleepers == 0 { await Task.yield() }
        #expect(table.requests.count == 4)
        clock.advance(by: PoliteHTTP.pause)
        _ = try await second.value
        #expect(table.requests.count == 5)
    }
}
