public import Pipeline

extension WebhookSink {
    public struct Options: Decodable, Sendable {
        /// Where to post to.
        public var url: String?
        /// The name of the secret that holds the address, where it must not be known.
        public var urlSecret: String?
        /// The name of the secret that signs; two while the receiver changes from one to the other.
        public var secret: SecretNames?
        /// The name of what is posted in place of the event: `slack`, `mattermost`, `teams`, or a file of one's own.
        public var template: String?
        /// Of a template: how much of an alert is told, and in which language.
        public var language: AlertText.Language?
        public var context: Int?
        public var length: Int?
        /// Private addresses allowed by exception, such as `127.0.0.1/32:8080`.
        public var allow: [String]?
        /// True where plain HTTP will do.
        public var insecureHTTP: Bool?
        /// Sent with every request, beside those of the webhook itself.
        public var headers: [String: String]?
        /// The longest that a delivery may take; 20 seconds unless it says otherwise.
        public var timeout: DurationText?
        /// How much of an event is posted; all of it unless it says otherwise.
        public var payload: Payload?
        /// The name of a file with the certificate authorities of the receiver, in PEM, beside the configuration or among
        /// systemd's credentials; the system's authorities do not count then.
        public var ca: String?

        private enum CodingKeys: String, CodingKey {
            case url, secret, allow, headers, timeout, payload, ca, template, language, context, length
            case urlSecret = "url_secret"
            case insecureHTTP = "insecure_http"
        }

        public init(
            url: String, secret: SecretNames, allow: [String]? = nil, insecureHTTP: Bool? = nil,
            headers: [String: String]? = nil, timeout: DurationText? = nil, payload: Payload? = nil,
            ca: String? = nil
        ) {
            (self.payload, self.ca) = (payload, ca)
            (self.url, self.secret, self.allow) = (url, secret, allow)
            (self.insecureHTTP, self.headers, self.timeout) = (insecureHTTP, headers, timeout)
        }
    }

    /// One name, or a list of them.
    public struct SecretNames: Decodable, Sendable {
        public var names: [String]
        public init(_ names: String...) { self.names = names }

        public init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if let name = try? container.decode(String.self) {
                names = [name]
            } else {
                names = try container.decode([String].self)
            }
        }
    }
}

extension WebhookSink.Options {
    static let longestTimeout = Duration.seconds(300)
    static let mostSecrets = 2

    /// The longest that a delivery may take, checked.
    func checkedTimeout() throws(InvalidOptions) -> Duration {
        let duration = timeout?.duration ?? .seconds(20)
        guard duration > .zero, duration <= Self.longestTimeout else {
            throw InvalidOptions("timeout", "must be between 1ms and 5m")
        }
        return duration
    }

    /// The certificate authorities that the configuration names, read with `read`.
    func checkedAuthorities(
        _ read: (String) throws(InvalidOptions) -> String
    ) throws(InvalidOptions) -> String? {
        guard let ca else { return nil }
        let text: String
        do throws(InvalidOptions) { text = try read(ca) } catch { throw InvalidOptions("ca", error.problem) }
        guard text.contains("-----BEGIN CERTIFICATE-----") else {
            throw InvalidOptions("ca", "\(ca.onOneLine(limit: 80)) holds no certificate in PEM")
        }
        return text
    }

    /// The host of the address, for messages: the rest of it may be a secret.
    ///
    /// Whatever can be told about the address without connecting is refused here; the client that connects judges the rest.
    static func checkedHost(
        of url: String, option: String, allowsPlainHTTP: Bool
    ) throws(InvalidOptions) -> String {
        func problem(_ problem: String) -> InvalidOptions { InvalidOptions(option, problem) }
        guard !url.utf8.contains(where: { $0 <= 0x20 || $0 == 0x7F || $0 == UInt8(ascii: "\\") }) else {
            throw problem("holds a space, a backslash or a control character")
        }
        let scheme = url.prefix { $0 != ":" }.lowercased()
        let rest = url.dropFirst(scheme.count)
        guard scheme == "https" || scheme == "http", rest.hasPrefix("://") else {
            throw problem("must begin with https://")
        }
        guard scheme == "https" || allowsPlainHTTP else {
            throw problem("is not encrypted; write https://, or allow it with insecure_http: true")
        }
        let authority = rest.dropFirst(3).prefix { $0 != "/" && $0 != "?" && $0 != "#" }
        guard !authority.contains("@") else {
            throw problem("must not hold a user name or a password; use headers: {authorization: …}")
        }
        let host: Substring
        if authority.hasPrefix("[") {
            host = authority.prefix { $0 != "]" }.dropFirst()
        } else {
            host = authority.prefix { $0 != ":" }
        }
        guard !host.isEmpty else { throw problem("names no host") }
        return String(host).onOneLine(limit: 200)
    }

    /// The configured headers in order of their names, none of which may stand in the place of ours.
    func checkedHeaders() throws(InvalidOptions) -> [(name: String, value: String)] {
        let fields = (headers ?? [:]).sorted { $0.key < $1.key }
        for (name, value) in fields {
            let shown = name.onOneLine(limit: 60)
            guard !name.isEmpty, name.utf8.allSatisfy(Self.isTokenCharacter) else {
                throw InvalidOptions("headers", "'\(shown)' is no name of a header")
            }
            guard !name.lowercased().hasPrefix("webhook-"), !Self.ours.contains(name.lowercased()) else {
                throw InvalidOptions("headers", "\(shown) is not for the configuration to set")
            }
            guard value.unicodeScalars.allSatisfy({ $0.properties.generalCategory != .control }) else {
                throw InvalidOptions(
                    "headers", "the value of \(shown) has a line end or another control character")
            }
        }
        return fields.map { ($0.key, $0.value) }
    }

    private static let ours: Set = [
        "content-type", "content-length", "content-encoding", "host", "user-agent", "transfer-encoding",
        "connection", "upgrade", "expect", "te", "trailer", "accept-encoding", "proxy-authorization",
        "proxy-connection",
    ]

    /// RFC 9110 §5.6.2.
    private static func isTokenCharacter(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
        }
    }
}
