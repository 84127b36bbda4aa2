import ContactsStage
import Foundation
import Pipeline
import PipelineTesting
import Testing

@Suite("Contacts")
struct ContactsStageTests {
    private static let table = """
        # Made up.
        name\tabbreviation\tnames\turl\tphone\temail
        Ministerie van Vissen\tVIS\tVissen\thttps://vis.example/\t1400\tpers@vis.example
        Ministerie van Vogels en Vissen\tVV\tVogels en Vissen\thttps://vv.example/\t\t

        """

    private static func stage(_ table: String = table, mentions: Bool? = nil) throws -> ContactsStage {
        try ContactsStage(
            .init(mentions: mentions), data: InMemoryDataFiles(["contacts": ["a.tsv": table]]))
    }

    @Test("adds the ministry that answered, by its longest name, and one that the answer names")
    func contacts() throws {
        let words = "Zie de brief van het ministerie van Vissen."
        let paper = Document.paper(
            "x",
            answers: [
                Answer(
                    answeredBy: [.init(role: "Staatssecretaris van Vogels en Vissen")], question: "?",
                    answer: "Eén ding. \(words)")
            ])
        let contacts = try #require(Self.stage().process(paper).answers.first?.annotations)
        #expect(contacts.map(\.text) == ["Ministerie van Vogels en Vissen", "Ministerie van Vissen"])
        #expect(contacts.map(\.url) == ["https://vv.example/", "https://vis.example/"])
        #expect(
            contacts.last?.fields == ["abbreviation": "VIS", "phone": "1400", "email": "pers@vis.example"])
        let span = try #require(contacts.last?.span)
        #expect(
            String(decoding: Array("Eén ding. \(words)".utf8)[span.range], as: UTF8.self)
                == "ministerie van Vissen")
        #expect(try Self.stage(mentions: false).process(paper).answers.first?.annotations?.count == 1)
    }

    @Test(
        "refuses a table that is none",
        arguments: ["", "name\tphone\n", table + "Ministerie zonder cellen\n"])
    func tables(_ table: String) {
        #expect(throws: InvalidOptions.self) { try Self.stage(table) }
    }

    @Test("the table that comes with it can be read, and knows who answers most")
    func shipped() throws {
        let folder = Examples.folder.appending(path: "Contacts/data/contacts/ministries.tsv")
        let stage = try Self.stage(String(contentsOf: folder, encoding: .utf8))
        let roles = [
            "Minister van Buitenlandse Zaken", "Staatssecretaris van Financiën", "minister-president",
            "Minister van Landbouw, Visserij, Voedselzekerheid en Natuur",
            "Minister voor Buitenlandse Handel en Ontwikkelingssamenwerking",
        ]
        let paper = Document.paper(
            "x", answers: roles.map { Answer(answeredBy: [.init(role: $0)], question: "?", answer: "!") })
        let names = try stage.process(paper).answers.map { $0.annotations?.first?.fields?["abbreviation"] }
        #expect(names == ["BZ", "FIN", "AZ", "LVVN", "BZ"])
        expectStageContract(
            ContactsStage.self, options: .init(),
            data: InMemoryDataFiles(["contacts": ["a.tsv": Self.table]]))
    }
}
