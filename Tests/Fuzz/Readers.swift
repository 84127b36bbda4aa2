import FeedSource
import Glibc
import Markup
import ParseStage
import Pipeline
import PipelineTesting

@testable import Reading

/// What is fuzzed, by the name that `Tests/Fuzz/run` gives; each takes whatever bytes come.
private let readers: [String: @Sendable ([UInt8]) -> Void] = [
    "text": { bytes in
        for charset in [nil, "utf-8", "latin1", "iso-8859-15", "utf-16be"] {
            _ = TextLines.cut(Charset.decode(bytes, declared: charset), most: 100_000)
        }
    },
    "charset": { bytes in
        for declaration in [TextDecoding.Declaration.xml, .html, .none] {
            _ = try? TextDecoding.utf8(bytes, charset: nil, declaration: declaration, limit: 1 << 20)
        }
        _ = FileKind(bytes)
        _ = XMLRepair(bytes)
    },
    "html": { bytes in check((try? HTMLText.paper(bytes, charset: nil))?.lines) },
    "official": { bytes in check(try? OfficialXML.lines(bytes, charset: nil)) },
    "word": { bytes in
        // Its parts, one behind the other, parted by a byte that no UTF-8 has.
        let names = [
            "word/document.xml", "word/styles.xml", "word/numbering.xml", "word/footnotes.xml",
            "word/header1.xml",
        ]
        let parts = bytes.split(separator: 0xFF, maxSplits: names.count - 1, omittingEmptySubsequences: false)
        let files = Dictionary(zip(names, parts.map(Array.init))) { first, _ in first }
        check(try? WordReader.lines(files["word/document.xml"] ?? [], files))
    },
    "opendocument": { bytes in
        let parts = bytes.split(separator: 0xFF, maxSplits: 1, omittingEmptySubsequences: false).map(
            Array.init)
        check(try? OpenDocumentReader.lines(parts[0], styles: parts.count > 1 ? parts[1] : nil))
    },
    "archive": { bytes in check(try? WordReader.lines(bytes)) },
    "pdf": { bytes in check(PDFLayout.lines(PDFPages(bytes).pages, most: 100_000)) },
    "scan": { bytes in
        let page = PDFPage(
            number: 1, width: 595, height: 842, runs: RecognisedWords(bytes).runs(pointsPerDot: 0.24))
        check(PDFLayout.lines([page], most: 100_000))
    },
    "feed": { bytes in
        for purpose in [FeedParser.Purpose.polling, .showing] {
            let url = "https://feeds.example.org/feed"
            guard let feed = try? FeedParser.parse(bytes, url: url, for: purpose) else { continue }
            _ = feed.publications(of: "fuzz", at: url)
            for entry in feed.entries { precondition(entry.title.utf8.count <= 4096 + 3) }
        }
    },
    "answers": { bytes in
        guard let lines = TextLines.cut(Charset.decode(bytes, declared: "utf-8"), most: 100_000) else {
            return
        }
        for format in [PaperText.Format.plain, .paragraphs] {
            let publication = Publication(source: "fuzz", entryID: "1", identity: "1", title: "")
            let document = Document(publication: publication, text: PaperText(lines: lines, format: format))
            _ = try? parser?.process(document)
        }
    },
]

private let parser = try? ParseStage(data: NoData())

/// Ends the process where lines are not as ``PaperText`` promises.
private func check(_ lines: [PaperText.Line]?) {
    for line in lines ?? [] {
        let bytes = Array(line.text.utf8)
        precondition(
            !line.text.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x7F }, "a control character")
        for call in line.calls {
            precondition((0...bytes.count).contains(call.offset), "a call outside its line")
            precondition(
                call.offset == bytes.count || bytes[call.offset] & 0xC0 != 0x80, "a call within a character")
        }
        if let setting = line.setting {
            precondition(
                setting.left.isFinite && setting.right.isFinite && setting.top.isFinite
                    && setting.size.isFinite)
        }
    }
}

private let chosen: @Sendable ([UInt8]) -> Void = {
    let name = getenv("FUZZ").map { String(cString: $0) } ?? ""
    guard let reader = readers[name] else {
        print("FUZZ names none of: \(readers.keys.sorted().joined(separator: " "))")
        exit(64)
    }
    return reader
}()

/// What libFuzzer calls for each input.
@c public func LLVMFuzzerTestOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    chosen(Array(UnsafeBufferPointer(start: start, count: count)))
    return 0
}
