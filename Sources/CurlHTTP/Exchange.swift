import CCurl
import Glibc
import Pipeline

/// Something that the client does with one easy handle: a request over HTTP, a message over SMTP.
protocol Exchange: AnyObject {
    /// The client's name for it.
    var id: Int { get set }
    /// Called once, with what became of it.
    var completion: CheckedContinuation<Transfer.Outcome, Never>? { get set }
    /// When its time is up.
    var deadline: ContinuousClock.Instant? { get set }
    /// `nil` as long as it waits for its turn.
    var handle: EasyHandle? { get }
    /// Tells servers apart.
    var server: String { get }

    /// Called once, when it is its turn, with a handle that nothing is set of.
    func prepare(_ handle: EasyHandle)

    /// What became of it; `isOverdue` is true where its own time is up.
    func outcome(of code: CURLcode, isOverdue: Bool) -> Transfer.Outcome
}

/// Opens sockets to peers that a policy allows, and remembers why one was refused.
struct PeerJudge {
    private let policy: AddressPolicy
    private let sockets: SocketSet
    private var refusal: String?
    private var hasConnected = false

    /// Why a peer was refused; `nil` where another one was let through.
    var objection: String? { hasConnected ? nil : refusal }

    init(_ policy: AddressPolicy, opening sockets: SocketSet) {
        (self.policy, self.sockets) = (policy, sockets)
    }

    /// A socket for `address`, or `CURL_SOCKET_BAD` where it may not be connected to.
    mutating func open(_ address: UnsafeMutablePointer<curl_sockaddr>) -> curl_socket_t {
        guard let offset = MemoryLayout<curl_sockaddr>.offset(of: \.addr),
            let (peer, port) = IPAddress.read(
                UnsafeRawPointer(address) + offset, family: address.pointee.family,
                length: Int(address.pointee.addrlen))
        else { return CURL_SOCKET_BAD }
        if let objection = policy.objection(to: peer, port: port) {
            refusal = objection
            return CURL_SOCKET_BAD
        }
        hasConnected = true
        let kind = address.pointee.socktype | Int32(SOCK_CLOEXEC.rawValue)
        let socket = socket(address.pointee.family, kind, address.pointee.protocol)
        if socket != CURL_SOCKET_BAD { sockets.opened(socket) }
        return socket
    }

    /// Whether the peer of a connection may be asked, which may have been opened for another exchange.
    mutating func mayAsk(_ peer: UnsafePointer<CChar>, port: Int32) -> Bool {
        refusal =
            if let address = IPAddress(cString: peer), let port = UInt16(exactly: port) {
                policy.objection(to: address, port: port)
            } else {
                "its address cannot be judged"
            }
        hasConnected = refusal == nil
        return hasConnected
    }
}
