public import Pipeline
import WebSource

extension MailSink {
    public struct Options: Decodable, Sendable {
        /// The mail server: a name or an address.
        public var server: String
        /// 587, or 465 with `security: tls`, unless it says otherwise.
        public var port: Int?
        /// `starttls` unless it says otherwise.
        public var security: MailSubmission.Security?
        /// True where `security: none` will do.
        public var insecure: Bool?
        public var user: String?
        /// The name of the secret that holds the password.
        public var secret: String?
        /// `desk@example.org` or `Bode <desk@example.org>`.
        public var from: String
        public var to: [String]
        /// Collects alerts in one mail; one for each unless it says so.
        public var digest: Digest?
        /// When the digest of a day or a week goes out: `07:30`.
        public var at: String?
        /// On which day of the week.
        public var on: Weekday?
        /// Hours in which nothing is sent but what operators must know: `22:00-07:00`.
        public var quiet: String?
        /// Whose clock that is; Amsterdam's unless it says otherwise.
        public var timeZone: String?
        public var language: AlertText.Language?
        public var context: Int?
        public var length: Int?
        /// The longest that handing over one mail may take; a minute unless it says otherwise.
        public var timeout: DurationText?
        public var allow: [String]?

        private enum CodingKeys: String, CodingKey {
            case server, port, security, insecure, user, secret, from, to, digest, at, on, quiet, language
            case context, length, timeout, allow
            case timeZone = "time_zone"
        }

        public init(server: String, from: String, to: [String]) {
            (self.server, self.from, self.to) = (server, from, to)
        }
    }

    public enum Digest: String, Decodable, Sendable, CaseIterable { case hourly, daily, weekly }

    public enum Weekday: String, Decodable, Sendable, CaseIterable {
        case monday, tuesday, wednesday, thursday, friday, saturday, sunday
    }
}

extension MailSink.Options {
    static let longestTimeout = Duration.seconds(600)
    static let mostRecipients = 50

    func checkedTimeout() throws(InvalidOptions) -> Duration {
        let duration = timeout?.duration ?? .seconds(60)
        guard duration > .zero, duration <= Self.longestTimeout else {
            throw InvalidOptions("timeout", "must be between 1ms and 10m")
        }
        return duration
    }

    func checkedPort(_ security: MailSubmission.Security) throws(InvalidOptions) -> Int {
        let port = port ?? (security == .tls ? 465 : 587)
        guard (1...65_535).contains(port) else { throw InvalidOptions("port", "must be between 1 and 65535") }
        return port
    }

    func checkedSecurity() throws(InvalidOptions) -> MailSubmission.Security {
        let security = security ?? .startTLS
        guard security != .none || insecure == true else {
            throw InvalidOptions(
                "security", "none leaves mail open to everyone on the way; allow it with insecure: true")
        }
        return security
    }

    func checkedCredentials(_ services: SinkServices) throws(InvalidOptions) -> MailSubmission.Credentials? {
        switch (user, secret) {
        case (nil, nil): return nil
        case (let user?, let name?):
            let password = try services.secret(name)
            guard !(user + password).unicodeScalars.contains(where: { $0.value < 0x20 }), !password.isEmpty
            else {
                throw InvalidOptions("secret", "\(name) is empty or holds a control character")
            }
            guard security != MailSubmission.Security.none else {
                throw InvalidOptions("user", "a password is not sent without encryption")
            }
            return .init(user: user, password: password)
        case (_?, nil): throw InvalidOptions("user", "needs secret: the name of the file with the password")
        case (nil, _?): throw InvalidOptions("secret", "needs user: whose password it is")
        }
    }

    func checkedAddresses() throws(InvalidOptions) -> (from: MailAddress, to: [MailAddress]) {
        guard !to.isEmpty, to.count <= Self.mostRecipients else {
            throw InvalidOptions("to", "names between 1 and \(Self.mostRecipients) addresses")
        }
        guard let from = MailAddress(from) else {
            throw InvalidOptions("from", "'\(from.onOneLine(limit: 80))' is no mail address")
        }
        var recipients: [MailAddress] = []
        for text in to {
            guard let address = MailAddress(text) else {
                throw InvalidOptions("to", "'\(text.onOneLine(limit: 80))' is no mail address")
            }
            guard !recipients.contains(where: { $0.address == address.address }) else {
                throw InvalidOptions("to", "names \(address.address) twice")
            }
            recipients.append(address)
        }
        return (from, recipients)
    }
}
