import Archives
import Markup
import Pipeline

/// Reads Word documents (.docx, ECMA-376) into paragraphs.
enum WordReader {
    private static let markup = MarkupLimits(bytes: 48 << 20, depth: 256)

    /// The lines of a document: heads, text, notes, feet.
    static func lines(_ document: [UInt8]) throws(ReadFailure) -> [PaperText.Line] {
        let files: [String: [UInt8]]
        do {
            files = try ZIPArchive.files(in: document) { name in
                name == "_rels/.rels"
                    || name.hasPrefix("word/") && name.hasSuffix(".xml")
                        && !["theme/", "media/", "webSettings", "fontTable"].contains { name.contains($0) }
            }
        } catch {
            throw ReadFailure(error, in: "Word document")
        }
        guard
            let main = files["word/document.xml"]
                ?? files.first(where: { $0.key.hasPrefix("word/document") })?.value
        else { throw .broken("the Word document has no text part") }
        do throws(MarkupFailure) {
            return try lines(main, files)
        } catch {
            throw ReadFailure(error, in: "Word document")
        }
    }

    /// The lines of a document whose text is `main`, with the other parts beside it.
    static func lines(
        _ main: [UInt8], _ files: [String: [UInt8]]
    ) throws(MarkupFailure) -> [PaperText.Line] {
        var styles = WordStyles()
        if let part = files["word/styles.xml"] {
            styles = try XMLReader.read(part, limits: markup, with: styles)
        }
        var lists = WordLists()
        if let part = files["word/numbering.xml"] {
            lists = try XMLReader.read(part, limits: markup, with: lists)
        }
        let text = try XMLReader.read(main, limits: markup, with: WordText(styles: styles, lists: lists))

        var notes = FlowNotes(text.paragraphs)
        for (kind, name, form) in [
            ("f", "word/footnotes.xml", text.footnoteForm ?? .decimal),
            ("e", "word/endnotes.xml", text.endnoteForm ?? .roman(isUpper: false)),
        ] {
            guard let part = files[name] else { continue }
            let read = try XMLReader.read(part, limits: markup, with: WordText(styles: styles, lists: lists))
            notes.add(
                read.notes.map { (kind + $0.id, $0.paragraphs) },
                label: { ListCounter.number($0, form == .none ? .decimal : form) })
        }
        var lines: [PaperText.Line] = []
        func addFurniture(_ kind: String) throws(MarkupFailure) {
            for name in files.keys.sorted() where name.hasPrefix("word/\(kind)") {
                guard let part = files[name] else { continue }
                let read = try XMLReader.read(
                    part, limits: markup, with: WordText(styles: styles, lists: lists))
                for var paragraph in read.paragraphs where !paragraph.isEmpty {
                    paragraph.role = .furniture
                    let found = paragraph.lines()
                    // Those of first, left and right pages often say the same.
                    if !found.allSatisfy(lines.contains) { lines += found }
                }
            }
        }
        try addFurniture("header")
        notes.write(text.paragraphs, to: &lines)
        try addFurniture("footer")
        return lines
    }
}
