/// Turns the bytes of a document into UTF-8.
///
/// What is believed, in this order (RFC 7303 and practice): a byte order mark, the charset parameter of the HTTP
/// answer, the document's own declaration, UTF-8. A name that nobody knows is passed over. Bytes that are no UTF-8
/// in a document said to be UTF-8 are read as windows-1252, one sequence at a time, so that a document that changes
/// its encoding half way keeps the half that was right.
package enum TextDecoding {
    /// How a document names its own encoding.
    package enum Declaration: Sendable {
        /// `<?xml version="1.0" encoding="…"?>`
        case xml
        /// `<meta charset="…">`, also inside `http-equiv`
        case html
        /// Not at all: JSON and plain text.
        case none
    }

    /// The document in UTF-8, without its byte order mark.
    package static func utf8(
        _ bytes: [UInt8], charset: String?, declaration: Declaration, limit: Int
    ) throws(MarkupFailure) -> [UInt8] {
        guard bytes.count <= limit else { throw .tooLarge("the document is larger than \(limit) bytes") }
        var encoding = Encoding.utf8
        var body = bytes[...]
        if let (mark, length) = Encoding.byteOrderMark(bytes) {
            encoding = mark
            body = body.dropFirst(length)
        } else if let wide = Encoding.withoutMark(bytes) {
            encoding = wide
        } else {
            let names = [charset, declared(in: bytes, as: declaration)]
            for name in names {
                guard let name, let known = Encoding(name), !known.isWide else { continue }
                encoding = known
                break
            }
        }
        let text =
            switch encoding {
            case .utf8: repaired(body)
            case .windows1252: Windows1252.decoded(body)
            case .other(let name): try Transcoder.utf8(body, from: name, limit: limit)
            }
        guard text.count <= limit else { throw .tooLarge("the document is larger than \(limit) bytes") }
        return text
    }

    // MARK: What the document says of itself

    /// As far as browsers look for a `meta` element.
    private static let declarationWindow = 4096

    private static func declared(in bytes: [UInt8], as declaration: Declaration) -> String? {
        let head = bytes.prefix(declarationWindow)
        switch declaration {
        case .none: return nil
        case .xml:
            let start = head.drop { $0.isMarkupSpace }
            guard start.starts(with: "<?xml".utf8), let end = start.firstIndex(of: UInt8(ascii: ">")) else {
                return nil
            }
            return value(after: "encoding", in: start[..<end])
        case .html:
            return value(after: "charset", in: head)
        }
    }

    /// The name that follows `key` and `=`, quoted or not.
    private static func value(after key: String, in text: ArraySlice<UInt8>) -> String? {
        let key = Array(key.utf8)
        var rest = text
        while rest.count > key.count {
            guard rest.prefix(key.count).elementsEqual(key, by: { $0.asciiLowercased == $1 }) else {
                rest = rest.dropFirst()
                continue
            }
            rest = rest.dropFirst(key.count).drop { $0.isMarkupSpace }
            guard rest.first == UInt8(ascii: "=") else { continue }
            let name = rest.dropFirst().drop { $0.isMarkupSpace || $0 == 0x22 || $0 == 0x27 }
                .prefix { $0.isEncodingNameByte }
            return name.isEmpty ? nil : String(decoding: name, as: UTF8.self)
        }
        return nil
    }

    // MARK: Illegal UTF-8

    private static func repaired(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        let whole = Array(bytes)
        guard (try? UTF8Span(validating: whole.span)) == nil else { return whole }
        var result: [UInt8] = []
        result.reserveCapacity(whole.count + whole.count / 8)
        var index = 0
        while index < whole.count {
            let length = legalSequence(in: whole, at: index)
            if length > 0 {
                result += whole[index..<index + length]
                index += length
            } else {
                Windows1252.append(whole[index], to: &result)
                index += 1
            }
        }
        return result
    }

    /// The length of the well-formed UTF-8 sequence at `index`, 0 where there is none (Unicode 15, table 3-7).
    private static func legalSequence(in bytes: [UInt8], at index: Int) -> Int {
        let first = bytes[index]
        let (length, second): (Int, ClosedRange<UInt8>) =
            switch first {
            case 0x00...0x7F: (1, 0...0)
            case 0xC2...0xDF: (2, 0x80...0xBF)
            case 0xE0: (3, 0xA0...0xBF)
            case 0xED: (3, 0x80...0x9F)
            case 0xE1...0xEF: (3, 0x80...0xBF)
            case 0xF0: (4, 0x90...0xBF)
            case 0xF1...0xF3: (4, 0x80...0xBF)
            case 0xF4: (4, 0x80...0x8F)
            default: (0, 0...0)
            }
        guard length > 1 else { return length }
        guard index + length <= bytes.count, second.contains(bytes[index + 1]) else { return 0 }
        for next in bytes[(index + 2)..<(index + length)] where !(0x80...0xBF).contains(next) { return 0 }
        return length
    }
}

