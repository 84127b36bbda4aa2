/// An absolute URL or URI, taken apart (RFC 3986).
///
/// For finding one's way: whether an address may be asked is judged by whoever connects.
package struct WebAddress: Hashable, Sendable {
    /// The whole address, its scheme in lower case.
    package let text: String
    /// Where its parts are in `text`.
    private let marks: Marks

    /// Longest address that is taken for one, in bytes.
    package static let longest = 8192

    /// Reads an absolute address; `nil` for a relative one, and for what no client should be handed.
    ///
    /// Spaces around it and line breaks within it go; what a URL cannot carry is percent-encoded.
    package init?(_ text: String) {
        // Nearly all are written as they are to be.
        if let marks = Marks(ofClean: text.utf8.span) {
            guard marks.schemeEnd != nil else { return nil }
            self.init(text, marks)
            return
        }
        guard let parts = Parts(text), let scheme = parts.scheme else { return nil }
        self.init(scheme: scheme, parts.authority, parts.path, parts.query, parts.fragment)
    }

    private init(
        scheme: String, _ authority: String?, _ path: String, _ query: String?, _ fragment: String?
    ) {
        var text = scheme.lowercased() + ":"
        var marks = Marks()
        marks.schemeEnd = text.utf8.count - 1
        if let authority {
            text += "//" + authority
            marks.authorityEnd = text.utf8.count
        }
        text += path
        marks.pathEnd = text.utf8.count
        if let query { text += "?" + query }
        marks.queryEnd = text.utf8.count
        if let fragment { text += "#" + fragment }
        self.init(text, marks)
    }

    private init(_ text: String, _ marks: Marks) { (self.text, self.marks) = (text, marks) }

    /// In lower case.
    package var scheme: String { part(0..<(marks.schemeEnd ?? 0)) }
    /// User, host and port as they stand; `nil` where the address has none (`urn:…`).
    package var authority: String? { authorityRange.map(part) }
    package var path: String { part(pathStart..<marks.pathEnd) }
    package var query: String? {
        marks.queryEnd > marks.pathEnd ? part(marks.pathEnd + 1..<marks.queryEnd) : nil
    }
    package var fragment: String? {
        text.utf8.count > marks.queryEnd ? part(marks.queryEnd + 1..<text.utf8.count) : nil
    }

    private var schemeEnd: Int { marks.schemeEnd ?? 0 }
    private var authorityRange: Range<Int>? { marks.authorityEnd.map { schemeEnd + 3..<$0 } }
    private var pathStart: Int { marks.authorityEnd ?? schemeEnd + 1 }

    private func part(_ range: Range<Int>) -> String {
        let bytes = text.utf8
        let start = bytes.index(bytes.startIndex, offsetBy: range.lowerBound)
        return String(text[start..<bytes.index(start, offsetBy: range.count)])
    }

    package var isHTTP: Bool {
        guard schemeEnd == 4 || schemeEnd == 5 else { return false }
        let bytes = text.utf8.span
        guard bytes[0] == UInt8(ascii: "h"), bytes[1] == UInt8(ascii: "t"), bytes[2] == UInt8(ascii: "t"),
            bytes[3] == UInt8(ascii: "p"), schemeEnd == 4 || bytes[4] == UInt8(ascii: "s")
        else { return false }
        return hostRange?.isEmpty == false
    }

    /// Where in the text the last part of the path is that is not empty.
    var lastSegment: Range<Int> {
        let bytes = text.utf8.span
        var end = marks.pathEnd
        while end > pathStart, bytes[end - 1] == UInt8(ascii: "/") { end -= 1 }
        var start = end
        while start > pathStart, bytes[start - 1] != UInt8(ascii: "/") { start -= 1 }
        return start..<end
    }

    /// Where in the text the query is.
    var queryPlace: Range<Int> { min(marks.pathEnd + 1, marks.queryEnd)..<marks.queryEnd }

    /// Whether it is a site's first page, and nothing is asked of it.
    package var isRoot: Bool {
        let length = marks.pathEnd - pathStart
        return marks.queryEnd == marks.pathEnd
            && (length == 0 || (length == 1 && text.utf8.span[pathStart] == UInt8(ascii: "/")))
    }

    /// The host in lower case, without user and port; IPv6 in its brackets.
    package var host: String? { hostRange.map { part($0).lowercased() } }

    /// Where in the text the host is.
    private var hostRange: Range<Int>? {
        guard let authority = authorityRange else { return nil }
        let bytes = text.utf8.span
        var start = authority.lowerBound
        for index in authority where bytes[index] == UInt8(ascii: "@") { start = index + 1 }
        var bracket = start
        for index in start..<authority.upperBound where bytes[index] == UInt8(ascii: "]") { bracket = index }
        var end = bracket
        while end < authority.upperBound, bytes[end] != UInt8(ascii: ":") { end += 1 }
        return start..<end
    }

    /// Whether it names a user, which no address of ours has a need for.
    package var hasUser: Bool { authority?.utf8.contains(UInt8(ascii: "@")) ?? false }

    /// The same place always in the same words: without a fragment, its host in lower case, a default port left out.
    package var normalised: String {
        if isNormal { return text }
        guard let authority = authorityRange, let range = hostRange, let host else { return text }
        var result = scheme + "://" + part(authority.lowerBound..<range.lowerBound) + host
        let port = part(min(range.upperBound + 1, authority.upperBound)..<authority.upperBound)
        let isDefault =
            port.isEmpty || (scheme == "https" && port == "443") || (scheme == "http" && port == "80")
        if !isDefault { result += ":" + port }
        let path = path
        result += path.isEmpty ? "/" : path
        if let query { result += "?" + query }
        return result
    }

    /// Whether it is plain to see that the normalised address has the same words.
    private var isNormal: Bool {
        guard marks.pathEnd > (marks.authorityEnd ?? .max), marks.queryEnd == text.utf8.count,
            let authority = authorityRange, let end = endOfPlainHost
        else { return false }
        guard end < authority.upperBound else { return true }
        let bytes = text.utf8.span
        guard bytes[end] == UInt8(ascii: ":"), end + 1 < authority.upperBound else { return false }
        var port = 0
        for index in end + 1..<authority.upperBound {
            guard (0x30...0x39).contains(bytes[index]), port < 100_000 else { return false }
            port = port * 10 + Int(bytes[index] - 0x30)
        }
        return port != 80 && port != 443
    }

    /// Where the authority has its first byte that stands in no host in lower case, or is over; `nil` where it has no such host.
    private var endOfPlainHost: Int? {
        guard let authority = authorityRange else { return nil }
        let bytes = text.utf8.span
        for index in authority {
            switch bytes[index] {
            case 0x61...0x7A, 0x30...0x39, 0x2D, 0x2E: continue
            default: return index > authority.lowerBound ? index : nil
            }
        }
        return authority.isEmpty ? nil : authority.upperBound
    }

    /// The value of the query item of that name, decoded; the first where there are several.
    package func queryItem(_ name: String) -> String? {
        for item in query?.split(separator: "&") ?? [] {
            let pair = item.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard let key = pair.first, String(key).percentDecoded == name else { continue }
            return pair.count > 1 ? String(pair[1]).percentDecoded : ""
        }
        return nil
    }

    // MARK: References

    /// What `reference` means when it stands at this address (RFC 3986 §5.2).
    package func resolving(_ reference: String) -> WebAddress? {
        if let absolute = WebAddress(reference) { return absolute.withoutDotSegments }
        guard let parts = Parts(reference) else { return nil }
        if parts.authority != nil {
            return WebAddress(
                scheme: scheme, parts.authority, parts.path.withoutDotSegments(), parts.query, parts.fragment)
        }
        if parts.path.isEmpty {
            return WebAddress(scheme: scheme, authority, path, parts.query ?? query, parts.fragment)
        }
        let merged: String
        if parts.path.hasPrefix("/") {
            merged = parts.path
        } else if authority != nil, path.isEmpty {
            merged = "/" + parts.path
        } else {
            let last = path.utf8.lastIndex(of: UInt8(ascii: "/"))
            merged = (last.map { String(path[...$0]) } ?? "") + parts.path
        }
        return WebAddress(scheme: scheme, authority, merged.withoutDotSegments(), parts.query, parts.fragment)
    }

    /// The same place without `.` and `..` in its path, where it has an authority.
    package var withoutDotSegments: WebAddress {
        guard authorityRange != nil, hasDots else { return self }
        return WebAddress(scheme: scheme, authority, path.withoutDotSegments(), query, fragment)
    }

    /// Whether a segment of the path begins with a dot.
    private var hasDots: Bool {
        let bytes = text.utf8.span
        for index in pathStart..<marks.pathEnd
        where bytes[index] == 0x2E && (index == pathStart || bytes[index - 1] == 0x2F) { return true }
        return false
    }

    /// Where the parts of an address end, in bytes.
    private struct Marks: Hashable {
        /// Where the colon behind the scheme is.
        var schemeEnd: Int?
        var authorityEnd: Int?
        var pathEnd = 0
        /// The end of the path where there is no query.
        var queryEnd = 0

        init() {}

        /// Those of an address or a reference that need not be cleaned; `nil` for any other.
        init?(ofClean text: Span<UInt8>) {
            guard text.count <= WebAddress.longest else { return nil }
            var (colon, mark, hash): (Int?, Int?, Int?)
            for index in 0..<text.count {
                let byte = text[index]
                guard Self.isOrdinary(byte) else {
                    switch byte {
                    case 0x3A: if mark == nil, hash == nil { colon = colon ?? index }
                    case 0x3F: if hash == nil { mark = mark ?? index }
                    case 0x23: hash = hash ?? index
                    // Those that are dropped, encoded or refused.
                    default: return nil
                    }
                    continue
                }
            }
            queryEnd = hash ?? text.count
            pathEnd = mark ?? queryEnd
            if let colon {
                switch Self.scheme(text.extracting(0..<colon)) {
                case .plain: schemeEnd = colon
                case .toBeLowercased: return nil
                case .none: break
                }
            }
            let start = schemeEnd.map { $0 + 1 } ?? 0
            guard start + 1 < pathEnd, text[start] == 0x2F, text[start + 1] == 0x2F else { return }
            var end = start + 2
            while end < pathEnd, text[end] != 0x2F { end += 1 }
            authorityEnd = end
        }

        /// Whether it stands for itself and parts nothing: not `#`, `:`, `?`, nor `"`, `<`, `>`, a backslash, `^`, a backquote,
        /// `{`, `|`, `}`, white space or a control.
        private static func isOrdinary(_ byte: UInt8) -> Bool {
            let words: (UInt64, UInt64) = (0x2BFF_FFF2_0000_0000, 0x47FF_FFFE_AFFF_FFFF)
            return byte < 0x80 && (byte < 0x40 ? words.0 : words.1) >> UInt64(byte & 63) & 1 == 1
        }

        private enum Scheme { case none, plain, toBeLowercased }

        private static func scheme(_ text: Span<UInt8>) -> Scheme {
            guard text.count > 1, (0x61...0x7A).contains(text[0] | 0x20) else { return .none }
            var scheme = Scheme.plain
            for index in 0..<text.count {
                switch text[index] {
                case 0x30...0x39, 0x61...0x7A, 0x2B, 0x2D, 0x2E: continue
                case 0x41...0x5A: scheme = .toBeLowercased
                default: return .none
                }
            }
            return scheme
        }
    }

    /// A reference taken apart (RFC 3986, appendix B).
    private struct Parts {
        var scheme: String?
        var authority: String?
        var path: String
        var query: String?
        var fragment: String?

        init?(_ text: String) {
            guard let clean = WebAddress.clean(text) else { return nil }
            var rest = clean[...]
            fragment = Self.cut(after: UInt8(ascii: "#"), from: &rest)
            query = Self.cut(after: UInt8(ascii: "?"), from: &rest)
            if let colon = rest.firstIndex(of: UInt8(ascii: ":")), rest[..<colon].isScheme {
                scheme = String(decoding: rest[..<colon], as: UTF8.self)
                rest = rest[(colon + 1)...]
            }
            if rest.starts(with: [0x2F, 0x2F]) {
                rest = rest.dropFirst(2)
                let end = rest.firstIndex(of: 0x2F) ?? rest.endIndex
                authority = String(decoding: rest[..<end], as: UTF8.self)
                rest = rest[end...]
            }
            path = String(decoding: rest, as: UTF8.self)
        }

        /// Takes off what follows the first `mark`, with the mark.
        private static func cut(after mark: UInt8, from text: inout ArraySlice<UInt8>) -> String? {
            guard let place = text.firstIndex(of: mark) else { return nil }
            defer { text = text[..<place] }
            return String(decoding: text[(place + 1)...], as: UTF8.self)
        }
    }

    /// Drops white space around and line breaks within, and encodes what else a URL cannot carry.
    private static func clean(_ text: String) -> [UInt8]? {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count)
        var pendingSpaces = 0
        for byte in text.utf8 {
            switch byte {
            case 0x09, 0x0A, 0x0D: continue
            case 0x20:
                if !bytes.isEmpty { pendingSpaces += 1 }
            // Clients disagree about what a backslash means, which is how filters are passed.
            case 0x5C, 0x00...0x1F, 0x7F: return nil
            default:
                for _ in 0..<pendingSpaces { bytes += "%20".utf8 }
                pendingSpaces = 0
                switch byte {
                case 0x22, 0x3C, 0x3E, 0x5E, 0x60, 0x7B...0x7D, 0x80...0xFF:
                    bytes += [0x25, hexadecimal[Int(byte >> 4)], hexadecimal[Int(byte & 15)]]
                default: bytes.append(byte)
                }
            }
            guard bytes.count <= longest else { return nil }
        }
        return bytes
    }

    private static let hexadecimal = Array("0123456789ABCDEF".utf8)
}

