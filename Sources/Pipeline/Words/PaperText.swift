/// The text of a paper as it stands on its pages, line by line.
///
/// Lines keep their indentation and their runs of spaces, since both tell columns and headings apart. Text is UTF-8 without
/// control characters: whoever makes a `PaperText` has replaced those.
public struct PaperText: Hashable, Codable, Sendable {
    public var lines: [Line]
    public var format: Format

    public struct Line: Hashable, Codable, Sendable {
        public var text: String
        /// The page it stands on, from 1; 1 throughout where the format has no pages.
        public var page: Int

        public init(_ text: String, page: Int = 1) { (self.text, self.page) = (text, page) }

        public var isBlank: Bool { text.utf8.allSatisfy { $0 == 0x20 } }
    }

    /// Where the text came from, which says how far its line ends can be trusted.
    public enum Format: String, Hashable, Codable, Sendable {
        /// Lines end where their author, or a PDF reader of unknown habits, ended them.
        case plain
        /// Lines end where they end on the page.
        case pdf
        /// Each line is a whole paragraph.
        case html
    }

    public init(lines: [Line], format: Format) { (self.lines, self.format) = (lines, format) }
}
