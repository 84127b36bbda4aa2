/// Makes HTTP requests; the daemon's own is libcurl, a test's may be a table.
public protocol HTTP: Sendable {
    /// Makes `request` and returns the server's answer, whatever its status.
    ///
    /// Follows redirects as `request` allows, judging each hop. Cancelling the task abandons the transfer.
    func perform(_ request: HTTPRequest) async throws(HTTPFailure) -> HTTPResponse
}

/// A request to make over HTTP, with the limits on its answer.
public struct HTTPRequest: Sendable {
    public enum Method: String, Sendable {
        case get = "GET"
        case post = "POST"
    }

    public var method: Method
    public var url: String
    /// Sent as they are; a value with a control character is refused with ``HTTPFailure/refused(_:)``.
    public var headers: [(name: String, value: String)]
    public var body: [UInt8]
    public var access: NetworkAccess
    /// Redirects to follow; a POST follows none whatever this says.
    public var mostRedirects: Int
    /// The longest that the whole request may take, redirects included.
    public var timeout: Duration
    /// The largest body, in bytes after decoding.
    public var largestBody: Int
    /// True where the answer counts from its headers on: of the body is kept what was read, whether it then grew beyond
    /// `largestBody`, took longer than `timeout` or broke off.
    public var stopsAtLargestBody: Bool
    /// True where the answer may be kept, so that asking for it again costs the server little.
    ///
    /// Whoever keeps answers asks the server every time, and answers for it where it says that nothing has changed.
    public var keepsAnswer: Bool

    public init(
        _ method: Method = .get, url: String, headers: [(name: String, value: String)] = [],
        body: [UInt8] = [],
        access: NetworkAccess = .init(), mostRedirects: Int = 5, timeout: Duration = .seconds(120),
        largestBody: Int = 16 << 20, stopsAtLargestBody: Bool = false, keepsAnswer: Bool = false
    ) {
        self.method = method
        self.url = url
        self.headers = headers
        self.body = body
        self.access = access
        self.mostRedirects = mostRedirects
        self.timeout = timeout
        self.largestBody = largestBody
        self.stopsAtLargestBody = stopsAtLargestBody
        self.keepsAnswer = keepsAnswer
    }
}

/// Which parts of the network a request may touch; the default is the public internet over TLS.
public struct NetworkAccess: Hashable, Sendable {
    /// Private addresses allowed by exception: `127.0.0.1/32:8080` (CIDR and port; `:*` for every port).
    public var allowedAddresses: [String]
    public var allowsPlainHTTP: Bool
    /// Hosts that may be asked, redirects included; empty for any.
    public var hosts: Set<String>
    /// `http://host:port` of a proxy; requests go direct without one, whatever the environment says.
    public var proxy: String?

    /// Certificate authorities in PEM, one of which must have signed the server's certificate; the system's where it is `nil`.
    public var authorities: String?

    /// True for servers of one's own, which need no manners: private addresses that were allowed by exception.
    public var isOwn: Bool { !allowedAddresses.isEmpty }

    public init(
        allowedAddresses: [String] = [], allowsPlainHTTP: Bool = false, hosts: Set<String> = [],
        proxy: String? = nil, authorities: String? = nil
    ) {
        self.authorities = authorities
        self.allowedAddresses = allowedAddresses
        self.allowsPlainHTTP = allowsPlainHTTP
        self.hosts = hosts
        self.proxy = proxy
    }
}

/// What a server answered.
public struct HTTPResponse: Sendable {
    public var status: Int
    /// Names in lower case, in the order received, of the last hop.
    public var headers: [(name: String, value: String)]
    public var body: [UInt8]
    /// The address that answered, after redirects.
    public var url: String
    /// Where the resource has moved for good: the address after the leading 301s and 308s, `nil` where there were none.
    public var movedTo: String?

    public init(
        status: Int, headers: [(name: String, value: String)] = [], body: [UInt8] = [], url: String,
        movedTo: String? = nil
    ) {
        (self.status, self.headers, self.body, self.url, self.movedTo) = (status, headers, body, url, movedTo)
    }

    /// The first header of that name, in lower case.
    public func header(_ name: String) -> String? { headers.first { $0.name == name }?.value }
}

/// Why no answer arrived.
public enum HTTPFailure: Error, Equatable, Sendable, CustomStringConvertible {
    /// Took longer than allowed, or crawled.
    case timedOut
    /// More bytes after decoding than allowed.
    case bodyTooLarge(limit: Int)
    /// An address, a scheme, a host or a header that we do not allow; trying again will not help.
    case refused(String)
    case tooManyRedirects
    case cancelled
    /// No server was reached: the name leads nowhere, or nobody answers there.
    case unreachable(String)
    /// The network, TLS or the server's framing failed; says how.
    case failed(String)

    public var description: String {
        switch self {
        case .timedOut: "the server took too long"
        case .bodyTooLarge(let limit): "the answer is larger than \(limit) bytes"
        case .refused(let why): why
        case .tooManyRedirects: "too many redirects"
        case .cancelled: "cancelled"
        case .unreachable(let why), .failed(let why): why
        }
    }
}
