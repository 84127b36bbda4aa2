/// A character encoding, as far as we tell them apart.
enum TextEncoding: Equatable {
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

    static func byteOrderMark(_ bytes: [UInt8]) -> (TextEncoding, Int)? {
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return (.utf8, 3) }
        if bytes.starts(with: [0xFF, 0xFE, 0, 0]) { return (.other("UTF-32LE"), 4) }
        if bytes.starts(with: [0, 0, 0xFE, 0xFF]) { return (.other("UTF-32BE"), 4) }
        if bytes.starts(with: [0xFF, 0xFE]) { return (.other("UTF-16LE"), 2) }
        if bytes.starts(with: [0xFE, 0xFF]) { return (.other("UTF-16BE"), 2) }
        return nil
    }

    /// UTF-16 that says so by the zeros around its first `<` or `{`.
    static func withoutMark(_ bytes: [UInt8]) -> TextEncoding? {
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
