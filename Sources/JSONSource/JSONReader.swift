/// Why bytes could not be read as JSON, phrased for an operator.
package struct JSONFailure: Error, Equatable, CustomStringConvertible {
    package let reason: String
    init(_ reason: String) { self.reason = reason }
    package var description: String { reason }
}

/// How much JSON is read.
package struct JSONLimits: Sendable {
    /// Bytes of text.
    package var bytes = 16 << 20
    /// Arrays and objects within one another.
    package var depth = 512
    /// Values in all.
    package var values = 1_000_000

    package init() {}
}

/// Reads JSON (RFC 8259) from a server that nothing vouches for.
///
/// Arrays and objects that are open stand in a list and not on the stack, so that depth costs no more than the limit says.
/// A byte order mark is passed over, bytes that are no UTF-8 and half surrogates become U+FFFD, and of a name that comes
/// twice in an object the later value holds.
package struct JSONReader {
    private let bytes: [UInt8]
    private var index = 0
    private var open: [Container] = []
    private var valuesLeft: Int
    private let limits: JSONLimits

    private struct Container {
        let isObject: Bool
        var elements: [JSONValue] = []
        var members: [String: JSONValue] = [:]
        /// The name whose value comes next.
        var name = ""

        var value: JSONValue { isObject ? .object(members) : .array(elements) }
    }

    /// Reads the one value that `bytes` are.
    package static func read(_ bytes: [UInt8], limits: JSONLimits = .init()) throws(JSONFailure) -> JSONValue
    {
        guard bytes.count <= limits.bytes else { throw JSONFailure("more than \(limits.bytes) bytes") }
        var reader = JSONReader(bytes, limits)
        return try reader.document()
    }

    private init(_ bytes: [UInt8], _ limits: JSONLimits) {
        (self.bytes, self.limits, valuesLeft) = (bytes, limits, limits.values)
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { index = 3 }
    }

    private mutating func document() throws(JSONFailure) -> JSONValue {
        while true {
            // A value is due here.
            var finished = try startValue()
            // What ended may end what it stands in.
            while let value = finished {
                guard !open.isEmpty else {
                    skipSpace()
                    guard index == bytes.count else { throw broken("text after its end") }
                    return value
                }
                finished = try add(value)
            }
        }
    }

    /// Reads a value, or opens an array or an object whose first element is due next.
    private mutating func startValue() throws(JSONFailure) -> JSONValue? {
        skipSpace()
        guard valuesLeft > 0 else { throw JSONFailure("more than \(limits.values) values") }
        valuesLeft -= 1
        switch peek {
        case UInt8(ascii: "{"): return try begin(isObject: true, end: UInt8(ascii: "}"))
        case UInt8(ascii: "["): return try begin(isObject: false, end: UInt8(ascii: "]"))
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        case UInt8(ascii: "-"), .some(0x30...0x39): return try number()
        case nil: throw JSONFailure("it ends in the middle")
        default: throw broken("no value")
        }
    }

    private mutating func begin(isObject: Bool, end: UInt8) throws(JSONFailure) -> JSONValue? {
        guard open.count < limits.depth else { throw JSONFailure("more than \(limits.depth) levels") }
        index += 1
        skipSpace()
        if peek == end {
            index += 1
            return isObject ? .object([:]) : .array([])
        }
        open.append(Container(isObject: isObject))
        if isObject { try nameOfMember() }
        return nil
    }

    /// Puts a value where it belongs; gives the container back when that ended with it.
    private mutating func add(_ value: JSONValue) throws(JSONFailure) -> JSONValue? {
        let last = open.count - 1
        if open[last].isObject {
            open[last].members[open[last].name] = value
        } else {
            open[last].elements.append(value)
        }
        skipSpace()
        let isObject = open[last].isObject
        switch peek {
        case UInt8(ascii: ","):
            index += 1
            if isObject { try nameOfMember() }
            return nil
        case UInt8(ascii: isObject ? "}" : "]"):
            index += 1
            return open.popLast()?.value
        case nil: throw JSONFailure("it ends in the middle")
        default: throw broken("no comma")
        }
    }

    private mutating func nameOfMember() throws(JSONFailure) {
        skipSpace()
        guard peek == UInt8(ascii: "\"") else { throw broken("no name") }
        let name = try string()
        skipSpace()
        guard peek == UInt8(ascii: ":") else { throw broken("no colon") }
        index += 1
        open[open.count - 1].name = name
    }

    // MARK: What stands between the marks

    private var peek: UInt8? { index < bytes.count ? bytes[index] : nil }

    private func broken(_ what: String) -> JSONFailure { JSONFailure("\(what) at byte \(index)") }

    private mutating func skipSpace() {
        while index < bytes.count {
            switch bytes[index] {
            case 0x20, 0x09, 0x0A, 0x0D: index += 1
            default: return
            }
        }
    }

    private mutating func word(_ word: StaticString, _ value: JSONValue) throws(JSONFailure) -> JSONValue {
        let expected = Array(word.description.utf8)
        guard bytes[index...].starts(with: expected) else { throw broken("no value") }
        index += expected.count
        return value
    }

    private mutating func number() throws(JSONFailure) -> JSONValue {
        let start = index
        if peek == UInt8(ascii: "-") { index += 1 }
        let whole = digits()
        guard whole > 0, whole == 1 || bytes[index - whole] != 0x30 else { throw broken("no number") }
        if peek == UInt8(ascii: ".") {
            index += 1
            guard digits() > 0 else { throw broken("no number") }
        }
        if let byte = peek, byte | 0x20 == UInt8(ascii: "e") {
            index += 1
            if peek == UInt8(ascii: "+") || peek == UInt8(ascii: "-") { index += 1 }
            guard digits() > 0 else { throw broken("no number") }
        }
        return .number(String(decoding: bytes[start..<index], as: UTF8.self))
    }

    private mutating func digits() -> Int {
        let start = index
        while let byte = peek, (0x30...0x39).contains(byte) { index += 1 }
        return index - start
    }

    private mutating func string() throws(JSONFailure) -> String {
        index += 1
        var (start, escaped) = (index, [UInt8]?.none)
        while index < bytes.count {
            switch bytes[index] {
            case UInt8(ascii: "\""):
                defer { index += 1 }
                guard let escaped else { return String(decoding: bytes[start..<index], as: UTF8.self) }
                return String(decoding: escaped + bytes[start..<index], as: UTF8.self)
            case UInt8(ascii: "\\"):
                var text = escaped ?? []
                escaped = nil
                text += bytes[start..<index]
                text += String(try escape()).utf8
                (start, escaped) = (index, text)
            case 0x00...0x1F: throw broken("a control character")
            default: index += 1
            }
        }
        throw JSONFailure("it ends in the middle")
    }

    private mutating func escape() throws(JSONFailure) -> Unicode.Scalar {
        index += 1
        guard let byte = peek else { throw JSONFailure("it ends in the middle") }
        index += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(byte)
        case UInt8(ascii: "b"): return "\u{8}"
        case UInt8(ascii: "f"): return "\u{C}"
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "u"): return try unicodeEscape()
        default: throw broken("an unknown escape")
        }
    }

    private mutating func unicodeEscape() throws(JSONFailure) -> Unicode.Scalar {
        let first = try hexadecimal()
        guard (0xD800...0xDBFF).contains(first), bytes[index...].starts(with: Array("\\u".utf8)) else {
            return Unicode.Scalar(first) ?? "\u{FFFD}"
        }
        let before = index
        index += 2
        let second = try hexadecimal()
        guard (0xDC00...0xDFFF).contains(second) else {
            // The second says something of its own.
            index = before
            return "\u{FFFD}"
        }
        return Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00)) ?? "\u{FFFD}"
    }

    private mutating func hexadecimal() throws(JSONFailure) -> UInt32 {
        var value: UInt32 = 0
        for _ in 0..<4 {
            guard let byte = peek else { throw JSONFailure("it ends in the middle") }
            switch byte {
            case 0x30...0x39: value = value << 4 | UInt32(byte - 0x30)
            case 0x41...0x46, 0x61...0x66: value = value << 4 | UInt32((byte | 0x20) - 0x61 + 10)
            default: throw broken("an unknown escape")
            }
            index += 1
        }
        return value
    }
}
