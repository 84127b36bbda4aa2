import Pipeline
import Testing

@Suite("Finding what an answer refers to")
struct ParseReferencesTests {
    private func answer(_ text: String) throws -> Answer {
        let others = (1...9).map { "Vraag \($0)\nA?\nAntwoord \($0)\nIets.\n" }.joined()
        return try #require(try parse(others + "Vraag 10\nB?\nAntwoord 10\n\(text)").answer(10))
    }

    @Test(
        "knows the wordings",
        arguments: [
            ("Zie het antwoord op vraag 3.", [3]), ("Zie ook mijn antwoord op vraag 3, 8 en 9.", [3, 8, 9]),
            ("Zie verder het antwoord op de vragen 6 en 7.", [6, 7]), ("zie antwoord vraag 4", [4]),
            ("Zoals aangegeven in het antwoord op vraag 2 is dat zo.", [2]),
            ("Zoals geantwoord onder vraag 2, nee.", [2]),
            ("Dat staat in het antwoordbij vraag 5.", [5]), ("zie ook hetantwoord op vraag 5", [5]),
            ("Zoals in mijn beantwoording op vragen 3 en 4 staat.", [3, 4]),
            ("Zoals in antwoord vier staat.", [4]),
            ("Zie mijn antwoorden op vragen 1 tot en met 3.", [1, 2, 3]),
            ("Om redenen die in vraag 9 genoemd zijn.", [9]),
            ("Zie het antwoord op de vorige vraag.", [9]), ("Zie antwoord 7.", [7]),
            ("Zie vraag 10 en vraag 99.", []), ("Zie het antwoord op 3 mei jl.", []),
            ("Er zijn 3 vragen gesteld.", []),
            ("Zie het antwoord op vraag 3 van het lid Smit.", []), ("Een antwoord een jaar later.", []),
        ])
    func knowsWordings(text: String, expected: [Int]) throws {
        #expect(try answer(text).refersTo == expected)
    }

    @Test("goes round in no circle")
    func endsCircles() throws {
        let document = try parse(
            "Vraag 1\nA?\nAntwoord 1\nZie het antwoord op vraag 2.\nVraag 2\nB?\nAntwoord 2\nZie het antwoord op vraag 1."
        )
        #expect(document.answer(1)?.resolved.map(\.number) == [2])
        #expect(document.answer(2)?.resolved.map(\.number) == [1])
    }

    struct PaperCase: Sendable, CustomTestStringConvertible {
        let text: String
        let ids: [String]
        var span: String?
        var testDescription: String { text }
    }

    @Test(
        "knows the numbers of other papers",
        arguments: [
            PaperCase(
                text: "Zie (Kamerstuk nr. 29521-446).", ids: ["29521-446"], span: "Kamerstuk nr. 29521-446"),
            PaperCase(
                text: "Zie Kamerstukken II 2024/25, 19 637, nr. 3308.", ids: ["19637-3308"],
                span: "Kamerstukken II 2024/25, 19 637, nr. 3308"),
            PaperCase(text: "Zie Kamerstukken II, 2021–2022, 29 279, nr. 353.", ids: ["29279-353"]),
            PaperCase(text: "Kamerstuk 29 237, nrs. 178 en 180 en 3 mei", ids: ["29237-178", "29237-180"]),
            PaperCase(text: "Kamerstukken I 2022/23, 36 373, H", ids: ["36373-H"]),
            PaperCase(text: "Kamerstuk 36 200 V, nr. 5", ids: ["36200-V-5"]),
            PaperCase(text: "Tweede Kamer, vergaderjaar 2023–2024, 19 637, nr. 3198", ids: ["19637-3198"]),
            PaperCase(text: "de motie (24 587, nr. 969)", ids: ["24587-969"], span: "24 587, nr. 969"),
            PaperCase(
                text: "(Kamerstuk, nr. 2022Z18320)", ids: ["2022Z18320"], span: "Kamerstuk, nr. 2022Z18320"),
            PaperCase(text: "2024Z15585/2024D37938", ids: ["2024Z15585", "2024D37938"]),
            PaperCase(
                text: "Aanhangsel Handelingen, vergaderjaar 2024–2025, nr. 528", ids: ["ah-tk-20242025-528"]),
            PaperCase(
                text: "Aanhangsel van de Handelingen II 2023/24, nr. 2116", ids: ["ah-tk-20232024-2116"]),
            PaperCase(text: "ah-tk-20242025-595 en kst-29237-178", ids: ["ah-tk-20242025-595", "29237-178"]),
            PaperCase(text: "in 2024 kostte dat 29 521 euro", ids: []),
            PaperCase(text: "Kamerstuk 12", ids: []),
            PaperCase(text: "12024Z155850", ids: []),
        ])
    func knowsPapers(_ example: PaperCase) throws {
        let references = try answer("é " + example.text).references
        #expect(references.map(\.id) == example.ids)
        if let span = example.span, let found = references.first {
            let bytes = Array(try answer("é " + example.text).answer.utf8)
            #expect(String(decoding: bytes[found.span.range], as: UTF8.self) == span)
        }
    }

    @Test(
        "says where another paper can be read",
        arguments: [
            ("Kamerstuk 29521-446", "https://zoek.officielebekendmakingen.nl/kst-29521-446.html"),
            (
                "Aanhangsel Handelingen, vergaderjaar 2024–2025, nr. 528",
                "https://zoek.officielebekendmakingen.nl/ah-tk-20242025-528.html"
            ),
            ("2022Z23276", "https://www.tweedekamer.nl/zoeken?qry=2022Z23276"),
        ])
    func givesAddresses(text: String, url: String) throws {
        #expect(try answer(text).references.first?.url == url)
    }
}
