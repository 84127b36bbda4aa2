import CCurl

/// The headers of a request as the list that libcurl reads, in memory that the next request uses again.
///
/// Of libcurl's own lists each line is two pieces of memory.
final class HeaderLines {
    private var text: UnsafeMutableBufferPointer<UInt8>
    private var lines: UnsafeMutableBufferPointer<curl_slist>
    /// How much of each is used.
    private var size = 0
    private var count = 0

    init() {
        text = .allocate(capacity: 512)
        lines = .allocate(capacity: 8)
    }

    deinit {
        text.deallocate()
        lines.deallocate()
    }

    /// The list, until the next one is asked for; with the user agent, of which libcurl would write a line first and copy that.
    func list(of headers: RequestHeaders, userAgent: String) -> UnsafeMutablePointer<curl_slist>? {
        (size, count) = (0, 0)
        reserve(headers, userAgent)
        if !headers.names.contains(.userAgent) { append("User-Agent", ": ", userAgent) }
        for (name, value) in headers.fields {
            // "Name:" without a value takes away a header that libcurl would add; "Name;" sends one without a value.
            if value.utf8.allSatisfy({ $0 == 0x20 }) {
                append(name, ";", "")
            } else {
                append(name, ": ", value)
            }
        }
        append("Expect:", "", "")
        if !headers.names.contains(.contentType) { append("Content-Type:", "", "") }
        return lines.baseAddress
    }

    /// Makes room for all lines, which must not move once they are linked.
    private func reserve(_ headers: RequestHeaders, _ userAgent: String) {
        // Three lines of ours, and of each the separator and the end.
        var needed = 3 * 16 + userAgent.utf8.count
        for (name, value) in headers.fields { needed += name.utf8.count + value.utf8.count + 3 }
        if needed > text.count {
            text.deallocate()
            text = .allocate(capacity: needed)
        }
        if headers.fields.count + 3 > lines.count {
            lines.deallocate()
            lines = .allocate(capacity: headers.fields.count + 3)
        }
    }

    private func append(_ name: String, _ separator: String, _ value: String) {
        guard let start = text.baseAddress, let first = lines.baseAddress else { return }
        let line = UnsafeMutableRawPointer(start + size).assumingMemoryBound(to: CChar.self)
        (first + count).initialize(to: curl_slist(data: line, next: nil))
        if count > 0 { first[count - 1].next = first + count }
        count += 1
        append(name)
        append(separator)
        append(value)
        text.initializeElement(at: size, to: 0)
        size += 1
    }

    private func append(_ part: String) {
        part.utf8.span.withUnsafeBufferPointer { bytes in
            size = text[size...].initialize(fromContentsOf: bytes)
        }
    }
}
