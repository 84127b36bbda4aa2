/// Turns the bytes of a document into UTF-8.
///
/// What is believed, in this order (RFC 7303 and practice): a byte order mark, the charset parameter of the HTTP
/// answer, the document's own declaration, UTF-8. A name that nobody knows is passed over. So is that of an encoding
/// with a byte for each character where the document is well-formed UTF-8 beyond ASCII, which text in such an encoding
/// never is by accident; and that of one which the document turns out not to be in. Bytes that are no UTF-8
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
            let isEBCDIC = Encoding.isEBCDIC(bytes)
            let head = isEBCDIC ? try ebcdicHead(bytes) : bytes
            for name in [charset, declared(in: head, as: declaration)] {
                guard let name, let known = Encoding(name), !known.isWide else { continue }
                encoding = known
                break
            }
            if isEBCDIC, encoding == .utf8 { encoding = .other("IBM037") }
        }
        let text = try decoded(body, from: encoding, limit: limit)
        guard text.count <= limit else { throw .tooLarge("the document is larger than \(limit) bytes") }
        return text
    }

    private static func decoded(
        _ body: ArraySlice<UInt8>, from encoding: Encoding, limit: Int
    ) throws(MarkupFailure) -> [UInt8] {
        switch encoding {
        case .utf8: return repaired(body)
        case .windows1252: return isWideUTF8(body) ? Array(body) : Windows1252.decoded(body)
        case .other(let name):
            if encoding.isByteEach, isWideUTF8(body) { return Array(body) }
            do throws(MarkupFailure) {
                return try Transcoder.utf8(body, from: name, limit: limit)
            } catch {
                guard isWideUTF8(body) else { throw error }
                return Array(body)
            }
        }
    }

    /// Whether the text is well-formed UTF-8 and more than ASCII.
    private static func isWideUTF8(_ body: ArraySlice<UInt8>) -> Bool {
        body.contains { $0 >= 0x80 } && (try? UTF8Span(validating: body.span)) != nil
    }

    /// The beginning of a document in one of the encodings of IBM's large machines, which agree on the letters.
    private static func ebcdicHead(_ bytes: [UInt8]) throws(MarkupFailure) -> [UInt8] {
        try Transcoder.utf8(bytes.prefix(declarationWindow), from: "IBM037", limit: 4 * declarationWindow)
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
private enum Encoding: Equatable {
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
            // Names that reach a decoder which attackers like, and none that a document is really in.
            guard !label.hasPrefix("utf-7"), !label.hasPrefix("utf7"), !label.hasPrefix("unicode-1-1-utf-7")
            else { return nil }
            let plain = label.replacing("_", with: "-")
            let names = [Self.supersets[label] ?? label, Self.supersets[plain] ?? plain]
            guard let known = names.first(where: { Transcoder.knows($0) }) else { return nil }
            self = .other(known)
        }
    }

    /// What documents that say the one are really in (WHATWG Encoding Standard), and labels that libraries do not know.
    private static let supersets = [
        "gb2312": "gb18030", "gb_2312-80": "gb18030", "gbk": "gb18030", "x-gbk": "gb18030",
        "cp936": "gb18030",
        "euc-kr": "cp949", "ks_c_5601-1987": "cp949", "ks_c_5601": "cp949", "windows-949": "cp949",
        "korean": "cp949",
        "shift_jis": "cp932", "shift-jis": "cp932", "sjis": "cp932", "x-sjis": "cp932",
        "windows-31j": "cp932",
        "x-euc-jp": "euc-jp", "iso-8859-9": "windows-1254", "latin5": "windows-1254",
        "iso-8859-11": "cp874", "tis-620": "cp874", "windows-874": "cp874",
        "x-mac-roman": "macintosh", "mac": "macintosh", "mac-roman": "macintosh", "macroman": "macintosh",
        "maclatin2": "mac-centraleurope", "maciceland": "mac-is", "ptcp154": "pt154",
        "euc-jis-2004": "euc-jisx0213", "x-mac-cyrillic": "mac-cyrillic", "x-cp1250": "cp1250",
        "x-cp1251": "cp1251",
        "iso-8859-8-i": "iso-8859-8", "koi8": "koi8-r", "koi": "koi8-r",
    ]

    /// Whether it has a byte for each character, so that it reads any bytes at all.
    var isByteEach: Bool {
        guard case .other(let name) = self else { return self == .windows1252 }
        return ["iso-8859", "windows-12", "cp12", "koi8", "macintosh", "mac-", "ibm", "cp8", "cp4"]
            .contains { name.hasPrefix($0) }
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
        if bytes[0] == 0, bytes[1] == 0, bytes[2] == 0, openers.contains(bytes[3]) {
            return .other("UTF-32BE")
        }
        if openers.contains(bytes[0]), bytes[1] == 0, bytes[2] == 0, bytes[3] == 0 {
            return .other("UTF-32LE")
        }
        if bytes[0] == 0, openers.contains(bytes[1]), bytes[2] == 0 { return .other("UTF-16BE") }
        if bytes[1] == 0, openers.contains(bytes[0]), bytes[3] == 0 { return .other("UTF-16LE") }
        return nil
    }

    /// Whether it begins with `<?xm` as IBM's large machines write it (XML 1.0, appendix F).
    static func isEBCDIC(_ bytes: [UInt8]) -> Bool { bytes.starts(with: [0x4C, 0x6F, 0xA7, 0x94]) }
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
