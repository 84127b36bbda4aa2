/// Reads what stands between the brackets of JSON: words, numbers and strings.
struct JSONScanner {
    private let bytes: [UInt8]
    private var index = 0

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { index = 3 }
    }

    /// The byte that comes next; `nil` at the end.
    var peek: UInt8? { index < bytes.count ? bytes[index] : nil }

    /// Passes over the byte that comes next.
    mutating func skip() { index += 1 }

    func broken(_ what: String) -> JSONFailure { JSONFailure("\(what) at byte \(index)") }

    mutating func skipSpace() {
        while index < bytes.count {
            switch bytes[index] {
            case 0x20, 0x09, 0x0A, 0x0D: index += 1
            default: return
            }
        }
    }

    mutating func word(_ word: StaticString, _ value: JSONValue) throws(JSONFailure) -> JSONValue {
        let expected = Array(word.description.utf8)
        guard bytes[index...].starts(with: expected) else { throw broken("no value") }
        index += expected.count
        return value
    }

    mutating func number() throws(JSONFailure) -> JSONValue {
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

    mutating func string() throws(JSONFailure) -> String {
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
