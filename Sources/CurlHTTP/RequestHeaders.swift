import Pipeline

/// The headers of a request, checked.
///
/// libcurl sends what it is given as it is, so a line end inside a value would become a header of its own.
struct RequestHeaders: Sendable {
    let fields: [(name: String, value: String)]
    /// Which of those are there that change how a request is made.
    let names: Names

    struct Names: OptionSet, Sendable {
        let rawValue: UInt8
        static let contentType = Names(rawValue: 1)
        static let acceptEncoding = Names(rawValue: 2)
        /// `If-None-Match` or `If-Modified-Since`.
        static let validator = Names(rawValue: 4)
        static let userAgent = Names(rawValue: 8)
    }

    /// Those that frame the request, which libcurl makes from the address and the body.
    private static let made = [
        "host", "content-length", "transfer-encoding", "connection", "upgrade", "expect", "te", "trailer",
        "proxy-authorization", "proxy-connection",
    ]
    /// Those that were meant for one server and are none of another's business.
    private static let personal = [
        "authorization", "cookie", "if-none-match", "if-modified-since", "if-match", "if-unmodified-since",
        "if-range",
    ]

    init(_ fields: [(name: String, value: String)]) throws(HTTPFailure) {
        for (name, value) in fields {
            guard name.utf8.span.isToken else {
                throw .refused("the header name '\(name.onOneLine(limit: 60))' is not allowed")
            }
            guard !Self.made.contains(where: name.isHeader) else {
                throw .refused("the header \(name) is not for the caller to set")
            }
            guard
                value.utf8.span.isPlain
                    || value.unicodeScalars.allSatisfy({ $0.properties.generalCategory != .control })
            else {
                throw .refused("the header \(name) has a control character in its value")
            }
        }
        self.init(checked: fields)
    }

    private init(checked fields: [(name: String, value: String)]) {
        var names: Names = []
        for (name, _) in fields {
            if name.isHeader("content-type") { names.insert(.contentType) }
            if name.isHeader("accept-encoding") { names.insert(.acceptEncoding) }
            if name.isHeader("user-agent") { names.insert(.userAgent) }
            if name.isHeader("if-none-match") || name.isHeader("if-modified-since") {
                names.insert(.validator)
            }
        }
        (self.fields, self.names) = (fields, names)
    }

    /// The headers that may go to another server.
    var withoutPersonal: RequestHeaders {
        RequestHeaders(checked: fields.filter { !Self.personal.contains(where: $0.name.isHeader) })
    }
}

extension Swift.Span<UInt8> {
    /// Whether it may be the name of a header (RFC 9110 §5.6.2).
    fileprivate var isToken: Bool {
        for index in indices {
            switch self[index] {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "-"),
                UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"):
                continue
            case let byte where "!#$%&'*+.^_`|~".utf8.contains(byte): continue
            default: return false
            }
        }
        return !isEmpty
    }

    /// Whether there are only letters, digits and signs of ASCII in it, as nearly always.
    fileprivate var isPlain: Bool {
        for index in indices where self[index] < 0x20 || self[index] >= 0x7F { return false }
        return true
    }
}

extension String {
    /// Whether it is the name of this header, which is in lower case, in either case.
    fileprivate func isHeader(_ name: String) -> Bool {
        // Which tells nearly all apart.
        guard utf8.count == name.utf8.count else { return false }
        let (own, other) = (utf8.span, name.utf8.span)
        for index in own.indices where own[index] != other[index] {
            guard (0x41...0x5A).contains(own[index]), own[index] | 0x20 == other[index] else { return false }
        }
        return true
    }
}
