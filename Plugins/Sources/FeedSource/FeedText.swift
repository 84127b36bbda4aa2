import Markup
import Pipeline
import WebSource

/// A text of a feed: as it stands there, and as people read it.
package struct FeedText: Hashable, Sendable {
    /// As the feed has it, markup included, without white space around it.
    package var stated: String { markup ?? plain }
    /// Plain text on one line.
    package let plain: String
    /// What is stated, where that was kept.
    private let markup: String?

    /// What an element's text is written in.
    enum Kind {
        case plain
        /// Markup, escaped.
        case html
        /// RSS does not say: markup where it looks like it.
        case unsaid
        /// Markup that stands there as elements.
        case xhtml
        /// Base64 of one of the others (Atom 0.3, and media types of Atom 1.0 that are no text).
        case base64
        /// XML that is no text.
        case record

        /// What Atom says of an element in its attributes: a type in 1.0, a media type and a mode in 0.3.
        init(type: String?, mode: String?) {
            // As nearly all feeds write it.
            switch (type, mode) {
            case (nil, nil), ("text", nil):
                self = .plain
                return
            case ("html", nil):
                self = .html
                return
            default: break
            }
            let type = FeedEntry.trimmed(type ?? "").lowercased()
            let mode = FeedEntry.trimmed(mode ?? "").lowercased()
            self =
                switch type {
                case _ where mode == "base64": .base64
                case "": mode == "escaped" ? .unsaid : .plain
                case "html": .html
                case "text/html": mode == "xml" ? .xhtml : .html
                case _ where type.contains("xhtml"): mode == "escaped" ? .html : .xhtml
                case _ where type.hasSuffix("+xml") || type.hasSuffix("/xml"): .record
                case _ where type.contains("/") && !type.hasPrefix("text/"): .base64
                default: .plain
                }
        }
    }

    /// Longest title, in bytes.
    static let longestTitle = 4096
    /// Longest summary, in bytes.
    static let longestSummary = 16 << 10
    /// How many times as long a text may be with its markup.
    private static let mostMarkup = 32

    /// Reads a text, cut after `longest` bytes.
    ///
    /// - Parameters:
    ///   - text: what stands between the tags.
    ///   - markup: the same with the tags that stand in it, as markup; `nil` where there are none.
    ///   - kind: what it is written in.
    ///   - longest: where it is cut, in bytes.
    ///   - keepsMarkup: whether what is stated differs from plain text where the feed has markup.
    ///   - base: what relative addresses in its markup stand at.
    init(
        _ text: [UInt8], markup: [UInt8]?, _ kind: Kind, longest: Int, keepsMarkup: Bool,
        base: WebAddress? = nil
    ) {
        var (text, kind) = (Windows1252.mended(text), kind)
        let markup = markup.map(Windows1252.mended)
        if kind == .base64, markup == nil {
            if let decoded = Base64.decoded(text) { text = decoded }
            kind = .unsaid
        }
        let mayBeMarkup = markup != nil || kind == .html || kind == .unsaid
        plain = Self.plain(markup ?? text, mayBeMarkup: mayBeMarkup, longest: longest)
        guard keepsMarkup else {
            self.markup = nil
            return
        }
        var shown = markup ?? text
        if markup == nil, kind == .xhtml {
            shown = []
            shown.append(escapingText: text)
        }
        if mayBeMarkup, let base { shown = RelativeLinks.resolved(shown, at: base) }
        self.markup = FeedEntry.trimmed(
            String(decoding: shown.prefixOfCharacters(longest * Self.mostMarkup), as: UTF8.self))
    }

    private static func plain(_ text: [UInt8], mayBeMarkup: Bool, longest: Int) -> String {
        if mayBeMarkup, let plain = HTMLText.simple(text), !plain.isEmpty, plain.count <= longest {
            return String(wellFormed: plain)
        }
        guard mayBeMarkup, HTMLText.looksLikeMarkup(text) else { return text.singleLine(longest: longest) }
        let plain = HTMLText.plain(String(decoding: text, as: UTF8.self)).singleLine(longest: longest)
        // Nothing but markup: better the markup than nothing.
        return plain.isEmpty ? text.singleLine(longest: longest) : plain
    }
}

extension [UInt8] {
    /// Appends text so that it is text where markup is read, between tags.
    mutating func append(escapingText text: some Sequence<UInt8>) {
        for byte in text {
            switch byte {
            case UInt8(ascii: "&"): append(contentsOf: "&amp;".utf8)
            case UInt8(ascii: "<"): append(contentsOf: "&lt;".utf8)
            case UInt8(ascii: ">"): append(contentsOf: "&gt;".utf8)
            default: append(byte)
            }
        }
    }

    /// At most `longest` bytes, and no part of a character at their end.
    fileprivate func prefixOfCharacters(_ longest: Int) -> ArraySlice<UInt8> {
        guard count > longest else { return self[...] }
        var end = longest
        while end > 0, self[end] & 0xC0 == 0x80 { end -= 1 }
        return self[..<end]
    }
}

/// Base64 (RFC 4648), with white space anywhere.
enum Base64 {
    /// The bytes that `text` stands for; `nil` where it is no Base64 or they are no UTF-8.
    static func decoded(_ text: [UInt8]) -> [UInt8]? {
        var result: [UInt8] = []
        result.reserveCapacity(text.count / 4 * 3)
        var (bits, count): (UInt32, Int) = (0, 0)
        var isPadded = false
        for byte in text where byte > 0x20 {
            if byte == UInt8(ascii: "=") {
                isPadded = true
                continue
            }
            guard let value = value(of: byte), !isPadded else { return nil }
            bits = bits << 6 | UInt32(value)
            count += 6
            guard count >= 8 else { continue }
            count -= 8
            result.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
        }
        return (try? UTF8Span(validating: result.span)) == nil ? nil : result
    }

    private static func value(of byte: UInt8) -> UInt8? {
        switch byte {
        case 0x41...0x5A: byte - 0x41
        case 0x61...0x7A: byte - 0x61 + 26
        case 0x30...0x39: byte - 0x30 + 52
        case UInt8(ascii: "+"): 62
        case UInt8(ascii: "/"): 63
        default: nil
        }
    }
}
