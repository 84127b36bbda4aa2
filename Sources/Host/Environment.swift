import Glibc

/// What the process was started with.
package enum Environment {
    package static subscript(name: String) -> String? { getenv(name).map { String(cString: $0) } }

    /// Where the running program lies, without links.
    package static var executable: String? { Files.absolute("/proc/self/exe") }

    /// Processors that are switched on; at least 1.
    package static var processors: Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }

    package static var processID: Int32 { getpid() }

    /// Writes to standard error in one call, so that lines of several processes do not mix.
    package static func writeToStandardError(_ text: String) { _ = write(2, text, text.utf8.count) }

    /// Writes to standard output; false where nobody takes it any more.
    @discardableResult
    package static func writeToStandardOutput(_ bytes: [UInt8]) -> Bool {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { write(1, $0.baseAddress, $0.count) }
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { return false }
            rest = rest.dropFirst(count)
        }
        return true
    }

    /// Ends the process here and now, leaving every file as it is.
    package static func end(with status: Int32) -> Never { _exit(status) }

    /// Lets a write to a closed pipe or socket fail instead of ending the process.
    package static func ignoreBrokenPipes() { _ = signal(SIGPIPE, SIG_IGN) }
}
