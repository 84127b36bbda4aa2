import Pipeline
import PipelineTesting
import SRUSource
import Testing

private typealias Record = SRURepository.Record

/// What makes a publication the same paper under another identifier, and what does not.
@Suite struct SRUNamesTests {
    let repository = SRURepository()

    fileprivate func papers(_ records: Record..., after memory: SourceMemory? = nil) async throws -> (
        names: [[Identifier]], memory: SourceMemory
    ) {
        repository.show(records)
        let poll = try await repository.source().poll(memory)
        return (poll.publications.map { $0.names.filter { !$0.rawValue.hasPrefix("https:") } }, poll.memory)
    }

    private func one(_ identifier: String, _ more: [(String, String)] = [], title: String? = nil) -> Record {
        let fields = more.map { "<overheidwetgeving:\($0.0)>\($0.1)</overheidwetgeving:\($0.0)>" }.joined()
        var record = Record(identifier: identifier, modified: "2026-11-25", more: fields)
        if let title { record.title = title }
        return record
    }

    @Test(
        "knows a paper by its interim identifier's place",
        arguments: [
            ("kst-1027687", [("dossiernummer", "29237"), ("ondernummer", "178")], "kst-29237-178"),
            ("kst-1027687", [("dossiernummer", "36 200-XVII"), ("ondernummer", "5")], "kst-36200-XVII-5"),
            ("kst-1027687", [("dossiernummer", "21501-08"), ("ondernummer", "1000")], "kst-21501-08-1000"),
            ("kst-1027687", [("dossiernummer", "27428 (R1669)"), ("ondernummer", "A")], "kst-27428-A"),
            ("ah-1271549", [("vergaderjaar", "2026-2027"), ("aanhangselnummer", "12")], "ah-tk-20262027-12"),
            ("kv-1045034", [("vraagnummer", "2026Z04612")], "kv-tk-2026Z04612"),
        ])
    func place(_ identifier: String, _ fields: [(String, String)], _ expected: String) async throws {
        #expect(
            try await papers(one(identifier, fields)).names
                == [[Identifier(rawValue: identifier), Identifier(rawValue: expected)]])
    }

    @Test(
        "takes nothing for a name that may be another paper's",
        arguments: [
            // Of two dossiers, nobody says whose the number is.
            (
                "kst-1027687",
                [("dossiernummer", "29237"), ("dossiernummer", "26485"), ("ondernummer", "178")]
            ),
            ("kst-1027687", [("dossiernummer", "29237;26485"), ("ondernummer", "178")]),
            ("kst-1027687", [("dossiernummer", "29237")]), ("kst-1027687", [("ondernummer", "178")]),
            // An annex has the numbers of the paper that it belongs to.
            ("kst-29237-178-b1", [("dossiernummer", "29237"), ("ondernummer", "178")]),
            ("blg-1027694", [("dossiernummer", "29237"), ("ondernummer", "178")]),
            // Question and answer share the number of a case.
            ("ah-1271549", [("vraagnummer", "2026Z04612")]),
            // The number of an interim publication is its own, not the Appendix's.
            ("ah-1271549", [("vergaderjaar", "2026-2027"), ("publicatienummer", "1271549")]),
            ("kv-1045034", [("vraagnummer", "2026Z04612"), ("vraagnummer", "2026Z04613")]),
        ])
    func nothing(_ identifier: String, _ fields: [(String, String)]) async throws {
        #expect(try await papers(one(identifier, fields)).names == [[Identifier(rawValue: identifier)]])
    }

    @Test func `knows a paper again that only its title, day and author tie to its interim record`()
        async throws
    {
        let before = try await papers(
            one("kst-1027687"), one("kst-1027688", title: "Iets; Motie; Motie over sluizen"))
        #expect(Set(before.names) == [["kst-1027687"], ["kst-1027688"]])
        let after = try await papers(one("kst-29237-178"), after: before.memory)
        #expect(after.names == [["kst-29237-178", "kst-1027687"]])
        #expect(
            try await papers(one("kst-29237-178"), after: after.memory).names == after.names, "and every time"
        )
        #expect(
            try await papers(one("kst-29237-179"), after: after.memory).names == [["kst-29237-179"]],
            "a second paper in the same words is another one")
        #expect(
            try await papers(one("ah-tk-20262027-1"), after: before.memory).names == [["ah-tk-20262027-1"]])
    }

    @Test func `ties nothing where two papers or two words of a title would do`() async throws {
        let two = try await papers(one("kst-1027687"), one("kst-1027688"))
        #expect(try await papers(one("kst-29237-178"), after: two.memory).names == [["kst-29237-178"]])
        let short = try await papers(one("kst-1027687", title: "Motie"))
        #expect(
            try await papers(one("kst-29237-178", title: "Motie"), after: short.memory).names == [
                ["kst-29237-178"]
            ])
    }

    @Test func `remembers five hundred interim papers at most`() async throws {
        let many = (0..<600).map {
            one("kst-\(1_000_000 + $0)", title: "Iets; Motie; Motie nummer \($0) over sluizen")
        }
        repository.show(many)
        let memory = try await repository.source { $0.pageSize = 1000 }.poll(nil).memory
        #expect((memory["interim"] ?? "").utf8.count < 100_000)
    }

    @Test func `takes a version's address for another name, of the same family only`() async throws {
        let version = { (id: String) in
            #"<hasVersion resourceIdentifier="https://zoek.officielebekendmakingen.nl/\#(id).html">1</hasVersion>"#
        }
        var record = one("kst-29237-178")
        record.more = version("kst-1027687") + version("blg-1027694")
        #expect(try await papers(record).names == [["kst-29237-178", "kst-1027687"]])
    }

    @Test func `names what is of a family that it does not know, and what has an odd name`() async throws {
        let read = try await papers(
            one("ag-tk-02-10-2009"), one("kst-27428-(R1669)-8"), one("nds-tk-2009D27141"), one("een stuk"))
        #expect(
            Set(read.names) == [
                ["ag-tk-02-10-2009"], ["kst-27428-(R1669)-8"], ["nds-tk-2009D27141", "2009D27141"], [],
            ])
    }

    @Test func `finds the name in the address where the record has none, and passes over what has neither`()
        async throws
    {
        let page = { (url: String) in
            "<record><preferredUrl>\(url)</preferredUrl><title>Iets</title></record>"
        }
        repository.answer(
            "startRecord=1&",
            with: SRURepository.page(
                [
                    page("https://zoek.officielebekendmakingen.nl/kst-29237-178.html"),
                    page("https://x.example/"),
                ],
                total: 2))
        let poll = try await repository.source().poll(nil)
        #expect(poll.publications.map(\.identity) == ["kst-29237-178"] && poll.problems.count == 1)
    }
}

