import Foundation
import Glibc
import Host
import Testing

@Suite(.timeLimit(.minutes(1))) struct LoopbackHTTPTests {
    @Test(
        "only addresses of loopback with a port are taken",
        arguments: [
            ("127.0.0.1:9464", true), ("127.8.9.10:1", true), ("[::1]:65535", true), ("127.0.0.1", false),
            ("127.0.0.1:0", false), ("127.0.0.1:65536", false), ("0.0.0.0:9464", false),
            ("10.0.0.1:80", false),
            ("[::]:80", false), ("localhost:80", false), ("127.0.0.1.evil.example:80", false),
            ("127.1:80", false), (":80", false), ("", false),
        ])
    func addresses(_ text: String, _ isTaken: Bool) {
        #expect((LoopbackHTTP.Address(text) != nil) == isTaken)
    }

    /// A server on a port that was free a moment ago.
    private func serving(_ body: (UInt16) async throws -> Void) async throws {
        for _ in 0..<20 {
            let port = UInt16.random(in: 20_000...60_000)
            let address = try #require(LoopbackHTTP.Address("127.0.0.1:\(port)"))
            let server = LoopbackHTTP(at: address) { $0 == "/there" ? .init("yes\n") : nil }
            guard await server.open() == nil else { continue }
            try await body(port)
            await server.close()
            return
        }
        Issue.record("no port was free")
    }

    @Test("answers a GET by a name of loopback, and nothing else")
    func answers() async throws {
        try await serving { port in
            let cases: [(String, String)] = [
                ("GET /there HTTP/1.1\r\nHost: 127.0.0.1:\(port)\r\n\r\n", "200"),
                ("GET /there?x=1 HTTP/1.1\r\nhost:  LOCALHOST \r\n\r\n", "200"),
                ("GET /elsewhere HTTP/1.1\r\nHost: localhost:\(port)\r\n\r\n", "404"),
                ("POST /there HTTP/1.1\r\nHost: localhost\r\n\r\n", "405"),
                ("GET /there HTTP/1.1\r\nHost: rebound.example:\(port)\r\n\r\n", "403"),
                ("GET /there HTTP/1.1\r\n\r\n", "403"),
                ("GET /there HTTP/1.1\r\nHost: localhost\r\nHost: localhost\r\n\r\n", "403"),
                ("GET /there SMTP/1.0\r\nHost: localhost\r\n\r\n", "400"),
                ("\u{0}\u{1}garbage\r\n\r\n", "400"),
            ]
            for (request, status) in cases {
                let answer = await (try Client.tcp(port)).ask(request)
                #expect(answer.hasPrefix("HTTP/1.1 \(status) "), "\(request): \(answer)")
            }
        }
    }

    @Test("who hangs or floods holds up nobody")
    func hangs() async throws {
        try await serving { port in
            var hanging: [Client] = []
            for _ in 0..<8 { hanging.append(try Client.tcp(port)) }
            let flood = try Client.tcp(port)
            _ = await blocking { flood.send(Array(repeating: 0x41, count: 1 << 20)) }
            let answer = await (try Client.tcp(port)).ask("GET /there HTTP/1.1\r\nHost: localhost\r\n\r\n")
            #expect(answer.hasSuffix("\r\n\r\nyes\n"))
            _ = hanging.count
        }
    }
}

@Suite(.timeLimit(.minutes(1))) struct ControlSocketTests {
    @Test("questions are answered while others hang, send garbage, or more than any question")
    func answers() async throws {
        let path = "/tmp/bode-socket-\(UInt64.random(in: 0...(.max)))"
        let socket = ControlSocket(path: path) { "you said \($0.utf8.count)" }
        let problem = await socket.open()
        #expect(problem == nil)
        var hanging: [Client] = []
        for _ in 0..<6 { hanging.append(try Client.unix(path)) }
        let garbage = try Client.unix(path)
        garbage.send([0xFF, 0x00, 0xC3, 0x0A])
        // It is let go of as soon as it is longer than any question.
        let flood = try Client.unix(path)
        let sent = await blocking { flood.send(Array(repeating: 0x41, count: 16 << 20)) }
        #expect(sent < 16 << 20)
        let answer = await blocking { ControlSocket.ask("four", at: path) }
        #expect(answer == "you said 4")
        var status = stat()
        #expect(stat(path, &status) == 0 && status.st_mode & 0o777 == 0o600)
        _ = hanging.count
        await socket.close()
        #expect(ControlSocket.ask("four", at: path) == nil)
    }
}

/// The other end of a connection.
final class Client: Sendable {
    private let descriptor: Int32
    private init(_ descriptor: Int32) { self.descriptor = descriptor }
    deinit { close(descriptor) }

    static func tcp(_ port: UInt16) throws -> Client {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var place = sockaddr_in()
        place.sin_family = sa_family_t(AF_INET)
        place.sin_port = port.bigEndian
        place.sin_addr.s_addr = inet_addr("127.0.0.1")
        let isConnected = withUnsafePointer(to: &place) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
        try #require(isConnected)
        return Client(descriptor)
    }

    static func unix(_ path: String) throws -> Client {
        let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        var place = sockaddr_un()
        place.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &place.sun_path) { $0.copyBytes(from: Array(path.utf8)) }
        let isConnected = withUnsafePointer(to: &place) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size)) == 0
            }
        }
        try #require(isConnected)
        return Client(descriptor)
    }

    /// Sends as much as is taken.
    @discardableResult
    func send(_ bytes: [UInt8]) -> Int {
        var sent = 0
        while sent < bytes.count {
            let count = bytes[sent...].withUnsafeBytes {
                Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { break }
            sent += count
        }
        return sent
    }

    func ask(_ request: String) async -> String {
        await blocking { [self] in
            send(Array(request.utf8))
            var (answer, buffer): ([UInt8], [UInt8]) = ([], Array(repeating: 0, count: 65_536))
            while true {
                let count = recv(descriptor, &buffer, buffer.count, 0)
                guard count > 0 else { return String(decoding: answer, as: UTF8.self) }
                answer += buffer.prefix(count)
            }
        }
    }
}

/// Does what waits on a thread of its own: the server needs the others.
func blocking<Value: Sendable>(_ body: @escaping @Sendable () -> Value) async -> Value {
    await withCheckedContinuation { done in
        Thread.detachNewThread { done.resume(returning: body()) }
    }
}
