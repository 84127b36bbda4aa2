import Archives
import Markup
import Pipeline

/// Reads OpenDocument texts (.odt, ODF 1.3) into paragraphs.
enum OpenDocumentReader {
    private static let markup = MarkupLimits(bytes: 48 << 20)

    /// The lines of a document: heads and feet, text, notes.
    static func lines(_ document: [UInt8]) throws(ReadFailure) -> [PaperText.Line] {
        let files: [String: [UInt8]]
        do {
            files = try ZIPArchive.files(in: document) { $0 == "content.xml" || $0 == "styles.xml" }
        } catch {
            throw ReadFailure(error, in: "OpenDocument text")
        }
        guard let content = files["content.xml"] else {
            throw .broken("the OpenDocument text has no content")
        }
        do throws(MarkupFailure) {
            return try lines(content, styles: files["styles.xml"])
        } catch {
            throw ReadFailure(error, in: "OpenDocument text")
        }
    }

    /// The lines of a document whose text is `content`.
    static func lines(_ content: [UInt8], styles: [UInt8]?) throws(MarkupFailure) -> [PaperText.Line] {
        var common = OpenDocumentText()
        if let styles { common = try XMLReader.read(styles, limits: markup, with: common) }
        let text = try XMLReader.read(content, limits: markup, with: OpenDocumentText(styles: common.styles))
        var lines: [PaperText.Line] = []
        for var paragraph in common.furniture where !paragraph.isEmpty {
            paragraph.role = .furniture
            let found = paragraph.lines()
            if !found.allSatisfy(lines.contains) { lines += found }
        }
        var notes = FlowNotes(text.paragraphs)
        notes.add(text.notes, label: { String($0) })
        notes.relabel(text.noteLabels)
        notes.write(text.paragraphs, to: &lines)
        return lines
    }
}
