import Pipeline
import PipelineTesting
import Testing
import ThemesStage

struct ThemesStageTests {
    private func file(_ question: String, _ answer: String, refersTo: [Int] = [], title: String = "Vragen")
        throws
        -> [ThemeMatch]
    {
        let stage = try ShippedThemes.all()
        let answers = [Answer(numbers: [1], question: question, answer: answer, refersTo: refersTo)]
        return try stage.process(.paper(title, answers: answers)).answers[0].themes ?? []
    }

    private func complaint(_ files: [String: String], _ options: ThemesStage.Options = .init()) -> String {
        do {
            _ = try ThemesStage(options, data: InMemoryDataFiles(["themes": files]))
            return "accepted"
        } catch { return "\(error)" }
    }

    @Test func `keeps what every stage promises`() {
        expectStageContract(ThemesStage.self, options: .init(), data: RepositoryData())
    }

    @Test(
        "knows the Sahel in the forms that Dutch gives it",
        arguments: [
            "Hoeveel Nederlandse militairen zijn er nog in Mali?",
            "Klopt het dat Niamey de grens met Benin sluit?",
            "Wat vindt u van de Malinese junta?", "Hoe gaat het met de hulp in Burkina Faso?",
            "Zijn er Nigerese ontheemden?", "Worden Tsjadische agenten getraind?",
            "Wat doet u in de Sahelregio?",
            "Is de Sahelstrategie af?", "Blijft EUCAP Sahel Niger actief?", "Wat is de rol van JNIM?",
            "Is de Mauritaanse kustwacht betrokken?", "Hoe verloopt het vertrek van MINUSMA?",
            "What is the Government's policy on Mali and Niger?",
        ])
    func sahel(question: String) throws {
        let answer = "Het kabinet volgt de situatie. In Mali en Niger is de toestand zorgelijk, zegt de VN."
        #expect(try file(question, answer).contains { $0.id == "sahel" })
    }

    @Test(
        "does not take other places for the Sahel",
        arguments: [
            "In Nigeria nam het geweld toe; Nigeriaanse troepen trokken de Nigerdelta in.",
            "De olie in de Niger Delta en de rivier de Niger zijn vervuild, zegt Nigeria.",
            "Mauritius en Guinee sloten een verdrag, evenals Zuid-Soedan.",
            "Onze militairen dienden in Afghanistan, Irak, Mali, Jordanië en Libanon, en oefenen nu in Arizona.",
            "De lijst omvat Ghana, Senegal, Niger, Kenia, Mali, Togo, Peru en Benin.",
            "De lijst omvat Ghana, Senegal, Niger, Ethiopië, Kenia, Togo en Benin.",
            "De heer Chad Smith woont in Limburg.", "De gemeente zoekt een nieuwe missie.",
        ])
    func elsewhere(answer: String) throws {
        #expect(try !file("Kunt u dit toelichten?", answer).contains { $0.id == "sahel" })
    }

    @Test(
        "knows the Sahel by its towns, its people and what is there",
        arguments: [
            ("Wat gebeurt er in Ménaka?", "De hulp in Ménaka is gestaakt."),
            ("Is Agadez een doorvoerplaats?", "Ja, Agadez is een knooppunt voor smokkelaars."),
            ("Hoe staat het in N'Djamena?", "De post in N’Djamena blijft open."),
            ("Bent u bekend met Arlit?", "De mijn in Arlit, in het noorden van Niger, is gesloten."),
            ("Wat doen de Nigerijnen?", "De Nigerijnse regering zegde het verdrag op."),
            ("Vangt Tsjaad mensen op?", "De Tsjaadse autoriteiten openden een kamp bij Adré."),
            ("Klopt het dat Burkinabè vluchten?", "In Burkina-Faso is honger."),
            ("Is er geld voor het Tsjaadbekken?", "Ja, voor het Tsjaadbekken is 2 miljoen euro beschikbaar."),
            ("What is the policy on Chad?", "We support refugees in eastern Chad."),
        ])
    func people(question: String, answer: String) throws {
        #expect(try file(question, answer).contains { $0.id == "sahel" })
    }

