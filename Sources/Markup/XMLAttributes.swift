/// The attributes of an element, for as long as its start is being told.
///
/// Only borrowed, since the reader owns the memory; values are copied out when asked for.
@safe package struct XMLAttributes: ~Copyable {
    /// Where the reader has an attribute.
    struct Record {
        var local: UnsafeBufferPointer<UInt8>
        /// The URI of its namespace; `nil` outside all of them.
        var namespace: UnsafeBufferPointer<UInt8>?
        /// As the document means it: references and white space are read already.
        var value: UnsafeBufferPointer<UInt8>
    }

    private let records: UnsafeBufferPointer<Record>
    package var count: Int { records.count }

    init(_ records: UnsafeBufferPointer<Record>) { self.records = records }

    /// The value of the attribute of that local name: the one outside all namespaces first, else in any.
    package subscript(name: StaticString) -> String? {
        var qualified: String?
        for record in records where record.local.equals(name) {
            if record.namespace == nil { return record.text }
            qualified = qualified ?? record.text
        }
        return qualified
    }

    /// The value of the attribute of that local name in `namespace`.
    package subscript(name: StaticString, in namespace: String) -> String? {
        for record in records where record.local.equals(name) {
            if let uri = record.namespace, uri.elementsEqual(namespace.utf8) { return record.text }
        }
        return nil
    }

    /// The attributes outside all namespaces as they would be written in a tag, each after a space.
    package var markup: [UInt8] {
        var markup: [UInt8] = []
        for record in records where record.namespace == nil {
            markup.append(0x20)
            markup += record.local
            markup += [0x3D, 0x22]
            markup.append(escaping: record.value)
            markup.append(0x22)
        }
        return markup
    }
}

extension XMLAttributes.Record {
    fileprivate var text: String { String(decoding: value, as: UTF8.self) }
}

extension UnsafeBufferPointer<UInt8> {
    /// Whether the same bytes stand there.
    func equals(_ text: StaticString) -> Bool {
        guard count == text.utf8CodeUnitCount else { return false }
        for index in 0..<count where self[index] != text.utf8Start[index] { return false }
        return true
    }

    func equals(_ other: UnsafeBufferPointer<UInt8>) -> Bool {
        guard count == other.count else { return false }
        for index in 0..<count where self[index] != other[index] { return false }
        return true
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
