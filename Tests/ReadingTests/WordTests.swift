import Pipeline
import PipelineTesting
import Reading
import Testing

@Suite("Reading Word documents", .timeLimit(.minutes(2)))
struct WordTests {
    private static let namespaces =
        #"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:mc="http://m" xmlns:wps="http://s""#

    /// A document with `body`, and with the parts that are given.
    private func document(_ body: String, notes: String = "", numbering: String = "", styles: String = "")
        -> [UInt8]
    {
        func part(_ name: String, _ content: String) -> String {
            "<?xml version=\"1.0\"?><w:\(name) \(Self.namespaces)>\(content)</w:\(name)>"
        }
        return MinimalArchive.bytes([
            ("[Content_Types].xml", "<Types/>"),
            ("word/document.xml", part("document", "<w:body>\(body)</w:body>")),
            ("word/footnotes.xml", part("footnotes", notes)),
            ("word/numbering.xml", part("numbering", numbering)),
            ("word/styles.xml", part("styles", styles)),
        ])
    }

    private func read(_ bytes: [UInt8]) async throws(ReadFailure) -> [PaperText.Line] {
        let text = try await PaperReader(worker: BuiltProducts.worker)
            .read(Original(bytes: bytes, mediaType: "application/msword", url: "test:"))
        #expect(text.format == .paragraphs)
        return text.lines.filter { !$0.text.isEmpty }
    }

    private func paragraph(_ text: String, _ properties: String = "", run: String = "") -> String {
        "<w:p><w:pPr>\(properties)</w:pPr><w:r><w:rPr>\(run)</w:rPr><w:t xml:space=\"preserve\">\(text)</w:t></w:r></w:p>"
    }

    private func item(_ text: String, level: Int = 0, list: Int = 1) -> String {
        paragraph(text, "<w:numPr><w:ilvl w:val=\"\(level)\"/><w:numId w:val=\"\(list)\"/></w:numPr>")
    }

    private static let numbering = """
        <w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>
        <w:lvlText w:val="%1."/></w:lvl><w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/>
        <w:lvlText w:val="%1%2)"/></w:lvl></w:abstractNum>
        <w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="o"/></w:lvl>
        </w:abstractNum>
        <w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
        <w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="9"/>
        </w:lvlOverride></w:num>
        """

