/// What bytes are, by their own look; what a server declares decides nothing but the charset of text.
enum FileKind: Equatable {
    case pdf
    case html
    case word
    case openDocument
    /// XML of officielebekendmakingen.nl.
    case officialXML
    case text
    /// Something that is not read, named for people.
    case other(String)

    /// How far into the bytes a PDF may begin, as readers of PDF have always allowed (ISO 32000-1, annex H).
    private static let farthestHeader = 1024

    init(_ bytes: [UInt8]) {
        let head = bytes.prefix(4096)
        let isPDF = Self.has("%PDF-", in: head.prefix(Self.farthestHeader)) && Self.markup(head) == nil
        if isPDF {
            self = .pdf
        } else if let document = Self.document(bytes) {
            self = document
        } else if let name = Self.signature(head) {
            self = .other(name)
        } else if let markup = Self.markup(head) {
            self = markup
        } else if Self.isBinary(head) {
            self = .other("binary data of an unknown kind")
        } else {
            self = .text
        }
    }

    // MARK: Known beginnings

    private static func signature(_ head: ArraySlice<UInt8>) -> String? {
        let known: [([UInt8], String)] = [
            (
                [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1],
                "an old Microsoft Office document (.doc, .xls or .ppt)"
            ),
            (Array("{\\rtf".utf8), "a Rich Text document (.rtf)"),
            (Array("%!PS".utf8), "a PostScript document"),
            ([0x89, 0x50, 0x4E, 0x47], "an image (PNG)"), ([0xFF, 0xD8, 0xFF], "an image (JPEG)"),
            (Array("GIF8".utf8), "an image (GIF)"), ([0x49, 0x49, 0x2A, 0x00], "an image (TIFF)"),
            ([0x4D, 0x4D, 0x00, 0x2A], "an image (TIFF)"), (Array("RIFF".utf8), "a media file (RIFF)"),
            (Array("AT&TFORM".utf8), "a scanned document (DjVu)"), ([0x1F, 0x8B], "compressed data (gzip)"),
            ([0x37, 0x7A, 0xBC, 0xAF], "an archive (7z)"), (Array("Rar!".utf8), "an archive (RAR)"),
            (Array("BZh".utf8), "compressed data (bzip2)"),
            ([0xFD, 0x37, 0x7A, 0x58, 0x5A], "compressed data (xz)"),
        ]
        if let found = known.first(where: { head.starts(with: $0.0) }) { return found.1 }
        return head.starts(with: [0x50, 0x4B, 0x03, 0x04]) ? package(head) : nil
    }

    /// A document of an office program: a ZIP file that says so by the names in it.
    private static func document(_ bytes: [UInt8]) -> FileKind? {
        guard bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) else { return nil }
        let head = bytes.prefix(200)
        if has("mimetypeapplication/vnd.oasis.opendocument.text", in: head) { return .openDocument }
        // Word writes its own name late; the directory at the end has all names.
        let end = bytes.suffix(directoryWindow)
        return has("word/document", in: end) || has("word/document", in: bytes.prefix(4096)) ? .word : nil
    }

    /// How far from its end the directory of an archive is looked through.
    private static let directoryWindow = 1 << 18

    /// A ZIP file, by the names of its first entries.
    private static func package(_ head: ArraySlice<UInt8>) -> String {
        let known = [
            ("opendocument.text", "an OpenDocument text (.odt)"), ("epub+zip", "an e-book (.epub)"),
            ("word/", "a Microsoft Word document (.docx)"), ("xl/", "a Microsoft Excel workbook (.xlsx)"),
            ("ppt/", "a Microsoft PowerPoint presentation (.pptx)"),
            ("[Content_Types].xml", "a Microsoft Office document (.docx, .xlsx or .pptx)"),
        ]
        return known.first { has($0.0, in: head) }?.1 ?? "an archive (ZIP)"
    }

    private static func markup(_ head: ArraySlice<UInt8>) -> FileKind? {
        var text = head.prefix(2048)
        if text.starts(with: [0xEF, 0xBB, 0xBF]) { text = text.dropFirst(3) }
        while let first = text.first, [0x20, 0x09, 0x0A, 0x0D].contains(first) { text = text.dropFirst() }
        guard text.first == 0x3C else { return nil }
        let lowered = text.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
        if has("<html", in: lowered[...]) || has("<!doctype html", in: lowered[...]) { return .html }
        if let root = OfficialXML.root(of: text), OfficialXML.roots.contains(root) { return .officialXML }
        if lowered.starts(with: Array("<?xml".utf8)) { return .other("XML that is no HTML") }
        let tags = [
            "<head", "<body", "<p>", "<p ", "<div", "<h1", "<h2", "<table", "<article", "<section", "<meta",
            "<!--",
        ]
        return tags.contains { lowered.starts(with: Array($0.utf8)) } ? .html : nil
    }

    /// Text has no NULs, and hardly any control characters; UTF-16, which has both, begins with its mark.
    private static func isBinary(_ head: ArraySlice<UInt8>) -> Bool {
        if head.starts(with: [0xFF, 0xFE]) || head.starts(with: [0xFE, 0xFF]) { return false }
        let controls = head.count { $0 < 0x20 && ![0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0x1A, 0x1B].contains($0) }
        return controls > max(8, head.count / 50)
    }

    private static func has(_ literal: String, in bytes: ArraySlice<UInt8>) -> Bool {
        let wanted = Array(literal.utf8)
        guard bytes.count >= wanted.count, let first = wanted.first else { return false }
        return bytes.indices.dropLast(wanted.count - 1).contains { index in
            bytes[index] == first && bytes[index..<index + wanted.count].elementsEqual(wanted)
        }
    }
}