extension ArraySlice<UInt8> {
    /// Two letters at least, so that the letter of a Windows drive is none.
    fileprivate var isScheme: Bool {
        guard count > 1, let first, (first | 0x20) >= 0x61, (first | 0x20) <= 0x7A else {
            return false
        }
        return allSatisfy { byte in
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2B, 0x2D, 0x2E: true
            default: false
            }
        }
    }
}

extension String {
    /// RFC 3986 §5.2.4.
    fileprivate func withoutDotSegments(if wanted: Bool = true) -> String {
        guard wanted, utf8.contains(UInt8(ascii: ".")) else { return self }
        var kept: [Substring] = []
        let segments = split(separator: "/", omittingEmptySubsequences: false)
        for (index, segment) in segments.enumerated() {
            let isLast = index == segments.count - 1
            switch segment {
            case ".": if isLast { kept.append("") }
            case "..":
                if kept.count > 1 || (kept.count == 1 && kept[0] != "") { kept.removeLast() }
                if isLast { kept.append("") }
            default: kept.append(segment)
            }
        }
        return kept.joined(separator: "/")
    }

    fileprivate var percentDecoded: String {
        var result: [UInt8] = []
        var rest = Array(utf8)[...]
        while let byte = rest.popFirst() {
            if byte == 0x25, rest.count > 1,
                let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
            {
                result.append(value)
                rest = rest.dropFirst(2)
            } else {
                result.append(byte == 0x2B ? 0x20 : byte)
            }
        }
        return String(decoding: result, as: UTF8.self)
    }
}
