import Pipeline
import Testing

@Suite("Parsing the report of a written consultation")
struct ParseConsultationTests {
    private static let paper = """
        I Vragen en opmerkingen vanuit de fracties

        Algemeen

        De leden van de ABC-fractie hebben de brief gelezen.

        Water en dijken

        Inbreng ABC

        De leden van de ABC-fractie lezen dat het water stijgt. Hoe hoog wordt het in
        2030?

        1. Antwoord van het kabinet

        Het water stijgt volgens de metingen ieder jaar. Over de dijken ontvangt de
        Kamer in mei een brief (Kamerstuk nr. 29521-446).

        Daarna volgt een tweede brief.

        Kan het kabinet uitleggen wat dat kost?

        2. Antwoord van het kabinet

        Dat is niet bekend.
         Deze leden vragen ook naar de haven. Wordt die verplaatst?

        3. Antwoord van het kabinet

        Zie het antwoord op vraag 2.

        Tot slot vinden de leden van de ABC-fractie dat het genoeg is geweest.

        Inbreng D66

        De leden van de D66-fractie vragen naar de VN-
        missie en de ontwik-
        keling van de kust.

        4. Antwoord van het kabinet

        Zie het antwoord op
        vraag 3.

        Havens

        Inbreng van de leden van de fractie van de ChristenUnie

        De leden van de fractie van de ChristenUnie vragen of de haven

        12

        wel diep genoeg is.

        5. Antwoord van het kabinet

        Ja.

        II Antwoord/reactie van de bewindspersoon

        III Volledige agenda

        - de brief Dijken en havens van 3 maart 2021 (2021Z01234).
        """

