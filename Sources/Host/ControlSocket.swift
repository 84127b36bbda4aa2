import DispatchIsolation
import Glibc

/// Answers questions of the command line about the running daemon, on a Unix socket that only its user may open.
///
/// A question is one line, the answer is everything up to the end of the stream.
package actor ControlSocket {
    private nonisolated let executor = DispatchExecutor(label: "control")
    package nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    private let path: String
    private let answer: @Sendable (String) async -> String
    private var listener: Int32 = -1
    private var watch: Watch?

    /// Seconds that a question may take to arrive, and an answer to be taken.
    private static let patience = 2

    package init(path: String, answer: @escaping @Sendable (String) async -> String) {
        (self.path, self.answer) = (path, answer)
    }

    /// Begins to listen; returns why not where it cannot.
    package func open() -> String? {
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
        listener = descriptor
        watch = executor.when(descriptor, is: .readable) { [weak self] in self?.assumeIsolated { $0.accept() }
        }
        return nil
    }

    package func close() {
        guard listener >= 0 else { return }
        watch = nil
        Glibc.close(listener)
        listener = -1
        unlink(path)
    }

    private func accept() {
        let connection = Glibc.accept(listener, nil, nil)
        guard connection >= 0 else { return }
        var patience = timeval(tv_sec: ControlSocket.patience, tv_usec: 0)
        let size = socklen_t(MemoryLayout<timeval>.size)
        setsockopt(connection, SOL_SOCKET, SO_RCVTIMEO, &patience, size)
        setsockopt(connection, SOL_SOCKET, SO_SNDTIMEO, &patience, size)
        var buffer = [UInt8](repeating: 0, count: 4096)
        let count = recv(connection, &buffer, buffer.count, 0)
        let question = String(decoding: buffer.prefix(max(0, count)).prefix { $0 != 0x0A }, as: UTF8.self)
        Task { reply(await answer(question), on: connection) }
    }

    private func reply(_ text: String, on connection: Int32) {
        defer { Glibc.close(connection) }
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let sent = rest.withUnsafeBytes {
                send(connection, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard sent > 0 else { return }
            rest = rest.dropFirst(sent)
        }
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
