import Glibc
import Synchronization

/// An HTTP/1.1 server on a loopback port that answers as its script says, well or badly.
///
/// Each connection has a thread, which a test can afford and which keeps the server honest: it shares no code with the
/// client under test. It stops when it is let go.
public final class LoopbackServer: Sendable {
    public typealias Script = @Sendable (Request) -> Reply

    /// A request as it arrived.
    public struct Request: Sendable {
        public var method: String
        /// With its query.
        public var path: String
        /// Names in lower case, in the order received.
        public var headers: [(name: String, value: String)]
        public var body: [UInt8]
        /// Which connection it came on, from 1.
        public var connection: Int

        /// The first header of that name, in lower case.
        public func header(_ name: String) -> String? { headers.first { $0.name == name }?.value }
    }

    /// What is done with a connection in answer to a request, step by step.
    public struct Reply: Sendable {
        public enum Step: Sendable {
            case send([UInt8])
            /// Sends so many bytes, all the same.
            case flood(UInt8, count: Int)
            case wait(Duration)
            /// Says nothing more until the client goes away.
            case hang
            case close
        }

        public var steps: [Step]
        public init(_ steps: [Step]) { self.steps = steps }

        /// A whole answer with `Content-Length`, after which the connection stays open.
        public static func answer(
            _ status: Int = 200, _ body: [UInt8], headers: [(name: String, value: String)] = []
        ) -> Reply {
            let length = (name: "Content-Length", value: String(body.count))
            return Reply([.send(head(status, headers + [length]) + body)])
        }

        public static func answer(
            _ status: Int = 200, _ body: String = "", headers: [(name: String, value: String)] = []
        ) -> Reply { answer(status, Array(body.utf8), headers: headers) }

        public static func redirect(_ status: Int = 302, to location: String) -> Reply {
            answer(status, "elsewhere", headers: [("Location", location)])
        }

        /// A whole answer in chunks.
        public static func chunked(
            _ status: Int = 200, _ chunks: [String], headers: [(name: String, value: String)] = []
        ) -> Reply {
            let pieces = chunks.map { String($0.utf8.count, radix: 16) + "\r\n" + $0 + "\r\n" }
            let body = pieces.joined() + "0\r\n\r\n"
            return Reply([
                .send(head(status, headers + [("Transfer-Encoding", "chunked")]) + Array(body.utf8))
            ])
        }

        /// These bytes, whatever they mean, and then the end.
        public static func raw(_ text: String) -> Reply { Reply([.send(Array(text.utf8)), .close]) }

        /// The same reply, later.
        public func delayed(by delay: Duration) -> Reply { Reply([.wait(delay)] + steps) }

        /// A status line and headers, with the empty line that ends them.
        public static func head(_ status: Int, _ headers: [(name: String, value: String)]) -> [UInt8] {
            let lines = ["HTTP/1.1 \(status) Status"] + headers.map { "\($0.name): \($0.value)" }
            return Array((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8)
        }
    }

    public let port: UInt16
    private let host: String
    private let listener: Int32
    private let book: LoopbackBook

    /// Listens on a free port of `host`, an address in 127.0.0.0/8, and answers 404 unless `script` or ``on(_:_:)`` says otherwise.
    public init(host: String = "127.0.0.1", _ script: @escaping Script = { _ in .answer(404, "not found") }) {
        self.host = host
        book = LoopbackBook(script)
        (listener, port) = listenOnLoopback(host)
        acceptConnections(on: listener, book)
    }

    deinit { stop() }

    /// Ends the server and its connections; calling it twice is harmless.
    public func stop() {
        guard book.end() else { return }
        // Wakes the thread that accepts, which closes the descriptor.
        shutdown(listener, Int32(SHUT_RDWR))
    }

    /// Answers requests for `path`, query included, by `script` from now on.
    public func on(_ path: String, _ script: @escaping Script) { book.set(path, script) }

    /// Answers requests for `path` with `body` from now on.
    public func serve(
        _ path: String, _ body: String, status: Int = 200, headers: [(name: String, value: String)] = []
    ) { on(path) { _ in .answer(status, body, headers: headers) } }

    public func url(_ path: String = "/") -> String { "http://\(host):\(port)\(path)" }

    /// The exception to give to a client that refuses loopback addresses.
    public var allow: String { "\(host)/32:\(port)" }

    /// The requests so far, in order.
    public var requests: [Request] { book.requests }

    /// Connections accepted so far.
    public var connections: Int { book.connections }

    /// Waits until `count` requests have arrived, for tests that must know that a client waits for its answer.
    public func awaitRequests(_ count: Int) async {
        await withCheckedContinuation { book.wake($0, at: count) }
    }
}

/// What a loopback server's threads share.
final class LoopbackBook: Sendable {
    private struct State {
        var scripts: [String: LoopbackServer.Script] = [:]
        var requests: [LoopbackServer.Request] = []
        var connections = 0
        var open: Set<Int32> = []
        var waiters: [(count: Int, wake: CheckedContinuation<Void, Never>)] = []
        var hasEnded = false
    }

    private let script: LoopbackServer.Script
    private let state = Mutex(State())

    init(_ script: @escaping LoopbackServer.Script) { self.script = script }

    var requests: [LoopbackServer.Request] { state.withLock { $0.requests } }
    var connections: Int { state.withLock { $0.connections } }

    func set(_ path: String, _ script: @escaping LoopbackServer.Script) {
        state.withLock { $0.scripts[path] = script }
    }

    /// The connection's number; `nil` once the server has ended.
    func open(_ connection: Int32) -> Int? {
        state.withLock { state in
            guard !state.hasEnded else { return nil }
            state.open.insert(connection)
            state.connections += 1
            return state.connections
        }
    }

    func close(_ connection: Int32) {
        state.withLock { state in
            state.open.remove(connection)
            Glibc.close(connection)
        }
    }

    func reply(to request: LoopbackServer.Request) -> LoopbackServer.Reply {
        let (script, waiters) = state.withLock { state in
            state.requests.append(request)
            let due = state.waiters.filter { $0.count <= state.requests.count }
            state.waiters.removeAll { $0.count <= state.requests.count }
            return (state.scripts[request.path] ?? self.script, due)
        }
        for waiter in waiters { waiter.wake.resume() }
        return script(request)
    }

    func wake(_ waiter: CheckedContinuation<Void, Never>, at count: Int) {
        let isDue = state.withLock { state in
            guard state.requests.count < count, !state.hasEnded else { return true }
            state.waiters.append((count, waiter))
            return false
        }
        if isDue { waiter.resume() }
    }

    /// False where it had ended before.
    func end() -> Bool {
        let waiters: [CheckedContinuation<Void, Never>]? = state.withLock { state in
            guard !state.hasEnded else { return nil }
            state.hasEnded = true
            for connection in state.open { shutdown(connection, Int32(SHUT_RDWR)) }
            defer { state.waiters = [] }
            return state.waiters.map(\.wake)
        }
        for waiter in waiters ?? [] { waiter.resume() }
        return waiters != nil
    }
}
