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
    case heading
    case bold, italic
    /// Raised text, which calls a footnote where it is a link.
    case raised
    case link
    /// Not shown, with all that is in it.
    case hidden

    init(_ name: String) {
        self =
            switch name {
            case "br": .lineBreak
            case "h1", "h2", "h3", "h4", "h5", "h6": .heading
            case "b", "strong": .bold
            case "i", "em": .italic
            case "sup": .raised
            case "a": .link
            case "p", "blockquote", "dl", "table", "hr", "figure",
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

    /// What a page of officielebekendmakingen.nl says of an element by its class.
    enum Part: Equatable {
        case question, answer, remark
        /// The number of a question or an answer.
        case number
        case note
        /// What calls a footnote.
        case call
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
        var part: Part?

        mutating func set(_ name: String, to text: String) {
            switch name {
            case "hidden": isHidden = true
            case "style":
                let style = text.filter { $0 != " " }.lowercased()
                if style.contains("display:none") || style.contains("visibility:hidden") { isHidden = true }
            case "start": start = Int(text)
            case "value": value = Int(text)
            case "type": style = text
            case "class": part = Self.part(text)
            default: break
            }
        }

        private static func part(_ classes: String) -> Part? {
            let names = Set(classes.split(separator: " "))
            if names.contains("vraag") { return .question }
            if names.contains("antwoord") { return .answer }
            if names.contains("kamervraagopmerking") { return .remark }
            if names.contains("nummer") { return .number }
            if names.contains("noot") || names.contains("voetnoot") { return .note }
            return names.contains("nootref") || names.contains("nootnum") ? .call : nil
        }
    }
}
