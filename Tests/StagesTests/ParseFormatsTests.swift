import Pipeline
import Testing

/// One paper as the different ways of publishing print it.
@Suite("Parsing the same paper in other formats")
struct ParseFormatsTests {
    private func lines(_ html: String) throws -> Document { try parse(html, .paragraphs) }

    private static let consultation = """
        Inbreng VVD

        De leden van de VVD-fractie lezen dat het water in de haven ieder jaar
        stijgt. Zij vragen de regering hoe hoog het water komt en of de kade dan
        nog hoog genoeg is voor de schepen die er liggen.

        1. Antwoord van het kabinet

        Het water komt een meter hoger dan nu en de kade wordt daarom in de
        komende jaren verhoogd, te beginnen bij de vissershaven.
        De leden van de VVD-fractie vragen wie dat betaalt.

        2. Antwoord van het kabinet

        De provincie.
        """

    @Test("reads the broken lines of a text that was put on the web as it stood")
    func readsBrokenLines() throws {
        let plain = try parse(Self.consultation)
        let page = try lines(Self.consultation)
        #expect(page.answers.map(\.question) == plain.answers.map(\.question))
        #expect(page.answers.map(\.answer) == plain.answers.map(\.answer))
        #expect(page.answer(2)?.question == "De leden van de VVD-fractie vragen wie dat betaalt.")
    }

    @Test("reads written questions of which each line became a paragraph")
    func readsLinesAsParagraphs() throws {
        let text = """
            Vraag 1
            Kent u het bericht dat de haven
            te klein is voor de grote schepen
            die er in de zomer
            willen liggen?
            Antwoord 1
            Ja.
            """
        let apart = text.split(separator: "\n").joined(separator: "\n\n")
        #expect(
            try lines(apart).answer(1)?.question
                == "Kent u het bericht dat de haven te klein is voor de grote schepen die er in de zomer willen liggen?"
        )
    }

    @Test("joins a paragraph that a page number or a note parted")
    func joinsPartedParagraphs() throws {
        let document = try lines(
            """
            Inbreng SP

            De leden van de SP-fractie vragen naar de sloten.1 Hoe schoon zijn deze sloten, en wie

            1 Zie: https://www.example.org/sloten houdt daar toezicht op?

            1. Antwoord van het kabinet

            Het toezicht is in handen van

            12

            de waterschappen.
            """)
        #expect(document.answer(1)?.question.hasSuffix("en wie houdt daar toezicht op?") == true)
        #expect(document.answer(1)?.answer == "Het toezicht is in handen van de waterschappen.")
        #expect(document.notes.map { $0.hasSuffix("example.org/sloten") } == [true])
    }

    @Test("mends a word of which the line's end was lost behind the hyphen")
    func mendsLostLineEnds() throws {
        let document = try lines(
            "Vraag 1\n\nWat doen de VN- militairen aan in- en uitvoer in het Midden- Oosten?\n\nAntwoord 1\n\nNiets."
        )
        #expect(
            document.answer(1)?.question
                == "Wat doen de VN-militairen aan in- en uitvoer in het Midden-Oosten?")
    }

    @Test("reads a table with the marker in one cell and the text in the next")
    func readsTables() throws {
        let document = try lines(
            """
            Inbreng D66   De leden van de D66-fractie vragen naar de brug.
            1. Antwoord van het kabinet   De brug is klaar.
            Zij gaat in mei open.
            """)
        #expect(document.answer(1)?.askedBy == [.init(party: "D66")])
        #expect(document.answer(1)?.question == "De leden van de D66-fractie vragen naar de brug.")
        #expect(document.answer(1)?.answer == "De brug is klaar.\n\nZij gaat in mei open.")
    }

    @Test("takes the mark of a note out of a question that stands behind its marker")
    func takesMarksBehindMarkers() throws {
        let document = try lines(
            "Vraag 1 Kent u het bericht?1\n\nAntwoord 1 Ja.\n\n[1] De Krant, 1 mei 2023, artikel «Haven».")
        #expect(document.answer(1)?.question == "Kent u het bericht?")
    }

    @Test("does not take a broken address for a note, nor the rest of a running foot for text")
    func readsOddPageEnds() throws {
        let document = try parse(
            """
            Vraag 1
            Kent u het bericht?1
            Antwoord 1
            Ja. De kade wordt op dit
            1De Krant, 1 mei 2024, «Haven» (https://www.example.org/h?xtor=AL-72-%5Bpartner%
            5D-%5Bnews%5D)
            ISSN 0921 - 7398 ’s-Gravenhage 2024 Tweede Kamer, vergaderjaar 2024–2025,
            Aanhangsel 1
            \u{C}moment verhoogd.
            """, .pdf)
        #expect(document.answer(1)?.question == "Kent u het bericht?")
        #expect(document.answer(1)?.answer == "Ja. De kade wordt op dit moment verhoogd.")
    }
}
