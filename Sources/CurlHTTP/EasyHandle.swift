import CCurl

/// A libcurl easy handle, with the memory that libcurl is lent while it makes a request.
///
/// It makes one request after another: a new handle, its buffers and its lists would cost a third of a small request.
/// Nothing of a request is left for the next but memory, since ``clear()`` takes every option back and the next
/// request sets all of them anew.
final class EasyHandle {
    let raw: UnsafeMutableRawPointer
    /// Where libcurl writes what went wrong.
    let errorText: UnsafeMutablePointer<CChar>
    private let lines = HeaderLines()
    private let body = LentBytes()

    init?() {
        guard let raw = curl_easy_init() else { return nil }
        self.raw = raw
        errorText = .allocate(capacity: Int(CURL_ERROR_SIZE))
        errorText.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
    }

    deinit {
        // Before the memory that it was lent.
        curl_easy_cleanup(raw)
        errorText.deallocate()
    }

    /// Makes it as new, but for the memory.
    func clear() {
        curl_easy_reset(raw)
        errorText.pointee = 0
        body.shrink()
    }

    /// Sends these, and none that libcurl would think of by itself beside those that frame the request.
    func set(_ headers: RequestHeaders, userAgent: String) {
        ccurl_easy_set_headers(raw, lines.list(of: headers, userAgent: userAgent))
    }

    /// Posts these bytes.
    func post(_ bytes: [UInt8]) { ccurl_easy_post(raw, body.copy(bytes), curl_off_t(bytes.count)) }
}

/// The handles that wait for a request; for the queue of one client.
struct EasyHandles {
    private var idle: [EasyHandle] = []

    /// The most that are kept; each holds some thirty kilobytes.
    private static let mostIdle = 32

    /// A handle that nothing is set of.
    mutating func take() -> EasyHandle? { idle.popLast() ?? EasyHandle() }

    /// Takes one back, to be used again where it made its request to the end: what broke off is not relied upon.
    mutating func giveBack(_ handle: EasyHandle, wasWhole: Bool) {
        // In any case: it still names those who made the request, who may go before it does.
        handle.clear()
        if wasWhole, idle.count < Self.mostIdle { idle.append(handle) }
    }
}

/// Bytes that libcurl reads where they lie.
private final class LentBytes {
    private var memory: UnsafeMutableRawBufferPointer
    /// What is kept for the next request, in bytes; an event is never larger.
    private static let mostKept = 64 << 10

    init() { memory = .allocate(byteCount: 4096, alignment: 1) }
    deinit { memory.deallocate() }

    func copy(_ bytes: [UInt8]) -> UnsafeRawPointer? {
        if bytes.count > memory.count {
            memory.deallocate()
            memory = .allocate(byteCount: bytes.count, alignment: 1)
        }
        memory.copyBytes(from: bytes)
        return UnsafeRawPointer(memory.baseAddress)
    }

    func shrink() {
        guard memory.count > Self.mostKept else { return }
        memory.deallocate()
        memory = .allocate(byteCount: Self.mostKept, alignment: 1)
    }
}
