/// Takes lists of names apart by bytes: there are megabytes of them at every start, and finding characters takes ten times as long.
package enum ListText {
    /// The lines, empty ones too, so that they can be counted; they end where a character that ends lines stands.
    package static func lines(of text: String) -> [Substring] {
        let bytes = text.utf8
        var lines: [Substring] = []
        var (start, index) = (bytes.startIndex, bytes.startIndex)
        while index < bytes.endIndex {
            let byte = bytes[index]
            guard byte < 0x0E || byte == 0xC2 || byte == 0xE2 else {
                bytes.formIndex(after: &index)
                continue
            }
            var next = bytes.index(after: index)
            // Goes past further bytes where they are these.
            func skip(_ more: UInt8...) -> Bool {
                guard bytes[next...].starts(with: more) else { return false }
                next = bytes.index(next, offsetBy: more.count)
                return true
            }
            let isEnd =
                switch byte {
                case 0x0A, 0x0B, 0x0C: true
                case 0x0D: skip(0x0A) || true
                case 0xC2: skip(0x85)
                case 0xE2: skip(0x80, 0xA8) || skip(0x80, 0xA9)
                default: false
                }
            if isEnd {
                lines.append(Substring(bytes[start..<index]))
                start = next
            }
            index = next
        }
        lines.append(Substring(bytes[start...]))
        return lines
    }

    /// What stands between tabs, empty where nothing does.
    package static func cells(of line: Substring) -> [Substring] {
        line.utf8.split(separator: UInt8(ascii: "\t"), omittingEmptySubsequences: false).map(
            Substring.init)
    }

    /// What stands between upright strokes.
    package static func parts(of cell: Substring) -> [String] {
        cell.utf8.split(separator: UInt8(ascii: "|")).map { String(Substring($0)) }
    }
}

extension Substring {
    /// Whether the line is a remark.
    package var isRemark: Bool { utf8.first == UInt8(ascii: "#") }
}
