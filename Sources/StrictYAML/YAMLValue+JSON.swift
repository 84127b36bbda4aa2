extension YAMLValue {
    /// What it says in JSON, for who decides only later what it ought to be.
    ///
    /// Words without quotes that are numbers of JSON, `true`, `false` or nothing are these; every other word is text.
    package var json: String {
        switch content {
        case .scalar(let text, isQuoted: false):
            if isNull { "null" } else if YAMLValue.isPlain(text) { text } else { YAMLValue.quoted(text) }
        case .scalar(let text, isQuoted: true): YAMLValue.quoted(text)
        case .sequence(let elements): "[\(elements.map(\.json).joined(separator: ","))]"
        case .mapping(let entries):
            "{\(entries.map { "\(YAMLValue.quoted($0.key)):\($0.value.json)" }.joined(separator: ","))}"
        }
    }

    private static func isPlain(_ text: String) -> Bool {
        text == "true" || text == "false" || isNumber(text)
    }

    /// Whether JSON may have that as a number: RFC 8259, section 6.
    private static func isNumber(_ text: String) -> Bool {
        var rest = Array(text.utf8)[...]
        func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
        func takeDigits() -> Int {
            let digits = rest.prefix(while: isDigit)
            rest = rest.dropFirst(digits.count)
            return digits.count
        }
        if rest.first == UInt8(ascii: "-") { rest = rest.dropFirst() }
        let startsWithZero = rest.first == 0x30
        let whole = takeDigits()
        guard whole > 0, !startsWithZero || whole == 1 else { return false }
        if rest.first == UInt8(ascii: ".") {
            rest = rest.dropFirst()
            guard takeDigits() > 0 else { return false }
        }
        if rest.first == UInt8(ascii: "e") || rest.first == UInt8(ascii: "E") {
            rest = rest.dropFirst()
            if rest.first == UInt8(ascii: "+") || rest.first == UInt8(ascii: "-") { rest = rest.dropFirst() }
            guard takeDigits() > 0 else { return false }
        }
        return rest.isEmpty
    }

    private static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\t": result += "\\t"
            case "\r": result += "\\r"
            case "\u{0}"..<" ", "\u{7F}"..."\u{9F}", "\u{2028}", "\u{2029}":
                let digits = String(scalar.value, radix: 16)
                result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}
