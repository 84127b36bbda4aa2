import Pipeline
import Synchronization
import WebSource

/// HTTP that remembers what was asked and answered, without what is secret.
final class RecordingHTTP: HTTP {
    /// A request and what came of it.
    struct Exchange: Codable, Sendable {
        var method: String
        var url: String
        var requestHeaders: [Header]
        var status: Int?
        /// Where the answer came from, where that is another address.
        var answeredBy: String?
        var movedTo: String?
        var headers: [Header]
        var bytes: Int
        var milliseconds: Int
        var failure: String?
    }

    struct Header: Codable, Sendable {
        var name: String
        var value: String

        init(_ header: (name: String, value: String)) {
            name = header.name.onOneLine(limit: 80)
            value = Masking.header(header.name, header.value)
        }
    }

    /// Headers that say how a server wants to be asked.
    private static let interesting: Set = [
        "content-type", "etag", "last-modified", "cache-control", "expires", "age", "retry-after", "server",
        "content-encoding", "link", "vary", "date",
    ]

    private let base: any HTTP
    private let clock: any Clock
    private let recorded = Mutex<[Exchange]>([])

    init(_ base: any HTTP, clock: any Clock) { (self.base, self.clock) = (base, clock) }

    var exchanges: [Exchange] { recorded.withLock { $0 } }

    func perform(_ request: HTTPRequest) async throws(HTTPFailure) -> HTTPResponse {
        let start = clock.now
        var exchange = Exchange(
            method: request.method.rawValue, url: Masking.url(request.url),
            requestHeaders: request.headers.map { Header($0) }, headers: [], bytes: 0,
            milliseconds: 0)
        do throws(HTTPFailure) {
            let response = try await base.perform(request)
            exchange.status = response.status
            exchange.answeredBy = response.url == request.url ? nil : Masking.url(response.url)
            exchange.movedTo = response.movedTo.map(Masking.url)
            exchange.headers = response.headers.filter { Self.interesting.contains($0.name) }
                .map { Header($0) }
            exchange.bytes = response.body.count
            record(exchange, since: start)
            return response
        } catch {
            exchange.failure = Masking.text(error.description)
            record(exchange, since: start)
            throw error
        }
    }

    private func record(_ exchange: Exchange, since start: Timestamp) {
        var exchange = exchange
        exchange.milliseconds = Int(clamping: clock.now.milliseconds &- start.milliseconds)
        recorded.withLock { $0.append(exchange) }
    }
}
