import CXML

/// The attributes of an element, for as long as its start is being told.
///
/// Only borrowed, since the names are the parser's and the values the tape's; values are copied out when asked for.
@safe package struct XMLAttributes: ~Copyable {
    /// An attribute: its names as libxml2 holds them, and where among the bytes its value is.
    struct Field {
        let local: UnsafePointer<xmlChar>
        let uri: UnsafePointer<xmlChar>?
        let start: Int
        let length: Int
    }

    private let fields: UnsafeBufferPointer<Field>
    private let bytes: UnsafeBufferPointer<UInt8>

    init(_ fields: UnsafeBufferPointer<Field>, in bytes: UnsafeBufferPointer<UInt8>) {
        (self.fields, self.bytes) = (fields, bytes)
    }

    package var count: Int { fields.count }

    /// The value of the attribute of that local name: the one outside all namespaces first, else in any.
    package subscript(name: StaticString) -> String? {
        var qualified: Int?
        for (index, field) in fields.enumerated() where Self.isNamed(name, field) {
            if field.uri == nil { return value(field) }
            qualified = qualified ?? index
        }
        guard let qualified else { return nil }
        return value(fields[qualified])
    }

    /// The value of the attribute of that local name in `namespace`.
    package subscript(name: StaticString, in namespace: String) -> String? {
        for field in fields {
            // Few are in a namespace at all.
            guard let uri = field.uri, Self.isNamed(name, field), String(cString: uri) == namespace else {
                continue
            }
            return value(field)
        }
        return nil
    }

    /// The attributes outside all namespaces as they would be written in a tag, each after a space.
    package var markup: [UInt8] {
        var markup: [UInt8] = []
        for field in fields where field.uri == nil {
            markup.append(0x20)
            markup += Array(String(cString: field.local).utf8) + [0x3D, 0x22]
            markup.append(escaping: value(field).utf8)
            markup.append(0x22)
        }
        return markup
    }

    private static func isNamed(_ name: StaticString, _ field: Field) -> Bool {
        let (own, name, count) = (field.local, name.utf8Start, name.utf8CodeUnitCount)
        // Ends at the first byte that differs, which the end of either name does.
        for index in 0..<count where own[index] != name[index] { return false }
        return own[count] == 0
    }

    private func value(_ field: Field) -> String {
        String(
            decoding: UnsafeBufferPointer(rebasing: bytes[field.start..<field.start + field.length]),
            as: UTF8.self)
    }
}

extension [UInt8] {
    /// Appends text so that it is text where markup is read, within tags too.
    package mutating func append(escaping text: some Sequence<UInt8>) {
        for byte in text {
            switch byte {
            case UInt8(ascii: "&"): append(contentsOf: "&amp;".utf8)
            case UInt8(ascii: "<"): append(contentsOf: "&lt;".utf8)
            case UInt8(ascii: ">"): append(contentsOf: "&gt;".utf8)
            case UInt8(ascii: "\""): append(contentsOf: "&quot;".utf8)
            default: append(byte)
            }
        }
    }
}
