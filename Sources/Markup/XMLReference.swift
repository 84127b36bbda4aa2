import CXML

/// References to characters, in text that may be no XML.
enum XMLReference {
    /// Longest name of an entity of HTML 4, and room for any number.
    private static let longestName = 12

    /// Writes what stands after an ampersand so that XML reads it, and returns how many bytes that were.
    static func append(_ rest: ArraySlice<UInt8>, to text: inout [UInt8]) -> Int {
        guard let first = rest.first,
            first == UInt8(ascii: "#") || (0x61...0x7A).contains(first.asciiLowercased)
        else {
            text += "&amp;".utf8
            return 0
        }
        let name = rest.prefix(longestName).prefix { $0 != UInt8(ascii: ";") }
        let isWhole = name.endIndex < rest.endIndex && rest[name.endIndex] == UInt8(ascii: ";")
        let word = String(decoding: name, as: UTF8.self)
        if isWhole, word.hasPrefix("#") {
            let digits = word.dropFirst()
            let isHexadecimal = digits.hasPrefix("x") || digits.hasPrefix("X")
            let code = isHexadecimal ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
            if let code, let scalar = Unicode.Scalar(code), code & 0xFFFE != 0xFFFE,
                code > 0x1F || [9, 10, 13].contains(code)
            {
                text += Array("&#\(scalar.value);".utf8)
            }
            return name.count + 1
        }
        if isWhole, ["amp", "lt", "gt", "quot", "apos"].contains(word) {
            text += Array("&\(word);".utf8)
            return name.count + 1
        }
        if isWhole, let entity = htmlEntityLookup(word) {
            text += Array("&#\(entity.pointee.value);".utf8)
            return name.count + 1
        }
        text += Array("&amp;".utf8)
        return 0
    }
}
