import CCurl
import CLinux
import Glibc

/// The sockets that libcurl waits for, in an epoll set of their own.
///
/// One Dispatch source on the set costs a third less than two sources for each socket: libcurl takes a socket out and
/// puts it back for every request on a kept connection.
final class SocketSet {
    /// Readable when a socket of the set is ready.
    let descriptor: Int32
    private var known: Set<curl_socket_t> = []
    private var events = [epoll_event](repeating: epoll_event(), count: 64)

    init() {
        descriptor = epoll_create1(Int32(EPOLL_CLOEXEC))
        precondition(descriptor >= 0, "no file descriptor left for HTTP")
    }

    deinit { close(descriptor) }

    /// Waits for `socket` as `interest` says, which is one of `CURL_POLL_…`.
    func watch(_ socket: curl_socket_t, for interest: Int32) {
        guard interest != CURL_POLL_REMOVE else {
            known.remove(socket)
            epoll_ctl(descriptor, EPOLL_CTL_DEL, socket, nil)
            return
        }
        var event = epoll_event()
        event.data.fd = socket
        if interest & CURL_POLL_IN != 0 { event.events |= EPOLLIN.rawValue }
        if interest & CURL_POLL_OUT != 0 { event.events |= EPOLLOUT.rawValue }
        // A socket closed without notice has left the set by itself, and its number may have come back.
        if known.insert(socket).inserted || epoll_ctl(descriptor, EPOLL_CTL_MOD, socket, &event) != 0 {
            if epoll_ctl(descriptor, EPOLL_CTL_ADD, socket, &event) != 0 {
                epoll_ctl(descriptor, EPOLL_CTL_MOD, socket, &event)
            }
        }
    }

    /// The sockets that are ready now, each with the `CURL_CSELECT_…` of what for.
    func ready() -> [(socket: curl_socket_t, events: Int32)] {
        let count = epoll_wait(descriptor, &events, Int32(events.count), 0)
        return events.prefix(max(Int(count), 0)).map { event in
            var bits: Int32 = 0
            let readable = EPOLLIN.rawValue | EPOLLHUP.rawValue | EPOLLERR.rawValue
            if event.events & readable != 0 { bits |= CURL_CSELECT_IN }
            if event.events & EPOLLOUT.rawValue != 0 { bits |= CURL_CSELECT_OUT }
            return (event.data.fd, bits)
        }
    }
}
