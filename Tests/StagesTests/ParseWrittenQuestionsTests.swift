import Pipeline
import Testing

@Suite("Parsing written questions with answers")
struct ParseWrittenQuestionsTests {
    private static let head = """
        Tweede Kamer der Staten-Generaal2
        Vergaderjaar 2030–2031 Aanhangsel van de Handelingen
        123
        Vragen van de leden De Boer en Smit (beiden ABC), Van der Meer
        (D66) en El Amrani (ChristenUnie) aan de Ministers voor Havens en van Water over de dijk
        bij Texel (ingezonden 4 september 2030).
        Antwoord van Minister Van Dam (Havens), mede namens de Staatssecretaris van
        Water (ontvangen 17 oktober
        2030). Zie ook Aanhangsel Handelingen, vergaderjaar 2030–2031, nr. 56

        """

    @Test("reads the head")
    func readsTheHead() throws {
        let document = try parse(Self.head + "Vraag 1\nKent u de dijk?\nAntwoord 1\nJa.")
        let answer = try #require(document.answers.first)
        #expect(
            answer.askedBy == [
                .init(name: "De Boer", party: "ABC"), .init(name: "Smit", party: "ABC"),
                .init(name: "Van der Meer", party: "D66"), .init(name: "El Amrani", party: "ChristenUnie"),
            ])
        #expect(
            answer.answeredBy == [
                .init(name: "Van Dam", role: "Minister voor Havens"),
                .init(role: "Staatssecretaris van Water"),
            ])
        #expect(document.date == CalendarDay("2030-10-17"))
        #expect(!document.isDateInferred)
        #expect(document.kind == "Antwoord schriftelijke vragen")
        #expect(document.title.hasPrefix("Vragen van de leden De Boer en Smit (beiden ABC)"))
        #expect(document.title.hasSuffix("over de dijk bij Texel"))
    }

    @Test(
        "reads who answers",
        arguments: [
            ("Minister Smit (Financiën)", [Answer.Answerer(name: "Smit", role: "Minister van Financiën")]),
            (
                "minister De Jong (Economische Zaken en Klimaat)",
                [.init(name: "De Jong", role: "Minister van Economische Zaken en Klimaat")]
            ),
            (
                "Minister-President Bakker (Algemene Zaken)",
                [.init(name: "Bakker", role: "Minister-President")]
            ),
            (
                "Minister Smit (Financiën) en antwoord van Staatssecretaris Bos (Water)",
                [
                    .init(name: "Smit", role: "Minister van Financiën"),
                    .init(name: "Bos", role: "Staatssecretaris van Water"),
                ]
            ),
            (
                "Minister Smit (Financiën), mede namens de Ministers van Water en van Havens",
                [
                    .init(name: "Smit", role: "Minister van Financiën"), .init(role: "Minister van Water"),
                    .init(role: "Minister van Havens"),
                ]
            ),
            ("de Minister van Financiën", [.init(role: "Minister van Financiën")]),
            (
                "staatssecretaris Bos (Volksgezondheid, Welzijn en Sport",
                [.init(name: "Bos", role: "Staatssecretaris van Volksgezondheid, Welzijn en Sport")]
            ),
        ])
    func readsAnswerers(text: String, expected: [Answer.Answerer]) throws {
        let document = try parse("Antwoord van \(text) (ontvangen 1 mei 2030)\n\nVraag 1\nA?\nAntwoord 1\nB.")
        #expect(document.answers.first?.answeredBy == expected)
    }

    struct GroupCase: Sendable, CustomTestStringConvertible {
        let question: String
        let answer: String
        let numbers: [Int]
        var testDescription: String { "\(question) / \(answer)" }
    }

    @Test(
        "knows every way to mark one question or several",
        arguments: [
            GroupCase(question: "Vraag 1", answer: "Antwoord 1", numbers: [1]),
            GroupCase(question: "Vraag 1:", answer: "Antwoord 1:", numbers: [1]),
            GroupCase(question: "Vraag (1):", answer: "Antwoord (1):", numbers: [1]),
            GroupCase(question: "  Vraag 4 en 5", answer: "Antwoord 4 en 5", numbers: [4, 5]),
            GroupCase(
                question: "Vraag 4, 5, 7 en 8", answer: "Antwoord 4, 5, 7 en 8", numbers: [4, 5, 7, 8]),
            GroupCase(question: "Vraag 2 t/m 6", answer: "Antwoord 2 t/m 6", numbers: [2, 3, 4, 5, 6]),
            GroupCase(question: "Vragen 4-7", answer: "Antwoord vraag 4-7:", numbers: [4, 5, 6, 7]),
            GroupCase(
                question: "Vragen 4 tot en met 6", answer: "Antwoorden 4 tot en met 6", numbers: [4, 5, 6]),
            GroupCase(question: "Vraag 5 en 6", answer: "Antwoorden 5 en 6", numbers: [5, 6]),
            GroupCase(question: "Vraag 3 en 4", answer: "Antwoord op vraag 3 en 4", numbers: [3, 4]),
            GroupCase(
                question: "Vragen 1,2,3,4 en 5", answer: "Antwoord vragen 1,2,3,4 en 5",
                numbers: [1, 2, 3, 4, 5]),
            GroupCase(question: "Vraag 1", answer: "Antwoord", numbers: [1]),
            GroupCase(question: "1", answer: "Antwoord", numbers: [1]),
            GroupCase(question: "1.", answer: "Antwoord:", numbers: [1]),
            GroupCase(question: "1.", answer: "Antwoord vraag 1:", numbers: [1]),
        ])
    func knowsMarkers(_ example: GroupCase) throws {
        let document = try parse("Kop\n\n\(example.question)\nWat kost dat?\n\n\(example.answer)\nNiets.\n")
        #expect(document.answers.map(\.numbers) == [example.numbers])
        #expect(document.answers.first?.question == "Wat kost dat?")
        #expect(document.answers.first?.answer == "Niets.")
    }

    @Test("reads text on the line of its marker")
    func readsInlineText() throws {
        let document = try parse(
            "Vraag 1: Wat kost dat?\nAntwoord 1: Niets.\n2. Is dat zo?\nVraag 2 Hoeveel?\nAntwoord 2 Geen.")
        #expect(document.answer(1)?.question == "Wat kost dat?")
        #expect(document.answer(1)?.answer == "Niets.\n\n2. Is dat zo?")
        #expect(document.answer(2)?.question == "Hoeveel?")
        #expect(document.answer(2)?.answer == "Geen.")
    }

    @Test("reads questions that are numbered like a list")
    func readsNumberedQuestions() throws {
        let document = try parse(
            "AH 1\n\n1. Kunt u dat bevestigen? \n\nAntwoord: \nJa.\n\n2. Wat kost het?\n\nAntwoord:\nNiets.\n1. Eerst dit.\n2. Dan dat."
        )
        #expect(document.answers.map(\.numbers) == [[1], [2]])
        #expect(document.answer(2)?.question == "Wat kost het?")
        #expect(document.answer(2)?.answer.hasPrefix("Niets.") == true)
    }

    @Test("pairs answers with questions that all come first")
    func pairsAcrossThePaper() throws {
        let document = try parse(
            "Vraag 1\nA?\nVraag 2\nB?\nVraag 3\nC?\nAntwoord 1 en 3\nJa.\nAntwoord 2\nNee.")
        #expect(document.answers.map(\.question) == ["A?\n\nC?", "B?"])
        #expect(document.oddities.isEmpty)
    }

    @Test("leaves the marks of the page out of the text")
    func leavesPagesOut() throws {
        let document = try parse(
            Self.head + """
                Vraag 1
                Kent u het bericht over de haven van Texel en de dijk?
                1
                Antwoord 1
                Ja. De dijk is versterkt met basalt en
                1Krant, 3 mei 2030, «Dijk», https://www.example.org/dijk
                ah-tk-20302031-123
                ISSN 0921 - 7398’s-Gravenhage 2030Tweede Kamer, vergaderjaar 2030–2031, Aanhangsel 1
                klei, zoals in de brief2 staat.
                Vraag 2
                Hoeveel kostte dat?
                Antwoord 2
                Het kostte 10,4 miljard m
                3 aan grond, en volgens de raming in
                2 weken nog meer.
                2Kamerstukken II 2030/31, 29 279, nr. 339
                3Kamerstukken II 2030/31, 29 279, nr. 340
                Tweede Kamer, vergaderjaar 2030–2031, Aanhangsel 2
                """)
        #expect(document.answer(1)?.question == "Kent u het bericht over de haven van Texel en de dijk?")
        #expect(
            document.answer(1)?.answer
                == "Ja. De dijk is versterkt met basalt en klei, zoals in de brief staat.")
        #expect(
            document.answer(2)?.answer
                == "Het kostte 10,4 miljard m 3 aan grond, en volgens de raming in 2 weken nog meer.")
        #expect(document.notes.count == 3)
        #expect(document.answers.map { $0.footnotes.map(\.label) } == [["1", "2"], []])
    }

    @Test("reports misprints and repairs none")
    func reportsMisprints() throws {
        let document = try parse("Vraag 6\nA?\nAntwoord 6\nJa.\nVraag 7\nB?\nVraag 7\nB?\nAntwoord 8\nNee.")
        #expect(document.answers.map(\.numbers) == [[6], [8]])
        #expect(document.answer(8)?.question == "")
        #expect(document.answer(8).map { $0.confidence <= 0.5 } == true)
        #expect(document.codes.contains("number-repeated"))
        #expect(document.codes.contains("no-question"))
        #expect(document.codes.contains("no-answer"))
    }

    @Test("keeps the explanation behind the last answer apart")
    func keepsTheExplanationApart() throws {
        let document = try parse(
            "Vraag 1\nA?\nAntwoord 1\nJa.\n\nToelichting:\nDeze vragen dienen ter aanvulling op eerdere vragen van het lid Smit."
        )
        #expect(document.answer(1)?.answer == "Ja.")
        #expect(document.remarks.contains { $0.role == .residue && $0.text.contains("ter aanvulling") })
    }

    @Test(
        "does not take a sentence for a marker",
        arguments: [
            "Zie het\nAntwoord 2", "Vraag 2 gaat over iets anders.", "Antwoorden op vragen 3 zijn er niet.",
            "Vragenuur 2",
        ])
    func sparesSentences(text: String) throws {
        let document = try parse("Vraag 1\nA?\nAntwoord 1\nJa.\n\(text)\nEinde.")
        #expect(document.answers.count == 1)
    }

    // MARK: Papers without answers

    @Test(
        "finds no answers in a postponement",
        arguments: [
            "Vraag 1\nA?\nVraag 2\nB?\nMededeling\nDe vragen worden later beantwoord.",
            "Ik kan de vragen niet op tijd beantwoorden.",
        ])
    func recognisesAPostponement(text: String) throws {
        let document = try parse(
            "Vragen van het lid Smit (ABC) aan de Minister van Water over de dijk (ingezonden 1 mei 2030).\n"
                + "Mededeling van Minister Van Dam (Water) (ontvangen 20 mei 2030).\n\n" + text)
        #expect(document.answers.isEmpty)
        #expect(document.codes == ["postponed"])
        #expect(document.date == CalendarDay("2030-05-20"))
    }

    @Test(
        "finds no answers in questions alone",
        arguments: [
            ("Vragen", "Vraag 1\nA?\nVraag 2\nB?", "Schriftelijke vragen"),
            ("Mondelinge vragen", "", "Mondelinge vragen"),
        ])
    func recognisesQuestions(opening: String, text: String, kind: String) throws {
        let document = try parse(
            "\(opening) van het lid Smit (ABC) aan de Minister van Water over de dijk (ingezonden 1 mei 2030).\n\(text)"
        )
        #expect(document.answers.isEmpty)
        #expect(document.codes == ["questions-only"])
        #expect(document.kind == kind)
    }

    @Test("takes the askers from the questions and the office from the markers where there is no head")
    func readsWithoutAHead() throws {
        let document = try parse(
            """
            Vraag 1
            De leden van de SP-fractie vragen hoe hoog de dijk is.

            Antwoord van de minister
            Tien meter.

            Vraag 2
            De leden van de D66-fractie vragen wat dat kost.

            Antwoord van de minister
            Niets.
            """)
        #expect(document.answers.map(\.numbers) == [[1], [2]])
        #expect(document.answers.map(\.answer) == ["Tien meter.", "Niets."])
        #expect(document.answers.map { $0.askedBy.map(\.party) } == [["SP"], ["D66"]])
        #expect(document.answers.allSatisfy { $0.answeredBy == [.init(role: "minister")] })
    }
}
