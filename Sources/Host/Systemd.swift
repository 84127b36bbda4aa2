import Glibc

/// Tells systemd how the service is doing: sd_notify(3) without libsystemd, one datagram a state.
///
/// Does nothing where systemd did not start us. Protocol: `man sd_notify`, section "Notes".
package struct Systemd: Sendable {
    private let socketPath: String?

    package init() { socketPath = getenv("NOTIFY_SOCKET").map { String(cString: $0) } }

    package func ready(_ status: String) { send("READY=1\nSTATUS=\(status)") }
    package func stopping() { send("STOPPING=1") }
    package func alive() { send("WATCHDOG=1") }

    package func reloading() {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        send("RELOADING=1\nMONOTONIC_USEC=\(time.tv_sec * 1_000_000 + time.tv_nsec / 1000)")
    }

    /// How often the watchdog wants to be fed, at the latest; `nil` where nobody watches this process.
    package var watchdog: Duration? {
        guard let text = getenv("WATCHDOG_USEC").map({ String(cString: $0) }),
            let micro = Int(text), micro > 0
        else { return nil }
        let pid = getenv("WATCHDOG_PID").flatMap { Int32(String(cString: $0)) }
        guard pid == nil || pid == getpid() else { return nil }
        return .microseconds(micro)
    }

    private func send(_ state: String) {
        guard let socketPath else { return }
        let descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { return }
        defer { close(descriptor) }
        guard let (place, length) = UnixAddress.make(socketPath) else { return }
        var address = place
        _ = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                sendto(descriptor, state, state.utf8.count, Int32(MSG_NOSIGNAL), $0, length)
            }
        }
    }
}

/// The address of a Unix socket; `@` in front means the abstract name space.
enum UnixAddress {
    static func make(_ path: String) -> (sockaddr_un, socklen_t)? {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        var bytes = Array(path.utf8)
        if bytes.first == UInt8(ascii: "@") { bytes[0] = 0 }
        guard bytes.count < MemoryLayout.size(ofValue: address.sun_path) else { return nil }
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
        let isAbstract = bytes.first == 0
        return (address, socklen_t(MemoryLayout<sa_family_t>.size + bytes.count + (isAbstract ? 0 : 1)))
    }
}
