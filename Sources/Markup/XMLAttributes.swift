import CXML

/// The attributes of an element, for as long as its start is being told.
///
/// Only borrowed, since names and values are the parser's; values are copied out when asked for.
@safe package struct XMLAttributes: ~Copyable {
    /// As libxml2 has them: five pointers each.
    private let fields: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?
    package let count: Int

    /// Local name, prefix, namespace URI, and the value's two ends.
    private static let pointersPerAttribute = 5

    private struct Field {
        let local: UnsafePointer<xmlChar>
        let uri: UnsafePointer<xmlChar>?
        let value: UnsafeBufferPointer<xmlChar>

        var text: String { String(wellFormed: value) }
    }

    init(_ fields: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?, count: Int) {
        (self.fields, self.count) = (fields, fields == nil ? 0 : max(0, count))
    }

    private func field(_ index: Int) -> Field? {
        guard let field = fields.map({ $0 + index * Self.pointersPerAttribute }), let local = field[0],
            let start = field[3], let end = field[4]
        else { return nil }
        return Field(
            local: local, uri: field[2], value: UnsafeBufferPointer(start: start, count: end - start))
    }

    /// Bytes of all values together.
    var size: Int {
        var size = 0
        for index in 0..<count { size += field(index)?.value.count ?? 0 }
        return size
    }

    /// The value of the attribute of that local name: the one outside all namespaces first, else in any.
    package subscript(name: StaticString) -> String? {
        var qualified: Int?
        for index in 0..<count {
            guard let field = field(index), Self.isNamed(name, field) else { continue }
            if field.uri == nil { return field.text }
            qualified = qualified ?? index
        }
        return qualified.flatMap { field($0)?.text }
    }

    /// The value of the attribute of that local name in `namespace`.
    package subscript(name: StaticString, in namespace: String) -> String? {
        for index in 0..<count {
            // Few are in a namespace at all.
            guard let field = field(index), let uri = field.uri, Self.isNamed(name, field),
                String(cString: uri) == namespace
            else { continue }
            return field.text
        }
        return nil
    }

    /// The attributes outside all namespaces as they would be written in a tag, each after a space.
    package var markup: [UInt8] {
        var markup: [UInt8] = []
        for index in 0..<count {
            guard let field = field(index), field.uri == nil else { continue }
            markup.append(0x20)
            markup += Array(String(cString: field.local).utf8) + [0x3D, 0x22]
            markup.append(escaping: field.text.utf8)
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
