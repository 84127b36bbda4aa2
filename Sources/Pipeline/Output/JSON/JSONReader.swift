/// A value that reads what ``JSONWritable`` writes.
package protocol JSONReadable: Decodable {
    init(from reader: inout JSONReader) throws(JSONReader.Unexpected)
}

/// Reads JSON that ``JSONWriter`` wrote: no white space, and members in the order of their keys.
///
/// Whatever else it comes upon is ``Unexpected``; then `Codable` says what it is, or what is wrong with it. So this needs to know
/// nothing of what older and newer programs write, or the tools of others.
package struct JSONReader {
    /// This is not as we write it.
    package struct Unexpected: Error {}

    private let bytes: [UInt8]
    private var position = 0
    /// True where a value stands before this place in the same object or list.
    private var needsComma = false

    package init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// The value that all of `bytes` is; `nil` where they are not as we write them.
    package static func value<Value: JSONReadable>(_ type: Value.Type, from bytes: [UInt8]) -> Value? {
        var reader = JSONReader(bytes)
        guard let value = try? Value(from: &reader), reader.position == bytes.count else { return nil }
        return value
    }

    // MARK: Objects and lists

    package mutating func beginObject() throws(Unexpected) {
        try take(UInt8(ascii: "{"))
        needsComma = false
    }

    package mutating func endObject() throws(Unexpected) {
        try take(UInt8(ascii: "}"))
        needsComma = true
    }

    package mutating func member<Value: JSONReadable>(
        _ key: StaticString, as type: Value.Type = Value.self
    ) throws(Unexpected) -> Value {
        guard begins(key) else { throw Unexpected() }
        return try Value(from: &self)
    }

    /// A member that may be missing.
    package mutating func member<Value: JSONReadable>(
        ifPresent key: StaticString, as type: Value.Type = Value.self
    ) throws(Unexpected) -> Value? {
        begins(key) ? try Value(from: &self) : nil
    }

    /// Moves to the value of a member, where that is the next one.
    private mutating func begins(_ key: StaticString) -> Bool {
        let start = position + (needsComma ? 1 : 0)
        let end = start + key.utf8CodeUnitCount + 3
        guard end <= bytes.count, !needsComma || bytes[position] == UInt8(ascii: ","),
            bytes[start] == UInt8(ascii: "\""), bytes[end - 2] == UInt8(ascii: "\""),
            bytes[end - 1] == UInt8(ascii: ":")
        else { return false }
        for offset in 0..<key.utf8CodeUnitCount
        where unsafe bytes[start + 1 + offset] != key.utf8Start[offset] { return false }
        position = end
        needsComma = false
        return true
    }

    package mutating func list<Element: JSONReadable>(_ type: Element.Type) throws(Unexpected) -> [Element] {
        try take(UInt8(ascii: "["))
        needsComma = false
        var elements: [Element] = []
        while peek != UInt8(ascii: "]") {
            if needsComma { try take(UInt8(ascii: ",")) }
            elements.append(try Element(from: &self))
            needsComma = true
        }
        position += 1
        needsComma = true
        return elements
    }

    package mutating func dictionary<Value: JSONReadable>(
        _ type: Value.Type
    ) throws(Unexpected) -> [String: Value] {
        try beginObject()
        var members: [String: Value] = [:]
        while peek != UInt8(ascii: "}") {
            if needsComma { try take(UInt8(ascii: ",")) }
            let key = try string()
            try take(UInt8(ascii: ":"))
            // A key that stands twice is for others to make something of.
            guard members.updateValue(try Value(from: &self), forKey: key) == nil else { throw Unexpected() }
            needsComma = true
        }
        try endObject()
        return members
    }

    // MARK: Values

    package mutating func bool() throws(Unexpected) -> Bool {
        let value = peek == UInt8(ascii: "t")
        for byte in (value ? "true" : "false").utf8 { try take(byte) }
        needsComma = true
        return value
    }

    package mutating func integer() throws(Unexpected) -> Int64 {
        let isNegative = peek == UInt8(ascii: "-")
        if isNegative { position += 1 }
        let start = position
        var value: Int64 = 0
        while position < bytes.count, (0x30...0x39).contains(bytes[position]) {
            // Longer ones are for others: so nothing overflows here.
            guard position - start < Self.mostDigits else { throw Unexpected() }
            value = value * 10 + Int64(bytes[position] - 0x30)
            position += 1
        }
        guard position > start, position - start == 1 || bytes[start] != 0x30, endsValue else {
            throw Unexpected()
        }
        needsComma = true
        return isNegative ? -value : value
    }

    private static let mostDigits = 18

    package mutating func number() throws(Unexpected) -> Double {
        let start = position
        while !endsValue { position += 1 }
        let digits = bytes[start..<position]
        // Swift reads more forms of a number than JSON has.
        guard let value = Double(String(decoding: digits, as: UTF8.self)), value.isFinite,
            value.asJSON.utf8.elementsEqual(digits)
        else { throw Unexpected() }
        needsComma = true
        return value
    }

    package mutating func string() throws(Unexpected) -> String {
        try take(UInt8(ascii: "\""))
        let start = position
        position = endOfRun
        switch peek {
        case UInt8(ascii: "\""):
            guard let text = String(validating: bytes[start..<position], as: UTF8.self) else {
                throw Unexpected()
            }
            position += 1
            needsComma = true
            return text
        case UInt8(ascii: "\\"): return try escapedString(from: start)
        default: throw Unexpected()
        }
    }

    /// The rest of a string, which began at `start`, from its first escape on.
    private mutating func escapedString(from start: Int) throws(Unexpected) -> String {
        var text: [UInt8] = []
        text.reserveCapacity(2 * (position - start) + 64)
        var copied = start
        while true {
            position = endOfRun
            switch peek {
            case UInt8(ascii: "\""):
                text += bytes[copied..<position]
                position += 1
                needsComma = true
                guard let text = String(validating: text, as: UTF8.self) else { throw Unexpected() }
                return text
            case UInt8(ascii: "\\"):
                text += bytes[copied..<position]
                position += 1
                try escape(into: &text)
                copied = position
            default: throw Unexpected()
            }
        }
    }

    private mutating func escape(into text: inout [UInt8]) throws(Unexpected) {
        guard position < bytes.count else { throw Unexpected() }
        let mark = bytes[position]
        position += 1
        switch mark {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): text.append(mark)
        case UInt8(ascii: "n"): text.append(0x0A)
        case UInt8(ascii: "t"): text.append(0x09)
        case UInt8(ascii: "r"): text.append(0x0D)
        case UInt8(ascii: "b"): text.append(0x08)
        case UInt8(ascii: "f"): text.append(0x0C)
        case UInt8(ascii: "u"):
            guard position + 4 <= bytes.count,
                let value = UInt32(
                    String(decoding: bytes[position..<position + 4], as: UTF8.self), radix: 16),
                // Halves of pairs are never written so.
                let scalar = Unicode.Scalar(value)
            else { throw Unexpected() }
            text += UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter
            position += 4
        default: throw Unexpected()
        }
    }

    // MARK: Bytes

    /// Where the string that is being read ends, or something in it is not as it stands.
    private var endOfRun: Int {
        unsafe bytes.withUnsafeBufferPointer { unsafe JSONScan.endOfRun($0, from: position) }
    }

    private var peek: UInt8? { position < bytes.count ? bytes[position] : nil }

    private var endsValue: Bool {
        switch peek {
        case UInt8(ascii: ","), UInt8(ascii: "}"), UInt8(ascii: "]"), nil: true
        default: false
        }
    }

    private mutating func take(_ byte: UInt8) throws(Unexpected) {
        guard position < bytes.count, bytes[position] == byte else { throw Unexpected() }
        position += 1
    }
}
