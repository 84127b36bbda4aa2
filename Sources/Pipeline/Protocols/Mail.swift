/// Brings mail to a server that takes it on; the daemon's own is libcurl.
public protocol MailService: Sendable {
    /// Hands `submission` to the server and returns once the server has taken it on.
    func submit(_ submission: MailSubmission) async throws(MailFailure)
}

/// One message for one recipient, and the server that takes it.
///
/// A message for several people is submitted once for each of them, so that what became of it is known for each.
public struct MailSubmission: Sendable {
    /// How the connection is kept from prying eyes.
    public enum Security: String, Sendable, Decodable {
        /// TLS from the first byte.
        case tls
        /// A plain connection that must become TLS before anything else is said (RFC 3207).
        case startTLS = "starttls"
        /// None at all.
        case none
    }

    /// A name or an address.
    public var host: String
    public var port: Int
    public var security: Security
    public var credentials: Credentials?
    /// Which addresses the server may have.
    public var access: NetworkAccess
    /// The addresses of the envelope, such as `desk@example.org`.
    public var sender: String
    public var recipient: String
    /// The message in the form of RFC 5322: lines of at most 998 bytes that end with CR LF, and neither of them elsewhere.
    public var message: [UInt8]
    /// The longest that it all may take.
    public var timeout: Duration

    public struct Credentials: Sendable {
        public var user: String
        public var password: String
        public init(user: String, password: String) { (self.user, self.password) = (user, password) }
    }

    public init(
        host: String, port: Int, security: Security, credentials: Credentials? = nil,
        access: NetworkAccess = .init(), sender: String, recipient: String, message: [UInt8],
        timeout: Duration = .seconds(60)
    ) {
        (self.host, self.port, self.security, self.credentials) = (host, port, security, credentials)
        (self.access, self.sender, self.recipient) = (access, sender, recipient)
        (self.message, self.timeout) = (message, timeout)
    }
}

/// Why a message was not taken on.
public enum MailFailure: Error, Hashable, Sendable, CustomStringConvertible {
    /// Nothing came of the conversation, for this message or any other: no connection, no TLS, wrong credentials.
    case unavailable(String)
    /// The server does not take this message for this recipient now (4yz of RFC 5321).
    case postponed(String)
    /// The server does not take this message for this recipient, ever (5yz).
    case refused(String)
    case cancelled

    public var description: String {
        switch self {
        case .unavailable(let why), .postponed(let why), .refused(let why): why
        case .cancelled: "cancelled"
        }
    }
}

/// Where no mail can be sent.
public struct NoMail: MailService {
    public init() {}
    public func submit(_ submission: MailSubmission) async throws(MailFailure) {
        throw .unavailable("no mail can be sent here")
    }
}
