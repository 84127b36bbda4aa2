import Pipeline

/// How a service writes emphasis, and what must be escaped so that a document's text stays text.
enum TemplateMarkup: String, Decodable, Sendable {
    case plain
    /// Slack's mrkdwn: links and mentions stand in angle brackets, and nothing else can be escaped.
    case slack
    /// Markdown as Mattermost and Adaptive Cards read it.
    case markdown
    case html

    private var bold: (open: String, close: String) {
        switch self {
        case .plain: ("", "")
        case .slack: ("*", "*")
        case .markdown: ("**", "**")
        case .html: ("<b>", "</b>")
        }
    }

    private var paragraph: String {
        switch self {
        case .plain, .slack: "\n"
        case .markdown: "\n\n"
        case .html: "<br>"
        }
    }

    private func escaped(_ scalar: Unicode.Scalar) -> String {
        switch (self, scalar) {
        case (.slack, "&"), (.html, "&"): "&amp;"
        case (.slack, "<"), (.html, "<"): "&lt;"
        case (.slack, ">"), (.html, ">"): "&gt;"
        case (.html, "\""): "&quot;"
        // A mention would call everyone; behind the invisible space it is a word.
        case (.markdown, "@"): "@\u{200B}"
        case (.markdown, "\\"), (.markdown, "`"), (.markdown, "*"), (.markdown, "_"), (.markdown, "["),
            (.markdown, "]"), (.markdown, "<"), (.markdown, ">"), (.markdown, "#"), (.markdown, "~"),
            (.markdown, "|"), (.markdown, "!"):
            "\\" + String(scalar)
        default: String(scalar)
        }
    }

    /// Paragraphs as the service writes them, in no more than `most` characters; a mark says that something was cut.
    func text(_ paragraphs: [[AlertText.Run]], most: Int = .max) -> String {
        var result = ""
        var rest = most
        for (index, runs) in paragraphs.enumerated() {
            if index > 0 {
                guard rest > paragraph.utf16.count + 1 else { return result + (rest > 0 ? "…" : "") }
                result += paragraph
                rest -= paragraph.utf16.count
            }
            for run in runs where !run.text.isEmpty {
                guard write(run, into: &result, rest: &rest) else { return result }
            }
        }
        return result
    }

    /// False where it was cut.
    ///
    /// Services count as JavaScript does: in UTF-16.
    private func write(_ run: AlertText.Run, into result: inout String, rest: inout Int) -> Bool {
        let (open, close) = run.isMarked ? bold : ("", "")
        let frame = open.utf16.count + close.utf16.count
        guard rest > frame + 1 else {
            if rest > 0 { result += "…" }
            rest = 0
            return false
        }
        result += open
        rest -= frame
        for (index, scalar) in run.text.unicodeScalars.enumerated() {
            let piece = escaped(scalar)
            let isLast = index == run.text.unicodeScalars.count - 1
            guard piece.utf16.count + (isLast ? 0 : 1) <= rest else {
                result += (rest > 0 ? "…" : "") + close
                rest = 0
                return false
            }
            result += piece
            rest -= piece.utf16.count
        }
        result += close
        return true
    }
}
