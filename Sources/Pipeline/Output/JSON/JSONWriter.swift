/// A value that writes its own JSON: for what is written so often that asking `Codable` for each key would be most of the work.
///
/// It writes the very bytes that ``JSONText`` makes of its `Codable` form, which stays what others read and write it by.
package protocol JSONWritable: Encodable {
    func write(to writer: inout JSONWriter)
}

/// Writes JSON on one line, byte by byte, as ``JSONText`` describes it.
///
/// Members come in the order in which they are written: their keys must rise.
package struct JSONWriter {
    package private(set) var bytes: [UInt8] = []
    /// True where a value stands before this place in the same object or list.
    private var needsComma = false

    package init(capacity: Int = 256) { bytes.reserveCapacity(capacity) }

    // MARK: Objects and lists

    package mutating func object(_ body: (inout JSONWriter) -> Void) {
        bytes.append(UInt8(ascii: "{"))
        needsComma = false
        body(&self)
        bytes.append(UInt8(ascii: "}"))
        needsComma = true
    }

    package mutating func list<Element>(
        _ elements: some Sequence<Element>, _ body: (inout JSONWriter, Element) -> Void
    ) {
        bytes.append(UInt8(ascii: "["))
        needsComma = false
        for element in elements {
            if needsComma { bytes.append(UInt8(ascii: ",")) }
            body(&self, element)
        }
        bytes.append(UInt8(ascii: "]"))
        needsComma = true
    }

    /// Begins a member, whose value must follow; `key` is written as it is.
    package mutating func key(_ key: StaticString) {
        if needsComma { bytes.append(UInt8(ascii: ",")) }
        needsComma = false
        bytes.append(UInt8(ascii: "\""))
        unsafe bytes.append(
            contentsOf: UnsafeBufferPointer(start: key.utf8Start, count: key.utf8CodeUnitCount))
        bytes.append(UInt8(ascii: "\""))
        bytes.append(UInt8(ascii: ":"))
    }

    /// Begins a member whose key is a text like any other.
    package mutating func key(text: String) {
        if needsComma { bytes.append(UInt8(ascii: ",")) }
        write(text)
        needsComma = false
        bytes.append(UInt8(ascii: ":"))
    }

    package mutating func member(_ key: StaticString, _ value: some JSONWritable) {
        self.key(key)
        value.write(to: &self)
    }

    /// Writes a member where there is a value.
    package mutating func member(_ key: StaticString, ifPresent value: (some JSONWritable)?) {
        guard let value else { return }
        member(key, value)
    }

    // MARK: Values

    package mutating func writeNull() { ascii("null") }

    package mutating func write(_ value: Bool) { ascii(value ? "true" : "false") }

    package mutating func write(_ value: Int64) {
        var rest = value.magnitude
        var digits: InlineArray<20, UInt8> = .init(repeating: 0)
        var first = digits.count
        repeat {
            first -= 1
            digits[first] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
            rest /= 10
        } while rest > 0
        if value < 0 { bytes.append(UInt8(ascii: "-")) }
        for place in first..<digits.count { bytes.append(digits[place]) }
        needsComma = true
    }

    /// The shortest digits that read as the same number; what JSON has no form for is text.
    package mutating func write(_ value: Double) {
        guard value.isFinite else { return write(value.isNaN ? "NaN" : value < 0 ? "-Infinity" : "Infinity") }
        ascii(value.asJSON)
    }

    package mutating func write(_ text: String) {
        bytes.append(UInt8(ascii: "\""))
        var text = text
        text.withUTF8 { unsafe escape($0) }
        bytes.append(UInt8(ascii: "\""))
        needsComma = true
    }

    /// Writes a value that is JSON already.
    package mutating func write(json: some Collection<UInt8>) {
        bytes += json
        needsComma = true
    }

    private mutating func ascii(_ text: String) {
        bytes.append(contentsOf: text.utf8)
        needsComma = true
    }

    // MARK: Escaping

    /// Runs of what stands for itself are copied whole.
    private mutating func escape(_ text: UnsafeBufferPointer<UInt8>) {
        var copied = 0
        var index = unsafe JSONScan.endOfPlain(text, from: 0)
        while index < text.count {
            let byte = unsafe text[index]
            guard Self.isSpecial(byte) else {
                index = unsafe JSONScan.endOfPlain(text, from: index + 1)
                continue
            }
            let width = byte < 0x80 ? 1 : byte < 0xE0 ? 2 : 3
            let value = unsafe Self.scalar(text, at: index, width: width)
            guard byte < 0x80 || Unicode.Scalar(value)?.actsOnTerminalsOrLines == true else {
                index += width
                continue
            }
            unsafe bytes.append(contentsOf: text[copied..<index])
            escape(value)
            index += width
            copied = index
        }
        unsafe bytes.append(contentsOf: text[copied...])
    }

    /// Whether the byte must be escaped, or begins a scalar that may have to be.
    private static func isSpecial(_ byte: UInt8) -> Bool {
        if byte < 0x7F { return byte < 0x20 || byte == 0x22 || byte == 0x5C }
        switch byte {
        case 0x7F, 0xC2, 0xD8, 0xE2, 0xEF: return true
        default: return false
        }
    }

    private static func scalar(_ text: UnsafeBufferPointer<UInt8>, at index: Int, width: Int) -> UInt32 {
        let first = unsafe UInt32(text[index])
        guard width > 1, index + width <= text.count else { return first }
        var value = first & (width == 2 ? 0x1F : 0x0F)
        for place in index + 1..<index + width { value = unsafe value << 6 | UInt32(text[place] & 0x3F) }
        return value
    }

    private mutating func escape(_ scalar: UInt32) {
        bytes.append(UInt8(ascii: "\\"))
        switch scalar {
        case 0x22: bytes.append(UInt8(ascii: "\""))
        case 0x5C: bytes.append(UInt8(ascii: "\\"))
        case 0x08: bytes.append(UInt8(ascii: "b"))
        case 0x09: bytes.append(UInt8(ascii: "t"))
        case 0x0A: bytes.append(UInt8(ascii: "n"))
        case 0x0C: bytes.append(UInt8(ascii: "f"))
        case 0x0D: bytes.append(UInt8(ascii: "r"))
        default:
            bytes.append(UInt8(ascii: "u"))
            for shift in [UInt32(12), 8, 4, 0] {
                let digit = UInt8(truncatingIfNeeded: scalar >> shift & 0xF)
                bytes.append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10)
            }
        }
    }
}

extension Double {
    /// A finite number's shortest digits, without a fraction where it is whole.
    var asJSON: String {
        let digits = description
        return digits.hasSuffix(".0") ? String(digits.dropLast(2)) : digits
    }
}

/// The members of an object that several write together, put in order.
package struct JSONMembers {
    private struct Member {
        let key: StaticString
        /// The key once more, to be compared.
        let name: String
        let write: (inout JSONWriter) -> Void
    }

    private var members: [Member] = []

    package init() {}

    package mutating func add(_ key: StaticString, _ value: some JSONWritable) {
        add(key) { value.write(to: &$0) }
    }

    package mutating func add(_ key: StaticString, ifPresent value: (some JSONWritable)?) {
        if let value { add(key, value) }
    }

    package mutating func add(_ key: StaticString, _ write: @escaping (inout JSONWriter) -> Void) {
        members.append(Member(key: key, name: key.description, write: write))
    }

    package func write(to writer: inout JSONWriter) {
        let members = members.sorted { $0.name < $1.name }
        writer.object { writer in
            for member in members {
                writer.key(member.key)
                member.write(&writer)
            }
        }
    }
}
