extension AlertText {
    /// The alert as a fragment of HTML for mail and feeds: nothing but paragraphs, lists and links, with every character that
    /// means something in HTML escaped.
    public var html: String {
        var html = ""
        let head = ([paper].compactMap(\.self) + place).map(Self.escaped).joined(separator: " · ")
        if !head.isEmpty { html += "<p><small>\(head)</small></p>\n" }
        for passage in passages {
            if !passage.label.isEmpty { html += "<p><b>\(Self.escaped(passage.label))</b></p>\n" }
            for paragraph in passage.paragraphs {
                let text = paragraph.map { run in
                    run.isMarked
                        ? "<b style=\"background: #fff2a8\">\(Self.escaped(run.text))</b>"
                        : Self.escaped(run.text)
                }
                html += "<p>\(text.joined())</p>\n"
            }
        }
        if !facts.isEmpty {
            let items = facts.map { "<b>\(Self.escaped($0.label))</b>: \(Self.escaped($0.text))" }
            html += "<p>\(items.joined(separator: "<br>\n"))</p>\n"
        }
        if let url { html += "<p><a href=\"\(Self.escaped(url))\">\(Self.escaped(url))</a></p>\n" }
        return html
    }

    /// `text` as it may stand in HTML or XML, also in an attribute's quotes; what XML 1.0 cannot hold becomes `U+FFFD`.
    public static func escaped(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": result.append(contentsOf: "&amp;".unicodeScalars)
            case "<": result.append(contentsOf: "&lt;".unicodeScalars)
            case ">": result.append(contentsOf: "&gt;".unicodeScalars)
            case "\"": result.append(contentsOf: "&quot;".unicodeScalars)
            case "'": result.append(contentsOf: "&#39;".unicodeScalars)
            case "\u{0}"..<"\u{9}", "\u{B}", "\u{C}", "\u{E}"..<" ", "\u{FFFE}", "\u{FFFF}":
                result.append("\u{FFFD}")
            default: result.append(scalar)
            }
        }
        return String(result)
    }
}
