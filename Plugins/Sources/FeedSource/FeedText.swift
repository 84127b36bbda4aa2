import Markup
import Pipeline

/// Texts of a feed as people read them.
enum FeedText {
    /// What an element's text is written in.
    enum Kind {
        case plain
        /// Markup, escaped.
        case html
        /// RSS does not say: markup where it looks like it.
        case unsaid
    }

    /// Longest title, in bytes.
    static let longestTitle = 4096
    /// Longest summary, in bytes.
    static let longestSummary = 16 << 10

    /// Plain text on one line, cut after `longest` bytes.
    static func plain(_ text: [UInt8], _ kind: Kind, longest: Int) -> String {
        let raw = String(decoding: text, as: UTF8.self)
        guard kind != .plain, HTMLText.looksLikeMarkup(text) else { return line(raw, longest: longest) }
        let plain = line(HTMLText.plain(raw), longest: longest)
        // Nothing but markup: better the markup than nothing.
        return plain.isEmpty ? line(raw, longest: longest) : plain
    }

    /// The text on one line with its white space collapsed and without controls.
    static func line(_ text: some StringProtocol, longest: Int = longestTitle) -> String {
        var result = String.UnicodeScalarView()
        var size = 0
        var isPending = false
        for scalar in text.unicodeScalars {
            if scalar.actsOnTerminalsOrLines || scalar.properties.isWhitespace {
                isPending = !result.isEmpty
                continue
            }
            size += UTF8.width(scalar) + (isPending ? 1 : 0)
            guard size <= longest else { return String(result) + "…" }
            if isPending { result.append(" ") }
            isPending = false
            result.append(scalar)
        }
        return String(result)
    }
}
