import CommitmentsStage
import Pipeline
import PipelineTesting
import Testing

struct CommitmentsStageTests {
    private func process(_ answer: String, refersTo: [Int] = []) throws -> Answer {
        let stage = try CommitmentsStage(.init(), data: NoData())
        var answer = Answer(question: "Wanneer?", answer: answer, refersTo: refersTo)
        answer.answeredBy = [.init(role: "Minister van Financiën")]
        var document = Document.paper("x", answers: [answer])
        document.date = CalendarDay("2023-05-10")
        return try stage.process(document).answers[0]
    }

    private func promised(_ text: String) throws -> [String] {
        let bytes = Array(text.utf8)
        return try (process(text).commitments ?? []).map {
            "\(String(decoding: bytes[$0.span.range], as: UTF8.self)) | \($0.due ?? "–") | \($0.by ?? "–")"
        }
    }

    @Test func `keeps what every stage promises`() {
        expectStageContract(CommitmentsStage.self, options: .init())
    }

    @Test(
        "finds promises with their term",
        arguments: [
            (
                "Dat klopt. Ik zal uw Kamer vóór 1 juli 2023 hierover informeren. Verder niets.",
                [
                    "Ik zal uw Kamer vóór 1 juli 2023 hierover informeren. | 2023-07-01 | Minister van Financiën"
                ]
            ),
            (
                "Zoals op 3 maart 2022 gemeld zal het kabinet uw Kamer in juni 2023 informeren.",
                [
                    "Zoals op 3 maart 2022 gemeld zal het kabinet uw Kamer in juni 2023 informeren. | 2023-06 | kabinet"
                ]
            ),
            (
                "Zodra de cijfers er zijn wordt uw Kamer geïnformeerd!",
                ["Zodra de cijfers er zijn wordt uw Kamer geïnformeerd! | – | Minister van Financiën"]
            ),
            (
                "Het kabinet zegt dit toe.", ["Het kabinet zegt dit toe. | – | kabinet"]
            ),
            (
                "Uw Kamer ontvangt nu niets. In het najaar van 2023 ontvangt uw Kamer de brief.",
                [
                    "In het najaar van 2023 ontvangt uw Kamer de brief. | 2023-09-01/2023-11-30 | Minister van Financiën"
                ]
            ),
            (
                "De brief zal het kabinet in juni toesturen aan uw Kamer. Hierin worden de lessen meegenomen.",
                [
                    "De brief zal het kabinet in juni toesturen aan uw Kamer. | 2023-06 | kabinet",
                    "Hierin worden de lessen meegenomen. | 2023-06 | Minister van Financiën",
                ]
            ),
            (
                "Komende drie jaar investeert Nederland 10 miljoen euro in dijken.",
                [
                    "Komende drie jaar investeert Nederland 10 miljoen euro in dijken. | 2023-05-10/2026-05-10 | Minister van Financiën"
                ]
            ),
        ])
    func finds(text: String, expected: [String]) throws {
        let found = try promised(text)
        #expect(found == expected)
    }

    @Test(
        "finds promises beside a doubt, papers that come, and copies for the library",
        arguments: [
            (
                "Ik ben bereid dit te onderzoeken en zal de Kamer hierover voor 1 september berichten.",
                "2023-09-01"
            ),
            (
                "Het kabinet is bereid te praten en zal de Kamer vóór 1 september 2024 informeren.",
                "2024-09-01"
            ),
            ("Ik zal de Kamer in juni 2023 laten weten of ik bereid ben dit te doen.", "2023-06"),
            ("De brief komt vóór de zomer.", "2023-05-10/2023-06-30"),
            ("In het najaar van 2024 volgt de evaluatie.", "2024-09-01/2024-11-30"),
            ("De kabinetsreactie volgt in het najaar.", "2023-09-01/2023-11-30"),
            ("In de Voorjaarsnota wordt hierop teruggekomen.", "–"),
            ("I will place a copy in the Library.", "–"),
            ("We will write to the House in June 2023, and not only to the committee.", "2023-06"),
            ("Le rapport sera donc bientôt transmis au Parlement.", "–"),
            ("Het geachte lid zal hiervan op de hoogte worden gebracht.", "–"),
        ])
    func findsMore(text: String, due: String) throws {
        let answer = try process(text)
        #expect(answer.commitments?.map { $0.due ?? "–" } == [due])
        #expect(answer.response == .deferred)
    }