    @Test("finds every answer with who asked, who answered and where it stands")
    func findsAnswers() throws {
        let document = try parse(Self.paper)
        #expect(document.answers.map(\.numbers) == [[1], [2], [3], [4], [5]])
        #expect(
            document.answers.map { $0.askedBy.first?.party } == ["ABC", "ABC", "ABC", "D66", "ChristenUnie"])
        #expect(
            document.answers.map(\.section)
                == ["Water en dijken", "Water en dijken", "Water en dijken", "Water en dijken", "Havens"])
        #expect(document.answers.allSatisfy { $0.answeredBy == [.init(role: "kabinet")] })
        #expect(document.kind == "Verslag van een schriftelijk overleg")
        #expect(
            document.title
                == "Verslag van een schriftelijk overleg over de brief Dijken en havens van 3 maart 2021")
        #expect(document.oddities.isEmpty)
    }

    @Test("parts an answer from the question after it")
    func partsAnswerAndQuestion() throws {
        let document = try parse(Self.paper)
        #expect(
            document.answer(1)?.answer
                == "Het water stijgt volgens de metingen ieder jaar. Over de dijken ontvangt de Kamer in mei een brief "
                + "(Kamerstuk nr. 29521-446).\n\nDaarna volgt een tweede brief.")
        #expect(document.answer(2)?.question == "Kan het kabinet uitleggen wat dat kost?")
        #expect(document.answer(2)?.answer == "Dat is niet bekend.")
        #expect(document.answer(3)?.question == "Deze leden vragen ook naar de haven. Wordt die verplaatst?")
    }

    @Test("keeps a contribution that nobody answered, and gives it to no answer")
    func keepsTheUnanswered() throws {
        let document = try parse(Self.paper)
        let unanswered = document.remarks.filter { $0.role == .unanswered }
        #expect(
            unanswered.map(\.text) == [
                "De leden van de ABC-fractie hebben de brief gelezen.",
                "Tot slot vinden de leden van de ABC-fractie dat het genoeg is geweest.",
            ])
        #expect(unanswered.map(\.section) == ["Algemeen", "Water en dijken"])
    }

    @Test("joins lines as Dutch does")
    func joinsLines() throws {
        let question = try parse(Self.paper).answer(4)?.question
        #expect(
            question == "De leden van de D66-fractie vragen naar de VN-missie en de ontwikkeling van de kust."
        )
    }

    @Test("goes on behind a page number in the middle of a sentence")
    func skipsAPageNumber() throws {
        let question = try parse(Self.paper).answer(5)?.question
        #expect(
            question == "De leden van de fractie van de ChristenUnie vragen of de haven wel diep genoeg is.")
    }

    @Test("follows references along the chain")
    func followsReferences() throws {
        let answer = try parse(Self.paper).answer(4)
        #expect(answer?.refersTo == [3])
        #expect(answer?.resolved.map(\.number) == [3, 2])
        #expect(answer?.resolved.last?.answer == "Dat is niet bekend.")
    }

    @Test(
        "knows other offices, marks and numbers",
        arguments: [
            ("7. Antwoord van de minister", [7], "minister"), ("7 Antwoord van het kabinet:", [7], "kabinet"),
            (" 7. Antwoord van de staatssecretaris van Financiën", [7], "staatssecretaris van Financiën"),
            ("7 en 8. Antwoord van het kabinet", [7, 8], "kabinet"),
            ("7) Reactie van de bewindspersoon", [7], "bewindspersoon"),
            ("Antwoord van het kabinet", [], "kabinet"),
        ])
    func knowsOtherMarkers(marker: String, numbers: [Int], role: String) throws {
        let document = try parse(
            "Inbreng SP\n\nDe leden van de SP-fractie vragen iets.\n\n\(marker)\n\nDat is zo.")
        #expect(document.answers.map(\.numbers) == [numbers])
        #expect(document.answers.first?.answeredBy.first?.role == role)
        #expect(document.answers.first?.answer == "Dat is zo.")
        #expect(document.answers.first?.askedBy == [.init(party: "SP")])
    }

    @Test(
        "reads an answer that begins on the line of its marker",
        arguments: [
            ("7. Antwoord van het kabinet: Dat is zo.", "kabinet"),
            ("7. Antwoord van het kabinet Dat is zo.", "kabinet"),
            ("7. Antwoord van de minister van Financiën: Dat is zo.", "minister van Financiën"),
            ("Antwoord van de staatssecretaris: Dat is zo.", "staatssecretaris"),
        ])
    func readsAnswersOnTheMarkersLine(marker: String, role: String) throws {
        let document = try parse("Inbreng SP\n\nDe leden van de SP-fractie vragen iets.\n\n\(marker)")
        #expect(document.answers.map(\.answer) == ["Dat is zo."])
        #expect(document.answers.first?.answeredBy == [.init(role: role)])
    }

    @Test(
        "knows who asks from heads of all sorts",
        arguments: [
            ("VVD\n\nDe leden van de VVD-fractie vragen iets.", ["VVD"]),
            ("Vraag van de GroenLinks-PvdA-fractie\n\nHoe staat het ermee?", ["GroenLinks-PvdA"]),
            ("De leden van de NSC-fractie:\n\nDe leden van de NSC-fractie vragen iets.", ["NSC"]),
            ("Inbreng van de leden van de fracties van VVD en CDA\n\nHoe staat het ermee?", ["VVD", "CDA"]),
            ("Vragen van de SP-fractie en de JA21-fractie\n\nHoe staat het ermee?", ["SP", "JA21"]),
            ("De leden van de fracties van D66, Volt en BBB vragen iets.", ["D66", "Volt", "BBB"]),
            ("De CDA-fractie vraagt iets.", ["CDA"]),
        ])
    func knowsAskers(contribution: String, parties: [String]) throws {
        let document = try parse("\(contribution)\n\n1. Antwoord van het kabinet\n\nDat is zo.")
        #expect(document.answers.first?.askedBy.map(\.party) == parties)
        #expect(document.answers.first?.question.isEmpty == false)
    }

    @Test("gives each party its answer where all answers stand behind all questions")
    func readsGroupedAnswers() throws {
        let document = try parse(
            """
            I Vragen en opmerkingen vanuit de fracties

            Vragen en opmerkingen van de leden van de VVD-fractie

            De leden van de VVD-fractie vragen naar de brug.

            Zij vragen ook naar de kosten.

            Vragen en opmerkingen van de leden van de D66-fractie

            De leden van de D66-fractie vragen wanneer de brug opengaat.

            Vragen en opmerkingen van de leden van de SGP-fractie

            De leden van de SGP-fractie hebben geen vragen.

            II Reactie van de minister

            De leden van de VVD-fractie vragen naar de brug. De brug is bijna klaar.

            De kosten zijn bekend.

            De leden van de D66-fractie vragen wanneer de brug opengaat. Dat is in mei.
            """)
        #expect(document.answers.map { $0.askedBy.map(\.party) } == [["VVD"], ["D66"]])
        #expect(
            document.answers.allSatisfy { $0.answeredBy == [.init(role: "minister")] && $0.numbers.isEmpty })
        #expect(document.answers.first?.question.hasSuffix("Zij vragen ook naar de kosten.") == true)
        #expect(document.answers.first?.answer.hasSuffix("De kosten zijn bekend.") == true)
        #expect(document.answers.last?.answer.hasSuffix("Dat is in mei.") == true)
        #expect(
            document.remarks.filter { $0.role == .unanswered }.map(\.text) == [
                "De leden van de SGP-fractie hebben geen vragen."
            ])
        #expect(document.codes == ["answers-grouped"])
    }

    @Test("lets numbers begin again under another heading")
    func restartsNumbers() throws {
        let document = try parse(
            """
            Havens

            Inbreng SP

            De leden van de SP-fractie vragen iets.

            1. Antwoord van het kabinet

            Eerste.

            Bruggen

            Inbreng VVD

            De leden van de VVD-fractie vragen iets.

            1. Antwoord van het kabinet

            Tweede.

            Inbreng D66

            De leden van de D66-fractie vragen iets.

            2. Antwoord van het kabinet

            Zie vraag 1.
            """)
        #expect(document.oddities.isEmpty)
        #expect(document.answers.map(\.confidence) == [1, 1, 1])
        #expect(document.answers.last?.resolved.map(\.answer) == ["Tweede."])
    }

    @Test("parts a question from an answer that nothing but its words parts it from")
    func partsWithinAParagraph() throws {
        let document = try parse(
            "Inbreng SP\n\nDe leden van de SP-fractie vragen iets.\n\n1. Antwoord van het kabinet\n\n"
                + "Dat is zo. Deze leden vragen nog meer.\n\n2. Antwoord van het kabinet\n\nDat ook.",
            .paragraphs)
        #expect(document.answers.map(\.answer) == ["Dat is zo.", "Dat ook."])
        #expect(document.answer(2)?.question == "Deze leden vragen nog meer.")
        #expect((document.answer(2)?.confidence ?? 1) < 1)
    }

    @Test("takes footnotes and their marks out, also in the middle of a sentence")
    func takesFootnotesOut() throws {
        let document = try parse(
            """
            Inbreng SP

            De leden van de SP-fractie lezen het rapport1 en vragen hoe komen

            1 Zie: https://www.example.org/rapport
             deze schepen aan hun lading?

            1. Antwoord van het kabinet

            Over de lading ontvangt de Kamer op
            3 november een brief. Daarin staat meer.2

            2 https://www.example.org/brief
            """)
        #expect(
            document.answer(1)?.question
                == "De leden van de SP-fractie lezen het rapport en vragen hoe komen deze schepen aan hun lading?"
        )
        #expect(
            document.answer(1)?.answer
                == "Over de lading ontvangt de Kamer op 3 november een brief. Daarin staat meer.")
        #expect(
            document.notes == ["1 Zie: https://www.example.org/rapport", "2 https://www.example.org/brief"])
    }

    @Test("leaves running heads and feet out")
    func leavesFurnitureOut() throws {
        let pages = (1...4).map { number in
            "verslag.txt      Wed Nov 25 2026      \(number)\nDe leden van de SP-fractie vragen \(number).\n\n"
                + "\(number). Antwoord van het kabinet\n\nAntwoord \(["een", "twee", "drie", "vier"][number - 1])\nMinisterie, pagina \(number) van 4"
        }
        let document = try parse(pages.joined(separator: "\n\u{C}"), .pdf)
        #expect(
            document.answers.map(\.answer) == [
                "Antwoord een", "Antwoord twee", "Antwoord drie", "Antwoord vier",
            ])
    }

    @Test("mends words that a printer cut at a fixed width")
    func mendsHardWraps() throws {
        let width = 60
        var text = ""
        for number in 1...12 {
            let question =
                "De leden van de SP-fractie vragen zich het volgende af over dijken \(number) en de havens?"
            text +=
                question.prefix(width) + "\n" + question.dropFirst(width)
                + "\n\n\(number). Antwoord van het kabinet\n\n"
            text += "Dat klopt.\n\n"
        }
        let document = try parse(text)
        #expect(
            document.answer(3)?.question
                == "De leden van de SP-fractie vragen zich het volgende af over dijken 3 en de havens?")
    }

    @Test("reports numbers that are missing or printed twice, and mends nothing")
    func reportsNumbers() throws {
        let part = { (number: Int) in
            "De leden van de SP-fractie vragen.\n\n\(number). Antwoord van het kabinet\n\nJa.\n\n"
        }
        let document = try parse([1, 2, 2, 5].map(part).joined())
        #expect(document.answers.map(\.numbers) == [[1], [2], [2], [5]])
        #expect(document.oddities.map(\.code) == ["number-repeated", "number-missing", "number-missing"])
        #expect(document.answers[2].confidence < 1)
    }

    @Test("reads HTML, where each line is a paragraph")
    func readsHTML() throws {
        let document = try parse(
            "Inbreng SP\nDe leden van de SP-fractie vragen naar A.\n1. Antwoord van het kabinet\nJa.\nEn nee.\nDe leden van de "
                + "SP-fractie vragen naar B.\n2. Antwoord van het kabinet\nZie vraag 1.", .paragraphs)
        #expect(document.answer(1)?.answer == "Ja.\n\nEn nee.")
        #expect(document.answer(2)?.question == "De leden van de SP-fractie vragen naar B.")
        #expect(document.answer(2)?.refersTo == [1])
    }
}
