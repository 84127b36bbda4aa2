/// Reads text, numbers and truth values the way they were asked for.
enum Scalars {
    static func decode<Value: Decodable>(
        _ type: Value.Type, from value: YAMLValue, codingPath: [any CodingKey]
    )
        throws -> Value
    {
        let result: Any? =
            switch type {
            case is String.Type: try value.text()
            case is Bool.Type: try bool(value)
            case is Double.Type: try double(value)
            case is Float.Type: Float(try double(value))
            case let integer as any FixedWidthInteger.Type: try self.integer(integer, value)
            default: nil
            }
        if let result = result as? Value { return result }
        return try StrictDecoder.decode(type, from: value, codingPath: codingPath)
    }

    private static func bool(_ value: YAMLValue) throws -> Bool {
        guard case .scalar(let text, isQuoted: false) = value.content else {
            throw value.mismatch("true or false")
        }
        switch text.lowercased() {
        case "true", "yes", "on": return true
        case "false", "no", "off": return false
        default: throw value.mismatch("true or false")
        }
    }

    private static func double(_ value: YAMLValue) throws -> Double {
        guard case .scalar(let text, isQuoted: false) = value.content,
            // Keeps out `nan`, `infinity` and hexadecimal forms, which `Double` would read.
            text.utf8.allSatisfy({ (0x30...0x39).contains($0) || ".eE+-".utf8.contains($0) }),
            let number = Double(text), number.isFinite
        else { throw value.mismatch("a number") }
        return number
    }

    private static func integer<Number: FixedWidthInteger>(_ type: Number.Type, _ value: YAMLValue) throws
        -> Number
    {
        guard case .scalar(let text, isQuoted: false) = value.content else {
            throw value.mismatch("a whole number")
        }
        let digits = text.hasPrefix("-") || text.hasPrefix("+") ? text.dropFirst() : text[...]
        guard !digits.isEmpty, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
            throw value.mismatch("a whole number")
        }
        // In older YAML `010` is eight; nobody should have to know.
        guard digits.utf8.count == 1 || !digits.hasPrefix("0") else {
            throw value.mismatch("a whole number without a leading zero")
        }
        guard let number = Number(text) else {
            throw value.mismatch("a whole number from \(Number.min) to \(Number.max)")
        }
        return number
    }
}
