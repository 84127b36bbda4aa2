import Markup
import WebSource

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
        guard kind != .plain, HTMLText.looksLikeMarkup(text) else { return text.singleLine(longest: longest) }
        let plain = HTMLText.plain(String(decoding: text, as: UTF8.self)).singleLine(longest: longest)
        // Nothing but markup: better the markup than nothing.
        return plain.isEmpty ? text.singleLine(longest: longest) : plain
    }
}
