import CCurl
import DispatchIsolation
import Glibc
import Pipeline

/// One message to one recipient: a libcurl easy handle that speaks SMTP.
///
/// Not `Sendable`: its client makes it, keeps it and uses it on the client's own queue, where libcurl calls back too.
final class MailTransfer: Exchange {
    var id = 0
    var completion: CheckedContinuation<Transfer.Outcome, Never>?
    var deadline: ContinuousClock.Instant?
    private(set) var handle: EasyHandle?
    let server: String

    private let submission: MailSubmission
    private var message: [UInt8] { submission.message }
    private let sockets: SocketSet
    private let settings: CurlHTTP.Settings
    private let address: OpaquePointer
    private let recipients: UnsafeMutablePointer<curl_slist>?
    private var judge: PeerJudge
    private var sent = 0
    private var talk = MailConversation()

    init(
        _ submission: MailSubmission, policy: AddressPolicy, sockets: SocketSet, settings: CurlHTTP.Settings
    ) throws(MailFailure) {
        try MailTransfer.check(submission)
        guard let address = curl_url() else { throw .unavailable("no memory") }
        (self.submission, self.address) = (submission, address)
        (self.sockets, self.settings) = (sockets, settings)
        server = "\(submission.host):\(submission.port)"
        judge = PeerJudge(policy, opening: sockets)
        recipients = curl_slist_append(nil, "<\(submission.recipient)>")
        try setAddress(submission)
    }

    deinit {
        curl_url_cleanup(address)
        curl_slist_free_all(recipients)
    }

    // MARK: What is asked of the server