    @Test(
        "takes an act, a sum and what was done for an answer, and only the first two for a promise",
        arguments: [
            ("Minister Schreinemacher bezocht Kinshasa begin maart.", 0),
            ("Minister Kaag sprak begin maart met Israël.", 0),
            ("De minister opende begin april een post in Niamey en reist niet meer.", 0),
            ("Het kabinet heeft voor 2024 ruim 3 miljard euro gereserveerd.", 1),
            ("Nederland trekt in 2024 10 miljoen euro uit.", 1),
            ("De minister-president reist begin september naar Kyiv.", 1),
            ("Ik begin in 2024 met de sanering.", 1),
            ("The Prime Minister will visit Kyiv in September 2023.", 1),
        ])
    func acts(text: String, count: Int) throws {
        let answer = try process(text)
        #expect(answer.commitments?.count == count)
        #expect(answer.response == .answered)
    }

    @Test(
        "does not take a standing line, a plan of others or history for a promise",
        arguments: [
            "Nederland zal Mali hierop blijven aanspreken.", "Het kabinet is bereid uw Kamer te informeren.",
            "Op 3 maart 2022 is uw Kamer geïnformeerd.", "De VN zal in juni 2023 een herziening afronden.",
            "Het kabinet onderzoekt de mogelijkheden.",
            "Ik ben bereid dit te onderzoeken en uw Kamer hierover te informeren.",
            "Ik heb aangegeven dat ik bereid ben uw Kamer te informeren.",
            "De regering zou de Kamer in juni 2023 informeren.",
            "De brief komt uit het rapport van juni 2023.", "Het rapport van de VN verschijnt in juni 2023.",
            "Zal het kabinet de Kamer informeren?", "", "Ja.", "Ik weet wat de banken beloven.",
            "La question sera le sujet des publications du Parlement.",
        ])
    func leaves(text: String) throws {
        let found = try promised(text)
        #expect(found.isEmpty)
    }

    @Test(
        "says what the answer does with its question",
        arguments: [
            ("Zie het antwoord op vraag 2.", [2], Response.refers),
            ("Voor het antwoord verwijs ik naar de beantwoording van vraag 2.", [2], .refers),
            ("Zie ook het antwoord op vraag 2.\n\nDe dijk is twee meter hoog.", [2], .answered),
            ("Ik kan hierover geen uitspraken doen.", [], .unable),
            ("Deze gegevens worden niet bijgehouden.", [], .unable),
            ("Dat is op dit moment niet inzichtelijk.", [], .unable),
            (
                "Ik verwijs u naar mijn antwoord op de vragen van het lid Jansen (Aanhangsel Handelingen, vergaderjaar 2021–2022, nr. 1456). Daar heb ik niets aan toe te voegen.",
                [], .refers
            ),
            (
                "Zie het antwoord op vraag 3 van de leden Vermeer en De Boer. Daarin wordt hier nader op ingegaan en dit staat daarin.",
                [], .refers
            ),
            (
                "Zie het antwoord op vraag 3 van de leden Vermeer en De Boer. De dijk is drie jaar oud.",
                [], .answered
            ),
            ("Uw Kamer wordt hierover in juni geïnformeerd.", [], .deferred), ("Ja.", [], .answered),
            ("", [], .answered),
            ("De dijk is af. Uw Kamer wordt over de kosten in juni geïnformeerd.", [], .answered),
        ])
    func responds(text: String, refersTo: [Int], expected: Response) throws {
        let response = try process(text, refersTo: refersTo).response
        #expect(response == expected)
    }
}