    @Test(
        "is not misled by names that are spelt alike",
        arguments: [
            ("Kent u professor Chad Jansen?", "Professor Chad Jansen schreef het rapport."),
            ("Wat weet u van de Fulani in Nigeria?", "De Fulani wonen in het noorden van Nigeria."),
            ("Kent u de zaak-Traoré?", "De familie Traoré uit Parijs vraagt om onderzoek."),
            ("Hoe veilig is AES?", "AES is een standaard voor versleuteling."),
            ("Bent u op Mali Lošinj geweest?", "Mali Lošinj ligt in Kroatië."),
            ("Wat doet de malinois?", "Een malinois bewaakt het terrein."),
            ("Wat vindt u van de Westelijke Sahara?", "Over de Westelijke Sahara spreekt de VN."),
        ])
    func namesakes(question: String, answer: String) throws {
        #expect(try !file(question, answer).contains { $0.id == "sahel" })
    }

    @Test(
        "tells who acts from what shares a name or a word",
        arguments: [
            (
                "-sahel", "Wat doet u aan het geweld van Boko Haram en ISWAP in het noorden van Nigeria?",
                "Boko Haram en ISWAP, jihadisten, plegen aanslagen in Borno. Ook Fulani in de Middle Belt in West-Afrika zijn slachtoffer."
            ),
            (
                "-sahel", "Hoe bestrijdt Nigeria Boko Haram rond het Tsjaadmeer?",
                "Nigeria heeft in Borno, bij het Tsjaadmeer, een offensief tegen Boko Haram en ISWAP geopend."
            ),
            (
                "sahel", "Hoe is de veiligheid rond het Tsjaadmeer?",
                "Boko Haram valt in Tsjaad en Niger dorpen aan; uit Nigeria vluchten mensen."
            ),
            (
                "russia", "Hoe beoordeelt u de leveranties door Noord-Korea en Iran aan Rusland?",
                "Zij leveren munitie en drones. Het kabinet veroordeelt dat."
            ),
            (
                "russia", "Komen chips in wapens terecht?",
                "Onderdelen zijn aangetroffen in drones. De Russische wapenindustrie koopt ze via omwegen."
            ),
            ("russia", "Waarom steunt u Oekraïne?", "Het verdedigt zich tegen de Russische agressie."),
            (
                "-russia", "Wordt er nog Russische les gegeven?",
                "Op drie scholen; Russische les en Chinese les zijn vrijwillig."
            ),
            (
                "-china", "Wordt er nog Chinese les gegeven?",
                "Chinese les is vrijwillig. Literatuur in het Chinees wordt elders gedoceerd."
            ),
            (
                "-russia", "Waarom steeg de energierekening?",
                "Gas werd duurder doordat Russisch gas wegviel. Huishoudens kregen een toeslag."
            ),
            (
                "-missions", "Wat vindt u van de missie van Shell?",
                "Shell heeft als missie om energie te leveren; de missie van het bedrijf staat in het jaarverslag."
            ),
            (
                "-missions", "Heeft de school een missie?",
                "De missie van de school is goed onderwijs; haar missie en visie staan in het schoolplan."
            ),
            (
                "missions", "Wanneer eindigt de missie in Afghanistan?",
                "De missie loopt tot eind 2021. De militairen keren daarna terug."
            ),
            (
                "-human-rights", "Hoe vaak schond Rusland het luchtruim?",
                "De schendingen van het luchtruim en de schendingen van het Handvest zijn veroordeeld."
            ),
        ])
    func actors(theme: String, question: String, answer: String) throws {
        let isWanted = !theme.hasPrefix("-")
        let id = isWanted ? theme : String(theme.dropFirst())
        #expect(try file(question, answer).contains { $0.id == id } == isWanted)
    }

