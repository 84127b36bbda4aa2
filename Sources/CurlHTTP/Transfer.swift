import CCurl
import Glibc
import Pipeline

/// One request to one server, without redirects: a libcurl easy handle and the answer gathered so far.
///
/// Not `Sendable`: its client makes it, keeps it and uses it on the client's own queue, where libcurl calls back too.
final class Transfer: Exchange {
    typealias Outcome = Result<Answer, HTTPFailure>

    struct Answer: Sendable {
        var status: Int
        var headers: [(name: String, value: String)]
        var body: [UInt8]

        /// Where the server sends us, if it does.
        var location: String? {
            guard [301, 302, 303, 307, 308].contains(status) else { return nil }
            return headers.first { $0.name == "location" }?.value
        }
    }

    /// The client's name for it.
    var id = 0
    /// Called once, with what became of it.
    var completion: CheckedContinuation<Outcome, Never>?
    /// When its time is up.
    var deadline: ContinuousClock.Instant?
    private(set) var handle: EasyHandle?
    var server: String { address.server }

    private let question: Question
    private var address: WebAddress { question.address }
    private let sockets: SocketSet
    private let settings: CurlHTTP.Settings
    private let largestBody: Int
    private var stopsAtLargestBody: Bool { question.request.stopsAtLargestBody }
    /// Whether libcurl may not ask again by itself, as it does where a kept connection breaks before an answer: a poll is a
    /// promise to the server, never to ask sooner than it says.
    private let asksOnce: Bool
    private var head = ResponseHead()
    private var body = Body()
    private var discarded = 0
    private var stop: Stop?
    private var judge: PeerJudge
    /// Whether a server was reached.
    private var hasAsked = false
    private var isRedirect: Bool?

    /// Why we ended a transfer that could have gone on.
    private enum Stop {
        case enough
        case bodyTooLarge
        case headTooLarge
        case noAnswer
    }

    /// The most of a redirect's body that is read, so that its connection can be used again.
    private static let largestRedirectBody = 64 << 10

    init(_ question: Question, sockets: SocketSet, settings: CurlHTTP.Settings) {
        (self.question, self.sockets, self.settings) = (question, sockets, settings)
        judge = PeerJudge(question.policy, opening: sockets)
        largestBody = max(question.request.largestBody, 0)
        asksOnce = !question.request.keepsAnswer && question.headers.names.contains(.validator)
    }

