import Glibc

/// A small HTTP server for those who watch over the daemon: GET, on loopback alone, one answer a connection.
///
/// The name by which it is asked must be one of loopback's own: a page in somebody's browser that rebinds its own name to this
/// machine is answered 403.
package actor LoopbackHTTP {
    /// An address of loopback with a port: `127.0.0.1:9464`, `[::1]:9464`.
    package struct Address: Hashable, Sendable, CustomStringConvertible {
        package let host: String
        package let port: UInt16

        /// `nil` where it is none, or an address that others may reach.
        package init?(_ text: String) {
            guard let colon = text.lastIndex(of: ":"), let port = UInt16(text[text.index(after: colon)...]),
                port > 0
            else { return nil }
            host = String(text[..<colon])
            self.port = port
            let parts = host.split(separator: ".", omittingEmptySubsequences: false)
            let isLoopback4 =
                parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
            guard isLoopback4 || host == "[::1]" else { return nil }
        }

        package var description: String { "\(host):\(port)" }

        /// Whether a `Host` header names this machine's loopback.
        func isNamed(by header: String) -> Bool {
            ["\(host)", "localhost", "127.0.0.1", "[::1]"].contains {
                header == $0 || header == "\($0):\(port)"
            }
        }
    }

    /// What is answered.
    package struct Answer: Sendable {
        package var status: Int
        package var contentType: String
        package var body: String

        package init(
            _ body: String, status: Int = 200, contentType: String = "text/plain; charset=utf-8"
        ) {
            (self.status, self.contentType, self.body) = (status, contentType, body)
        }
    }

    private let address: Address
    private let answer: @Sendable (_ path: String) async -> Answer?
    private var listener: StreamListener?

    private static let longestHead = 16 << 10

    /// `answer`: what lies at a path; `nil` for nothing.
    package init(at address: Address, answer: @escaping @Sendable (_ path: String) async -> Answer?) {
        (self.address, self.answer) = (address, answer)
    }

    /// Begins to listen; returns why not where it cannot.
    package func open() async -> String? {
        let isSix = address.host == "[::1]"
        let family = isSix ? AF_INET6 : AF_INET
        let descriptor = socket(family, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { return String(cString: strerror(errno)) }
        var yes: Int32 = 1
        setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size))
        let isBound = isSix ? bindSix(descriptor) : bindFour(descriptor)
        guard isBound, listen(descriptor, 16) == 0 else {
            defer { Glibc.close(descriptor) }
            return String(cString: strerror(errno))
        }
        let listener = StreamListener(descriptor) { [address, answer] connection in
            guard let head = await connection.read(to: Array("\r\n\r\n".utf8), limit: Self.longestHead)
            else { return }
            await connection.write(Self.response(to: head, at: address, answer))
        }
        self.listener = listener
        await listener.start()
        return nil
    }

    package func close() async {
        await listener?.close()
        listener = nil
    }

    private func bindFour(_ descriptor: Int32) -> Bool {
        var place = sockaddr_in()
        place.sin_family = sa_family_t(AF_INET)
        place.sin_port = address.port.bigEndian
        guard inet_pton(AF_INET, address.host, &place.sin_addr) == 1 else { return false }
        return withUnsafePointer(to: &place) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
    }

    private func bindSix(_ descriptor: Int32) -> Bool {
        var place = sockaddr_in6()
        place.sin6_family = sa_family_t(AF_INET6)
        place.sin6_port = address.port.bigEndian
        place.sin6_addr = in6addr_loopback
        return withUnsafePointer(to: &place) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in6>.size)) == 0
            }
        }
    }

    // MARK: HTTP

    private static func response(
        to head: [UInt8], at address: Address, _ answer: (String) async -> Answer?
    ) async -> [UInt8] {
        // A line end is one character to Swift.
        let lines = String(decoding: head, as: UTF8.self).split(separator: "\r\n")
        let request = lines.first?.split(separator: " ") ?? []
        guard request.count == 3, request[2].hasPrefix("HTTP/1.") else { return text(400, "not HTTP") }
        let hosts = lines.dropFirst().compactMap { line -> String? in
            guard let colon = line.firstIndex(of: ":"), line[..<colon].lowercased() == "host" else {
                return nil
            }
            return line[line.index(after: colon)...].trimmed
        }
        guard hosts.count == 1, let host = hosts.first, address.isNamed(by: host.lowercased()) else {
            return text(403, "ask me by a name of loopback")
        }
        guard request[0] == "GET" || request[0] == "HEAD" else { return text(405, "only GET") }
        let path = request[1].prefix { $0 != "?" }
        guard let found = await answer(String(path)) else { return text(404, "nothing is there") }
        return bytes(found, hasBody: request[0] == "GET")
    }

    private static func text(_ status: Int, _ words: String) -> [UInt8] {
        bytes(Answer(words + "\n", status: status), hasBody: true)
    }

    private static func bytes(_ answer: Answer, hasBody: Bool) -> [UInt8] {
        let reasons = [
            200: "OK", 400: "Bad Request", 403: "Forbidden", 404: "Not Found", 405: "Method Not Allowed",
            503: "Service Unavailable",
        ]
        let head = """
            HTTP/1.1 \(answer.status) \(reasons[answer.status] ?? "-")\r
            Content-Type: \(answer.contentType)\r
            Content-Length: \(answer.body.utf8.count)\r
            Cache-Control: no-store\r
            X-Content-Type-Options: nosniff\r
            Connection: close\r
            \r

            """
        return Array(head.utf8) + (hasBody ? Array(answer.body.utf8) : [])
    }
}

extension Substring {
    /// Without spaces around it.
    fileprivate var trimmed: String {
        var text = self
        while text.first == " " || text.first == "\t" { text.removeFirst() }
        while text.last == " " || text.last == "\t" { text.removeLast() }
        return String(text)
    }
}
