import Pipeline

/// One answer paper in its states: as a ministry sends it, and as it is typeset later.
///
/// Made up, in the real layouts.
enum OnePaper {
    /// The advance copy: a number of the Appendix and the case, each line a paragraph.
    static let advance = paragraphs(
        """
        AH 594
        2024Z18294
        Antwoord van minister Voorbeeld (Buitenlandse Zaken) (ontvangen 20 november 2024)

        Vraag 1
        Bent u bekend met het bericht over de droogte in het noorden van Burkina Faso? 1)

        Antwoord op vraag 1
        Ja.

        Vraag 2
        Welke gevolgen heeft de droogte volgens u voor de voedselzekerheid, en wat doet Nederland daaraan?

        Antwoord op vraag 2
        De gevolgen zijn groot. Volgens het Wereldvoedselprogramma hebben 2,7 miljoen mensen dit jaar hulp nodig. Nederland draagt 14 miljoen euro bij aan de voedselhulp en werkt met Duitsland aan betere waterputten.

        Vraag 3
        Kunt u de Kamer hierover voor de zomer informeren?

        Antwoord op vraag 3
        Ja, de Kamer ontvangt voor de zomer een brief over de ontwikkelingen in de regio.

        1) De Gazet, 2 november 2024, «Droogte treft het noorden»
        """)

    /// The same answers as they are typeset: broken lines, hyphens, footnotes and feet between them, another head.
    static let typeset = pages(
        """
        Tweede Kamer der Staten-Generaal                                                 2
        Vergaderjaar 2024–2025                         Aanhangsel van de Handelingen
        Vragen gesteld door de leden der Kamer, met de daarop door de
        regering gegeven antwoorden

        594
        Vragen van het lid Proefstuk (D66) aan de Minister van Buitenlandse Zaken over
        droogte in Burkina Faso (ingezonden 4 november 2024).
        Antwoord van Minister Voorbeeld (Buitenlandse Zaken) (ontvangen
        20 november 2024).
        Vraag 1
        Bent u bekend met het bericht over de droogte in het noorden van
        Burkina Faso?1
        Antwoord 1
        Ja.
        Vraag 2
        Welke gevolgen heeft de droogte volgens u voor de voedselzeker-
        heid, en wat doet Nederland daaraan?
        Antwoord 2
        De gevolgen zijn groot. Volgens het Wereldvoedselprogramma hebben
        2,7 miljoen mensen dit jaar hulp nodig. Nederland draagt 14 mil-
        joen euro bij aan de voedselhulp en werkt met Duitsland aan
        1 De Gazet, 2 november 2024, «Droogte treft het noorden».
        ah-tk-20242025-594
        ISSN 0921 - 7398
        ’s-Gravenhage 2024                    Tweede Kamer, vergaderjaar 2024–2025, Aanhangsel     1
        """,
        """
        betere waterputten.
        Vraag 3
        Kunt u de Kamer hierover voor de zomer informeren?
        Antwoord 3
        Ja, de Kamer ontvangt voor de zomer een brief over de ontwikke-
        lingen in de regio.
                                              Tweede Kamer, vergaderjaar 2024–2025, Aanhangsel     2
        """)

    /// The questions alone, in the same case.
    static let questions = paragraphs(
        """
        2024Z18294
        (ingezonden 4 november 2024)
        Vragen van het lid Proefstuk (D66) aan de minister van Buitenlandse Zaken over droogte in Burkina Faso

        Vraag 1
        Bent u bekend met het bericht over de droogte in het noorden van Burkina Faso?

        Vraag 2
        Welke gevolgen heeft de droogte volgens u voor de voedselzekerheid, en wat doet Nederland daaraan?

        Vraag 3
        Kunt u de Kamer hierover voor de zomer informeren?
        """)

    /// A later paper of the same case that answers what the first left open.
    static let supplement = paragraphs(
        """
        AH 733
        2024Z18294
        Nader antwoord van minister Voorbeeld (Buitenlandse Zaken) (ontvangen 12 december 2024)

        Vraag 2
        Welke gevolgen heeft de droogte volgens u voor de voedselzekerheid, en wat doet Nederland daaraan?

        Antwoord op vraag 2
        In aanvulling op het eerdere antwoord meldt het kabinet dat de Wereldbank in Ouagadougou een fonds van 30 miljoen dollar opent, waaraan Nederland niet bijdraagt.
        """)

    /// A report of a consultation with its dossier and its number in the head.
    static let consultation = pages(
        """
        Tweede Kamer der Staten-Generaal                                                 2
        Vergaderjaar 2022–2023
        29 237          Afrikabeleid
        Nr. 178         VERSLAG VAN EEN SCHRIFTELIJK OVERLEG
                        Vastgesteld 20 december 2022
        Vraag 1
        Hoeveel militairen telt de missie in Mali, en wanneer keren zij terug naar huis?
        Antwoord 1
        De missie telt 120 militairen. Zij keren in mei terug, nadat de laatste post is overgedragen aan Duitsland, zo is met de regering van Mali afgesproken.
        """)

    static func paragraphs(_ text: String) -> PaperText {
        PaperText(
            lines: text.split(separator: "\n", omittingEmptySubsequences: false).map { .init(String($0)) },
            format: .paragraphs)
    }

    static func pages(_ pages: String...) -> PaperText {
        PaperText(
            lines: pages.enumerated().flatMap { index, text in
                text.split(separator: "\n", omittingEmptySubsequences: false).map {
                    PaperText.Line(String($0), page: index + 1)
                }
            }, format: .pdf)
    }
}
