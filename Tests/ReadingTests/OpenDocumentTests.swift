import Pipeline
import PipelineTesting
import Reading
import Testing

@Suite("Reading OpenDocument texts", .timeLimit(.minutes(2)))
struct OpenDocumentTests {
    private func read(_ text: String, styles: String = "", heads: String = "") async throws(ReadFailure)
        -> [PaperText.Line]
    {
        let namespaces = #"xmlns:o="o" xmlns:t="t" xmlns:s="s" xmlns:b="b" xmlns:f="f" xmlns:d="d""#
        let bytes = MinimalArchive.bytes([
            ("mimetype", "application/vnd.oasis.opendocument.text"),
            ("styles.xml", "<o:document-styles \(namespaces)>\(heads)</o:document-styles>"),
            (
                "content.xml",
                "<o:document-content \(namespaces)>\(styles)<o:body><o:text>\(text)</o:text></o:body></o:document-content>"
            ),
        ])
        let original = Original(bytes: bytes, mediaType: nil, url: "test:")
        return try await PaperReader(worker: BuiltProducts.worker).read(original).lines.filter {
            !$0.text.isEmpty
        }
    }

    @Test("reads paragraphs, headings, lists, tables and what is bold")
    func readsText() async throws {
        let styles = """
            <s:style s:name="V" s:parent-style-name="K"><s:text-properties f:font-weight="bold"/></s:style>
            <s:style s:name="K"><s:paragraph-properties f:margin-left="1in"/><s:text-properties f:font-size="9pt"/></s:style>
            <t:list-style s:name="L"><t:list-level-style-number t:level="1" s:num-suffix=")" s:num-format="1"/>
            <t:list-level-style-bullet t:level="2"/></t:list-style>
            """
        let lines = try await read(
            """
            <t:tracked-changes><t:p>weg</t:p></t:tracked-changes><t:h>Kop</t:h><t:p t:style-name="V">Vet<t:s t:c="2"/>ook</t:p>
            <t:p>Half <t:span t:style-name="V">vet</t:span></t:p>
            <t:list t:style-name="L"><t:list-item><t:p>een</t:p><t:list><t:list-item><t:p>sub</t:p></t:list-item></t:list></t:list-item>
            <t:list-item><t:p>twee</t:p></t:list-item></t:list><t:p>tussen</t:p>
            <t:list t:style-name="L" t:continue-numbering="true"><t:list-item><t:p>drie</t:p></t:list-item></t:list>
            <b:table><b:table-row><b:table-cell><t:p>a</t:p></b:table-cell><b:table-cell><t:p>b</t:p></b:table-cell></b:table-row></b:table>
            <t:p><d:frame><d:text-box><t:p>kader</t:p></d:text-box></d:frame>om een kader</t:p>
            """, styles: styles)
        #expect(
            lines.map(\.text) == [
                "Kop", "Vet  ook", "Half vet", "1) een", "- sub", "2) twee", "tussen", "3) drie", "a | b",
                "om een kader", "kader",
            ])
        #expect(lines.prefix(3).map { $0.setting?.isBold } == [false, true, false])
        #expect(lines[1].setting?.size == 9 && lines[1].setting?.left == 72)
        #expect(lines.map(\.role) == [.heading, nil, nil, nil, nil, nil, nil, nil, .tableRow, nil, nil])
    }

    @Test("takes notes out of the text, and heads of pages too")
    func readsNotes() async throws {
        let lines = try await read(
            """
            <t:p>Ja<t:note t:id="n"><t:note-citation>7</t:note-citation><t:note-body><t:p>Krant.</t:p><t:p>En meer.</t:p></t:note-body></t:note>
            dus.</t:p>
            """, heads: "<s:header><t:p>Tweede Kamer</t:p></s:header>")
        #expect(lines.map(\.text) == ["Tweede Kamer", "Ja dus.", "7 Krant.", "En meer."])
        #expect(lines.map(\.role) == [.furniture, nil, .note, .note])
        #expect(lines[1].calls == [PaperText.Call("7", at: 2)])
    }
}