    @Test func `files nothing on quiet words alone where a theme needs a loud one`() throws {
        let words = "supporting: [riet, sloot, gras, eend, kikker]\nstrong: [dijk]"
        let data = InMemoryDataFiles([
            "themes": [
                "a.yaml": "id: needy\nnames: {nl: A}\nneeds: strong\n\(words)",
                "b.yaml": "id: easy\nnames: {nl: B, en: C}\n\(words)",
            ]
        ])
        func themes(_ question: String, title: String = "x") throws -> [ThemeMatch] {
            let answers = [Answer(question: question, answer: "Riet, sloot, gras, eend en kikker.")]
            return try ThemesStage(.init(), data: data).process(.paper(title, answers: answers)).answers[0]
                .themes
                ?? []
        }
        let quiet = try themes("Zijn er een sloot en een eend?")
        #expect(quiet.map(\.id) == ["easy"])
        #expect(quiet.first?.names == ["nl": "B", "en": "C"])
        #expect(try themes("Zijn er een sloot en een eend bij de zeedijk?").map(\.id) == ["easy", "needy"])
        #expect(
            try themes("Zijn er een sloot en een eend?", title: "De dijk").map(\.id) == ["easy", "needy"])
    }

    @Test func `gives the words that spoke, in both passages`() throws {
        let question = "Wat is de invloed van Wagner in Mali?"
        let answer = "Rusland blijft via Wagner betrokken."
        let russia = try #require(try file(question, answer).first { $0.id == "russia" })
        let texts = russia.evidence.map { span in
            let bytes = Array((span.passage == .question ? question : answer).utf8)
            return String(decoding: bytes[span.range], as: UTF8.self)
        }
        #expect(texts == ["Wagner", "Rusland", "Wagner"])
        #expect(russia.score > 0.5 && russia.score < 1)
    }

    @Test func `judges an answer that only sends the reader on by its question`() throws {
        let question = "Kan de minister iets zeggen over de aanwezigheid van Chinese bedrijven?"
        #expect(try file(question, "Zie het antwoord op vraag 2.", refersTo: [2]).map(\.id) == ["china"])
    }

    @Test func `lets one passing mention in a long answer settle nothing`() throws {
        let padding = String(
            repeating: "De gemeente onderhoudt de wegen en de bruggen in het gebied. ", count: 40)
        #expect(try file("Hoe staat het met de wegen?", padding + "Ook in Mali zijn wegen.").isEmpty)
    }

    @Test func `files nothing where nothing speaks`() throws {
        #expect(try file("", "").isEmpty)
        #expect(try file("Hoeveel zebrapaden telt Venlo?", "Ongeveer honderd.").isEmpty)
    }

    @Test func `lets a theme of your own replace the one that ships`() throws {
        let data = InMemoryDataFiles([
            "themes": [
                "a.yaml": "id: water\nnames: {nl: Water}\ndecisive: [dijk]",
                "b.yaml": "id: lucht\nnames: {nl: Lucht}\ndecisive: [wolk]",
            ], "mine": ["w.yaml": "id: water\nnames: {nl: Water}\ndecisive: [sloot]"],
        ])
        func themes(_ text: String) throws -> [String] {
            let stage = try ThemesStage(.init(themes: ["water"], folder: "mine"), data: data)
            return try stage.process(.paper("x", answers: [Answer(question: text, answer: "")])).answers[0]
                .themes?
                .map(\.id) ?? ["none"]
        }
        #expect(try themes("de sloot") == ["water"])
        #expect(try themes("de dijk") == [])
        #expect(try themes("de wolk") == [])
    }

    @Test(
        "says what is wrong with a theme file, and where",
        arguments: [
            (
                "id: a\nnames: {nl: A}\nstrng: [x]",
                "themes/t.yaml: 3:1: unknown key 'strng'; did you mean 'strong'?"
            ),
            (
                "id: a\nnames: {nl: A}\nstrong: [x*]",
                "themes/t.yaml: 3:10: 'x*' is no word; two letters or more must stand beside a *"
            ),
            (
                "id: A\nnames: {nl: A}",
                "themes/t.yaml: 1:5: an id consists of small letters, digits, '-' and ':'"
            ),
            (
                "id: a\nnames: {nl: A}\nthreshold: 2",
                "themes/t.yaml: 3:12: the threshold must lie between 0 and 1"
            ),
            (
                "id: a\nnames: {nl: A}\nneeds: faint",
                "themes/t.yaml: 3:8: what a theme needs is 'strong' or 'decisive'"
            ),
            (
                "id: a\nnames: {nl: A}\nstrong: [*ab]",
                "themes/t.yaml: 3:10: a word that begins with * must stand in quotes"
            ),
            ("id: a", "themes/t.yaml: 1:1: key 'names' is missing"),
        ])
    func complains(text: String, expected: String) { #expect(complaint(["t.yaml": text]) == expected) }

    @Test func `refuses ids that are unknown or twice there, and no themes at all`() {
        let theme = "id: a\nnames: {nl: A}\nstrong: [xx]"
        #expect(
            complaint(["t.yaml": theme], .init(themes: ["b"]))
                == "themes: there is no theme 'b'; known are: a")
        #expect(complaint(["t.yaml": theme, "u.yaml": theme]) == "themes/u.yaml: theme 'a' is defined twice")
        #expect(complaint([:]) == "folder: there are no theme files in 'themes'")
    }
}
