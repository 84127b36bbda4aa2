import CCurl
import CLinux
import Glibc

/// The sockets that libcurl waits for, in an epoll set of their own.
///
/// One Dispatch source on the set costs a third less than two sources for each socket. libcurl takes a socket out and puts it
/// back for every request on a kept connection; the set keeps it, and passes over what comes of it meanwhile.
final class SocketSet {
    /// Readable when a socket of the set is ready.
    let descriptor: Int32
    private var known: [curl_socket_t: Waiting] = [:]
    private var events = [epoll_event](repeating: epoll_event(), count: 64)

    private struct Waiting {
        /// The `EPOLL…` that the set has it for; 0 while it is not in the set.
        var events: UInt32 = 0
        /// Whether libcurl waits for it.
        var isWanted = false
        /// Whether we opened it, so that we hear when it is closed and its number may come back.
        let isOwn: Bool
    }

    init() {
        descriptor = epoll_create1(Int32(EPOLL_CLOEXEC))
        precondition(descriptor >= 0, "no file descriptor left for HTTP")
    }

    deinit { Glibc.close(descriptor) }

    /// Takes note of a socket that was opened for a handle that ``closesSockets(of:)`` was called for.
    func opened(_ socket: curl_socket_t) { known[socket] = Waiting(isOwn: true) }

    /// Closes the sockets that are opened for a handle, as long as their connections last: no longer than this object does.
    func closesSockets(of easy: UnsafeMutableRawPointer) {
        ccurl_easy_on_close(easy, Self.onClose, Unmanaged.passUnretained(self).toOpaque())
    }

    private static let onClose: curl_closesocket_callback = { context, socket in
        guard let context else { return Glibc.close(socket) }
        return Unmanaged<SocketSet>.fromOpaque(context).takeUnretainedValue().close(socket)
    }

    private func close(_ socket: curl_socket_t) -> Int32 {
        // A process that is being forked has the socket too, and would keep it in the set.
        if let waiting = known.removeValue(forKey: socket), waiting.events != 0 { remove(socket) }
        return Glibc.close(socket)
    }

    /// Waits for `socket` as `interest` says, which is one of `CURL_POLL_…`.
    func watch(_ socket: curl_socket_t, for interest: Int32) {
        var waiting = known[socket] ?? Waiting(isOwn: false)
        guard interest != CURL_POLL_REMOVE else {
            if waiting.isOwn {
                known[socket]?.isWanted = false
            } else {
                known[socket] = nil
                remove(socket)
            }
            return
        }
        var event = epoll_event()
        event.data.fd = socket
        if interest & CURL_POLL_IN != 0 { event.events |= EPOLLIN.rawValue }
        if interest & CURL_POLL_OUT != 0 { event.events |= EPOLLOUT.rawValue }
        // What libcurl opened by itself is closed without notice, leaves the set by that, and its number may have come back.
        if !waiting.isOwn || waiting.events != event.events {
            let isThere = waiting.events != 0
            if epoll_ctl(descriptor, isThere ? EPOLL_CTL_MOD : EPOLL_CTL_ADD, socket, &event) != 0 {
                epoll_ctl(descriptor, isThere ? EPOLL_CTL_ADD : EPOLL_CTL_MOD, socket, &event)
            }
        }
        (waiting.events, waiting.isWanted) = (event.events, true)
        known[socket] = waiting
    }

    /// The sockets that are ready now, each with the `CURL_CSELECT_…` of what for.
    func ready() -> [(socket: curl_socket_t, events: Int32)] {
        let count = epoll_wait(descriptor, &events, Int32(events.count), 0)
        var ready: [(socket: curl_socket_t, events: Int32)] = []
        for event in events.prefix(max(Int(count), 0)) {
            guard known[event.data.fd]?.isWanted ?? true else {
                // The server closed a connection that is idle, or talks unasked: libcurl will see when it looks.
                known[event.data.fd]?.events = 0
                remove(event.data.fd)
                continue
            }
            var bits: Int32 = 0
            let readable = EPOLLIN.rawValue | EPOLLHUP.rawValue | EPOLLERR.rawValue
            if event.events & readable != 0 { bits |= CURL_CSELECT_IN }
            if event.events & EPOLLOUT.rawValue != 0 { bits |= CURL_CSELECT_OUT }
            ready.append((event.data.fd, bits))
        }
        return ready
    }

    private func remove(_ socket: curl_socket_t) { epoll_ctl(descriptor, EPOLL_CTL_DEL, socket, nil) }
}
