import Glibc

/// Answers questions of the command line about the running daemon, on a Unix socket that only its user may open.
///
/// A question is one line, the answer is everything up to the end of the stream.
package actor ControlSocket {
    private let path: String
    private let answer: @Sendable (String) async -> String
    private var listener: StreamListener?

    /// Bytes of the longest question: a thousand numbers of messages, and more.
    private static let longestQuestion = 256 << 10

    package init(path: String, answer: @escaping @Sendable (String) async -> String) {
        (self.path, self.answer) = (path, answer)
    }

    /// Begins to listen; returns why not where it cannot.
    package func open() async -> String? {
        guard let (place, length) = UnixAddress.make(path) else {
            return "the path \(path) is too long for a socket"
        }
        var address = place
        let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { return String(cString: strerror(errno)) }
        unlink(path)
        let old = umask(0o177)
        let isBound = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, length)
            }
        }
        umask(old)
        guard isBound == 0, listen(descriptor, 8) == 0 else {
            defer { Glibc.close(descriptor) }
            return "\(path): \(String(cString: strerror(errno)))"
        }
        let listener = StreamListener(descriptor) { [answer] connection in
            guard let line = await connection.read(to: [0x0A], limit: ControlSocket.longestQuestion) else {
                return
            }
            await connection.write(Array(await answer(String(decoding: line.dropLast(), as: UTF8.self)).utf8))
        }
        self.listener = listener
        await listener.start()
        return nil
    }

    package func close() async {
        guard let listener else { return }
        self.listener = nil
        await listener.close()
        unlink(path)
    }

    /// Asks the daemon that listens at `path`; `nil` where none does.
    ///
    /// `patience` is how many seconds to wait for each part of the answer.
    package static func ask(_ question: String, at path: String, patience seconds: Int = 10) -> String? {
        guard let (place, length) = UnixAddress.make(path) else { return nil }
        var address = place
        let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { return nil }
        defer { Glibc.close(descriptor) }
        var patience = timeval(tv_sec: seconds, tv_usec: 0)
        setsockopt(
            descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
        let isConnected = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, length)
            }
        }
        guard isConnected == 0 else { return nil }
        let line = question + "\n"
        guard send(descriptor, line, line.utf8.count, Int32(MSG_NOSIGNAL)) == line.utf8.count
        else { return nil }
        var (answer, buffer): ([UInt8], [UInt8]) = ([], Array(repeating: 0, count: 65_536))
        while true {
            let count = recv(descriptor, &buffer, buffer.count, 0)
            guard count > 0 else {
                return count == 0 && !answer.isEmpty ? String(decoding: answer, as: UTF8.self) : nil
            }
            answer += buffer.prefix(count)
        }
    }
}
