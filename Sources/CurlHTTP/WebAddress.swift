import CCurl
package import Pipeline

/// An address on the web that a request may go to: parsed once, by the library that connects, and judged.
///
/// The parsed form itself is handed to libcurl, so that no second parser can see another host in the same text.
///
/// `@unchecked`, since the parsed form is a pointer: nothing changes it once the address is made, and libcurl makes a copy
/// to read.
package final class WebAddress: @unchecked Sendable {
    /// As libcurl writes it: dot segments removed, numbers in their plain form.
    package let text: String
    package let scheme: String
    /// In lower case and ASCII, without brackets and without a last dot.
    package let host: String
    package let port: Int
    /// The host and the port, for telling servers apart.
    let server: String

    /// Valid as long as this object.
    let handle: OpaquePointer

    /// Reads `text`, or throws ``HTTPFailure/refused(_:)`` saying what is wrong or not allowed about it.
    package convenience init(_ text: String, access: NetworkAccess) throws(HTTPFailure) {
        guard let handle = curl_url() else { throw .failed("no memory") }
        do throws(HTTPFailure) {
            try Self.set(text, in: handle)
            try self.init(owning: handle, access: access)
        } catch {
            curl_url_cleanup(handle)
            throw error
        }
    }

    /// The address that a `Location` of this one leads to.
    package func redirected(to location: String, access: NetworkAccess) throws(HTTPFailure) -> WebAddress {
        guard let handle = curl_url_dup(self.handle) else { throw .failed("no memory") }
        let next: WebAddress
        do throws(HTTPFailure) {
            // A Location without a fragment keeps the old one (RFC 9110 §10.2.2), which no server sees.
            curl_url_set(handle, CURLUPART_FRAGMENT, nil, 0)
            try Self.set(location, in: handle)
            next = try WebAddress(owning: handle, access: access)
        } catch {
            curl_url_cleanup(handle)
            throw error
        }
        guard scheme != "https" || next.scheme == "https" else {
            throw .refused("\(text.shown) redirects from https to \(next.text.shown)")
        }
        return next
    }

    /// True where credentials and validators for this address may be sent to `other`.
    func sharesServer(with other: WebAddress) -> Bool {
        host == other.host && (port == other.port || (port == 80 && other.port == 443))
    }

    /// Takes `handle` over, unless it throws.
    private init(owning handle: OpaquePointer, access: NetworkAccess) throws(HTTPFailure) {
        // Only for messages, since making it takes longer than all else here.
        var shown: String { (Self.part(CURLUPART_URL, of: handle) ?? "the address").shown }
        guard let scheme = Self.part(CURLUPART_SCHEME, of: handle)?.lowercased(),
            var host = Self.part(CURLUPART_HOST, of: handle)?.lowercased(), !host.isEmpty,
            let port = Self.part(CURLUPART_PORT, of: handle, flags: CURLU_DEFAULT_PORT).flatMap(Int.init)
        else { throw .refused("\(shown) is not a web address") }
        guard scheme == "https" || scheme == "http" else {
            throw .refused("\(shown) is neither https nor http")
        }
        if host.hasPrefix("["), host.hasSuffix("]") { host = String(host.dropFirst().dropLast()) }
        if host.hasSuffix(".") { host.removeLast() }
        // What such a name becomes depends on the process's locale, so it could be checked as one and asked as another.
        guard host.utf8.allSatisfy({ $0 < 0x80 }) else {
            throw .refused("\(shown) has a host name outside ASCII; write it in its xn-- form")
        }
        guard scheme == "https" || access.allowsPlainHTTP else {
            throw .refused("\(shown) is not encrypted; allow it with insecure_http: true")
        }
        guard
            access.hosts.isEmpty || access.hosts.contains(host)
                || access.hosts.contains(where: { $0.lowercased() == host })
        else {
            throw .refused("\(host.shown) is not among the hosts that may be asked")
        }
        self.handle = handle
        (self.scheme, self.host, self.port) = (scheme, host, port)
        server = "\(host):\(port)"
        text = Self.part(CURLUPART_URL, of: handle) ?? ""
    }

    deinit { curl_url_cleanup(handle) }

    private static func set(_ text: String, in handle: OpaquePointer) throws(HTTPFailure) {
        // Parsers differ over these, and whatever differs can be used to smuggle a host past a check.
        guard !text.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F || $0 == UInt8(ascii: "\\") }) else {
            throw .refused("\(text.shown) holds a backslash or a control character")
        }
        let flags = CURLU_URLENCODE | CURLU_ALLOW_SPACE | CURLU_DISALLOW_USER | CURLU_NON_SUPPORT_SCHEME
        let code = curl_url_set(handle, CURLUPART_URL, text, UInt32(flags))
        guard code != CURLUE_USER_NOT_ALLOWED else {
            // Not shown: it may hold a password.
            throw .refused("an address with a user name or a password in it")
        }
        guard code == CURLUE_OK else {
            throw .refused("\(text.shown) is no valid address: \(String(cString: curl_url_strerror(code)))")
        }
    }

    private static func part(_ part: CURLUPart, of handle: OpaquePointer, flags: Int32 = 0) -> String? {
        var value: UnsafeMutablePointer<CChar>?
        guard curl_url_get(handle, part, &value, UInt32(flags)) == CURLUE_OK, let value else { return nil }
        defer { curl_free(value) }
        return String(cString: value)
    }
}

extension String {
    /// For messages: on one line, and not longer than a reader would read.
    fileprivate var shown: String { onOneLine(limit: 200) }
}
