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
    private var scanner: JSONScanner
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
        (scanner, self.limits, valuesLeft) = (JSONScanner(bytes), limits, limits.values)
    }

    private mutating func document() throws(JSONFailure) -> JSONValue {
        while true {
            // A value is due here.
            var finished = try startValue()
            // What ended may end what it stands in.
            while let value = finished {
                guard !open.isEmpty else {
                    scanner.skipSpace()
                    guard scanner.peek == nil else { throw scanner.broken("text after its end") }
                    return value
                }
                finished = try add(value)
            }
        }
    }

    /// Reads a value, or opens an array or an object whose first element is due next.
    private mutating func startValue() throws(JSONFailure) -> JSONValue? {
        scanner.skipSpace()
        guard valuesLeft > 0 else { throw JSONFailure("more than \(limits.values) values") }
        valuesLeft -= 1
        switch scanner.peek {
        case UInt8(ascii: "{"): return try begin(isObject: true, end: UInt8(ascii: "}"))
        case UInt8(ascii: "["): return try begin(isObject: false, end: UInt8(ascii: "]"))
        case UInt8(ascii: "\""): return .string(try scanner.string())
        case UInt8(ascii: "t"): return try scanner.word("true", .bool(true))
        case UInt8(ascii: "f"): return try scanner.word("false", .bool(false))
        case UInt8(ascii: "n"): return try scanner.word("null", .null)
        case UInt8(ascii: "-"), .some(0x30...0x39): return try scanner.number()
        case nil: throw JSONFailure("it ends in the middle")
        default: throw scanner.broken("no value")
        }
    }

    private mutating func begin(isObject: Bool, end: UInt8) throws(JSONFailure) -> JSONValue? {
        guard open.count < limits.depth else { throw JSONFailure("more than \(limits.depth) levels") }
        scanner.skip()
        scanner.skipSpace()
        if scanner.peek == end {
            scanner.skip()
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
        scanner.skipSpace()
        let isObject = open[last].isObject
        switch scanner.peek {
        case UInt8(ascii: ","):
            scanner.skip()
            if isObject { try nameOfMember() }
            return nil
        case UInt8(ascii: isObject ? "}" : "]"):
            scanner.skip()
            return open.popLast()?.value
        case nil: throw JSONFailure("it ends in the middle")
        default: throw scanner.broken("no comma")
        }
    }

    private mutating func nameOfMember() throws(JSONFailure) {
        scanner.skipSpace()
        guard scanner.peek == UInt8(ascii: "\"") else { throw scanner.broken("no name") }
        let name = try scanner.string()
        scanner.skipSpace()
        guard scanner.peek == UInt8(ascii: ":") else { throw scanner.broken("no colon") }
        scanner.skip()
        open[open.count - 1].name = name
    }
}
