/// The query of an address, item by item in the order added.
///
/// Spaces are `%20`. In names `$` stays as it is, since some services of OData know their own parameters in no other spelling.
package struct QueryText: Sendable {
    package private(set) var text = ""

    package init(_ items: KeyValuePairs<String, String?> = [:]) {
        for (name, value) in items { if let value { add(name, value) } }
    }

    package mutating func add(_ name: String, _ value: String) {
        if !text.isEmpty { text += "&" }
        text += Self.encoded(name, keeping: UInt8(ascii: "$")) + "=" + Self.encoded(value)
    }

    /// Adds what a configuration says beside, in the order of the names.
    package mutating func add(_ parameters: [String: String]?) {
        for (name, value) in (parameters ?? [:]).sorted(by: { $0.key < $1.key }) { add(name, value) }
    }

    /// The address with the query behind it, which may have one already.
    package func added(to address: String) -> String {
        text.isEmpty ? address : address + (address.utf8.contains(UInt8(ascii: "?")) ? "&" : "?") + text
    }

    /// Percent-encodes all but what RFC 3986 calls unreserved.
    package static func encoded(_ text: String, keeping kept: UInt8? = nil) -> String {
        var result: [UInt8] = []
        for byte in text.utf8 {
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E, kept: result.append(byte)
            default: result += [0x25, digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: result, as: UTF8.self)
    }

    private static let digits = Array("0123456789ABCDEF".utf8)
}
