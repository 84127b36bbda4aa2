import Pipeline
import Testing

/// Papers of councils, committees and offices whose words for question and answer are their own.
@Suite("Parsing other wordings")
struct ParseWordingsTests {
    struct Wording: Sendable, CustomTestStringConvertible {
        var questions: [String]
        var answers: [String]
        var numbers: [[Int]] = [[1], [2]]
        var testDescription: String { "\(questions[0]) / \(answers[0])" }

        var text: String {
            let pairs = zip(questions, answers).enumerated().map { index, words in
                "\(words.0)Komt brug \(index) er?\n\n\(words.1)Brug \(index) komt er in mei."
            }
            return "Gemeente Overwaard\nBeantwoording schriftelijke vragen over bruggen\n\n"
                + pairs.joined(separator: "\n\n")
        }
    }

    @Test(
        "tells questions and answers",
        arguments: [
            Wording(
                questions: ["Vraag 1:\n", "Vraag 2:\n"],
                answers: ["Antwoord college:\n", "Antwoord college:\n"]),
            Wording(
                questions: ["1. ", "2. "],
                answers: ["Antwoord college van burgemeester en wethouders: ", "Antwoord B en W: "]),
            Wording(
                questions: ["Vraag 1. ", "Vraag 2. "],
                answers: ["Antwoord van het college van B en W:\n", "Antwoord van het college van B en W:\n"]),
            Wording(questions: ["Vraag 1. ", "Vraag 2. "], answers: ["Antwoord GS: ", "Antwoord GS: "]),
            Wording(questions: ["Vraag 1\n", "Vraag 2\n"], answers: ["Ons antwoord:\n", "Ons antwoord:\n"]),
            Wording(
                questions: ["Vraag 1\n", "Vraag 2\n"],
                answers: ["Beantwoording vraag 1\n", "Beantwoording vraag 2\n"]),
            Wording(
                questions: ["Vraag 1\n", "Vraag 2 + 3\n"],
                answers: ["Reactie op vraag 1\n", "Reactie op de vragen 2 + 3\n"], numbers: [[1], [2, 3]]),
            Wording(
                questions: ["Vraag één\n", "Vraag twee\n"],
                answers: ["Antwoord op vraag één\n", "Antwoord op vraag twee\n"]),
            Wording(questions: ["V1. ", "V2. "], answers: ["A1. ", "A2. "]),
            Wording(
                questions: ["Vraag: ", "Vraag: "], answers: ["Antwoord: ", "Antwoord: "], numbers: [[], []]),
            Wording(
                questions: ["Vraag\n", "Vraag\n"], answers: ["Antwoord\n", "Antwoord\n"], numbers: [[], []]),
        ])
    func tells(wording: Wording) throws {
        let document = try parse(wording.text)
        #expect(document.answers.map(\.numbers) == wording.numbers)
        #expect(document.answers.map(\.question) == ["Komt brug 0 er?", "Komt brug 1 er?"])
        #expect(document.answers.map(\.answer) == ["Brug 0 komt er in mei.", "Brug 1 komt er in mei."])
    }

    @Test(
        "keeps words of an answer that look like marks",
        arguments: [
            "Vraag: moet de brug dan dicht? Daar denk ik nog over na.",
            "Antwoord: ja, dat klopt volgens de raad.",
            "Reactie op vraag 1 van de raad volgt nog.",
            "De raad schreef: “Vraag 3: Moet de brug open?\nAntwoord 3: Ja.” Zo is het.",
            "De omleiding loopt langs de\nA2. Daarna volgt de\nA12: die is open.",
            "Bijlage 1 bevat de cijfers.",
            "De Minister van Defensie is daarvoor verantwoordelijk, niet ik.",
            "In de beantwoording van\nvraag 3 van het lid Kok staat dat.",
        ])
    func keeps(answer: String) throws {
        let document = try parse(
            """
            Vraag 1
            Kent u de brug?

            Antwoord 1
            \(answer)

            Vraag 2
            En nu?

            Antwoord 2
            In mei.
            """)
        #expect(document.answers.map(\.numbers) == [[1], [2]])
        #expect(document.answer(1)?.answer == answer.replacing("\n", with: " "))
    }

    @Test(
        "ends the last answer",
        arguments: [
            "Hoogachtend,\n\nA. de Brug", "De Minister van Bruggen,\n\nA. de Brug",
            "De Minister van Bruggen, A. de Brug", "Burgemeester en wethouders van Overwaard,\n\nA. de Brug",
            "Bijlage 1: Lijst van bruggen\n\nDe lange en de korte.", "Bijlage\n\nDe lange en de korte.",
        ])
    func ends(end: String) throws {
        for marks in [
            ("Vraag 1\n", "Antwoord 1\n"),
            ("Inbreng SP\n\nDe leden van de SP-fractie vragen dit: ", "1. Antwoord van het kabinet\n\n"),
        ] {
            let document = try parse("\(marks.0)Komt de brug?\n\n\(marks.1)De brug komt in mei.\n\n\(end)\n")
            #expect(document.answers.map(\.answer) == ["De brug komt in mei."])
            #expect(document.lost.isEmpty)
        }
    }

