package import Pipeline
import Synchronization

/// HTTP with manners: few requests to one host at a time, and a pause between them, over all sources.
///
/// Hosts that are allowed as private addresses are one's own and get no pause.
package final class PoliteHTTP: HTTP {
    /// Requests in flight to one host.
    package static let mostPerHost = 2
    /// From the start of one request to a host to the start of the next.
    package static let pause = Duration.milliseconds(250)

    private struct Host {
        var inFlight = 0
        var next = Timestamp(milliseconds: 0)
        var waiting: [CheckedContinuation<Void, Never>] = []
    }

    private let base: any HTTP
    private let clock: any Clock
    private let hosts = Mutex<[String: Host]>([:])

    package init(_ base: any HTTP, clock: any Clock) { (self.base, self.clock) = (base, clock) }

    package func perform(_ request: HTTPRequest) async throws(HTTPFailure) -> HTTPResponse {
        let host = PoliteHTTP.host(of: request.url)
        await enter(host)
        defer { leave(host) }
        if !request.access.isOwn { try await pause(before: host) }
        return try await base.perform(request)
    }

    private func enter(_ host: String) async {
        await withCheckedContinuation { (turn: CheckedContinuation<Void, Never>) in
            let isFree = hosts.withLock { hosts in
                guard hosts[host, default: Host()].inFlight >= PoliteHTTP.mostPerHost else {
                    hosts[host, default: Host()].inFlight += 1
                    return true
                }
                hosts[host, default: Host()].waiting.append(turn)
                return false
            }
            if isFree { turn.resume() }
        }
    }

    private func leave(_ host: String) {
        let next = hosts.withLock { hosts -> CheckedContinuation<Void, Never>? in
            guard var state = hosts[host] else { return nil }
            defer { hosts[host] = state }
            // The place goes to whoever waits longest, without being free in between.
            guard state.waiting.isEmpty else { return state.waiting.removeFirst() }
            state.inFlight -= 1
            return nil
        }
        next?.resume()
    }

    private func pause(before host: String) async throws(HTTPFailure) {
        let now = clock.now
        let start = hosts.withLock { hosts in
            let start = max(now, hosts[host, default: Host()].next)
            hosts[host, default: Host()].next = start.adding(PoliteHTTP.pause)
            return start
        }
        guard start > now else { return }
        do { try await clock.sleep(until: start) } catch { throw .cancelled }
    }

    /// The host of an address, for telling hosts apart; judging it is the client's business.
    package static func host(of url: String) -> String {
        guard let scheme = url.firstRange(of: "://") else { return url }
        let rest = url[scheme.upperBound...].prefix { $0 != "/" && $0 != "?" && $0 != "#" }
        return rest.lowercased()
    }
}
