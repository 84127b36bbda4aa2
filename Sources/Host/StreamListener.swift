import DispatchIsolation
import Glibc

/// Takes connections on a listening socket and has each served beside the others, so that one that hangs holds up nobody.
package actor StreamListener {
    private nonisolated let executor = DispatchExecutor(label: "listener")
    package nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    private let descriptor: Int32
    private let serve: @Sendable (StreamConnection) async -> Void
    private var watch: Watch?
    private var open = 0

    /// Connections at a time; whoever comes beyond is turned away.
    private static let mostConnections = 32

    /// Serves what connects to `descriptor`, which is its own from now on.
    init(_ descriptor: Int32, serve: @escaping @Sendable (StreamConnection) async -> Void) {
        (self.descriptor, self.serve) = (descriptor, serve)
    }

    /// Begins to take connections.
    func start() {
        // Whoever connected may be gone again by the time that it is taken.
        _ = fcntl(descriptor, F_SETFL, O_NONBLOCK)
        watch = executor.when(descriptor, is: .readable) { [weak self] in
            self?.assumeIsolated { $0.accept() }
        }
    }

    /// Takes no more connections; those that are there are served to their end.
    func close() {
        guard watch != nil else { return }
        watch = nil
        Glibc.close(descriptor)
    }

    private func accept() {
        let socket = Glibc.accept(descriptor, nil, nil)
        guard socket >= 0 else {
            guard errno == EMFILE || errno == ENFILE else { return }
            // Without a descriptor left it would be asked again at once, and again.
            watch = executor.after(.seconds(1)) { [weak self] in self?.assumeIsolated { $0.start() } }
            return
        }
        _ = fcntl(socket, F_SETFD, FD_CLOEXEC)
        guard open < StreamListener.mostConnections else {
            Glibc.close(socket)
            return
        }
        open += 1
        let connection = StreamConnection(socket)
        Task { [serve] in
            await serve(connection)
            await connection.close()
            left()
        }
    }

    private func left() { open -= 1 }
}

/// One connection, which has a queue of its own to wait on, and little patience.
package actor StreamConnection {
    private nonisolated let executor = DispatchExecutor(label: "connection")
    package nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    private var socket: Int32
    /// How long a question may take to arrive, whole, and an answer to be taken.
    private static let patience = (reading: Duration.seconds(5), writing: Duration.seconds(60))
    /// How long one wait for the other side may take.
    private static let step = timeval(tv_sec: 2, tv_usec: 0)

    init(_ socket: Int32) {
        self.socket = socket
        var step = StreamConnection.step
        let size = socklen_t(MemoryLayout<timeval>.size)
        setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &step, size)
        setsockopt(socket, SOL_SOCKET, SO_SNDTIMEO, &step, size)
    }

    /// What arrives up to and with `end`; `nil` where it does not come in time, or in `limit` bytes.
    package func read(to end: [UInt8], limit: Int) -> [UInt8]? {
        let deadline = ContinuousClock.now + StreamConnection.patience.reading
        var (bytes, buffer): ([UInt8], [UInt8]) = ([], Array(repeating: 0, count: 16_384))
        while ContinuousClock.now < deadline, bytes.count <= limit {
            let count = recv(socket, &buffer, buffer.count, 0)
            guard count > 0 else { return nil }
            // The end may have come in two pieces.
            let start = max(0, bytes.count - end.count + 1)
            bytes += buffer.prefix(count)
            if let place = bytes[start...].firstRange(of: end) { return Array(bytes[..<place.upperBound]) }
        }
        return nil
    }

    /// Sends all of `bytes`, or as much as the other side takes in time.
    package func write(_ bytes: [UInt8]) {
        let deadline = ContinuousClock.now + StreamConnection.patience.writing
        var rest = bytes[...]
        while !rest.isEmpty, ContinuousClock.now < deadline {
            let sent = rest.withUnsafeBytes {
                send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard sent > 0 else { return }
            rest = rest.dropFirst(sent)
        }
    }

    func close() {
        guard socket >= 0 else { return }
        Glibc.close(socket)
        socket = -1
    }
}