/// A character encoding, as far as we tell them apart.
private enum Encoding {
    case utf8
    case windows1252
    /// One that libxml2 is asked for.
    case other(String)

    /// Labels after the WHATWG Encoding Standard, which reads Latin-1 and ASCII as windows-1252; `nil` for a name nobody knows.
    init?(_ label: String) {
        let label = label.lowercased()
        switch label {
        case "utf-8", "utf8", "unicode-1-1-utf-8": self = .utf8
        case "iso-8859-1", "iso8859-1", "iso_8859-1", "iso88591", "latin1", "latin-1", "l1", "us-ascii",
            "ascii",
            "ansi_x3.4-1968", "windows-1252", "cp1252", "cp-1252", "x-cp1252":
            self = .windows1252
        default:
            guard Transcoder.knows(label) else { return nil }
            self = .other(label)
        }
    }

    /// Whether its units are wider than a byte, which a document that was found to begin with ASCII cannot be in.
    var isWide: Bool {
        guard case .other(let name) = self else { return false }
        return ["utf-16", "utf-32", "utf16", "utf32", "ucs-", "ucs2", "ucs4", "iso-10646", "unicode"]
            .contains { name.hasPrefix($0) }
    }

    static func byteOrderMark(_ bytes: [UInt8]) -> (Encoding, Int)? {
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return (.utf8, 3) }
        if bytes.starts(with: [0xFF, 0xFE, 0, 0]) { return (.other("UTF-32LE"), 4) }
        if bytes.starts(with: [0, 0, 0xFE, 0xFF]) { return (.other("UTF-32BE"), 4) }
        if bytes.starts(with: [0xFF, 0xFE]) { return (.other("UTF-16LE"), 2) }
        if bytes.starts(with: [0xFE, 0xFF]) { return (.other("UTF-16BE"), 2) }
        return nil
    }

    /// UTF-16 that says so by the zeros around its first `<` or `{`.
    static func withoutMark(_ bytes: [UInt8]) -> Encoding? {
        let openers: [UInt8] = [0x3C, 0x7B]
        guard bytes.count >= 4 else { return nil }
        if bytes[0] == 0, openers.contains(bytes[1]), bytes[2] == 0 { return .other("UTF-16BE") }
        if bytes[1] == 0, openers.contains(bytes[0]), bytes[3] == 0 { return .other("UTF-16LE") }
        return nil
    }
}

extension UInt8 {
    /// Space, tab, line feed, form feed or carriage return.
    var isMarkupSpace: Bool { self == 0x20 || self == 0x0A || self == 0x09 || self == 0x0D || self == 0x0C }
    var asciiLowercased: UInt8 { (0x41...0x5A).contains(self) ? self | 0x20 : self }

    fileprivate var isEncodingNameByte: Bool {
        switch self {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x3A, 0x5F: true
        default: false
        }
    }
}
