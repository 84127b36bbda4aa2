import CCurl
import Glibc

/// A libcurl multi handle, freed with its cached connections when its owner goes.
struct MultiHandle: ~Copyable {
    let raw: UnsafeMutableRawPointer
    /// Kept for the connections, whose sockets it closes.
    private let sockets: SocketSet

    init(_ sockets: SocketSet) {
        guard let raw = curl_multi_init() else { preconditionFailure("no memory for HTTP") }
        (self.raw, self.sockets) = (raw, sockets)
    }

    deinit {
        ccurl_multi_on_timer(raw, nil, nil)
        ccurl_multi_on_socket(raw, nil, nil)
        curl_multi_cleanup(raw)
    }
}

/// Done once, before the first use of libcurl.
func prepareProcess() { _ = prepared }

private let prepared: Void = {
    curl_global_init(Int(CURL_GLOBAL_DEFAULT))
    // OpenSSL writes to sockets that the other end may have closed, and CURLOPT_NOSIGNAL leaves that signal to us.
    signal(SIGPIPE, SIG_IGN)
}()
