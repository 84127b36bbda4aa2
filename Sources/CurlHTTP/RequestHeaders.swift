import CCurl
import Pipeline

/// The headers of a request, checked, in the form that libcurl takes.
///
/// libcurl sends what it is given as it is, so a line end inside a value would become a header of its own.
struct RequestHeaders {
    private let fields: [(name: String, value: String)]

    /// Those that frame the request, which libcurl makes from the address and the body.
    private static let made: Set = [
        "host", "content-length", "transfer-encoding", "connection", "upgrade", "expect", "te", "trailer",
        "proxy-authorization", "proxy-connection",
    ]
    /// Those that were meant for one server and are none of another's business.
    private static let personal: Set = [
        "authorization", "cookie", "if-none-match", "if-modified-since", "if-match", "if-unmodified-since",
        "if-range",
    ]

    init(_ fields: [(name: String, value: String)]) throws(HTTPFailure) {
        for (name, value) in fields {
            guard !name.isEmpty, name.utf8.allSatisfy(Self.isTokenCharacter) else {
                throw .refused("the header name '\(name.onOneLine(limit: 60))' is not allowed")
            }
            guard !Self.made.contains(name.lowercased()) else {
                throw .refused("the header \(name) is not for the caller to set")
            }
            guard
                Self.isPlain(value)
                    || value.unicodeScalars.allSatisfy({ $0.properties.generalCategory != .control })
            else {
                throw .refused("the header \(name) has a control character in its value")
            }
        }
        self.fields = fields
    }

    /// Whether there are only letters, digits and signs of ASCII in it, as nearly always.
    private static func isPlain(_ value: String) -> Bool { value.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F } }

    private init(checked fields: [(name: String, value: String)]) { self.fields = fields }

    /// The headers that may go to another server.
    var withoutPersonal: RequestHeaders {
        RequestHeaders(checked: fields.filter { !Self.personal.contains($0.name.lowercased()) })
    }

    func contains(_ name: String) -> Bool { fields.contains { $0.name.lowercased() == name } }

    /// The list for libcurl, which the caller frees.
    func list() -> UnsafeMutablePointer<curl_slist>? {
        // "Name:" without a value takes away a header that libcurl would add; "Name;" sends one without a value.
        var lines = fields.map {
            $0.value.utf8.allSatisfy { $0 == 0x20 } ? $0.name + ";" : $0.name + ": " + $0.value
        }
        lines.append("Expect:")
        if !contains("content-type") { lines.append("Content-Type:") }
        return lines.reduce(nil) { list, line in curl_slist_append(list, line) ?? list }
    }

    /// RFC 9110 §5.6.2.
    private static func isTokenCharacter(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
        }
    }
}