    @Test("takes a table of contents for no reply")
    func contents() throws {
        let head = """
            Nr. 12 VERSLAG VAN EEN SCHRIFTELIJK OVERLEG

            Inhoudsopgave

            I Vragen en opmerkingen vanuit de fracties
            II Reactie van de minister

            I Vragen en opmerkingen vanuit de fracties

            Inbreng van de leden van de VVD-fractie

            De leden van de VVD-fractie vragen wie de brug bouwt.

            Inbreng van de leden van de SP-fractie

            De leden van de SP-fractie vragen wat de brug kost.

            II Reactie van de minister


            """
        for opening in ["Inbreng", "Reactie op de inbreng"] {
            let document = try parse(
                head + """
                    \(opening) van de leden van de VVD-fractie

                    De provincie bouwt de brug.

                    \(opening) van de leden van de SP-fractie

                    De brug kost een miljoen.

                    III Volledige agenda
                    Brief van de minister over bruggen.
                    """)
            #expect(
                document.answers.map(\.answer) == [
                    "De provincie bouwt de brug.", "De brug kost een miljoen.",
                ])
            #expect(document.answers.map { $0.askedBy.first?.party } == ["VVD", "SP"])
        }
    }

    @Test("reads a consultation whose answers bear no more than the word")
    func unnumberedConsultation() throws {
        let document = try parse(
            """
            Inbreng van de leden van de VVD-fractie

            De leden van de VVD-fractie vragen wie de brug bouwt.

            Antwoord:
            De provincie bouwt de brug.

            De leden van de VVD-fractie vragen ook wat de brug kost.

            Antwoord:
            De brug kost een miljoen.
            """)
        #expect(
            document.answers.map(\.answer) == ["De provincie bouwt de brug.", "De brug kost een miljoen."])
        #expect(
            document.answers.map(\.question) == [
                "De leden van de VVD-fractie vragen wie de brug bouwt.",
                "De leden van de VVD-fractie vragen ook wat de brug kost.",
            ])
    }

    @Test(
        "gives all questions the one answer behind them",
        arguments: ["Antwoord", "Antwoord op de vragen 1 t/m 3"])
    func oneForAll(marker: String) throws {
        let document = try parse(
            "AH 12\n2025Z00012\n\nAntwoord van minister De Brug (Bruggen) (ontvangen 4 maart 2025)\n\n"
                + "Vraag 1\nKent u de brug?\n\nVraag 2\nKomt die?\n\nVraag 3\nWanneer?\n\n\(marker)\nIn mei komt de brug."
        )
        #expect(document.answers.map(\.numbers) == [[1, 2, 3]])
    }

    @Test("makes no questions of a letter's headings")
    func headings() throws {
        let document = try parse(
            """
            Geachte voorzitter,

            Met deze brief geef ik antwoord op vragen uit het debat.

            1. Inleiding

            De brug is oud. Wat betekent dat?

            2. Aanpak

            Wij bouwen een andere. Hoe snel kan dat?
            """)
        #expect(document.answers.isEmpty)
    }

    @Test("takes the numbers of a table's last columns for no answer")
    func columns() throws {
        let rows = (1...4).map {
            "\($0)  Wat kost brug \($0)?    0  \($0 + 4)\n    Brug \($0) kost een miljoen."
        }
        let document = try parse(
            "Lijst van vragen en antwoorden\n\nNr Vraag Bijlage Blz.\n" + rows.joined(separator: "\n"))
        #expect(document.answers.map(\.answer) == (1...4).map { "Brug \($0) kost een miljoen." })
        #expect(document.lost.isEmpty)
    }

    @Test("leaves an author's hyphen where lines end as they were set")
    func hyphens() throws {
        let document = try parse(
            """
            Vraag 1
            Waar blijft de Waard-strategie die de minister aan de Kamer
            heeft beloofd, en wat staat er in de Waardstrategie?
            Antwoord 1
            De Waardstrategie volgt in mei.
            """)
        #expect(document.answer(1)?.question.contains("Waard-strategie") == true)
    }

    @Test(
        "follows references in these words",
        arguments: [
            ("Zie 2.", [2]), ("Zoals onder 2 is gemeld, komt dat later.", [2]),
            ("Zie mijn antwoorden op de eerste en derde vraag.", [1, 3]),
            ("Zoals onder 2 van het akkoord staat, gaat dit door.", []),
            ("Dit volgt uit artikel 5, onder 3, van de wet.", []),
            ("Zie het antwoord op vraag 3 in de eerdere beantwoording van 12 mei 2024.", []),
        ])
    func references(answer: String, expected: [Int]) throws {
        let others = (1...3).map { "Vraag \($0)\nKomt brug \($0)?\n\nAntwoord \($0)\nJa.\n\n" }.joined()
        let document = try parse("\(others)Vraag 4\nEn nu?\n\nAntwoord 4\n\(answer)")
        #expect(document.answer(4)?.refersTo == expected)
    }

    @Test(
        "takes these for delays",
        arguments: [
            "In verband met het verzamelen van gegevens is uitstel nodig van de beantwoording.",
            "Deze vragen zullen zo spoedig mogelijk worden beantwoord, maar niet voor het einde van de maand.",
        ])
    func delays(text: String) throws {
        let document = try parse("Vraag 1\nKomt de brug?\n\nVraag 2\nWanneer?\n\nAntwoord 1 en 2\n\(text)")
        #expect(document.answers.isEmpty)
        #expect(document.kind == "Mededeling (uitstel antwoord)")
    }

    @Test("takes a sentence about an answer for no marker")
    func keepsSentences() throws {
        let sentence = "Antwoord van de minister van Defensie was toen dat het kon."
        let document = try parse(
            "Vraag 1\nKomt de brug?\n\nAntwoord 1\nAl eerder.\n\n\(sentence)\n\nVraag 2\nEn?\n\nAntwoord 2\nJa."
        )
        #expect(document.answers.map(\.numbers) == [[1], [2]])
        #expect(document.answer(1)?.answer == "Al eerder.\n\n\(sentence)")
    }
}
