import Pipeline
import Synchronization

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
            requestHeaders: request.headers.map { Masking.header($0.name, $0.value) }, headers: [], bytes: 0,
            milliseconds: 0)
        do throws(HTTPFailure) {
            let response = try await base.perform(request)
            exchange.status = response.status
            exchange.answeredBy = response.url == request.url ? nil : Masking.url(response.url)
            exchange.movedTo = response.movedTo.map(Masking.url)
            exchange.headers = response.headers.filter { Self.interesting.contains($0.name) }
                .map { Masking.header($0.name, $0.value) }
            exchange.bytes = response.body.count
            record(exchange, since: start)
            return response
        } catch {
            exchange.failure = error.description
            record(exchange, since: start)
            throw error
        }
    }

    private func record(_ exchange: Exchange, since start: Timestamp) {
        var exchange = exchange
        exchange.milliseconds = Int(clamping: clock.now.since(start).components.seconds &* 1000)
            &+ Int(clock.now.since(start).components.attoseconds / 1_000_000_000_000_000)
        recorded.withLock { $0.append(exchange) }
    }
}

/// Takes out what opens doors: keys in addresses and in headers.
enum Masking {
    private static let mask = "***"
    private static let secretWords = ["key", "token", "secret", "passw", "auth", "signature", "credential", "session"]

    static func header(_ name: String, _ value: String) -> RecordingHTTP.Header {
        let isSecret = isSecret(name) || name.lowercased() == "cookie" || name.lowercased() == "set-cookie"
        return RecordingHTTP.Header(
            name: name.onOneLine(limit: 80), value: isSecret ? mask : value.onOneLine(limit: 500))
    }

    /// The address with the values of telling parameters, and a user, masked.
    static func url(_ url: String) -> String {
        var text = url.onOneLine()
        if let scheme = text.firstRange(of: "://") {
            let authority = text[scheme.upperBound...].prefix { $0 != "/" && $0 != "?" && $0 != "#" }
            if let at = authority.lastIndex(of: "@") {
                text.replaceSubrange(scheme.upperBound..<at, with: mask)
            }
        }
        guard let mark = text.firstIndex(of: "?") else { return text }
        let query = text[text.index(after: mark)...]
        let parts = query.split(separator: "&", omittingEmptySubsequences: false).map { part -> String in
            guard let equals = part.firstIndex(of: "="), isSecret(String(part.prefix(upTo: equals))) else {
                return String(part)
            }
            return part.prefix(through: equals) + mask
        }
        return text.prefix(through: mark) + parts.joined(separator: "&")
    }

    private static func isSecret(_ name: String) -> Bool {
        let name = name.lowercased()
        return secretWords.contains { name.contains($0) }
    }
}
