import Pipeline
import Testing

@Suite("Parsing Belgian questions")
struct BelgianQuestionsTests {
    @Test("keeps a question with its numbered parts one, and parts them where they were glued")
    func readsTheBulletin() throws {
        let document = try parse(ForeignPapers.kamer)
        let answer = try #require(document.answers.first)
        #expect(document.answers.count == 1 && document.oddities.isEmpty)
        #expect(answer.numbers == [1, 2, 3])
        #expect(answer.askedBy == [.init(name: "Anja Voorbeeld")])
        #expect(answer.answeredBy == [.init(role: "minister van Defensie")])
        #expect(answer.question.contains("land?\n\n2. Werd er"))
        // A day and a year within the sentence are no parts.
        #expect(answer.question.contains("op 30 juni 2026 ten einde. In 2024 was er"))
        #expect(
            answer.answer == "1. Er zijn 12 militairen.\n\n2 en 3. De evaluatie loopt. Ze eindigt op 1 juni.")
        #expect(document.title == "Steun aan Mali (MV 19262)")
        #expect(document.date == CalendarDay("2026-02-20"))
    }

    @Test("reads the French form")
    func readsFrench() throws {
        let document = try parse(ForeignPapers.chambre)
        let answer = try #require(document.answers.first)
        #expect(answer.numbers == [1, 2, 3] && document.oddities.isEmpty)
        #expect(answer.answeredBy == [.init(role: "ministre de la D\u{E9}fense")])
        #expect(answer.question.contains("place?\n\n2. Une"))
        #expect(document.kind == "Question et r\u{E9}ponse \u{E9}crites")
    }

    @Test("reads the Senate, whose question has two heads with its title between them")
    func readsTheSenate() throws {
        let document = try parse(ForeignPapers.senaat)
        let answer = try #require(document.answers.first)
        #expect(document.answers.count == 1 && answer.numbers == [1, 2])
        #expect(answer.askedBy == [.init(name: "Jan Voorbeeld", party: "Groen")])
        #expect(answer.answer == "1) Er zijn 40 putten.\n\n2) Ze kosten 3.000 euro.")
        #expect(document.title == "Waterputten in de Sahel" && document.date == CalendarDay("2026-02-20"))
    }

    static let page = """
        Vraag nr. 4711 (2026-01-16) van de Voorbeeld, Anja (Groen) aan de Minister van Justitie
        Trefwoorden: WATER, WOESTIJN

        Vraag
        Putten.\u{20}

         De putten drogen op. Graag vernam ik 1. hoeveel het er zijn;2. wat ze kosten.

        Antwoord

        """

    @Test("reads a page whose answer has other parts than its question, and says so")
    func tellsOfOtherParts() throws {
        let document = try parse(Self.page + "1. Er zijn veertig putten. 2. Ze kosten veel. 3. Ze drogen op.")
        let answer = try #require(document.answers.first)
        #expect(answer.numbers == [1, 2] && document.codes == ["parts-differ"])
        // `de` belongs to the name here, and to a title elsewhere.
        #expect(answer.askedBy == [.init(name: "Anja de Voorbeeld", party: "Groen")])
        #expect(answer.answeredBy == [.init(role: "Minister van Justitie")])
        #expect(answer.confidence < 0.9)
    }

    @Test("makes no answer of a question that has none")
    func makesUpNothing() throws {
        let document = try parse(Self.page)
        #expect(document.answers.isEmpty && document.codes == ["questions-only"])
        #expect(document.remarks.contains { $0.role == .unanswered && $0.text.contains("wat ze kosten") })
    }

    @Test(
        "takes no other number for a part",
        arguments: [
            "De missie eindigt op 30 juni. Volgens artikel 1. Het plan is klaar.",
            "Het kostte 1.000 euro en 2,5 procent. 2. Dit is geen deel zonder een eerste.",
            "In tabel 1. Daarna volgt niets.",
        ])
    func findsNoPart(_ text: String) throws {
        let document = try parse(
            Self.page.replacing("Graag vernam ik 1. hoeveel het er zijn;2. wat ze kosten.", with: text)
                + "Ja.")
        #expect(document.answers.map(\.numbers) == [[]])
    }

    @Test(
        "reads old bulletins, where a minister's heading stands for whom is asked and the answer follows its word"
    )
    func readsOldBulletins() throws {
        let document = try parse(
            """
            Minister van Buitenlandse Zaken

            Vraag nr. 3-2465 van mevrouw Voorbeeld d.d. 20 april 2005 (Fr.) :
            FOD Buitenlandse Zaken. - Putten.

            Hoeveel putten zijn er?

            Antwoord : Ik heb de eer het geachte lid mee te delen dat er 40 zijn.

            Vraag nr. 12 van de heer Proef van 21 april 2005 (N.) :
            Putten.

            Wat kosten ze?

            Antwoord : Veel.
            """)
        #expect(
            document.answers.map(\.answer) == [
                "Ik heb de eer het geachte lid mee te delen dat er 40 zijn.", "Veel.",
            ])
        #expect(document.answers.map { $0.askedBy.first?.name } == ["Voorbeeld", "Proef"])
        #expect(Coverage(of: document).accounted == Coverage(of: document).text)
    }
}
