/// What an element does to the text of a page.
enum HTMLElement: Equatable {
    /// Nothing: it runs on in its line.
    case inline
    /// Begins and ends a line.
    case line
    /// Begins and ends a paragraph.
    case paragraph
    case lineBreak
    case list(isNumbered: Bool)
    case listItem
    case row
    case cell
    case preformatted
    case title
    /// Not shown, with all that is in it.
    case hidden

    init(_ name: String) {
        self =
            switch name {
            case "br": .lineBreak
            case "p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "dl", "table", "hr", "figure",
                "fieldset",
                "section", "article", "header", "footer", "main", "aside", "nav", "address", "form", "body":
                .paragraph
            case "div", "dt", "dd", "caption", "thead", "tbody", "tfoot", "center", "figcaption", "legend",
                "details", "summary", "option":
                .line
            case "ul", "menu", "dir": .list(isNumbered: false)
            case "ol": .list(isNumbered: true)
            case "li": .listItem
            case "tr": .row
            case "td", "th": .cell
            case "pre", "textarea", "listing", "xmp", "plaintext": .preformatted
            case "title": .title
            case "head", "script", "style", "noscript", "template", "svg", "math", "iframe", "object",
                "audio",
                "video", "canvas", "select":
                .hidden
            default: .inline
            }
    }

    /// The attributes that matter to the text.
    struct Attributes: Equatable {
        var isHidden = false
        /// The number that a list begins with.
        var start: Int?
        /// The number of a list item.
        var value: Int?
        /// `a` where a list counts in letters.
        var style: String?

        mutating func set(_ name: String, to text: String) {
            switch name {
            case "hidden": isHidden = true
            case "style":
                let style = text.filter { $0 != " " }.lowercased()
                if style.contains("display:none") || style.contains("visibility:hidden") { isHidden = true }
            case "start": start = Int(text)
            case "value": value = Int(text)
            case "type": style = text
            default: break
            }
        }
    }
}
