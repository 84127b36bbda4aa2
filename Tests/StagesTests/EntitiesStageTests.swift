import EntitiesStage
import Pipeline
import PipelineTesting
import Testing

struct EntitiesStageTests {
    /// What is named in a text, as `kind text = value or canonical name`; a star marks a demonym.
    private func named(_ text: String, date: String? = "2023-05-10") throws -> [String] {
        let stage = try ShippedEntities.stage.get()
        var document = Document.paper("x", answers: [Answer(question: "", answer: text)])
        document.date = date.flatMap { CalendarDay($0) }
        let bytes = Array(text.utf8)
        return try (stage.process(document).answers[0].entities ?? []).map { entity in
            let words = String(decoding: bytes[entity.span.range], as: UTF8.self)
            let value =
                switch entity.value {
                case .number(let number)?: "\(number) \(entity.unit ?? "")"
                case .text(let text)?: text
                case nil: entity.canonical
                }
            return "\(entity.kind) \(words) = \(value)\(entity.isDemonym ? " *" : "")"
        }
    }

    @Test func `keeps what every stage promises`() {
        expectStageContract(EntitiesStage.self, options: .init(), data: RepositoryData())
    }

    @Test func `keeps the first mentions of a passage that names without end`() throws {
        let text = String(repeating: "Mali. ", count: EntitiesStage.mostMentions + 10)
        #expect(try named(text).count == EntitiesStage.mostMentions)
    }

    @Test("names the same wherever a passage has it", arguments: 0...140)
    func bearsAnyPlace(_ place: Int) throws {
        let text =
            "Het Ministerie van Defensie gaf in 2021 ruim € 5,5 miljoen aan de VN-missie in Burkina Faso."
        let before = String(repeating: "x", count: place) + ". "
        #expect(try named(before + text) == named(text))
    }

    @Test("of names that share a letter keeps the longer, wherever a passage has them", arguments: 0...70)
    func keepsTheLonger(_ place: Int) throws {
        let data = InMemoryDataFiles([
            "gazetteers": [
                "a.tsv":
                    "kind\tcanonical\tid\tforms\tdemonyms\nplace\tHaven E\norganisation\tE Dijk Zuid\npolicy\t2023 Plus\n"
            ]
        ])
        let stage = try EntitiesStage(.init(), data: data)
        for (text, expected) in [
            ("in Haven E Dijk Zuid", "E Dijk Zuid"), ("in maart 2023 Plus", "2023 Plus"),
        ] {
            let text = String(repeating: "x", count: place) + ". Nu is " + text + " iets."
            let paper = Document.paper("x", answers: [Answer(question: text, answer: "")])
            #expect(try stage.process(paper).answers[0].entities?.map(\.canonical) == [expected])
        }
    }

