import CLinux
import Glibc

/// A file descriptor that is closed when it is let go.
final class Descriptor: Sendable {
    let number: Int32

    init(_ number: Int32) { self.number = number }

    deinit { close(number) }
}

/// A pipe whose ends no other program inherits.
struct Pipe: Sendable {
    let reading: Descriptor
    let writing: Descriptor

    /// `nil` where the process has no descriptor left.
    init?() {
        var ends: [Int32] = [-1, -1]
        guard clinux_pipe2(&ends) == 0 else { return nil }
        let (reading, writing) = (Descriptor(ends[0]), Descriptor(ends[1]))
        // Numbers below 3 are the child's own: one of ours there would be closed under it.
        guard let high = Pipe.high(reading), let alsoHigh = Pipe.high(writing) else { return nil }
        (self.reading, self.writing) = (high, alsoHigh)
    }

    private static func high(_ descriptor: Descriptor) -> Descriptor? {
        guard descriptor.number < 3 else { return descriptor }
        let copy = fcntl(descriptor.number, F_DUPFD_CLOEXEC, 3)
        return copy < 0 ? nil : Descriptor(copy)
    }
}

extension Descriptor {
    /// Makes reads and writes return at once.
    func stopBlocking() {
        let flags = fcntl(number, F_GETFL)
        if flags >= 0 { _ = fcntl(number, F_SETFL, flags | O_NONBLOCK) }
    }

    /// Has the kernel keep that many bytes in the pipe, where it gives so many.
    func grow(to size: Int32) { _ = fcntl(number, clinux_set_pipe_size, size) }

    enum Transfer {
        case bytes(Int)
        /// Nothing can be moved now.
        case later
        /// The other end is closed, or broken.
        case ended
    }

    /// Reads what is there into `buffer`.
    func read(into buffer: inout [UInt8]) -> Transfer {
        let count = buffer.withUnsafeMutableBytes { Glibc.read(number, $0.baseAddress, $0.count) }
        if count > 0 { return .bytes(count) }
        return count < 0 && (errno == EAGAIN || errno == EINTR) ? .later : .ended
    }

    /// Writes what fits of `bytes`.
    ///
    /// A closed other end is told here and raises no signal.
    func write(_ bytes: ArraySlice<UInt8>) -> Transfer {
        var (pipeSignal, before) = (sigset_t(), sigset_t())
        sigemptyset(&pipeSignal)
        sigaddset(&pipeSignal, SIGPIPE)
        // The signal is this thread's: blocked, it waits, and is taken back before the thread does anything else.
        guard pthread_sigmask(SIG_BLOCK, &pipeSignal, &before) == 0 else { return .ended }
        let count = bytes.withUnsafeBytes { Glibc.write(number, $0.baseAddress, $0.count) }
        let problem = errno
        if count < 0, problem == EPIPE {
            var now = timespec()
            _ = sigtimedwait(&pipeSignal, nil, &now)
        }
        pthread_sigmask(SIG_SETMASK, &before, nil)
        if count >= 0 { return .bytes(count) }
        return problem == EAGAIN || problem == EINTR ? .later : .ended
    }
}
