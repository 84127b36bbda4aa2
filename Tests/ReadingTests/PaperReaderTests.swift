import Pipeline
import Reading
import Testing

@Suite("Reading a paper", .timeLimit(.minutes(2)))
struct PaperReaderTests {
    private func reader(
        pdftohtml: String? = nil, tesseract: String? = nil, worker: String = BuiltProducts.worker,
        _ change: (inout PaperReader.Limits) -> Void = { _ in }
    ) -> PaperReader {
        var limits = PaperReader.Limits()
        change(&limits)
        var programs = PaperReader.Programs()
        if let pdftohtml { programs.pdftohtml = pdftohtml }
        if let tesseract { programs.tesseract = tesseract }
        return PaperReader(worker: worker, programs: programs, limits: limits)
    }

    private func read(
        _ bytes: [UInt8], _ mediaType: String? = nil, _ reader: PaperReader? = nil
    ) async throws(ReadFailure) -> PaperText {
        try await (reader ?? self.reader()).read(Original(bytes: bytes, mediaType: mediaType, url: "test:"))
    }

    // MARK: Text

    struct TextCase: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let bytes: [UInt8]
        var mediaType: String? = "text/plain"
        let lines: [String]
    }

    @Test(
        "decodes text",
        arguments: [
            TextCase(
                testDescription: "UTF-8", bytes: Array("één\n twee  x".utf8), lines: ["één", " twee  x"]),
            TextCase(testDescription: "UTF-8 with its mark", bytes: [0xEF, 0xBB, 0xBF, 0x61], lines: ["a"]),
            TextCase(
                testDescription: "windows-1252 when nothing says otherwise", bytes: [0x93, 0xE9, 0x94, 0x80],
                lines: ["“é”€"]),
            TextCase(
                testDescription: "the declared charset", bytes: [0xA4, 0xE9],
                mediaType: "text/plain; charset=\"ISO-8859-15\"",
                lines: ["€é"]),
            TextCase(
                testDescription: "UTF-8 that is declared to be latin-1", bytes: Array("é".utf8),
                mediaType: "text/plain;charset=iso-8859-1", lines: ["é"]),
            TextCase(
                testDescription: "broken UTF-8 that is declared as such", bytes: [0x61, 0xFF, 0x62],
                mediaType: "text/plain; charset=utf-8", lines: ["a\u{FFFD}b"]),
            TextCase(testDescription: "UTF-16", bytes: [0xFF, 0xFE, 0x61, 0x00, 0xAC, 0x20], lines: ["a€"]),
            TextCase(
                testDescription: "all sorts of line ends",
                bytes: Array("a\r\nb\rc\u{2028}d\u{85}e\n\nf".utf8),
                lines: ["a", "b", "c", "d", "e", "", "f"]),
            TextCase(
                testDescription: "tabs and control characters", bytes: Array("a\tb\u{1}c\u{7F}d".utf8),
                lines: ["a       b\u{FFFD}c\u{FFFD}d"]),
            TextCase(
                testDescription: "a declared type that lies", bytes: Array("plain".utf8),
                mediaType: "application/pdf", lines: ["plain"]),
        ])
    func decodes(_ example: TextCase) async throws {
        let text = try await read(example.bytes, example.mediaType)
        #expect(text.lines.map(\.text) == example.lines)
        #expect(text.format == .plain)
    }

    @Test("counts pages by form feeds")
    func countsPages() async throws {
        let text = try await read(Array("one\n\u{C}two\nstill two\u{C}three".utf8))
        #expect(
            text.lines == [
                .init("one", page: 1), .init("two", page: 2), .init("still two", page: 2),
                .init("three", page: 3),
            ])
    }

    @Test(
        "tells HTML by its look, whatever it was declared as",
        arguments: [
            "<!DOCTYPE html><p>één", " \n<HTML>één", "<?xml version=\"1.0\"?><html>één</html>", "<p>één",
        ])
    func readsHTML(page: String) async throws {
        let text = try await read(Array(page.utf8), "application/octet-stream; charset=utf-8")
        #expect(text.format == .paragraphs)
        #expect(text.lines.map(\.text) == ["één"])
    }

    // MARK: What is not read

    struct OtherCase: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let bytes: [UInt8]
    }

    @Test(
        "says what it cannot read",
        arguments: [
            OtherCase(
                testDescription: "a Microsoft Excel workbook (.xlsx)",
                bytes: [0x50, 0x4B, 3, 4] + Array("....xl/workbook.xml".utf8)),
            OtherCase(testDescription: "an archive (ZIP)", bytes: [0x50, 0x4B, 3, 4, 9, 9, 9, 9]),
            OtherCase(
                testDescription: "an old Microsoft Office document (.doc, .xls or .ppt)",
                bytes: [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]),
            OtherCase(
                testDescription: "a Rich Text document (.rtf)", bytes: Array("{\\rtf1\\ansi hello}".utf8)),
            OtherCase(testDescription: "an image (PNG)", bytes: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A]),
            OtherCase(testDescription: "an image (JPEG)", bytes: [0xFF, 0xD8, 0xFF, 0xE0]),
            OtherCase(
                testDescription: "XML that is no HTML",
                bytes: Array("<?xml version=\"1.0\"?><rss/>".utf8)),
            OtherCase(
                testDescription: "binary data of an unknown kind", bytes: [UInt8](repeating: 0, count: 100)),
        ])
    func saysWhatItCannotRead(_ example: OtherCase) async {
        await #expect(throws: ReadFailure.unsupported(example.testDescription)) {
            try await read(example.bytes, "text/plain")
        }
    }

    @Test("refuses a paper without text", arguments: [[], Array(" \n\u{C}\n ".utf8)])
    func refusesEmptiness(bytes: [UInt8]) async {
        await #expect { try await read(bytes) } throws: { error in
            if case ReadFailure.empty = error { true } else { false }
        }
    }

    @Test("holds to its limits")
    func holdsToItsLimits() async {
        let text = Array(String(repeating: "a\n", count: 1000).utf8)
        for reader in [
            reader { $0.inputBytes = 1999 }, reader { $0.outputBytes = 1999 }, reader { $0.lines = 999 },
        ] {
            await #expect { try await read(text, nil, reader) } throws: { error in
                if case ReadFailure.tooLarge = error { true } else { false }
            }
        }
    }

    // MARK: PDF; these need Poppler's pdftohtml

    @Test("reads a PDF page by page", .enabled(if: BuiltProducts.hasPoppler))
    func readsPDF() async throws {
        let text = try await read(
            MinimalPDF.bytes(pages: [["Vraag 1", "Hoe laat is het?"], ["Antwoord 1", "Vijf uur."]]),
            "text/plain")
        #expect(text.format == .pdf)
        let filled = text.lines.filter { !$0.isBlank }
        #expect(
            filled.map { $0.text.drop { $0 == " " } } == [
                "Vraag 1", "Hoe laat is het?", "Antwoord 1", "Vijf uur.",
            ])
        #expect(filled.map(\.page) == [1, 1, 2, 2])
    }

    @Test("says that a scan has no text, and what to install", .enabled(if: BuiltProducts.hasPoppler))
    func namesAScan() async {
        let blind = reader(tesseract: "/usr/bin/no-tesseract")
        let scan = MinimalPDF.picture(width: 8, height: 8, gray: Array(repeating: 0, count: 64))
        await #expect { try await read(scan, nil, blind) } throws: { error in
            if case ReadFailure.empty(let why) = error { why.contains("tesseract-ocr-nld") } else { false }
        }
        await #expect(throws: ReadFailure.empty("the PDF has no text: its pages are blank")) {
            try await read(MinimalPDF.bytes(pages: [[]]), nil, blind)
        }
    }

    @Test(
        "says which pages were pictures, and takes blank ones for blank",
        .enabled(if: BuiltProducts.hasPoppler))
    func namesUnreadPages() async throws {
        let blind = reader(tesseract: "/usr/bin/no-tesseract")
        let mixed = MinimalPDF.bytes(
            pages: [["Vraag 1", "Hoe laat is het?"], [], ["Antwoord 1"], []], inked: [3])
        let text = try await read(mixed, nil, blind)
        #expect(text.unreadPages == [4] && !text.isRecognised)
        let document = Document(
            publication: Publication(
                source: "a", entryID: "1", identity: Identifier(rawValue: "1"), title: "", links: []),
            text: text)
        #expect(document.oddities.map(\.code) == ["unread-pages"])
    }

    @Test(
        "ends a PDF that inflates to half a GiB, and holds nobody up",
        .enabled(if: BuiltProducts.hasPoppler), .timeLimit(.minutes(2)))
    func endsABomb() async throws {
        // Blocks of zeroes, as zlib packs them.
        let reader = reader { $0.duration = .seconds(2) }
        let content = DeflateBomb.bytes(mebibytes: 512)
        #expect(content.count < 4 << 20)
        let bomb = MinimalPDF.bytes(dictionary: "/Filter /FlateDecode", content: content)
        async let other = read(MinimalPDF.bytes(pages: [["Vraag 1"]]), nil, self.reader())
        await #expect { try await read(bomb, nil, reader) } throws: { error in
            switch error {
            case ReadFailure.timedOut, ReadFailure.tooLarge, ReadFailure.empty: true
            default: false
            }
        }
        #expect(try await other.lines.first?.text == "Vraag 1")
    }

    @Test(
        "says that a PDF is broken", .enabled(if: BuiltProducts.hasPoppler),
        arguments: ["%PDF-1.4", "%PDF-1.7\nnothing that helps\n%%EOF"])
    func namesABrokenPDF(text: String) async {
        await #expect { try await read(Array(text.utf8)) } throws: { error in
            if case ReadFailure.broken = error { true } else { false }
        }
    }

    @Test("refuses a PDF with too many pages", .enabled(if: BuiltProducts.hasPoppler))
    func countsPDFPages() async throws {
        let pdf = MinimalPDF.bytes(pages: [["a"], ["b"], ["c"]])
        #expect(try await read(pdf, nil, reader { $0.pages = 3 }).lines.last?.page == 3)
        await #expect(throws: ReadFailure.tooLarge("the PDF has more than 2 pages")) {
            try await read(pdf, nil, reader { $0.pages = 2 })
        }
    }

    @Test("ends a PDF that takes too long", .enabled(if: BuiltProducts.hasPoppler))
    func endsAnEndlessPDF() async {
        // A content stream of a million strings, each shown thousands of times over, is work without end.
        let lines = String(repeating: "(aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa) Tj\n", count: 400_000)
        let pdf = MinimalPDF.bytes(dictionary: "", content: Array("BT /F1 10 Tf\n\(lines)ET".utf8))
        await #expect(throws: ReadFailure.timedOut) {
            try await read(pdf, nil, reader { $0.duration = .milliseconds(100) })
        }
    }

    @Test("says what to install where pdftohtml is missing")
    func saysWhatToInstall() async {
        let expected = ReadFailure.unavailable(
            "/usr/bin/no-pdftohtml is missing: apt-get install poppler-utils")
        await #expect(throws: expected) {
            try await read(MinimalPDF.bytes(pages: [["a"]]), nil, reader(pdftohtml: "/usr/bin/no-pdftohtml"))
        }
    }

    @Test("says that its worker is missing")
    func missesItsWorker() async {
        await #expect {
            try await read(MinimalPDF.bytes(pages: [["a"]]), nil, reader(worker: "/no/worker"))
        } throws: { error in
            if case ReadFailure.unavailable = error { true } else { false }
        }
    }
}
