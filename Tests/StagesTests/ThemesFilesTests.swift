import Pipeline
import PipelineTesting
import Testing
import ThemesStage

/// What may stand in a theme file beyond words, and what ships.
struct ThemesFilesTests {
    private static let gazetteer = """
        # Remarks are skipped.
        kind\tcanonical\tid\tforms\tdemonyms
        place\tMali\tiso3166:ML\tRepubliek Mali\tMalinees|Malinese
        mission\tMINUSMA
        """

    private func ids(
        _ themes: [String: String], _ text: String, options: ThemesStage.Options = .init()
    ) throws -> [String] {
        let data = InMemoryDataFiles(["themes": themes, "gazetteers": ["a.tsv": Self.gazetteer]])
        let stage = try ThemesStage(options, data: data)
        let paper = Document.paper("x", answers: [Answer(question: text, answer: "")])
        return try stage.process(paper).answers[0].themes?.map(\.id) ?? []
    }

    private func complaint(_ text: String) -> String {
        do {
            _ = try ids(["t.yaml": text], "")
            return "accepted"
        } catch { return "\(error)" }
    }

    @Test func `finds an entity by all its names, by canonical name or identifier`() throws {
        let theme = "id: a\nnames: {nl: A}\nentities: {decisive: [iso3166:ML], strong: [MINUSMA]}"
        #expect(try ids(["t.yaml": theme], "De Malinese regering") == ["a"])
        #expect(try ids(["t.yaml": theme], "In de Republiek Mali") == ["a"])
        #expect(try ids(["t.yaml": theme], "MINUSMA") == [])
        #expect(try ids(["t.yaml": theme], "de malinese regering en mali") == [])
    }

    @Test func `counts the names of one entity as one word said again`() throws {
        let one = "id: a\nnames: {nl: A}\nentities: {strong: [iso3166:ML]}"
        let two = "id: a\nnames: {nl: A}\nstrong: [Mali, Malinese]"
        #expect(try ids(["t.yaml": one], "Mali en de Malinese regering") == [])
        #expect(try ids(["t.yaml": two], "Mali en de Malinese regering") == ["a"])
    }

    @Test func `lets a list of the theme say how loudly a name of an entity speaks`() throws {
        let theme = "id: a\nnames: {nl: A}\nsupporting: [Malinese]\nentities: {decisive: [Mali]}"
        #expect(try ids(["t.yaml": theme], "De Malinese regering") == [])
        #expect(try ids(["t.yaml": theme], "In Mali") == ["a"])
    }

    @Test func `says which name no gazetteer has`() {
        #expect(
            complaint("id: a\nnames: {nl: A}\nentities: {strong: [Atlantis]}")
                == "themes/t.yaml: 3:21: no gazetteer has 'Atlantis' as a canonical name or an identifier")
    }

    @Test func `reads words of other languages, and inflects them`() throws {
        let theme =
            "id: a\nnames: {nl: A}\nen: {decisive: [atrocity]}\nfr: {decisive: [réfugié]}\nde: {decisive: [Wahl]}"
        for text in ["atrocities", "les réfugiées", "die Wahlen", "Wahlrecht"] {
            #expect(try ids(["t.yaml": theme], text) == ["a"])
        }
        #expect(complaint("id: a\nnames: {nl: A}\nen: {decisve: [x]}").contains("3:6: unknown key 'decisve'"))
    }

    @Test func `hears words in compounds, but not those that are never counted`() throws {
        let theme =
            "id: a\nnames: {nl: A}\ndecisive: [missie, handel, migratie]\nnever: [commissie, mensenhandel]"
        for text in ["trainingsmissies", "handelsbalans", "migratiestromen", "arbeidsmigratie"] {
            #expect(try ids(["t.yaml": theme], text) == ["a"])
        }
        for text in [
            "commissie", "tuchtcommissies", "mensenhandel", "handelen", "behandeling", "transmissie",
        ] {
            #expect(try ids(["t.yaml": theme], text) == [])
        }
    }

    @Test func `files what is under a narrower theme under its broader one, with its words`() throws {
        let themes = [
            "a.yaml": "id: a\nnames: {nl: A}\ndecisive: [koe]",
            "b.yaml": "id: b\nnames: {nl: B}\nbroader: a\ndecisive: [paard]",
        ]
        #expect(try ids(themes, "een paard") == ["a", "b"])
        #expect(try ids(themes, "een koe") == ["a"])
        #expect(try ids(themes, "een paard", options: .init(themes: ["b"])) == ["b"])
    }

    @Test func `gives the same scores whatever the order of files`() throws {
        let stage = try ShippedThemes.all()
        let text = "Hoeveel vluchtelingen uit Mali en Niger worden door IOM en UNHCR in Agadez opgevangen?"
        let paper = Document.paper("x", answers: [Answer(question: text, answer: text)])
        let first = try stage.process(paper).answers[0].themes
        for _ in 0..<3 {
            let again = try ThemesStage(.init(), data: RepositoryData()).process(paper).answers[0].themes
            #expect(first == again)
        }
    }

    // MARK: The official list

    @Test func `reads the official list where it is asked for, and only there`() throws {
        let text = "De melkveehouder kreeg een boete van de NVWA voor zijn mest."
        let paper = Document.paper("x", answers: [Answer(question: text, answer: text)])
        func ids(_ wanted: [String]?) throws -> [String] {
            let stage = try ThemesStage(.init(themes: wanted), data: RepositoryData())
            return try stage.process(paper).answers[0].themes?.map(\.id) ?? []
        }
        #expect(try ids(nil) == [])
        #expect(try ids(["*"]) == [])
        #expect(try ids(["*", "tooi:*"]).contains("tooi:landbouw-visserij-voedselkwaliteit"))
        #expect(try ids(["tooi:economie"]) == [])
        #expect(
            try ids(["tooi:economie", "tooi:landbouw-visserij-voedselkwaliteit"])
                == ["tooi:economie", "tooi:landbouw-visserij-voedselkwaliteit"])
    }

    @Test func `ships every theme of the official list, each with its address and under one that exists`()
        throws
    {
        let files = try RepositoryData().files(in: "themes/tooi")
        #expect(files.count == 92)
        let ids = files.compactMap {
            $0.text.split(separator: "\n").first { $0.hasPrefix("id: ") }?.dropFirst(4)
        }
        #expect(Set(ids).count == 92)
        for file in files {
            let lines = file.text.split(separator: "\n")
            #expect(
                lines.contains { $0.hasPrefix("identifier: https://identifier.overheid.nl/tooi/") },
                "\(file.path)")
            for line in lines where line.hasPrefix("broader: ") { #expect(ids.contains(line.dropFirst(9))) }
        }
    }
}