    /// Whatever goes into a command must not be able to end it.
    private static func check(_ submission: MailSubmission) throws(MailFailure) {
        let isHost = submission.host.utf8.allSatisfy { byte in
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x3A: true
            default: false
            }
        }
        guard isHost, !submission.host.isEmpty, (1...65_535).contains(submission.port) else {
            throw .unavailable("'\(submission.host.onOneLine(limit: 100))' is no mail server's name")
        }
        for address in [submission.sender, submission.recipient] {
            let isPlain = address.utf8.allSatisfy {
                $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "<") && $0 != UInt8(ascii: ">")
            }
            guard isPlain, address.utf8.count <= 254, address.contains("@") else {
                throw .refused("'\(address.onOneLine(limit: 100))' is no mail address")
            }
        }
        var last: UInt8 = 0
        for byte in submission.message {
            guard (last == 0x0D) == (byte == 0x0A) else {
                throw .refused("the message has a line end that is not CR LF")
            }
            last = byte
        }
        guard last == 0x0A || submission.message.isEmpty else {
            throw .refused("the message does not end with a line's end")
        }
    }

    private func setAddress(_ submission: MailSubmission) throws(MailFailure) {
        let host = submission.host.contains(":") ? "[\(submission.host)]" : submission.host
        // The path is what we call ourselves: the domain that the mail comes from.
        let name = submission.sender.drop { $0 != "@" }.dropFirst()
        let isName = name.utf8.allSatisfy {
            (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0)
                || $0 == 0x2D || $0 == 0x2E
        }
        let scheme = submission.security == .tls ? "smtps" : "smtp"
        for (part, value) in [
            (CURLUPART_SCHEME, scheme), (CURLUPART_HOST, host), (CURLUPART_PORT, String(submission.port)),
            (CURLUPART_PATH, "/" + (isName && !name.isEmpty ? name : "localhost")),
        ] where curl_url_set(address, part, value, 0) != CURLUE_OK {
            throw .unavailable("'\(server.onOneLine(limit: 100))' is no mail server's address")
        }
    }

    func prepare(_ handle: EasyHandle) {
        self.handle = handle
        let easy = handle.raw
        let context = Unmanaged.passUnretained(self).toOpaque()
        ccurl_easy_set_error_buffer(easy, handle.errorText)
        ccurl_easy_on_connect(easy, Self.onConnect, context)
        ccurl_easy_on_request(easy, Self.onRequest, context)
        ccurl_easy_on_read(easy, Self.onRead, context)
        ccurl_easy_on_body(easy, Self.onBody, context)
        ccurl_easy_on_debug(easy, Self.onDebug, context)
        sockets.closesSockets(of: easy)

        ccurl_easy_set_address(easy, address)
        ccurl_easy_set_string(easy, CURLOPT_PROTOCOLS_STR, "smtp,smtps")
        ccurl_easy_set_string(easy, CURLOPT_PROXY, "")
        ccurl_easy_set_string(easy, CURLOPT_NOPROXY, "")
        ccurl_easy_set_string(easy, CURLOPT_MAIL_FROM, "<\(submission.sender)>")
        ccurl_easy_set_recipients(easy, recipients)
        ccurl_easy_set_long(easy, CURLOPT_UPLOAD, 1)
        ccurl_easy_set_long(easy, CURLOPT_INFILESIZE, message.count)
        if let credentials = submission.credentials {
            ccurl_easy_set_string(easy, CURLOPT_USERNAME, credentials.user)
            ccurl_easy_set_string(easy, CURLOPT_PASSWORD, credentials.password)
        }

        let security = submission.security == .none ? CURLUSESSL_NONE : CURLUSESSL_ALL
        ccurl_easy_set_long(easy, CURLOPT_USE_SSL, Int(security.rawValue))
        if let authorities = settings.authorities {
            ccurl_easy_set_string(easy, CURLOPT_CAINFO, authorities)
        }
        ccurl_easy_set_long(easy, CURLOPT_SSL_VERIFYPEER, 1)
        ccurl_easy_set_long(easy, CURLOPT_SSL_VERIFYHOST, 2)
        ccurl_easy_set_long(easy, CURLOPT_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2))

        ccurl_easy_set_long(easy, CURLOPT_DNS_CACHE_TIMEOUT, 0)
        // Several messages share a connection; one that has been idle for longer may be gone.
        ccurl_easy_set_long(easy, CURLOPT_MAXAGE_CONN, 20)
        ccurl_easy_set_long(easy, CURLOPT_CONNECTTIMEOUT_MS, Int(settings.connectTimeout / .milliseconds(1)))
        ccurl_easy_set_long(easy, CURLOPT_NOSIGNAL, 1)
        ccurl_easy_set_long(easy, CURLOPT_QUICK_EXIT, 1)
    }

    // MARK: What became of it

    /// A reply that ended it is an answer: its code, the command that it answers, and what it says.
    func outcome(of code: CURLcode, isOverdue: Bool) -> Transfer.Outcome {
        if code != CURLE_OK, let objection = judge.objection {
            return .failure(.refused(objection))
        }
        guard code != CURLE_OK else { return .success(.init(status: 250, headers: [], body: [])) }
        if !isOverdue, talk.code >= 400 {
            return .success(
                .init(status: talk.code, headers: [("command", talk.command)], body: Array(talk.text.utf8)))
        }
        guard code != CURLE_OPERATION_TIMEDOUT else { return .failure(.timedOut) }
        let detail = handle.map { String(cString: $0.errorText) } ?? ""
        return .failure(
            .failed(
                (detail.isEmpty ? String(cString: curl_easy_strerror(code)) : detail).onOneLine(limit: 300)))
    }

    // MARK: What libcurl asks of us

    private static func transfer(_ context: UnsafeMutableRawPointer) -> MailTransfer {
        Unmanaged<MailTransfer>.fromOpaque(context).takeUnretainedValue()
    }

    private static let onConnect: curl_opensocket_callback = { context, _, address in
        guard let context, let address else { return CURL_SOCKET_BAD }
        return transfer(context).judge.open(address)
    }

    /// Judges the peer of a connection that is used again, which opens no socket.
    private static let onRequest: curl_prereq_callback = { context, peer, _, port, _ in
        guard let context, let peer else { return CURL_PREREQFUNC_ABORT }
        return transfer(context).judge.mayAsk(peer, port: port)
            ? CURL_PREREQFUNC_OK : CURL_PREREQFUNC_ABORT
    }

    private static let onRead: curl_read_callback = { buffer, size, count, context in
        guard let context, let buffer else { return 0 }
        return transfer(context).read(into: buffer, most: size * count)
    }

    /// Nothing that the server says belongs into a file.
    private static let onBody: curl_write_callback = { _, _, count, _ in count }

    private static let onDebug: curl_debug_callback = { _, kind, bytes, count, context in
        guard let context, let bytes else { return 0 }
        let text = UnsafeRawBufferPointer(start: bytes, count: count)
        switch kind {
        case CURLINFO_HEADER_OUT: transfer(context).talk.said(text)
        case CURLINFO_HEADER_IN: transfer(context).talk.heard(text)
        default: break
        }
        return 0
    }

    private func read(into buffer: UnsafeMutablePointer<CChar>, most: Int) -> Int {
        let part = message[sent...].prefix(most)
        part.withUnsafeBytes { bytes in
            UnsafeMutableRawBufferPointer(start: buffer, count: most).copyMemory(from: bytes)
        }
        sent += part.count
        return part.count
    }
}

/// What was said last: the command and the reply, for telling why a message was not taken.
struct MailConversation {
    /// The last command, without what came with it: no address and no password.
    private(set) var command = ""
    /// The code of the last reply.
    private(set) var code = 0
    /// What its last line said.
    private(set) var text = ""

    /// True once we took our leave, after which nothing that is said matters.
    private var isOver = false

    private static let commands: Set = ["EHLO", "HELO", "STARTTLS", "AUTH", "MAIL", "RCPT", "DATA"]

    mutating func said(_ bytes: UnsafeRawBufferPointer) {
        let word = String(decoding: bytes.prefix(8).prefix { (0x41...0x5A).contains($0) }, as: UTF8.self)
        // Between the steps of AUTH there are lines without a command.
        if Self.commands.contains(word) { command = word }
        isOver = word == "QUIT"
    }

    mutating func heard(_ bytes: UnsafeRawBufferPointer) {
        let line = String(decoding: bytes.prefix(1_000), as: UTF8.self)
        guard !isOver, let code = Int(line.prefix(3)), (200...599).contains(code) else { return }
        self.code = code
        text = line.trimmed.onOneLine(limit: 300)
    }
}

extension String {
    fileprivate var trimmed: Substring {
        var text = self[...]
        while let last = text.unicodeScalars.last, last.value <= 0x20 { text.unicodeScalars.removeLast() }
        return text
    }
}