@Suite struct SRUFetchTests {
    let repository = SRURepository([Record(identifier: "kst-29237-178", modified: "2026-11-25")])

    private static let paper =
        "\u{FEFF}<?xml version=\"1.0\"?>\r\n<officiele-publicatie><metadata><meta/></metadata><kop><titel>K</titel></kop>"
        + "<kamerstuk><tekst><al>Over de <?xpp x?>veerpont.</al></tekst></kamerstuk></officiele-publicatie>"

    func form() async throws -> String {
        let source = try repository.source()
        let paper = try #require(try await source.poll(nil).publications.first)
        let original = try await source.fetch(paper)
        return String(original.url.split(separator: "/").last ?? "")
    }

    @Test func `brings the XML where there is one`() async throws {
        repository.answer("/xml/", with: Self.paper)
        repository.answer("/pdf/", with: "%PDF-1.7")
        #expect(try await form() == "kst-29237-178.xml")
    }

    @Test(
        "brings the next form where one is not the paper",
        arguments: [
            "", "<metadata_gegevens><metadata name='x'/></metadata_gegevens>",
            "<html><p>Er is iets mis.</p></html>",
            "<officiele-publicatie><metadata><meta>x</meta></metadata><kop><titel>K</titel></kop></officiele-publicatie>",
            "<officiele-publicatie><al>Afgebroken", "no XML at all", "<onbekend><al>Iets</al></onbekend>",
            "<officiele-publicatie><al>Dit stuk is niet beschikbaar in HTML-formaat.</al></officiele-publicatie>",
        ])
    func next(_ body: String) async throws {
        repository.answer("/xml/", with: body)
        repository.answer("/html/", with: "<html>Dit document is niet beschikbaar in HTML-formaat.</html>")
        repository.answer("/pdf/", with: "%PDF-1.7")
        #expect(try await form() == "kst-29237-178.pdf")
    }

