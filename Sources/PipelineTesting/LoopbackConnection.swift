import Glibc

func listenOnLoopback(_ host: String) -> (descriptor: Int32, port: UInt16) {
    let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = unsafe inet_addr(host)
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isBound = unsafe withUnsafeMutablePointer(to: &address) { pointer in
        unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
            unsafe bind(listener, pointer, length) == 0 && listen(listener, 512) == 0
                && getsockname(listener, pointer, &length) == 0
        }
    }
    precondition(isBound, "no port to listen on at \(host)")
    return (listener, UInt16(bigEndian: address.sin_port))
}

func acceptConnections(on listener: Int32, _ book: LoopbackBook) {
    thread {
        while true {
            let descriptor = accept(listener, nil, nil)
            guard descriptor >= 0 else { break }
            guard let number = book.open(descriptor) else {
                close(descriptor)
                break
            }
            thread {
                Connection(descriptor: descriptor, number: number).serve(book)
                book.close(descriptor)
            }
        }
        close(listener)
    }
}

/// Runs `body` on a thread of its own.
///
/// Not on a Dispatch queue: its pool has some 250 threads for the whole process, and the client under test needs one.
func thread(_ body: @escaping @Sendable () -> Void) {
    final class Box {
        let body: @Sendable () -> Void
        init(_ body: @escaping @Sendable () -> Void) { self.body = body }
    }
    var thread = pthread_t()
    let box = unsafe Unmanaged.passRetained(Box(body)).toOpaque()
    let result = unsafe pthread_create(
        &thread, nil,
        { context in
            if let context = unsafe context {
                unsafe Unmanaged<Box>.fromOpaque(context).takeRetainedValue().body()
            }
            return nil
        }, box)
    precondition(result == 0, "no thread for a loopback server")
    pthread_detach(thread)
}

private struct Connection {
    let descriptor: Int32
    let number: Int
    /// Bytes that arrived and are not yet part of a request.
    private var rest: [UInt8] = []

    init(descriptor: Int32, number: Int) { (self.descriptor, self.number) = (descriptor, number) }

    consuming func serve(_ book: LoopbackBook) {
        var connection = self
        while let request = connection.read() {
            for step in book.reply(to: request).steps where !connection.perform(step) { return }
        }
    }

    /// The next request, or `nil` at the end of the connection.
    private mutating func read() -> LoopbackServer.Request? {
        let end = Array("\r\n\r\n".utf8)
        var head: ArraySlice<UInt8>?
        while head == nil {
            if let found = rest.firstRange(of: end) {
                head = rest[..<found.lowerBound]
                rest.removeSubrange(..<found.upperBound)
            } else if !receive() {
                return nil
            }
        }
        let lines = String(decoding: head ?? [], as: UTF8.self).split(separator: "\r\n")
        let words = lines.first?.split(separator: " ") ?? []
        guard words.count == 3 else { return nil }
        var request = LoopbackServer.Request(
            method: String(words[0]), path: String(words[1]), headers: [], body: [], connection: number)
        for line in lines.dropFirst() {
            let parts = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2 else { continue }
            request.headers.append((parts[0].lowercased(), String(parts[1].drop { $0 == " " })))
        }
        let length = request.header("content-length").flatMap(Int.init) ?? 0
        while rest.count < length { guard receive() else { return nil } }
        request.body = Array(rest.prefix(length))
        rest.removeFirst(length)
        return request
    }

    private mutating func receive() -> Bool {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        let count = unsafe recv(descriptor, &buffer, buffer.count, 0)
        guard count > 0 else { return false }
        rest += buffer.prefix(count)
        return true
    }

    /// False where the connection is over.
    private func perform(_ step: LoopbackServer.Reply.Step) -> Bool {
        switch step {
        case .send(let bytes): return send(bytes)
        case .flood(let byte, var count):
            let piece = [UInt8](repeating: byte, count: 65_536)
            while count > 0 {
                guard send(Array(piece.prefix(count))) else { return false }
                count -= piece.count
            }
            return true
        case .wait(let delay):
            usleep(useconds_t(delay / .microseconds(1)))
            return true
        case .hang:
            var byte: UInt8 = 0
            while unsafe recv(descriptor, &byte, 1, 0) > 0 {}
            return false
        case .close: return false
        }
    }

    private func send(_ bytes: [UInt8]) -> Bool {
        var sent = 0
        while sent < bytes.count {
            let count = unsafe bytes.withUnsafeBytes { buffer in
                unsafe Glibc.send(
                    descriptor, buffer.baseAddress?.advanced(by: sent), bytes.count - sent,
                    Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { return false }
            sent += count
        }
        return true
    }
}
