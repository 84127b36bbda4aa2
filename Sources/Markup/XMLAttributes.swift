import CXML

/// The attributes of an element, for as long as its start is being told.
///
/// Only borrowed, since the parser owns the memory; values are copied out when asked for.
@safe package struct XMLAttributes: ~Copyable {
    private let fields: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?
    package let count: Int

    /// Local name, prefix, namespace URI, and the value's two ends.
    private static let fieldsPerAttribute = 5

    init(_ fields: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?, count: Int32) {
        self.fields = fields
        self.count = fields == nil ? 0 : Int(count)
    }

    /// The value of the attribute of that local name: the one outside all namespaces first, else in any.
    package subscript(name: StaticString) -> String? {
        var qualified: Int?
        for index in 0..<count where isNamed(name, index) {
            if field(index, 2) == nil { return value(index) }
            qualified = qualified ?? index
        }
        guard let qualified else { return nil }
        return value(qualified)
    }

    /// The value of the attribute of that local name in `namespace`.
    package subscript(name: StaticString, in namespace: String) -> String? {
        for index in 0..<count where isNamed(name, index) {
            if let uri = field(index, 2), String(cString: uri) == namespace { return value(index) }
        }
        return nil
    }

    /// The attributes outside all namespaces as they would be written in a tag, each after a space.
    package var markup: [UInt8] {
        var markup: [UInt8] = []
        for index in 0..<count where field(index, 2) == nil {
            guard let local = field(index, 0) else { continue }
            markup.append(0x20)
            markup += Array(String(cString: local).utf8) + [0x3D, 0x22]
            markup.append(escaping: Array(value(index).utf8))
            markup.append(0x22)
        }
        return markup
    }

    /// Bytes of all values together.
    var size: Int {
        var size = 0
        for index in 0..<count { size &+= length(index) }
        return size
    }

    private func field(_ index: Int, _ which: Int) -> UnsafePointer<xmlChar>? {
        guard let fields else { return nil }
        return fields[index * Self.fieldsPerAttribute + which]
    }

    private func isNamed(_ name: StaticString, _ index: Int) -> Bool {
        guard let local = field(index, 0) else { return false }
        return xmlStrncmp(local, name.utf8Start, Int32(name.utf8CodeUnitCount)) == 0
            && local[name.utf8CodeUnitCount] == 0
    }

    private func length(_ index: Int) -> Int {
        guard let start = field(index, 3), let end = field(index, 4) else { return 0 }
        return end - start
    }

    private func value(_ index: Int) -> String {
        String(decoding: UnsafeBufferPointer(start: field(index, 3), count: length(index)), as: UTF8.self)
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
