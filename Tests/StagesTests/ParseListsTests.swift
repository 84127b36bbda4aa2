import Pipeline
import Testing

/// Lists of questions whose answers no word announces, made by hand in the forms that committees print.
@Suite("Parsing lists without a word for the answer")
struct ParseListsTests {
    private static let head = """
        Lijst van vragen en antwoorden

        De vaste commissie voor Havens heeft vragen voorgelegd aan de minister van Havens over de brief inzake sluizen.


        """

    @Test("ends a question with its question marks where nothing else tells")
    func endsWithQuestionMarks() throws {
        let document = try parse(
            Self.head + """
                1
                Hoeveel havens zijn er?

                Twaalf.

                2 en 3
                Wat kost het onderhoud? Wie betaalt dat?

                Kunt u dat per haven zeggen?

                Tien miljoen euro. De provincie betaalt.

                Zie verder het antwoord op vraag 1.

                4
                Komt er een haven bij?

                Nee.
                """)
        #expect(document.answers.map(\.numbers) == [[1], [2, 3], [4]])
        #expect(
            document.answer(2)?.question
                == "Wat kost het onderhoud? Wie betaalt dat?\n\nKunt u dat per haven zeggen?")
        #expect(
            document.answer(2)?.answer
                == "Tien miljoen euro. De provincie betaalt.\n\nZie verder het antwoord op vraag 1.")
        #expect(document.answer(2)?.refersTo == [1])
        #expect(document.answer(1)?.askedBy == [.init(name: "vaste commissie voor Havens")])
        #expect(document.answer(1)?.answeredBy == [.init(role: "Minister van Havens")])
        #expect(document.answers.allSatisfy { $0.confidence < 0.8 })
        #expect(document.codes.contains("answers-unmarked"))
        #expect(document.kind == "Lijst van vragen en antwoorden")
    }

    @Test(
        "takes no letterhead for a part of the title, and says what a letter about letters is about",
        arguments: [
            (
                "het havenfonds BEZORGEN De Voorzitter van de Tweede Kamer Kade 4 DATUM 6 juni",
                "het havenfonds"
            ),
            ("het havenfonds Algemene Rekenkamer .., BEZORGEN Voorzitter van de Kamer", "het havenfonds"),
            ("de Algemene Rekenkamer BEZORGEN Voorzitter van de Kamer", "de Algemene Rekenkamer"),
            ("het havenfonds Datum: 6 juni 2024 Ons kenmerk H 12", "het havenfonds"),
            ("het havenfonds Geachte voorzitter, Hierbij bied ik u de antwoorden aan", "het havenfonds"),
            ("het rapport Zandbanken BEZORGEN De Voorzitter van de Kamer", "het rapport Zandbanken"),
            (
                "de datum van de brief aan de voorzitter van de havenraad",
                "de datum van de brief aan de voorzitter van de havenraad"
            ),
        ])
    func cutsLetterheads(head: String, subject: String) throws {
        let document = try parse(
            "Beantwoording vragen van de vaste commissie voor Havens over \(head).\n\nVraag 1\nHoeveel?\n\nAntwoord\nTwaalf."
        )
        #expect(document.title == "Lijst van vragen en antwoorden over \(subject)")
    }

    @Test(
        "names the committee that asked whole, and cuts short what runs on",
        arguments: [
            ("Havens, Kades en Sluizen heeft", "Havens, Kades en Sluizen"), ("Havens heeft", "Havens"),
            ("Havens en Kades heeft", "Havens en Kades"), ("Havens, Kades heeft", "Havens"),
            ("Havens, die op 3 mei en later bijeenkwam, heeft", "Havens"), ("Havens. De vragen en", "Havens"),
        ])
    func namesTheCommittee(head: String, name: String) throws {
        let document = try parse(
            "Lijst van vragen en antwoorden\n\nDe vaste commissie voor \(head) vragen gesteld.\n\nVraag 1\nHoeveel?\n\nAntwoord\nTwaalf."
        )
        #expect(document.answers.map(\.askedBy) == [[.init(name: "vaste commissie voor \(name)")]])
    }

    @Test("a letter is about what its subject says, whoever asked")
    func takesTheSubjectOfALetter() throws {
        let document = try parse(
            """
            Algemene Rekenkamer BEZORGEN Voorzitter van de Kamer Kade 4 DATUM 9 juni 2016 BETREFT Beantwoording vragen Kamer \
            bij het rapport Zandbanken; Baggeren en storten Geachte voorzitter, Hierbij bieden wij u de antwoorden aan over wat \
            is gevraagd.

            Vraag 1
            Hoeveel zandbanken zijn er?

            Antwoord
            Twaalf.
            """)
        #expect(document.title == "Lijst van vragen en antwoorden over het rapport Zandbanken")
    }

    @Test("answers nothing where a list has questions only")
    func leavesQuestions() throws {
        let document = try parse(
            """
            Lijst van vragen

            1
            Hoeveel havens zijn er?

            2
            Wat kost het onderhoud? Graag een toelichting.

            3
            Komt er een haven bij?

            Zo nee, wat is daarvan de reden.
            """)
        #expect(document.answers.isEmpty)
        #expect(document.remarks.count { $0.role == .unanswered } == 3)
    }

    enum Set: CaseIterable, CustomTestStringConvertible {
        case boldQuestion, boldAnswer, italicQuestion, indentedQuestion
        var testDescription: String { "\(self)" }

        func line(_ text: String, asks: Bool) -> PaperText.Line {
            switch self {
            case .boldQuestion: .word(text, bold: asks)
            case .boldAnswer: .word(text, bold: !asks)
            case .italicQuestion: .word(text, italic: asks)
            case .indentedQuestion: .word(text, left: asks ? 36 : 0)
            }
        }
    }

    @Test("tells answers from questions by how they are set", arguments: Set.allCases)
    func readsSetting(_ set: Set) throws {
        var lines: [PaperText.Line] = [.word("Antwoorden op vragen van de commissie"), .blank]
        for number in 1...3 {
            lines += [
                .word("\(number)"), .blank, set.line("Is haven \(number) vol?", asks: true), .blank,
                // Neither the mark nor its lack tells here.
                set.line("De commissie hoort klachten.", asks: true), .blank,
                set.line("Waarom zou haven \(number) vol zijn?", asks: false), .blank,
                set.line("Zij is leeg.", asks: false), .blank,
            ]
        }
        let document = try parse(lines: lines)
        #expect(document.answers.map(\.numbers) == [[1], [2], [3]])
        #expect(document.answer(2)?.question == "Is haven 2 vol?\n\nDe commissie hoort klachten.")
        #expect(document.answer(2)?.answer == "Waarom zou haven 2 vol zijn?\n\nZij is leeg.")
        #expect(document.answer(2)?.confidence == 0.9)
    }

    @Test("tells answers from questions by the width of their lines alone")
    func readsWidth() throws {
        let document = try parse(
            """
            Antwoorden op vragen van de commissie

            1
            Hoeveel havens zijn er nu in het
            noorden, en welke daarvan zijn bij
            storm nog open voor de schepen?

            Deze vraag leeft bij velen in het
            dorp en bij vissers.

            Er zijn twaalf havens in gebruik in het noorden, en die zijn bij storm
            allemaal open; alleen in de winter gaan er drie dicht.

            2
            Wie betaalt het onderhoud van deze
            havens, en kan dat per haven worden
            gezegd voor de laatste jaren?

            De provincie betaalt het onderhoud van de havens, en een overzicht van
            de laatste jaren staat in de bijlage bij deze brief.
            """)
        #expect(
            document.answer(1)?.question.hasSuffix("Deze vraag leeft bij velen in het dorp en bij vissers.")
                == true)
        #expect(document.answer(2)?.answer.hasPrefix("De provincie") == true)
    }

    @Test("reads a table of numbers, questions and answers")
    func readsTables() throws {
        let rows = [
            "Nr. | Vraag | Blz. | Antwoord", "1 | Hoeveel havens zijn er? | 4 | Twaalf.",
            "2 en 3 | Wie betaalt? | 5 | De provincie.", " |  |  | Dat blijft zo.",
            "4 | Komt er een bij? | 6 | ",
        ]
        let document = try parse(
            lines: [.init("Antwoorden op vragen")] + rows.map { .init($0, role: .tableRow) })
        #expect(document.answers.map(\.numbers) == [[1], [2, 3]])
        #expect(document.answer(2)?.answer == "De provincie.\n\nDat blijft zo.")
        #expect(document.remarks.contains { $0.role == .unanswered && $0.text == "Komt er een bij?" })
        #expect(document.lost.isEmpty)
    }

    @Test("reads a table without a head, and one with the marker in its first cell")
    func readsRows() throws {
        func rows(_ rows: [String]) throws -> Document {
            try parse(lines: [.init("Antwoorden op vragen")] + rows.map { .init($0, role: .tableRow) })
        }
        let bare = try rows(["1 | Hoeveel havens zijn er? | Twaalf.", "2 | Wie betaalt? | De provincie."])
        #expect(bare.answers.map(\.answer) == ["Twaalf.", "De provincie."])
        let marked = try rows([
            "Inbreng D66 | De leden van de D66-fractie vragen naar de brug.",
            "1. Antwoord van het kabinet | De brug is klaar.",
        ])
        #expect(marked.answers.map(\.answer) == ["De brug is klaar."])
        #expect(marked.answer(1)?.askedBy == [.init(party: "D66")])
    }

    @Test("reads a paper that was stored as one line")
    func readsOneLine() throws {
        let document = try parse(
            "Antwoorden van de rekenkamer op vragen. Vraag 1 Waarom is de haven vol? Is dat goed? De haven is vol "
                + "omdat er veel schepen zijn. Dat is bekend. Vraag 2 (pagina 3) Wie betaalt dat? De provincie. "
                + "Zie ons antwoord op vraag 1. Vraag 3 Komt er een haven bij? Antwoord Nee.")
        #expect(document.answers.map(\.numbers) == [[1], [2], [3]])
        #expect(document.answer(2)?.question == "Wie betaalt dat?")
        #expect(document.answer(3)?.answer == "Nee.")
    }

    @Test("reads one line with wide gaps where paragraphs ended, and takes out its page marks")
    func readsWideGaps() throws {
        let answers = (1...6).map { number in
            """
            Vraag \(number)  Hoe diep is haven \(number) bij eb,  en hoe diep bij vloed?    Haven \(number) is bij eb \
            twee  meter diep. \(String(repeating: "De bodem is van zand.  ", count: 6))   Antwoorden op vragen over \
            havens    \(number + 1)/7 Bij vloed is zij dieper.
            """
        }
        let document = try parse(
            "Antwoorden op vragen over havens    1/7 " + answers.joined(separator: "    "))
        #expect(document.answers.map(\.numbers) == (1...6).map { [$0] })
        #expect(document.answer(3)?.question == "Hoe diep is haven 3 bij eb, en hoe diep bij vloed?")
        #expect(
            document.answers.allSatisfy { !$0.answer.contains("/7") && !$0.answer.contains("over havens") })
        #expect(document.lost.isEmpty)
    }

    @Test("reads questions that are all asked before the answers, with the numbers once more")
    func readsQuestionsFirst() throws {
        let document = try parse(
            """
            Vragen van het lid Smit (D66) aan de Minister van Havens over de sluizen. (Ingezonden 12 april 1996)

            1
            Zijn de sluizen te smal?

            2
            Wat gaat u doen?

            3
            Wanneer is dat klaar?

            Antwoord

            Antwoord van Minister Jansen (Havens). (Ontvangen 3 mei 1996)

            1
            Ja.

            2 en 3
            Zij worden verbreed, in 1998.
            """)
        #expect(document.answers.map(\.numbers) == [[1], [2, 3]])
        #expect(document.answer(1)?.answer == "Ja.")
        #expect(document.answer(3)?.question == "Wat gaat u doen?\n\nWanneer is dat klaar?")
        #expect(document.answeredBy == [.init(name: "Jansen", role: "Minister van Havens")])
        #expect((document.asked, document.answered) == (CalendarDay("1996-04-12"), CalendarDay("1996-05-03")))
    }

    @Test("keeps questions and answers in one run each as one pair")
    func keepsOnePair() throws {
        let document = try parse(
            "Vragen van het lid Smit (D66) aan de Minister van Havens over de sluizen. (Ingezonden 12 april 1996) "
                + "Zijn de sluizen te smal? Wat gaat u doen? Antwoord van Minister Jansen (Havens). "
                + "(Ontvangen 3 mei 1996) Ja. Zij worden verbreed.")
        #expect(document.answers.map(\.answer) == ["Ja. Zij worden verbreed."])
        #expect(document.answers.map(\.question) == ["Zijn de sluizen te smal? Wat gaat u doen?"])
        #expect(document.codes.contains("not-split"))
    }

    @Test("reads prose that answers prose, party by party")
    func readsProse() throws {
        let document = try parse(
            """
            Nota naar aanleiding van het verslag

            Met belangstelling heb ik kennisgenomen van het verslag.

            De leden van de VVD-fractie lezen dat de sluizen smal zijn. Deze leden vragen hoeveel schepen omvaren.

            Dat zijn er honderd per jaar.

            De leden van de SP-fractie vragen wie de verbreding betaalt. Kan de regering dat toelichten?

            Het Rijk betaalt alles.

            De leden van de D66-fractie danken voor de brief.
            """)
        #expect(
            document.answers.map(\.answer) == ["Dat zijn er honderd per jaar.", "Het Rijk betaalt alles."])
        #expect(document.answers.map { $0.askedBy.compactMap(\.party) } == [["VVD"], ["SP"]])
        #expect(document.remarks.contains { $0.role == .unanswered && $0.text.contains("danken") })
        #expect(document.kind == "Nota naar aanleiding van het verslag")
    }

    @Test("reads a fraction's questions with the reaction under one head")
    func readsReactionUnderOneHead() throws {
        let document = try parse(
            """
            Vragen en opmerkingen van de leden van de VVD-fractie en reactie van de bewindspersoon

            De leden van de VVD-fractie vragen hoeveel schepen omvaren.

            Wanneer is de sluis klaar?

            Ik dank deze leden voor hun vragen. Dat zijn er honderd.

            De sluis is in mei klaar.

            Vragen en opmerkingen van de leden van de SP-fractie en reactie van de bewindspersoon

            De leden van de SP-fractie hebben geen vragen.
            """)
        #expect(document.answers.count == 1)
        #expect(document.answers.first?.askedBy == [.init(party: "VVD")])
        #expect(document.answers.first?.question.hasSuffix("Wanneer is de sluis klaar?") == true)
        #expect(document.answers.first?.answer.hasPrefix("Ik dank") == true)
    }
}
