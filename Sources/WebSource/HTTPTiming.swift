package import Pipeline

/// What a server says about when to come again.
package enum HTTPTiming {
    /// No server's wish is followed for longer than this.
    package static let longest = Duration.seconds(86_400)

    /// What `Retry-After` asks for: seconds or a date (RFC 9110 §10.2.3).
    package static func retryAfter(_ response: HTTPResponse, now: Timestamp) -> Duration? {
        guard let text = response.header("retry-after") else { return nil }
        return seconds(text) ?? DateText.timestamp(text).map { clamped($0.since(now)) }
    }

    /// How long the answer stays fresh by `Cache-Control` or `Expires` (RFC 9111 §4.2.1); `nil` where it does not say.
    package static func freshness(_ response: HTTPResponse, now: Timestamp) -> Duration? {
        var directives: [[String]] = []
        for header in response.headers where header.name == "cache-control" {
            for directive in header.value.lowercased().split(separator: ",") {
                let words = directive.split(separator: "=", maxSplits: 1)
                directives.append(words.map { $0.filter { $0 != " " && $0 != "\"" } })
            }
        }
        if directives.contains(where: { $0.first == "no-cache" || $0.first == "no-store" }) { return nil }
        if let age = directives.first(where: { $0.first == "max-age" && $0.count == 2 }) {
            return seconds(age[1])
        }
        guard let expires = response.header("expires").flatMap({ DateText.timestamp($0) }) else { return nil }
        let date = response.header("date").flatMap { DateText.timestamp($0) } ?? now
        return clamped(expires.since(date))
    }

    /// A number of seconds, of any length; `nil` for what is no number.
    package static func seconds(_ text: String) -> Duration? {
        let digits = text.utf8.filter { $0 != 0x20 }
        guard !digits.isEmpty, digits.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        return Int64(String(decoding: digits, as: UTF8.self)).map { clamped(.seconds($0)) } ?? longest
    }

    /// A number of minutes, as the `ttl` of RSS has it.
    package static func minutes(_ text: String) -> Duration? { seconds(text).map { clamped($0 * 60) } }

    private static func clamped(_ duration: Duration) -> Duration { min(max(duration, .zero), longest) }
}
