/// The text of a paper as it stands on its pages, line by line.
///
/// Lines keep their indentation and their runs of spaces, since both tell columns and headings apart. Text is UTF-8 without
/// control characters: whoever makes a `PaperText` has replaced those.
public struct PaperText: Hashable, Codable, Sendable {
    public var lines: [Line]
    public var format: Format
    /// Whether text, on some pages at least, was recognised in pictures, where letters are read wrongly now and then.
    public var isRecognised: Bool
    /// The pages, in order, that show something but gave no text: pictures in which none was recognised.
    public var unreadPages: [Int]

    public struct Line: Hashable, Codable, Sendable {
        public var text: String
        /// The page it stands on, from 1; 1 throughout where the format has no pages.
        public var page: Int
        /// How it is set on its page; `nil` where the format does not say.
        public var setting: Setting?
        /// What the format itself says that it is; `nil` where that is for the parser to find out.
        public var role: Role?
        /// The footnotes that it calls, in the order of the text, of which the calls are no part; empty where the format
        /// does not tell calls from text.
        public var calls: [Call]

        public init(
            _ text: String, page: Int = 1, setting: Setting? = nil, role: Role? = nil, calls: [Call] = []
        ) {
            (self.text, self.page, self.setting, self.role, self.calls) = (text, page, setting, role, calls)
        }

        public var isBlank: Bool { text.utf8.allSatisfy { $0 == 0x20 } }
    }

    /// How a line is set on its page, in points from the page's upper left corner.
    public struct Setting: Hashable, Codable, Sendable {
        public var left: Double
        public var right: Double
        public var top: Double
        /// The size of most of its letters.
        public var size: Double
        /// True where all of its letters are.
        public var isBold: Bool
        public var isItalic: Bool

        public init(
            left: Double = 0, right: Double = 0, top: Double = 0, size: Double = 0, isBold: Bool = false,
            isItalic: Bool = false
        ) {
            (self.left, self.right, self.top, self.size) = (left, right, top, size)
            (self.isBold, self.isItalic) = (isBold, isItalic)
        }
    }

    /// What a format may say that a line is.
    public enum Role: String, Hashable, Codable, Sendable {
        case heading
        /// Text of a question, or of its answer.
        case question, answer
        /// The line with the numbers of the question, or of the answer, that begins here.
        case questionNumber, answerNumber
        /// A footnote, which begins with its label; goes on in the lines of the same role behind it.
        case note
        /// A row of a table, its cells parted by ` | `.
        case tableRow
        /// What stands on every page: running heads, page numbers.
        case furniture
    }

    /// Where a footnote is called.
    public struct Call: Hashable, Codable, Sendable {
        /// In bytes of UTF-8 of the line's text: the call stands before the byte there.
        public var offset: Int
        /// As printed: `3`, `*`.
        public var label: String

        public init(_ label: String, at offset: Int) { (self.label, self.offset) = (label, offset) }
    }

    /// Where the text came from, which says how far its line ends can be trusted.
    public enum Format: String, Hashable, Codable, Sendable {
        /// Lines end where their author, or a PDF reader of unknown habits, ended them.
        case plain
        /// Lines end where they end on the page.
        case pdf
        /// Each line is a whole paragraph, or a line that its author ended: HTML, DOCX, XML.
        case paragraphs
    }

    public init(lines: [Line], format: Format, isRecognised: Bool = false, unreadPages: [Int] = []) {
        (self.lines, self.format, self.isRecognised) = (lines, format, isRecognised)
        self.unreadPages = unreadPages
    }
}
