import Pipeline
import PipelineTesting
import Reading
import Testing

@Suite("Reading the XML of officielebekendmakingen.nl")
struct OfficialXMLTests {
    private func read(_ xml: String) async throws(ReadFailure) -> [PaperText.Line] {
        let original = Original(bytes: Array(xml.utf8), mediaType: "text/xml", url: "test:")
        return try await PaperReader(worker: BuiltProducts.worker).read(original).lines.filter {
            !$0.text.isEmpty
        }
    }

    private func paper(_ content: String) -> String {
        "\u{FEFF}<?xml version=\"1.0\" encoding=\"utf-8\"?>\r\n<officiele-publicatie><metadata><meta name=\"a\"/></metadata>"
            + "<kamervragen>\(content)</kamervragen></officiele-publicatie>"
    }

    @Test("writes the head as it is printed")
    func readsTheHead() async throws {
        let lines = try await read(
            paper(
                """
                <kamervraagkop>\r\n<tekstregel inhoud="kamer">Tweede Kamer</tekstregel><tekstregel>Aanhangsel</tekstregel></kamervraagkop>
                <kamervraagnummer>12</kamervraagnummer><kamervraagomschrijving type="vraag">Vragen van het lid
                  <naam>\r\n<voornaam>An</voornaam><achternaam>Jansen</achternaam></naam> (ABC) over <kamervraagonderwerp>dij<?xpp a?>ken</kamervraagonderwerp>
                (<datum isodatum="2024-09-04">ingezonden 4 september 2024</datum>).</kamervraagomschrijving>
                <kamervraagomschrijving type="antwoord">Antwoord van Minister Pieters (Water)</kamervraagomschrijving>
                """))
        #expect(
            lines.map(\.text) == [
                "Tweede Kamer", "Aanhangsel", "12",
                "Vragen van het lid An Jansen (ABC) over dijken (ingezonden 4 september 2024).",
                "Antwoord van Minister Pieters (Water)",
            ])
    }

    struct Numbered: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let xml: String
        let lines: [PaperText.Line]
    }

    @Test(
        "finds the number of a question or an answer in every form",
        arguments: [
            Numbered(
                testDescription: "an element", xml: "<vraag nr='1'><nr>Vraag 1</nr><al>Wat?</al></vraag>",
                lines: [.init("Vraag 1", role: .questionNumber), .init("Wat?", role: .question)]),
            Numbered(
                testDescription: "a bare number", xml: "<antwoord><nr>4, 5 en 7</nr><al>Dat.</al></antwoord>",
                lines: [.init("Antwoord 4, 5 en 7", role: .answerNumber), .init("Dat.", role: .answer)]),
            Numbered(
                testDescription: "only an attribute", xml: "<vraag nr='3'><al>Wat is 3?</al></vraag>",
                lines: [.init("Vraag 3", role: .questionNumber), .init("Wat is 3?", role: .question)]),
            Numbered(
                testDescription: "its first paragraph",
                xml: "<antwoord><al>Antwoord op vragen 2 t/m 6</al><al>Ja.</al></antwoord>",
                lines: [
                    .init("Antwoord op vragen 2 t/m 6", role: .answerNumber), .init("Ja.", role: .answer),
                ]),
            Numbered(
                testDescription: "a heading",
                xml: "<vraag><kop><label>Vraag</label> <nr>8</nr></kop><al>Waar?</al></vraag>",
                lines: [.init("Vraag 8", role: .questionNumber), .init("Waar?", role: .question)]),
            Numbered(
                testDescription: "nowhere", xml: "<antwoord><al>Ja.</al></antwoord>",
                lines: [.init("Antwoord", role: .answerNumber), .init("Ja.", role: .answer)]),
            Numbered(
                testDescription: "a postponement",
                xml: "<kamervraagopmerking><al>Het duurt langer.</al></kamervraagopmerking>",
                lines: [.init("Mededeling", role: .heading), .init("Het duurt langer.")]),
            Numbered(
                testDescription: "a postponement that says so",
                xml: "<mededeling><al>Mededeling</al><al>Het duurt langer.</al></mededeling>",
                lines: [.init("Mededeling"), .init("Het duurt langer.")]),
        ])
    func findsNumbers(_ example: Numbered) async throws {
        let lines = try await read(paper(example.xml))
        #expect(lines.map { PaperText.Line($0.text, role: $0.role) } == example.lines)
    }

    @Test("keeps lists, tables, notes and headings")
    func keepsStructure() async throws {
        let lines = try await read(
            paper(
                """
                <antwoord><nr>Antwoord 1</nr><al>Ja<noot id="n1" type="voet"><noot.nr>3</noot.nr><noot.al>Krant <extref doc="x">hier</extref>.</noot.al></noot>,
                zie:</al><lijst type="expliciet"><li><li.nr>a.</li.nr><al>zand</al></li><li nr="b."><al>klei</al></li></lijst>
                <lijst type="ongemarkeerd"><li><al>los</al></li></lijst><tussenkop>Tabel</tussenkop>
                <table><tgroup><colspec/><tbody><row><entry><al>Jaar</al></entry><entry><al><nadruk type="vet">Bedrag</nadruk></al></entry></row>
                </tbody></tgroup></table><al><nadruk type="vet">Vet.</nadruk></al></antwoord>
                """))
        #expect(
            lines.map(\.text) == [
                "Antwoord 1", "Ja, zie:", "a. zand", "b. klei", "- los", "Tabel", "Jaar | Bedrag", "Vet.",
                "3 Krant hier.",
            ])
        #expect(
            lines.map(\.role) == [
                .answerNumber, .answer, .answer, .answer, .answer, .heading, .tableRow, .answer, .note,
            ])
        #expect(lines[1].calls == [PaperText.Call("3", at: 2)])
        #expect(
            lines.map { $0.setting?.isBold ?? false } == [
                false, false, false, false, false, false, false, true, false,
            ])
    }

    @Test("reads the older roots, and passes a document type over that only names a schema")
    func readsOlderRoots() async throws {
        let xml =
            "<?xml version='1.0'?><!DOCTYPE vraagdoc SYSTEM 'v.dtd'><vraagdoc><vragen><omschr>Vragen van X</omschr>"
            + "<vraag><nr>1</nr><al>Wat?</al></vraag><toelicht>Toelichting: geen.</toelicht></vragen></vraagdoc>"
        #expect(try await read(xml).map(\.text) == ["Vragen van X", "Vraag 1", "Wat?", "Toelichting: geen."])
    }

    @Test(
        "says that a paper has no text in this form",
        arguments: [
            "<metadata><meta name='a' content='b'/></metadata>", "<officiele-publicatie/>",
            "<officiele-publicatie><kamerstuk><al>Deze publicatie is niet beschikbaar in HTML-formaat.</al></kamerstuk></officiele-publicatie>",
        ])
    func namesStubs(xml: String) async {
        await #expect { try await read(xml) } throws: { error in
            if case ReadFailure.empty = error { true } else { false }
        }
    }

    @Test("refuses what declares entities, is nested without end or breaks off")
    func refusesHostileOnes() async {
        let deep = "<officiele-publicatie>" + String(repeating: "<al>", count: 100_000)
        for xml in [
            "<!DOCTYPE kamervragen [<!ENTITY a 'b'>]><kamervragen>&a;</kamervragen>", "<kamervragen><vraag>",
            deep,
        ] {
            await #expect(throws: ReadFailure.self) { try await read(xml) }
        }
    }
}