    @Test func `brings the next form where one is gone for good`() async throws {
        repository.answer("/xml/", with: "", status: 410)
        repository.answer("/html/", with: "<html><p>Over de veerpont.</p></html>")
        #expect(try await form() == "kst-29237-178.html")
    }

    @Test func `takes a page about error 404 for no paper, though it says 200`() async throws {
        repository.answer("/xml/", with: Self.paper, at: "https://repository.overheid.nl/fout404.html")
        repository.answer("/html/", with: "<html><p>Over de veerpont.</p></html>")
        #expect(try await form() == "kst-29237-178.html")
    }

    @Test func `waits where no form is there yet, and where the server fails`() async throws {
        await #expect(throws: FetchFailure.self) { try await form() }
        #expect(repository.requests.count == 5, "every form was asked for")
        repository.answer("/xml/", with: "", status: 503)
        repository.answer("/html/", with: "<html>Over de veerpont.</html>")
        let failure = await #expect(throws: FetchFailure.self) { try await form() }
        guard case .temporary = failure else {
            Issue.record("\(String(describing: failure))")
            return
        }
    }

    @Test func `finds the usual addresses where a record has none`() async throws {
        repository.show([Record(identifier: "kst-29237-178", modified: "2026-11-25", files: "")])
        let paper = try #require(
            try await repository.source { $0.forms = ["pdf", "html"] }.poll(nil).publications.first)
        #expect(
            paper.links.map(\.url) == [
                "https://zoek.officielebekendmakingen.nl/kst-29237-178.pdf",
                "https://zoek.officielebekendmakingen.nl/kst-29237-178.html",
                "https://zoek.officielebekendmakingen.nl/kst-29237-178.html",
            ])
    }

    @Test func `leaves what is packed, and asks over TLS`() async throws {
        let files = """
            <gzd:itemUrl manifestation="HTML">http://repository.overheid.nl/1/kst.html</gzd:itemUrl>
            <gzd:itemUrl manifestation="html">https://repository.overheid.nl/1/kst.html.zip</gzd:itemUrl>
            <gzd:itemUrl manifestation="pdf">javascript:alert(1)</gzd:itemUrl><gzd:itemUrl>x</gzd:itemUrl>
            """
        repository.show([Record(identifier: "kst-29237-178", modified: "2026-11-25", files: files)])
        let paper = try #require(try await repository.source().poll(nil).publications.first)
        #expect(
            paper.links.first?.url == "https://repository.overheid.nl/1/kst.html" && paper.links.count == 2)
    }

    @Test func `asks no host but the declared ones`() async throws {
        let files = #"<gzd:itemUrl manifestation="xml">https://elsewhere.example/kst.xml</gzd:itemUrl>"#
        repository.show([Record(identifier: "kst-29237-178", modified: "2026-11-25", files: files)])
        let failure = await #expect(throws: FetchFailure.self) { try await form() }
        guard case .permanent(let why) = failure else {
            Issue.record("\(String(describing: failure))")
            return
        }
        #expect(why.contains("add elsewhere.example to the source's 'hosts'"))
        #expect(repository.requests.count == 1)
    }
}
