import Host
import Markup
package import Pipeline

/// Turns the bytes of a paper into its text, line by line.
///
/// What the bytes are is told by their own look. PDF is read in a process that can do nothing else; the rest in this one.
package struct PaperReader: Sendable {
    /// What reading one paper may take.
    package struct Limits: Sendable {
        /// The largest original that is read.
        package var inputBytes = 64 << 20
        /// The most text that is taken out of it.
        ///
        /// The largest official papers have less than one MiB; stages hold a text some forty times over while they work.
        package var outputBytes = 4 << 20
        package var lines = 500_000
        package var pages = 3000
        /// How long reading may take, but for what follows.
        package var duration: Duration = .seconds(18)
        /// How many pages may be only pictures, whose text is to be recognised.
        package var recognisedPages = 60
        /// How long one of them may take.
        package var pageDuration: Duration = .seconds(60)
        /// How long all of them may take.
        package var recognitionDuration: Duration = .seconds(300)

        package init() {}
    }

    /// Where the programs are that read what is not read here.
    package struct Programs: Sendable {
        /// Poppler's.
        package var pdftohtml = "/usr/bin/pdftohtml"
        package var pdftoppm = "/usr/bin/pdftoppm"
        /// Not there means that scans are not read.
        package var tesseract = "/usr/bin/tesseract"
        /// The languages that it looks for, by Tesseract's names.
        package var languages = "nld"

        package init() {}
    }

    private let pdf: PDFReader
    private let recognition: TextRecognition
    private let limits: Limits

    /// - Parameters:
    ///   - worker: the path of `bode-worker`.
    ///   - programs: what it runs.
    ///   - limits: what one paper may take.
    package init(
        worker: String, programs: Programs = Programs(), limits: Limits = Limits()
    ) {
        pdf = PDFReader(worker: worker, pdftohtml: programs.pdftohtml, limits: limits)
        self.limits = limits
        recognition = TextRecognition(worker: worker, programs: programs, limits: limits)
    }

    /// The text of `original`.
    package func read(_ original: Original) async throws(ReadFailure) -> PaperText {
        Traps.coverThread()
        guard original.bytes.count <= limits.inputBytes else {
            throw .tooLarge("the paper has more than \(limits.inputBytes) bytes")
        }
        guard !original.bytes.isEmpty else { throw .empty("the paper has no bytes at all") }
        let charset = Charset.declared(in: original.mediaType)
        switch FileKind(original.bytes) {
        case .pdf: return try await readPDF(original.bytes)
        case .html: return try readHTML(original.bytes, charset)
        case .word: return try paragraphs(WordReader.lines(original.bytes))
        case .openDocument: return try paragraphs(OpenDocumentReader.lines(original.bytes))
        case .officialXML: return try paragraphs(OfficialXML.lines(original.bytes, charset: charset))
        case .text: return try cut(Charset.decode(original.bytes, declared: charset), .plain)
        case .other(let name): throw .unsupported(name)
        }
    }

    private func cut(_ text: [UInt8], _ format: PaperText.Format) throws(ReadFailure) -> PaperText {
        guard text.count <= limits.outputBytes else {
            throw .tooLarge("the paper has more than \(limits.outputBytes) bytes of text")
        }
        guard let lines = TextLines.cut(text, most: limits.lines) else {
            throw .tooLarge("the paper has more than \(limits.lines) lines")
        }
        return try checked(PaperText(lines: lines, format: format))
    }

    private func readPDF(_ bytes: [UInt8]) async throws(ReadFailure) -> PaperText {
        var pages = try await pdf.pages(bytes)
        var (isRecognised, unread) = (false, [Int]())
        if pages.contains(where: \.runs.isEmpty) {
            let isScan = pages.allSatisfy(\.runs.isEmpty)
            let read = await recognition.recognise(pages, of: bytes)
            // The rest of a paper is worth having without a page that is a picture; a paper that is all pictures fails.
            if isScan, let failure = read.failure { throw failure }
            (isRecognised, unread) = (read.pages != pages, read.unread)
            pages = read.pages
            guard pages.contains(where: { !$0.runs.isEmpty }) else {
                if unread.isEmpty { throw .empty("the PDF has no text: its pages are blank") }
                throw .empty("the PDF has no text, only pictures, and none was recognised in them")
            }
        }
        guard let lines = PDFLayout.lines(pages, most: limits.lines) else {
            throw .tooLarge("the paper has more than \(limits.lines) lines")
        }
        let size = lines.reduce(0) { $0 + $1.text.utf8.count }
        guard size <= limits.outputBytes else {
            throw .tooLarge("the PDF has more than \(limits.outputBytes) bytes of text")
        }
        return try checked(
            PaperText(lines: lines, format: .pdf, isRecognised: isRecognised, unreadPages: unread))
    }

    private func paragraphs(_ lines: [PaperText.Line]) throws(ReadFailure) -> PaperText {
        guard lines.count <= limits.lines else {
            throw .tooLarge("the paper has more than \(limits.lines) lines")
        }
        guard lines.reduce(0, { $0 + $1.text.utf8.count }) <= limits.outputBytes else {
            throw .tooLarge("the paper has more than \(limits.outputBytes) bytes of text")
        }
        return try checked(PaperText(lines: lines, format: .paragraphs))
    }

    private func readHTML(_ bytes: [UInt8], _ charset: String?) throws(ReadFailure) -> PaperText {
        let text: PaperText
        do throws(MarkupFailure) {
            text = try HTMLText.paper(bytes, charset: charset)
        } catch {
            throw ReadFailure(error, in: "page")
        }
        guard text.lines.count <= limits.lines else {
            throw .tooLarge("the paper has more than \(limits.lines) lines")
        }
        return try checked(text)
    }

    private func checked(_ text: PaperText) throws(ReadFailure) -> PaperText {
        guard text.lines.contains(where: { !$0.isBlank }) else { throw .empty("the paper has no text") }
        return text
    }
}