    @Test func `refuses a folder that is not there`() {
        let refusal = #expect(throws: InvalidOptions.self) {
            try EntitiesStage(.init(folder: "nowhere"), data: RepositoryData())
        }
        #expect(refusal?.option == "folder")
    }

    @Test(
        "names who and what",
        arguments: [
            ("De Ghanese president sprak.", ["role Ghanese president = Ghanese president"]),
            ("Het VN-kantoor in Dakar", ["organisation VN = Verenigde Naties", "place Dakar = Dakar"]),
            ("de anti-Franse stemming", ["place Franse = Frankrijk *"]),
            ("in Noord- en Oost-Mali", ["place Noord- en Oost-Mali = Noord- en Oost-Mali"]),
            ("het Westen en het westen", ["place Westen = Westen"]),
            ("De leden van de VVD-fractie", ["party VVD = VVD"]),
            ("Volgens Stichting Zeehond is dat zo", ["organisation Stichting Zeehond = Stichting Zeehond"]),
            ("een perceel van 15 km² groot", ["quantity 15 km² = 15.0 km²"]),
            ("Verordening (EU) 2016/679 geldt", ["organisation EU = Europese Unie"]),
            (
                "Zie Aanhangsel Handelingen, vergaderjaar 2024–2025, nr. 528.",
                [
                    "document Aanhangsel Handelingen, vergaderjaar 2024–2025, nr. 528 = ah-tk-20242025-528"
                ]
            ),
            ("premier Kolawole zei", ["person Kolawole = Kolawole"]),
            ("de heer J. de Vries-Smit", ["person J. de Vries-Smit = J. de Vries-Smit"]),
            (
                "de minister van Justitie en Veiligheid",
                ["role minister van Justitie en Veiligheid = minister van Justitie en Veiligheid"]
            ), ("minister Van Dam van Financiën", ["person Van Dam = Van Dam"]),
            (
                "de Hoge Vertegenwoordiger voor de Sahel, Anna Bella Roos,",
                [
                    "role Hoge Vertegenwoordiger voor de Sahel = Hoge Vertegenwoordiger voor de Sahel",
                    "person Anna Bella Roos = Anna Bella Roos",
                ]
            ), ("de minister en de president", []),
            ("Flintlock 2024 begint", ["mission Flintlock 2024 = Flintlock"]),
            ("de Tsjadische\nregering", ["place Tsjadische = Tsjaad *"]),
            ("de Niger\u{AD}ese boeren", ["place Niger\u{AD}ese = Niger *"]),
            ("in ’s-Gravenhage", ["place ’s-Gravenhage = Den Haag"]), ("dat is niet who wij zijn", []),
            (
                "de Adviesraad voor Nieuwe Zaken meldt",
                ["organisation Adviesraad voor Nieuwe Zaken = Adviesraad voor Nieuwe Zaken"]
            ),
            ("volgens de Visserijwet", ["policy Visserijwet = Visserijwet"]),
            ("de organisatie ‘Waterwijs’", ["organisation Waterwijs = Waterwijs"]),
            ("volgens de Nationale ombudsman", ["role Nationale ombudsman = Nationale ombudsman"]),
            (
                "de Hoge commissaris voor de vluchtelingen zei",
                [
                    "role Hoge commissaris voor de vluchtelingen = Hoge commissaris voor de vluchtelingen"
                ]
            ),
            ("Dat is van Defence. Secretary staat er niet.", []),
        ])
    func names(text: String, expected: [String]) throws {
        let found = try named(text); #expect(found == expected)
    }

    @Test(
        "reads values",
        arguments: [
            ("op 3 april jl.", ["date 3 april jl. = 2023-04-03"]),
            ("€ 2,8 miljard", ["money € 2,8 miljard = 2800000000.0 EUR"]),
            ("ongeveer vijf miljoen euro", ["money ongeveer vijf miljoen euro = 5000000.0 EUR"]),
            ("$12.500 per jaar", ["money $12.500 = 12500.0 USD"]),
            ("49 militairen", ["quantity 49 militairen = 49.0 militairen"]),
            (
                "ruim 1.200 Malinese agenten",
                ["quantity ruim 1.200 Malinese agenten = 1200.0 agenten", "place Malinese = Mali *"]
            ), ("twee extra mobiele teams", ["quantity twee extra mobiele teams = 2.0 teams"]),
            (
                "enkele tientallen boten",
                ["quantity enkele tientallen boten = enkele tientallen boten".replacingUnit("boten")]
            ),
            ("12,5% meer", ["quantity 12,5% = 12.5 procent"]), ("acht het kabinet", []),
            ("in 2024 worden", ["date 2024 = 2024"]),
            ("vraag 8 en 44", []), ("F-16’s", []), ("drie weken", []), ("een boot", []),
            ("Kamerstuk 12345, nr. 67", ["document Kamerstuk 12345, nr. 67 = 12345-67"]),
            (
                "Kamerstukken II 2022/23, 12 345, nr. 67",
                ["document Kamerstukken II 2022/23, 12 345, nr. 67 = 12345-67"]
            ),
            ("12345-67 en 2023Z12345", ["document 12345-67 = 12345-67", "document 2023Z12345 = 2023Z12345"]),
            ("(36 200 V, nr. 5)", ["document 36 200 V, nr. 5 = 36200-V-5"]), ("tel. 12345", []),
        ])
    func values(text: String, expected: [String]) throws {
        let found = try named(text); #expect(found == expected)
    }

    @Test func `has no value for what hangs on a date that the paper lacks`() throws {
        #expect(
            try named("op 3 april jl. en 1 mei 2022", date: nil) == [
                "date 3 april jl. = 3 april jl.", "date 1 mei 2022 = 2022-05-01",
            ])
    }

    @Test func `learns the abbreviations that a paper explains`() throws {
        let text = "Sahara Air Services (SAS) vliegt. Het SAS-toestel is van SAS (ABC)."
        #expect(
            try named(text).map { $0.split(separator: "=")[0] } == [
                "organisation Sahara Air Services ", "organisation SAS ", "organisation SAS ",
                "organisation SAS ", "organisation ABC ",
            ])
    }

    @Test func `takes no clause for the long form of an abbreviation`() throws {
        let text = "Ik heb het NAK opdracht gegeven om een nieuwe praktijkrichtlijn (NPR) te schrijven."
        #expect(
            try named(text).map { $0.split(separator: "=")[0] } == ["organisation NAK "])
    }

    @Test func `gives states their code`() throws {
        let stage = try ShippedEntities.stage.get()
        let paper = Document.paper("x", answers: [Answer(question: "Malinezen?", answer: "")])
        let entity = try #require(try stage.process(paper).answers[0].entities?.first)
        #expect(entity.id == "iso3166:ML" && entity.isDemonym && entity.canonical == "Mali")
    }

    @Test func `puts names of your own before those that ship`() throws {
        let data = InMemoryDataFiles([
            "gazetteers": ["a.tsv": "kind\tcanonical\tid\tforms\tdemonyms\nplace\tVenlo\n"],
            "mine": [
                "b.tsv":
                    "kind\tcanonical\tid\tforms\tdemonyms\r\n# ours\r\norganisation\tVVV\t\tVenlo|Venlo FC\r\n"
            ],
        ])
        let stage = try EntitiesStage(.init(folder: "mine"), data: data)
        let paper = Document.paper("x", answers: [Answer(question: "Venlo FC uit Venlo", answer: "")])
        #expect(try stage.process(paper).answers[0].entities?.map(\.canonical) == ["VVV", "VVV"])
    }

    @Test(
        "says what is wrong with a gazetteer, and where",
        arguments: [
            (
                "place\tMali",
                "gazetteers/x.tsv: 1:1: the first line must name the columns: kind, canonical, id, forms, demonyms"
            ),
            (
                "kind\tcanonical\tid\tforms\tdemonyms\nplce\tMali",
                "gazetteers/x.tsv: 2:1: 'plce' is no kind of name"
            ),
            (
                "kind\tcanonical\tid\tforms\tdemonyms\n\nplace",
                "gazetteers/x.tsv: 3:7: the canonical name is missing"
            ),
            (
                "kind\tcanonical\tid\tforms\tdemonyms\nplace\tMali\t\t–",
                "gazetteers/x.tsv: 2:1: '–' has no letters"
            ),
            (
                "kind\tcanonical\tid\tforms\tdemonyms\nplace\tA\tB\tC\tD\tE",
                "gazetteers/x.tsv: 2:1: there are 6 columns, where 5 are known"
            ),
        ])
    func complains(text: String, expected: String) {
        let problem = #expect(throws: InvalidOptions.self) {
            try EntitiesStage(.init(), data: InMemoryDataFiles(["gazetteers": ["x.tsv": text]]))
        }
        #expect(problem?.description == expected)
    }
}

extension String {
    /// A count without a number has its unit for a canonical name.
    fileprivate func replacingUnit(_ unit: String) -> String {
        (split(separator: "=").first.map { $0 + "= " + unit }) ?? self
    }
}
