import FoundationEssentials

/// JSON as Bode writes and reads it: keys in order of the alphabet, so that the same value is the same bytes.
public enum JSONText {
    /// The value in JSON on one line.
    ///
    /// Beside what JSON must escape, C1 controls, line separators and bidirectional controls are escaped as `\uXXXX`, so
    /// that no line of output can end early or act on a terminal. A number that JSON has no form for is written as text: `"NaN"`.
    public static func encode(_ value: some Encodable) -> [UInt8] {
        if let value = value as? any JSONWritable { return encode(value) }
        return encodeByCodable(value)
    }

    /// The same value in the same bytes, without asking `Codable`.
    package static func encode(_ value: some JSONWritable) -> [UInt8] {
        var writer = JSONWriter()
        value.write(to: &writer)
        return writer.bytes
    }

    /// The same by asking `Codable` for each key, which every value can be asked for.
    package static func encodeByCodable(_ value: some Encodable) -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        encoder.nonConformingFloatEncodingStrategy = .convertToString(
            positiveInfinity: "Infinity", negativeInfinity: "-Infinity", nan: "NaN")
        guard let data = try? encoder.encode(value) else { return Array("null".utf8) }
        return escapingControls(in: Array(data))
    }

    public static func string(_ value: some Encodable) -> String {
        String(decoding: encode(value), as: UTF8.self)
    }

    /// Reads a value, or throws a `DecodingError` that says where it is wrong.
    public static func decode<Value: Decodable>(_ type: Value.Type = Value.self, from bytes: [UInt8]) throws
        -> Value
    {
        if let type = type as? any JSONReadable.Type,
            let value = JSONReader.value(type, from: bytes) as? Value
        {
            return value
        }
        return try decodeByCodable(type, from: bytes)
    }

    /// The same by asking `Codable` for each key, whoever wrote it.
    package static func decodeByCodable<Value: Decodable>(
        _ type: Value.Type = Value.self, from bytes: [UInt8]
    ) throws -> Value {
        try JSONDecoder().decode(type, from: Data(bytes))
    }

    /// Rewrites characters that are legal inside JSON strings but dangerous in lines and on terminals.
    ///
    /// Only few bytes can begin one of them in UTF-8; everything between is copied as it is.
    private static func escapingControls(in json: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        var copied = 0
        var index = 0
        while index < json.count {
            let length =
                switch json[index] {
                case 0x7F: 1
                case 0xC2, 0xD8: 2
                case 0xE2, 0xEF: 3
                default: 0
                }
            guard length > 0, index + length <= json.count else {
                index += 1
                continue
            }
            let character = json[index..<index + length]
            index += length
            guard let scalar = String(decoding: character, as: UTF8.self).unicodeScalars.first,
                scalar.actsOnTerminalsOrLines
            else { continue }
            let digits = String(scalar.value, radix: 16)
            result += json[copied..<character.startIndex]
            result +=
                Array("\\u".utf8) + Array(repeating: 0x30, count: 4 - digits.utf8.count) + Array(digits.utf8)
            copied = index
        }
        guard copied > 0 else { return json }
        return result + json[copied...]
    }
}

extension Unicode.Scalar {
    /// True for what must not reach a line or a terminal raw: C0 and C1 controls, DEL, line and paragraph separators,
    /// bidirectional controls and the byte order mark.
    public var actsOnTerminalsOrLines: Bool {
        switch value {
        case 0x00...0x1F, 0x7F...0x9F, 0x061C, 0x200E...0x200F, 0x2028...0x202E, 0x2066...0x2069, 0xFEFF: true
        default: false
        }
    }
}

extension StringProtocol {
    /// The text on one line: whatever acts on terminals or lines becomes a space, and it is cut after `limit` scalars.
    public func onOneLine(limit: Int = 4096) -> String {
        var result = String.UnicodeScalarView()
        for (count, scalar) in unicodeScalars.enumerated() {
            guard count < limit else { return String(result) + "…" }
            result.append(scalar.actsOnTerminalsOrLines ? " " : scalar)
        }
        return String(result)
    }
}
