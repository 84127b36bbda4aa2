package import Pipeline

/// The visible text of HTML, as a person would copy it from a page.
package enum HTMLText {
    package struct Page: Sendable {
        /// What the `title` element says.
        package var title: String?
        package var text: PaperText
    }

    /// The text of a page: each block a line, a blank line between paragraphs, and each row of a table a line.
    ///
    /// Nothing that the page refers to is loaded. `charset` is what the HTTP answer said.
    package static func paper(_ bytes: [UInt8], charset: String?) throws(MarkupFailure) -> PaperText {
        try page(bytes, charset: charset).text
    }

    /// The text of a page with its title beside it.
    package static func page(
        _ bytes: [UInt8], charset: String?, limits: MarkupLimits = .page
    ) throws(MarkupFailure) -> Page {
        let text = try TextDecoding.utf8(bytes, charset: charset, declaration: .html, limit: limits.bytes)
        let layout = try HTMLSession.layout(of: text, limits: limits)
        return Page(
            title: layout.title, text: PaperText(lines: layout.lines, format: .paragraphs))
    }

    /// The text of a title or a summary that may carry markup, on one line.
    ///
    /// Text that is no markup comes back with its white space collapsed; so does what cannot be read as markup.
    package static func plain(_ fragment: String) -> String {
        let bytes = Array(fragment.utf8)
        guard looksLikeMarkup(bytes), let layout = try? HTMLSession.layout(of: bytes, limits: .page) else {
            return collapsed(fragment)
        }
        return collapsed(layout.lines.map(\.text).joined(separator: " "))
    }

    /// The text of a title or a summary that may carry markup, on one line, where that takes no parser; else `nil`.
    ///
    /// What it gives is what ``plain(_:)`` would.
    package static func simple(_ fragment: [UInt8]) -> [UInt8]? { SimpleMarkup.plain(fragment) }

    /// Whether there is a tag, a comment or a character reference in it.
    ///
    /// Of an array and not of any sequence, since what is generic is not specialised for another module.
    package static func looksLikeMarkup(_ text: [UInt8]) -> Bool {
        var before: UInt8 = 0
        for byte in text {
            let isName = (0x61...0x7A).contains(byte.asciiLowercased)
            if before == UInt8(ascii: "<"), isName || byte == 0x2F || byte == 0x21 { return true }
            if before == UInt8(ascii: "&"), isName || byte == UInt8(ascii: "#") { return true }
            before = byte
        }
        return false
    }

    private static func collapsed(_ text: String) -> String {
        var result: [UInt8] = []
        result.reserveCapacity(text.utf8.count)
        var isPending = false
        for scalar in text.unicodeScalars {
            guard !isGap(scalar) else {
                isPending = !result.isEmpty
                continue
            }
            if isPending { result.append(0x20) }
            isPending = false
            if scalar.isASCII {
                result.append(UInt8(truncatingIfNeeded: scalar.value))
            } else {
                result.append(contentsOf: String(scalar).utf8)
            }
        }
        return String(decoding: result, as: UTF8.self)
    }

    /// Whether it is white space or a control; Unicode's tables, which are slow, are asked for those that may be.
    private static func isGap(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x00...0x20, 0x7F: true
        case 0x80...0xA0, 0x600...0x6FF, 0x1000...0x3000, 0xFE00...0xFFFF:
            scalar.properties.isWhitespace || scalar.actsOnTerminalsOrLines
        default: false
        }
    }
}
