/// The text of one run, out of its markup: `<b>Vraag 1</b>`, `&amp;`.
struct RunText {
    private(set) var text: [UInt8] = []
    /// Whether all of its letters are, where the markup says of any; its font's name may say more.
    var isBold: Bool? { bold > 0 ? bold == letters : nil }
    var isItalic: Bool? { italic > 0 ? italic == letters : nil }

    private var letters = 0
    private var bold = 0
    private var italic = 0
    private var boldDepth = 0
    private var italicDepth = 0

    private static let references: [(name: [UInt8], byte: UInt8)] = [
        (Array("amp;".utf8), 0x26), (Array("lt;".utf8), 0x3C), (Array("gt;".utf8), 0x3E),
        (Array("quot;".utf8), 0x22), (Array("apos;".utf8), 0x27), (Array("#160;".utf8), 0x20),
        (Array("#34;".utf8), 0x22), (Array("#39;".utf8), 0x27),
    ]

    /// Reads up to `</text>`, and returns where that ends.
    mutating func read(_ output: [UInt8], from start: Int) -> Int {
        var index = start
        while index < output.count {
            switch output[index] {
            case 0x3C:
                let tag = output[(index + 1)...].prefix { $0 != 0x3E }
                index = tag.endIndex + 1
                if tag.elementsEqual("/text".utf8) { return min(index, output.count) }
                switch tag.last {
                case UInt8(ascii: "b"): Self.step(tag, &boldDepth)
                case UInt8(ascii: "i"): Self.step(tag, &italicDepth)
                default: break
                }
            case 0x26:
                let rest = output[(index + 1)...]
                if let found = Self.references.first(where: { rest.starts(with: $0.name) }) {
                    add(found.byte)
                    index += 1 + found.name.count
                } else {
                    add(0x26)
                    index += 1
                }
            case 0x20...0x7E:
                // Nearly all text is such, and needs no look at what each byte does.
                let first = index
                var spaces = 0
                while index < output.count, (0x20...0x7E).contains(output[index]), output[index] != 0x3C,
                    output[index] != 0x26
                {
                    if output[index] == 0x20 { spaces += 1 }
                    index += 1
                }
                text += output[first..<index]
                count(index - first - spaces)
            case let byte:
                add(byte)
                index += 1
            }
        }
        return output.count
    }

    /// Goes deeper at `<b>`, and up again at `</b>`.
    private static func step(_ tag: ArraySlice<UInt8>, _ depth: inout Int) {
        switch tag.count {
        case 1: depth += 1
        case 2 where tag.first == UInt8(ascii: "/"): depth = max(0, depth - 1)
        default: break
        }
    }

    private mutating func add(_ byte: UInt8) {
        switch byte {
        case 0x09, 0x0A, 0x0D, 0x20: text.append(0x20)
        // A glyph that nobody knows the character of.
        case ..<0x20, 0x7F: text += [0xEF, 0xBF, 0xBD]
        default: text.append(byte)
        }
        if byte != 0x20, byte & 0xC0 != 0x80 { count(1) }
    }

    private mutating func count(_ more: Int) {
        letters += more
        if boldDepth > 0 { bold += more }
        if italicDepth > 0 { italic += more }
    }
}
