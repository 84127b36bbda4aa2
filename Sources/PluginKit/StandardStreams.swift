import Glibc

/// The streams of the protocol, out of the reach of whatever else the program does with its standard input and output.
///
/// A stray `print` goes to standard error, which is Bode's log, and a program that the plugin starts finds nothing to read. So
/// neither can break into the conversation.
struct StandardStreams: Sendable {
    private let input: Int32
    private let output: Int32

    /// Takes the streams over, once in the life of a process; `nil` where there are no descriptors left.
    static func takeOver() -> StandardStreams? {
        let input = fcntl(0, F_DUPFD_CLOEXEC, 3)
        let output = fcntl(1, F_DUPFD_CLOEXEC, 3)
        let nothing = open("/dev/null", O_RDONLY | O_CLOEXEC)
        guard input >= 0, output >= 0, nothing >= 0, dup2(nothing, 0) == 0, dup2(2, 1) == 1 else {
            return nil
        }
        close(nothing)
        signal(SIGPIPE, SIG_IGN)
        return StandardStreams(input: input, output: output)
    }

    /// Reads what is there, at most as much as `buffer` holds; waits where there is nothing, and returns 0 at the end.
    func read(into buffer: inout [UInt8]) -> Int {
        while true {
            let count = Glibc.read(input, &buffer, buffer.count)
            guard count < 0, errno == EINTR else { return max(count, 0) }
        }
    }

    /// Writes `bytes`; false where nobody reads them any more.
    @discardableResult
    func write(_ bytes: [UInt8]) -> Bool { Self.write(bytes, to: output) }

    @discardableResult
    static func write(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
        bytes.withUnsafeBytes { buffer in
            var written = 0
            while written < buffer.count {
                let count = Glibc.write(
                    descriptor, UnsafeRawBufferPointer(rebasing: buffer[written...]).baseAddress,
                    buffer.count - written)
                if count < 0, errno == EINTR { continue }
                guard count > 0 else { return false }
                written += count
            }
            return true
        }
    }
}