    @Test("numbers the items of lists as Word prints them")
    func numbersLists() async throws {
        let body =
            item("een") + item("sub", level: 1) + item("nog een", level: 1) + paragraph("Antwoord")
            + item("twee")
            + item("sub", level: 1) + item("punt", list: 2) + item("elders", list: 3) + item("los", list: 77)
        #expect(
            try await read(document(body, numbering: Self.numbering)).map(\.text) == [
                "1. een", "1a) sub", "1b) nog een", "Antwoord", "2. twee", "2a) sub", "- punt", "9. elders",
                "los",
            ])
    }

    @Test("says what is bold, and what is a heading, by styles and by letters")
    func readsStyles() async throws {
        let styles = """
            <w:style w:type="paragraph" w:default="1" w:styleId="S"><w:name w:val="Normal"/><w:rPr><w:sz w:val="18"/></w:rPr></w:style>
            <w:style w:type="paragraph" w:styleId="K"><w:name w:val="heading 2"/><w:basedOn w:val="S"/><w:rPr><w:b/></w:rPr></w:style>
            <w:style w:type="paragraph" w:styleId="V"><w:name w:val="Vet"/><w:basedOn w:val="S"/><w:pPr><w:ind w:left="400"/></w:pPr>
            <w:rPr><w:b/></w:rPr></w:style>
            """
        let body =
            paragraph("kop", #"<w:pStyle w:val="K"/>"#) + paragraph("vet", #"<w:pStyle w:val="V"/>"#)
            + paragraph("toch niet", #"<w:pStyle w:val="V"/>"#, run: #"<w:b w:val="0"/>"#)
            + paragraph("cursief", run: "<w:i/>") + paragraph("gewoon")
        let lines = try await read(document(body, styles: styles))
        #expect(lines.map(\.role) == [.heading, nil, nil, nil, nil])
        #expect(lines.map { $0.setting?.isBold } == [true, true, false, false, false])
        #expect(lines.map { $0.setting?.isItalic } == [false, false, false, true, false])
        #expect(lines.map { $0.setting?.left } == [0, 20, 20, 0, 0])
        #expect(lines.allSatisfy { $0.setting?.size == 9 })
    }

    @Test("takes the calls of footnotes out of the text, and keeps what is raised for another reason")
    func readsFootnotes() async throws {
        let call = #"<w:r><w:footnoteReference w:id="9"/></w:r>"#
        let raised = { (digits: String) in
            "<w:r><w:rPr><w:vertAlign w:val=\"superscript\"/></w:rPr><w:t>\(digits)</w:t></w:r>"
        }
        let body =
            "<w:p><w:r><w:t>Ja</w:t></w:r>\(call)<w:r><w:t>, 5 m</w:t></w:r>\(raised("3"))<w:r><w:t> gas</w:t></w:r>"
            + "\(raised("2"))<w:r><w:t>.</w:t></w:r></w:p>"
        let notes =
            #"<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:t>streep</w:t></w:r></w:p></w:footnote>"#
            + #"<w:footnote w:id="9">\#(paragraph(" Krant."))\#(paragraph("Vervolg."))</w:footnote>"#
        let lines = try await read(document(body, notes: notes))
        #expect(lines.map(\.text) == ["Ja, 5 m3 gas.", "1 Krant.", "Vervolg."])
        #expect(lines[0].calls == [PaperText.Call("1", at: 2), PaperText.Call("2", at: 12)])
        #expect(lines.map(\.role) == [nil, .note, .note])
    }

    @Test("reads what a reader of the document would see")
    func readsWhatIsSeen() async throws {
        let body = """
            <w:p><w:r><w:t>een</w:t></w:r><w:ins><w:r><w:t>en</w:t></w:r></w:ins><w:del><w:r><w:delText>weg</w:delText></w:r></w:del>
            <w:r><w:rPr><w:vanish/></w:rPr><w:t>onzichtbaar</w:t></w:r><w:r><w:t>zacht\u{AD}jes</w:t><w:br/><w:t>VN</w:t>
            <w:noBreakHyphen/><w:t>missie</w:t></w:r></w:p>
            <w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>
            <w:r><w:t>opdracht</w:t></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>veld</w:t></w:r>
            <w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>
            <w:p><w:r><w:t>met kader</w:t><mc:AlternateContent><mc:Choice><wps:txbx><w:txbxContent>\(paragraph("kader"))
            </w:txbxContent></wps:txbx></mc:Choice><mc:Fallback><w:txbxContent>\(paragraph("kader"))</w:txbxContent></mc:Fallback>
            </mc:AlternateContent></w:r></w:p><w:sdt><w:sdtContent>\(paragraph("veld met inhoud"))</w:sdtContent></w:sdt>
            <w:tbl><w:tr><w:tc>\(paragraph("a"))\(paragraph("b"))</w:tc><w:tc>\(paragraph("c"))</w:tc></w:tr>
            <w:tr><w:tc>\(paragraph("alleen"))\(paragraph("hier"))</w:tc><w:tc>\(paragraph(""))</w:tc></w:tr></w:tbl>
            """
        let lines = try await read(document(body))
        #expect(
            lines.map(\.text) == [
                "eenenzachtjes", "VN-missie", "veld", "met kader", "kader", "veld met inhoud", "a b | c",
                "alleen", "hier",
            ])
        #expect(lines.map(\.role).filter { $0 != nil } == [.tableRow])
    }

    @Test("puts heads and feet aside as furniture")
    func readsFurniture() async throws {
        var files = [
            (
                "word/document.xml",
                "<w:document \(Self.namespaces)><w:body>\(paragraph("tekst"))</w:body></w:document>"
            )
        ]
        files.append(("word/header1.xml", "<w:hdr \(Self.namespaces)>\(paragraph("Tweede Kamer"))</w:hdr>"))
        files.append(("word/footer1.xml", "<w:ftr \(Self.namespaces)>\(paragraph("Pagina 1"))</w:ftr>"))
        let lines = try await read(MinimalArchive.bytes(files))
        #expect(lines.map(\.text) == ["Tweede Kamer", "tekst", "Pagina 1"])
        #expect(lines.map(\.role) == [.furniture, nil, .furniture])
    }

    // MARK: Broken and hostile ones

    @Test("survives being cut off anywhere, and every byte being another")
    func survivesDamage() async {
        let whole = document(item("een") + paragraph("twee"), numbering: Self.numbering)
        for length in stride(from: 4, to: whole.count, by: 37) {
            _ = try? await read(Array(whole.prefix(length)))
        }
        for index in stride(from: 0, to: whole.count, by: 11) {
            var changed = whole
            changed[index] ^= 0x55
            _ = try? await read(changed)
        }
    }

    private func expectTooLarge(_ bytes: [UInt8]) async {
        await #expect { try await read(bytes) } throws: { error in
            if case ReadFailure.tooLarge = error { true } else { false }
        }
    }

    @Test(
        "gives up on a bomb after what its limits allow, whatever the archive says of its size",
        arguments: [nil, 100])
    func defusesBombs(claimed: Int?) async {
        var archive = MinimalArchive()
        // Sixty megabytes in four hundred kilobytes.
        let zeros = MinimalArchive.zeros(60 << 20)
        archive.add("word/document.xml", [], packed: zeros, size: claimed ?? 60 << 20)
        await expectTooLarge(archive.finished())
    }

    @Test("does not open archives with more files than any document has")
    func countsFiles() async {
        var archive = MinimalArchive()
        for number in 0..<6000 { archive.add("word/\(number)", []) }
        archive.add("word/document.xml", Array("<w/>".utf8))
        await expectTooLarge(archive.finished())
    }

    @Test("refuses markup that is nested without end, declares entities, or breaks off")
    func refusesHostileMarkup() async {
        let deep = String(repeating: "<w:p>", count: 100_000)
        await expectTooLarge(document(deep))
        for part in ["<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>", "<w:document", ""] {
            await #expect { try await read(MinimalArchive.bytes([("word/document.xml", part)])) } throws: {
                error in
                if case ReadFailure.broken = error { true } else { false }
            }
        }
    }
}
