/// Turns the bytes of a document into UTF-8.
///
/// What is believed, in this order (RFC 7303 and practice): a byte order mark, the charset parameter of the HTTP
/// answer, the document's own declaration, UTF-8. A name that nobody knows is passed over. So is that of an encoding
/// with a byte for each character where the document is well-formed UTF-8 beyond ASCII, which text in such an encoding
/// never is by accident; and that of one which the document turns out not to be in. Bytes that are no UTF-8
/// in a document said to be UTF-8 are read as windows-1252, one sequence at a time, so that a document that changes
/// its encoding half way keeps the half that was right; so are, the other way round, those of one said to be windows-1252.
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
        var encoding = TextEncoding.utf8
        var body = bytes[...]
        if let (mark, length) = TextEncoding.byteOrderMark(bytes) {
            encoding = mark
            body = body.dropFirst(length)
        } else if let wide = TextEncoding.withoutMark(bytes) {
            encoding = wide
        } else {
            let isEBCDIC = TextEncoding.isEBCDIC(bytes)
            let head = isEBCDIC ? try ebcdicHead(bytes) : bytes
            for name in [charset, declared(in: head, as: declaration)] {
                guard let name, let known = TextEncoding(name), !known.isWide else { continue }
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
        _ body: ArraySlice<UInt8>, from encoding: TextEncoding, limit: Int
    ) throws(MarkupFailure) -> [UInt8] {
        switch encoding {
        case .utf8: return MixedText.utf8(body, saysWindows1252: false)
        case .windows1252: return MixedText.utf8(body, saysWindows1252: true)
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
