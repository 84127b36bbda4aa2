import CXML

/// Mends what breaks XML that is otherwise whole: a bare ampersand, an entity of HTML, a control character.
///
/// All three come of programs that paste text into templates. Nothing else is guessed at: tags that do not match and
/// documents that are cut off stay broken.
package enum XMLRepair {
    /// The document, which is in UTF-8, mended; the same bytes where there was nothing to mend.
    package static func mended(_ text: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(text.count + text.count / 16)
        // What stands before `kept` is in the result already.
        var (index, kept) = (0, 0)
        while index < text.count {
            let byte = text[index]
            if byte == UInt8(ascii: "<"), let end = endOfLiteral(text[index...]) {
                result += text[kept..<index]
                result += text[index..<end].map { $0.isForbidden ? 0x20 : $0 }
                (index, kept) = (end, end)
            } else if byte == UInt8(ascii: "&") {
                result += text[kept..<index]
                index += 1 + appendReference(text[(index + 1)...], to: &result)
                kept = index
            } else if byte.isForbidden {
                result += text[kept..<index]
                result.append(0x20)
                index += 1
                kept = index
            } else {
                index += 1
            }
        }
        return result + text[kept...]
    }

    /// Where a CDATA section or a comment ends, in which an ampersand is only an ampersand.
    private static func endOfLiteral(_ text: ArraySlice<UInt8>) -> Int? {
        for (start, end) in [("<![CDATA[", "]]>"), ("<!--", "-->")] where text.starts(with: start.utf8) {
            let end = Array(end.utf8)
            var index = text.startIndex + start.utf8.count
            while index + end.count <= text.endIndex {
                if text[index] == end[0], text[index..<index + end.count].elementsEqual(end) {
                    return index + end.count
                }
                index += 1
            }
        }
        return nil
    }

    /// Longest name of an entity of HTML 4, and room for any number.
    private static let longestName = 12

    /// Writes what stands after an ampersand so that XML reads it, and returns how many bytes that were.
    private static func appendReference(_ text: ArraySlice<UInt8>, to result: inout [UInt8]) -> Int {
        let name = text.prefix(longestName).prefix { $0 != UInt8(ascii: ";") }
        let isWhole = name.endIndex < text.endIndex && text[name.endIndex] == UInt8(ascii: ";")
        let word = String(decoding: name, as: UTF8.self)
        if isWhole, word.hasPrefix("#") {
            let digits = word.dropFirst()
            let code = digits.hasPrefix("x") ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
            if let code, code > 0x1F || [9, 10, 13].contains(code) {
                result += Array("&\(word);".utf8)
            } else {
                result.append(0x20)
            }
            return name.count + 1
        }
        if isWhole, ["amp", "lt", "gt", "quot", "apos"].contains(word) {
            result += Array("&\(word);".utf8)
            return name.count + 1
        }
        if isWhole, let entity = htmlEntityLookup(word) {
            result += Array("&#\(entity.pointee.value);".utf8)
            return name.count + 1
        }
        result += Array("&amp;".utf8)
        return 0
    }
}

extension UInt8 {
    /// A control character that XML 1.0 has no way to carry.
    fileprivate var isForbidden: Bool { self < 0x20 && self != 0x09 && self != 0x0A && self != 0x0D }
}
