import Pipeline
import PipelineTesting
import Testing
import ThemesStage

/// Names that look like those of the Sahel and mean something else, and the other way round.
struct ThemesFalseFriendsTests {
    private func isSahel(_ question: String, _ answer: String = "") throws -> Bool {
        let stage = try ShippedThemes.sahel()
        let paper = Document.paper("x", answers: [Answer(question: question, answer: answer)])
        return try !(stage.process(paper).answers[0].themes ?? []).isEmpty
    }

    @Test(
        "is somewhere else",
        arguments: [
            "Wat doet Shell in de Nigerdelta, en wat zegt de Nigeriaanse regering daarvan? Nigeria verloor het proces.",
            "Hoe staat het met de olie in de Niger Delta? De Niger-delta is vervuild.",
            "Hoeveel Nigerianen vroegen asiel aan? De Nigeriaanse ambassade helpt niet mee; Nigeria weigert.",
            "Loopt het belastingverdrag met Mauritius af? Mauritius is een eilandstaat; de Mauritiaanse wet is ruim.",
            "Is er oorlog in Zuid-Soedan? In Zuid-Sudan en Soedan vluchten mensen; South Sudan is jong.",
            "Vissen onze schepen bij Guinee-Bissau, Guinee, Equatoriaal-Guinea en Papoea-Nieuw-Guinea?",
            "Wat is de normalisering van een anomalie? De formaliteiten zijn minimaal, somalische en maliën.",
            "Hoe is het weer in Sousse, in de Tunesische Sahel? De Sahel van Tunesië is droog.",
            "Speelde Étoile du Sahel tegen Ajax? Étoile du Sahel won.",
            "Wat wil Polisario in de Westelijke Sahara? Over de Westelijke Sahara beslist de VN.",
            "What about Niger State and the River Niger in Nigeria?",
            "Que fait Shell dans le delta du Niger ? Le Nigeria et les Nigérians attendent.",
            "Was tut Shell im Nigerdelta? Nigeria und die nigerianische Regierung warten.",
            "Wie is Chad Michaels? Chad Michaels treedt op in Paradiso.",
        ])
    func elsewhere(text: String) throws { #expect(try !isSahel(text)) }

    @Test(
        "is the Sahel",
        arguments: [
            ("Wat vindt de Nigerese regering?", "De Nigerese autoriteiten in Niamey zwijgen."),
            ("Wat vinden de Nigerezen van hun leger?", "Veel Nigerezen wantrouwen het leger."),
            ("Hoe groot is het Tsjaadmeer nog?", "Het Tsjaadmeer is in vijftig jaar gekrompen."),
            ("Zijn er Mauritaanse vissers?", "De Mauritaniërs vissen zelf, zegt Mauritanië."),
            (
                "Vluchten mensen van Nigeria naar Niger?",
                "Ja, in Diffa in Niger zijn 120.000 Nigerianen opgevangen."
            ),
            ("Que se passe-t-il au Mali et au Burkina Faso ?", "La junte malienne a fermé la frontière."),
            ("Was geschieht im Tschad?", "Die tschadische Regierung hat den Notstand verhängt."),
            ("What is the situation in Chad?", "Chad's government received Sudanese refugees in Adré."),
        ])
    func here(question: String, answer: String) throws { #expect(try isSahel(question, answer)) }

    @Test(
        "keeps quiet on matters at home",
        arguments: [
            "Wat vindt u van de missie en visie van de politie? De commissie en de tuchtcommissie hebben een mandaat.",
            "Hoe hoog is de aanslag inkomstenbelasting? De belastingaanslag en de aanslagregeling zijn gewijzigd.",
            "Hoe loopt de invoering van de wet? De uitvoering en het handelen van de gemeente worden uitgevoerd.",
            "Wat deed het dierenasiel met de asieldieren?",
            "Wat zegt de Nationale ombudsman over burgers en bedrijven?",
            "Hoe is het werkklimaat bij de omroep? Het vestigingsklimaat is goed; de transitievergoeding blijft.",
            "Krijgt de school een sanctie? Een bestuurlijke sanctie is mogelijk, zegt de wethouder van de gemeente.",
            "Hoeveel militairen wonen in de kazerne? De vakbond zegt dat het pensioen van militairen achterblijft.",
        ])
    func home(text: String) throws {
        let stage = try ShippedThemes.all()
        let paper = Document.paper("x", answers: [Answer(question: text, answer: "Dat klopt.")])
        #expect(try stage.process(paper).answers[0].themes?.map(\.id) == [])
    }
}
