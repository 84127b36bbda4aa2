import Pipeline
import Testing

@Suite("Papers that answer nothing")
struct ParsePostponementTests {
    @Test(
        "have no answers and say that these come later",
        arguments: [
            """
            AH 700
            Mededeling van minister Jansen (Havens) (ontvangen 20 november 2024)

            Vraag 1
            Zijn de sluizen te smal?

            Mededeling
            De vragen kunnen niet binnen de gebruikelijke termijn worden beantwoord.
            """,
            """
            Antwoord van minister Jansen (Havens) (ontvangen 20 november 2024)

            Vraag 1
            Zijn de sluizen te smal?

            Vraag 2
            Wat gaat u doen?

            Antwoord
            De vragen kunnen niet binnen de gestelde termijn worden beantwoord, omdat overleg nodig is.
            """,
            """
            Antwoord van minister Jansen (Havens) (ontvangen 20 november 2024)

            Vraag 1
            Zijn de sluizen te smal?
            Antwoord 1
            De beantwoording van deze vragen vergt meer tijd; de vragen worden niet binnen de gebruikelijke termijn
            beantwoord.
            """,
            """
            Geachte voorzitter,

            De vragen van het lid Smit (D66) over de sluizen (2024Z12345), die op 3 mei 2024 werden ingezonden,
            kunnen niet binnen de gebruikelijke termijn van drie weken worden beantwoord. Er is overleg nodig.

            Hoogachtend,

            De minister van Havens
            """,
            """
            Uitstel van beantwoording van de vragen van het lid Smit (D66) over de sluizen

            1
            Zijn de sluizen te smal?

            Hierbij deel ik u mede dat de vragen niet binnen de gebruikelijke termijn kunnen worden beantwoord.
            """,
        ])
    func postpones(_ text: String) throws {
        let document = try parse(text)
        #expect(document.answers.isEmpty)
        #expect(document.codes.contains("postponed") || document.codes.contains("questions-only"))
        #expect(document.lost.isEmpty)
    }

    @Test("have no answers where questions were only asked")
    func onlyAsks() throws {
        let document = try parse(
            """
            2024Z12345

            (ingezonden 20 november 2024)

            Vragen van het lid Smit (D66) aan de minister van Havens over de sluizen

            1. Kent u het bericht? Zo ja, wat vindt u ervan?

            2. Deelt u de mening dat dit niet goed is.

            Graag ontvangen wij deze antwoorden voor het debat.
            """)
        #expect(document.answers.isEmpty)
        #expect(document.codes.contains("questions-only"))
        #expect(document.askedBy == [.init(name: "Smit", party: "D66")])
        #expect(document.asked == CalendarDay("2024-11-20"))
    }

    @Test("are not those that speak of a delay and answer all the same")
    func answersAllTheSame() throws {
        let document = try parse(
            """
            Vraag 1
            Waarom kwam uw antwoord niet binnen de gebruikelijke termijn?
            Antwoord 1
            Er was overleg nodig voordat de vragen konden worden beantwoord.
            """)
        #expect(document.answers.count == 1)
    }
}