    /// Whatever peer it leads to, the question's policy will judge it before anything is sent there.
    func prepare(_ handle: EasyHandle) {
        self.handle = handle
        let (request, headers, easy) = (question.request, question.headers, handle.raw)
        let context = Unmanaged.passUnretained(self).toOpaque()
        ccurl_easy_set_error_buffer(easy, handle.errorText)
        ccurl_easy_on_body(easy, Self.onBody, context)
        ccurl_easy_on_header(easy, Self.onHeader, context)
        ccurl_easy_on_connect(easy, Self.onConnect, context)
        ccurl_easy_on_request(easy, Self.onRequest, context)
        sockets.closesSockets(of: easy)

        ccurl_easy_set_address(easy, address.handle)
        ccurl_easy_set_string(easy, CURLOPT_PROTOCOLS_STR, "http,https")
        // Asked of a proxy, too, which gets none of the headers.
        if request.access.proxy != nil { ccurl_easy_set_string(easy, CURLOPT_USERAGENT, settings.userAgent) }
        handle.set(headers, userAgent: settings.userAgent)
        // Everything that libcurl can undo; a caller who names an encoding wants the bytes as they come.
        if !headers.names.contains(.acceptEncoding) {
            ccurl_easy_set_string(easy, CURLOPT_ACCEPT_ENCODING, "")
        }
        if request.method == .post { handle.post(request.body) }

        // Empty, not absent: without them libcurl would ask the environment.
        ccurl_easy_set_string(easy, CURLOPT_PROXY, request.access.proxy ?? "")
        ccurl_easy_set_string(easy, CURLOPT_NOPROXY, "")
        ccurl_easy_set_long(easy, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1)
        if let authorities = request.access.authorities {
            Array(authorities.utf8).withUnsafeBytes {
                _ = ccurl_easy_set_authorities(easy, $0.baseAddress, $0.count)
            }
        } else if let authorities = settings.authorities {
            ccurl_easy_set_string(easy, CURLOPT_CAINFO, authorities)
        }
        ccurl_easy_set_long(easy, CURLOPT_SSL_VERIFYPEER, 1)
        ccurl_easy_set_long(easy, CURLOPT_SSL_VERIFYHOST, 2)
        ccurl_easy_set_long(easy, CURLOPT_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2))
        // HTTP/2 by ALPN only: over plain HTTP it would be an upgrade, which distributions' libcurl gets wrong.
        ccurl_easy_set_long(easy, CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_2TLS))

        ccurl_easy_set_long(easy, CURLOPT_MAXAGE_CONN, Int(settings.longestIdle / .seconds(1)))
        // libcurl reckons the age of a remembered name by the wall clock, so one that was set back would keep it for as long.
        ccurl_easy_set_long(easy, CURLOPT_DNS_CACHE_TIMEOUT, 0)
        ccurl_easy_set_long(easy, CURLOPT_CONNECTTIMEOUT_MS, Int(settings.connectTimeout / .milliseconds(1)))
        ccurl_easy_set_long(easy, CURLOPT_LOW_SPEED_LIMIT, settings.lowestSpeed)
        ccurl_easy_set_long(easy, CURLOPT_LOW_SPEED_TIME, Int(settings.lowestSpeedTime / .seconds(1)))
        ccurl_easy_set_long(easy, CURLOPT_NOSIGNAL, 1)
        // Otherwise ending a transfer whose name is being looked up blocks the queue until the resolver gives up.
        ccurl_easy_set_long(easy, CURLOPT_QUICK_EXIT, 1)
    }

    // MARK: What became of it

    /// `isOverdue` is true where its own time is up, for which it may have waited without asking.
    func outcome(of code: CURLcode, isOverdue: Bool) -> Outcome {
        if let stop {
            switch stop {
            case .enough: return .success(answer)
            case .bodyTooLarge: return .failure(.bodyTooLarge(limit: largestBody))
            case .headTooLarge:
                return .failure(.failed("the answer's headers are larger than \(ResponseHead.largest) bytes"))
            case .noAnswer: return .failure(.failed("the connection broke before an answer"))
            }
        }
        if code != CURLE_OK, let objection = judge.objection {
            // An objection begins with the address, which a host may be itself.
            let host = address.host.onOneLine(limit: 200)
            return .failure(.refused(objection.hasPrefix(host) ? objection : "\(host): \(objection)"))
        }
        switch code {
        case CURLE_OK: return .success(answer)
        case _ where stopsAtLargestBody && hasFinalHead: return .success(answer)
        case CURLE_OPERATION_TIMEDOUT where hasAsked || isOverdue: return .failure(.timedOut)
        default:
            let detail = handle.map { String(cString: $0.errorText) } ?? ""
            let text = (detail.isEmpty ? String(cString: curl_easy_strerror(code)) : detail)
                .onOneLine(limit: 300)
            let isUnreachable = !hasAsked && Self.failuresToConnect.contains(code.rawValue)
            return .failure(isUnreachable ? .unreachable(text) : .failed(text))
        }
    }

    private static let failuresToConnect: Set = [
        CURLE_COULDNT_RESOLVE_HOST.rawValue, CURLE_COULDNT_RESOLVE_PROXY.rawValue,
        CURLE_COULDNT_CONNECT.rawValue, CURLE_OPERATION_TIMEDOUT.rawValue,
    ]

    private var hasFinalHead: Bool { head.isComplete && status >= 200 }

    private var status: Int { handle.map { ccurl_easy_status($0.raw) } ?? 0 }

    private var answer: Answer { Answer(status: status, headers: head.fields, body: body.bytes) }

    // MARK: What libcurl asks of us

    private static func transfer(_ context: UnsafeMutableRawPointer) -> Transfer {
        Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue()
    }

    private static let onBody: curl_write_callback = { bytes, _, count, context in
        guard let context else { return 0 }
        return transfer(context).append(UnsafeRawBufferPointer(start: bytes, count: count))
    }

    private static let onHeader: curl_write_callback = { bytes, _, count, context in
        guard let context else { return 0 }
        let transfer = transfer(context)
        let line = UnsafeRawBufferPointer(start: bytes, count: count).assumingMemoryBound(to: UInt8.self)
        guard transfer.head.append(line.span) else {
            transfer.stop = .headTooLarge
            return 0
        }
        return count
    }

    /// Makes the socket for a connection, once the address is judged; runs after each look-up, for each address.
    private static let onConnect: curl_opensocket_callback = { context, _, address in
        guard let context, let address else { return CURL_SOCKET_BAD }
        return transfer(context).judge.open(address)
    }

    /// Judges the peer again before each request, since a connection that is used again opens no socket.
    private static let onRequest: curl_prereq_callback = { context, peer, _, port, _ in
        guard let context, let peer else { return CURL_PREREQFUNC_ABORT }
        return transfer(context).mayAsk(peer, port: port)
            ? CURL_PREREQFUNC_OK : CURL_PREREQFUNC_ABORT
    }

    /// Returns the count taken; libcurl ends the transfer when that is not all of `bytes`.
    private func append(_ bytes: UnsafeRawBufferPointer) -> Int {
        let isRedirect = isRedirect ?? (question.followsRedirects && answer.location != nil)
        self.isRedirect = isRedirect
        if isRedirect {
            discarded += bytes.count
            if discarded > Self.largestRedirectBody { stop = .enough }
        } else if bytes.count <= largestBody - body.count {
            body.append(bytes[...])
        } else if stopsAtLargestBody {
            body.append(bytes.prefix(largestBody - body.count))
            stop = .enough
        } else {
            stop = .bodyTooLarge
        }
        return stop == nil ? bytes.count : 0
    }

    private func mayAsk(_ peer: UnsafePointer<CChar>, port: Int32) -> Bool {
        guard !hasAsked || !asksOnce else {
            stop = .noAnswer
            return false
        }
        hasAsked = true
        return judge.mayAsk(peer, port: port)
    }
}
