package import Pipeline
import Synchronization
import WebSource

/// HTTP with manners: few requests to one host at a time, a pause between them, and none before the time that it asked for,
/// over all sources and papers.
///
/// Hosts that are allowed as private addresses are one's own: they get no pause, and a wish to be left alone holds for the
/// address that said so, not for the host.
package final class PoliteHTTP: HTTP {
    /// Requests in flight to one host.
    package static let mostPerHost = 2
    /// From the start of one request to a host to the start of the next, where nobody said otherwise.
    package static let pause = Duration.seconds(1)
    /// Of hosts that are known to take more.
    static let pauses = ["gegevensmagazijn.tweedekamer.nl": Duration.milliseconds(250)]
    /// A request that takes longer than this marks its address as slow, which then leaves the host's other place to others.
    package static let slow = Duration.seconds(10)
    /// How long a place is kept after a transfer that we broke off: until then the server may not have noticed.
    package static let settling = Duration.milliseconds(500)
    /// How long one rests after a poll whose answer ends its connection: the server may still be clearing up.
    ///
    /// Whoever asks the host next waits for it; the answer does not.
    package static let breath = Duration.milliseconds(20)

    private let base: any HTTP
    private let clock: any Clock
    private let state = Mutex(State())

    private struct State {
        var hosts: [String: HostQueue] = [:]
        var pauses = PoliteHTTP.pauses
        /// Until when an address, or a host, asked to be left alone, and with what status.
        var holds: [String: (until: Timestamp, status: Int)] = [:]
    }

    /// Wishes that are kept at the same time.
    private static let mostHolds = 4_096

    package init(_ base: any HTTP, clock: any Clock) { (self.base, self.clock) = (base, clock) }

    /// Sets pauses of hosts that are to differ from ``pause``, by name and port as in their addresses.
    package func space(_ pauses: [String: Duration]) {
        state.withLock { $0.pauses = PoliteHTTP.pauses.merging(pauses) { $1 } }
    }

    package func perform(_ request: HTTPRequest) async throws(HTTPFailure) -> HTTPResponse {
        let host = PoliteHTTP.host(of: request.url)
        let held = request.access.isOwn ? request.url : host
        if let refusal = refusal(of: held, request) { return refusal }
        let place = await enter(host, for: request.url)
        let began = clock.now
        do throws(HTTPFailure) {
            if place.start > began { try await wait(until: place.start) }
            if !request.access.isOwn { try await pause(before: host) }
            let response = try await base.perform(request)
            hold(held, as: response)
            let now = clock.now
            leave(
                host, place, isSlow: now.since(began) > PoliteHTTP.slow,
                restsUntil: request.keepsAnswer || !response.endsConnection
                    ? nil : now.adding(PoliteHTTP.breath))
            return response
        } catch {
            try? await clock.sleep(until: clock.now.adding(PoliteHTTP.settling))
            leave(host, place, isSlow: error == .timedOut)
            throw error
        }
    }

    // MARK: What servers asked for

    /// The server's own answer of a moment ago, while its wish to be left alone holds.
    private func refusal(of held: String, _ request: HTTPRequest) -> HTTPResponse? {
        let now = clock.now
        guard let hold = state.withLock({ $0.holds[held] }), hold.until > now,
            // A wish for longer than that is none; the clock was set back.
            hold.until.since(now) <= HTTPTiming.longest
        else { return nil }
        let seconds = Int64(hold.until.since(now) / .seconds(1)) + 1
        return HTTPResponse(
            status: hold.status, headers: [(name: "retry-after", value: "\(seconds)")], url: request.url)
    }

    private func hold(_ held: String, as response: HTTPResponse) {
        guard response.status == 429 || response.status == 503,
            let wait = HTTPTiming.retryAfter(response, now: clock.now)
        else { return }
        let now = clock.now
        state.withLock { state in
            if state.holds.count >= PoliteHTTP.mostHolds {
                state.holds = state.holds.filter { $0.value.until > now }
            }
            guard state.holds.count < PoliteHTTP.mostHolds else { return }
            state.holds[held] = (now.adding(wait), response.status)
        }
    }

    // MARK: Places

    private func enter(_ host: String, for address: String) async -> HostQueue.Place {
        let now = clock.now
        return await withCheckedContinuation { turn in
            let place = state.withLock {
                $0.hosts[host, default: HostQueue()].enter(address, at: now, orWait: turn)
            }
            if let place { turn.resume(returning: place) }
        }
    }

    private func leave(
        _ host: String, _ place: HostQueue.Place, isSlow: Bool, restsUntil rest: Timestamp? = nil
    ) {
        let now = clock.now
        let admitted = state.withLock { state in
            state.hosts[host]?.leave(place, wasSlow: isSlow, restsUntil: rest, at: now) ?? []
        }
        for (turn, place) in admitted { turn.resume(returning: place) }
    }

    private func pause(before host: String) async throws(HTTPFailure) {
        let now = clock.now
        let start = state.withLock { state in
            let pause = state.pauses[host] ?? PoliteHTTP.pause
            var start = max(now, state.hosts[host, default: HostQueue()].next)
            // Nobody waits for more than those who are inside: the clock was set back.
            if start.since(now) > pause * PoliteHTTP.mostPerHost { start = now }
            state.hosts[host, default: HostQueue()].next = start.adding(pause)
            return start
        }
        if start > now { try await wait(until: start) }
    }

    private func wait(until time: Timestamp) async throws(HTTPFailure) {
        do { try await clock.sleep(until: time) } catch { throw .cancelled }
    }

    /// The host of an address, for telling hosts apart; judging it is the client's business.
    package static func host(of url: String) -> String {
        let bytes = url.utf8.span
        var start = 0
        while !(start + 2 < bytes.count && bytes[start] == UInt8(ascii: ":")
            && bytes[start + 1] == UInt8(ascii: "/") && bytes[start + 2] == UInt8(ascii: "/"))
        {
            guard start < bytes.count else { return url }
            start += 1
        }
        start += 3
        let rest = url.utf8.dropFirst(start).prefix {
            $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#")
        }
        return Substring(rest).lowercased()
    }
}

extension HTTPResponse {
    /// Whether the server closes the connection that the answer came on (RFC 9112 §9.6).
    fileprivate var endsConnection: Bool {
        header("connection").map { $0.lowercased() == "close" } ?? false
    }
}
