import Pipeline
import Testing

@Suite("Traps in papers of other parliaments")
struct ForeignTrapsTests {
    @Test("dates no paper by a day of its text that is not Dutch")
    func infersNoForeignDate() throws {
        let british = try parse(
            """
            Ann Example: To ask the Secretary of State for Defence how many wells his men dug.

            Bob Sample: They dug 40 by 12 april 2009 and the last will be dug on 3 november 2010.
            """)
        #expect(british.answers.count == 1 && british.date == nil)
        let page = try parse(
            "The wells were dug by the men, and the last of them is to be dug on 3 november 2010.",
            .paragraphs)
        #expect(page.date == nil)
        let dutch = try parse(
            """
            Vraag 1
            Hoeveel putten zijn er gegraven?

            Antwoord op vraag 1
            Op 3 november 2010 werd de laatste van de putten gegraven.
            """)
        #expect(dutch.date == CalendarDay("2010-11-03") && dutch.isDateInferred)
    }

    @Test("reads columns of Hansard as furniture with a day, and all numbers of a question in parts")
    func readsColumns() throws {
        let document = try parse(
            """
            Wells: Mali

            Ann Example: To ask the Secretary of State for Defence (1) how many wells were dug; [186657]

            (2) who dug them. [186698]

            Mr Sample: Forty wells were dug.

            24 Jun 2014 : Column 31W

            The men dug them.
            """, .paragraphs)
        let answer = try #require(document.answers.first)
        #expect(answer.numbers == [186657, 186698])
        #expect(answer.answer == "Forty wells were dug.\n\nThe men dug them.")
        #expect(document.date == CalendarDay("2014-06-24"))
    }

    @Test("keeps the number beside a name and the note of a holding answer out of question and answer")
    func readsLabels() throws {
        let document = try parse(
            """
            Thursday 12 June 2026

            Wells: Mali
            Ann Example: [56789]
            To ask the Secretary of State for Defence what wells he dug.
            Mr Sample: [Holding answer 10 June 2026]: Forty wells were dug.
            Wells: Niger
            Ann Example: [56790]
            To ask the Secretary of State for Defence what wells he dug there.
            Mr Sample: None.
            """)
        #expect(document.answers.map(\.numbers) == [[56789], [56790]])
        #expect(document.answers.map(\.answer) == ["Forty wells were dug.", "None."])
        #expect(document.answers.allSatisfy { $0.question.hasPrefix("To ask") })
        #expect(document.answers.last?.section == "Wells: Niger")
        #expect(document.answers.first?.answeredBy == [.init(name: "Sample")])
    }

    @Test("leaves the imprint, a starred note and the end of a letter out of a German answer")
    func leavesImprint() throws {
        let document = try parse(
            """
            Vorabfassung - wird durch die lektorierte Version ersetzt.
            Deutscher Bundestag Drucksache 21/4711
            21. Wahlperiode 14.03.2026
            Antwort
            der Bundesregierung
            auf die Kleine Anfrage der Abgeordneten Erika Muster und der Fraktion DIE BUNTEN
            – Drucksache 21/4500 –

            Brunnen in Mali

            1. Wie viele Brunnen gibt es? (Bitte nach Orten aufschlüsseln.)

            Die Auskunft ist eingestuft.*

            2. Wer grub sie?

            Das Heer grub sie.

            * Das Amt hat die Antwort hinterlegt.

            Berlin, 15. März 2026

            Dr. Hans Beispiel

            Vorabfassung - wird durch die lektorierte Version ersetzt.
            Gesamtherstellung: Druckhaus Beispiel, Berlin
            ISSN 0722-8333
            """, .paragraphs)
        #expect(document.answers.map(\.numbers) == [[1], [2]])
        #expect(document.answers.map(\.answer) == ["Die Auskunft ist eingestuft.*", "Das Heer grub sie."])
        #expect(document.answers.first?.question.hasSuffix("(Bitte nach Orten aufschlüsseln.)") == true)
        #expect(document.remarks.contains { $0.role == .footnote && $0.text.hasPrefix("* Das Amt") })
        let coverage = Coverage(of: document)
        #expect(coverage.accounted == coverage.text)
    }

    @Test("reads who asks, the subject and where answers begin in the forms of the Länder")
    func readsStates() throws {
        let hessen = try parse(
            """
            HESSISCHER LANDTAG
            Drucksache 21/1054

            Kleine Anfrage
            Erika Muster (Die Bunten) vom 03.11.2026
            Brunnen in Mali
            und
            Antwort
            Minister des Innern

            Frage 1. Wie viele Brunnen gibt es?

            Es gibt 67 Brunnen.
            """)
        #expect(hessen.title == "Brunnen in Mali")
        #expect(hessen.askedBy == [.init(name: "Erika Muster", party: "Die Bunten")])
        let thueringen = try parse(
            """
            Drucksache 8/2838
            Thüringer Landtag

            Kleine Anfrage
            der Abgeordneten Muster (Die Bunten)

            und

            Antwort
            des Thüringer Ministeriums für Inneres

            Brunnen in Burkina Faso

            Die Kleine Anfrage 1297 vom 27. Juli 2026 hat folgenden Wortlaut:

            Ich frage die Landesregierung:

            1. Wie viele Brunnen gibt es?
            2. Wer grub sie?

            Das Ministerium hat die Kleine Anfrage namens der Landesregierung wie folgt beantwortet:

            Zu 1.:
            Zwei Brunnen.

            Zu 2.:
            Das Land grub sie.
            """)
        #expect(thueringen.title == "Brunnen in Burkina Faso")
        #expect(thueringen.answers.map(\.question) == ["Wie viele Brunnen gibt es?", "Wer grub sie?"])
        #expect(thueringen.answeredBy == [.init(role: "Thüringer Ministerium für Inneres")])
    }

    @Test("accounts for who asks in a list of many members' questions, and names offices as one would")
    func readsLists() throws {
        let document = try parse(
            """
            Deutscher Bundestag Drucksache 21/0280
            Schriftliche Fragen mit den eingegangenen Antworten der Bundesregierung

            1. Abgeordnete Luise Amsel (DIE BUNTEN) Wie viele Brunnen gibt es?

            Antwort des Parlamentarischen Staatssekretärs Hans Beispiel
            vom 13. Dezember 2026

            Vierzig Brunnen.
            """)
        let answer = try #require(document.answers.first)
        #expect(answer.askedBy == [.init(name: "Luise Amsel", party: "DIE BUNTEN")])
        #expect(
            answer.answeredBy == [.init(name: "Hans Beispiel", role: "Parlamentarischer Staatssekretär")])
        let coverage = Coverage(of: document)
        #expect(coverage.accounted == coverage.text)
    }

    @Test(
        "keeps the stations of a Belgian question out of its title, and the number of a file out of an answer"
    )
    func readsBelgian() throws {
        let document = try parse(
            """
            Schriftelijke vraag nr. 8-234
            van Jan Voorbeeld (Open Vld) d.d. 3 maart 2026
            aan de minister van Landsverdediging

            Mali - Putten

            Chronologie
            3/3/2026 Verzending vraag

            Vraag nr. 8-234 d.d. 3 maart 2026 : (Vraag gesteld in het Nederlands)

            Hoeveel putten zijn er?

            Antwoord ontvangen op 28 maart 2026 :

            Er zijn veertig putten.

            DO 2025202612346
            """)
        #expect(document.title == "Mali - Putten")
        #expect(document.answers.map(\.answer) == ["Er zijn veertig putten."])
    }

    @Test(
        "gives a joint answer all questions above it, and reads the Official Journal's own numbers and versions"
    )
    func readsJointAnswers() throws {
        let document = try parse(
            """
            (English version)

            Question for written answer E-001659/26
            to the Commission
            Bob Sample (ECR)

            Subject: Wells in Niger

            Which wells were dug?

            Question for written answer E-001660/26
            to the Commission
            Ann Example (Renew)

            Subject: Wells in Niger, again

            Are they dry?

            Joint answer given by Mr Muster on behalf of the Commission
            (4 June 2026)

            They are dry.

            (Nederlandse versie)
            """)
        let answer = try #require(document.answers.first)
        #expect(document.answers.count == 1 && answer.answer == "They are dry.")
        #expect(answer.question == "Which wells were dug?\n\nAre they dry?")
        #expect(answer.askedBy.compactMap(\.name) == ["Bob Sample", "Ann Example"])
        let old = try parse(
            """
            (2001/C 350 E/011) WRITTEN QUESTION E-0181/01
            by Patricia Sample (Verts/ALE) to the Commission

            Subject: Wells

            What wells are there?

            Answer given by Mr Muster on behalf of the Commission

            (27 March 2001)

            There are three wells.
            """)
        #expect(old.answers.map(\.question) == ["What wells are there?"])
        #expect(old.answers.first?.askedBy == [.init(name: "Patricia Sample", party: "Verts/ALE")])
    }

    @Test("reads a peer alone above the question")
    func readsPeers() throws {
        let document = try parse(
            """
            Monday, 3 March 2026

            Mali: Wells
            Lord Example
            To ask His Majesty's Government how many wells were dug in Mali. [HL2522]
            Baroness Sample: Forty wells were dug.
            """)
        let answer = try #require(document.answers.first)
        #expect(answer.askedBy == [.init(name: "Lord Example")] && answer.section == "Mali: Wells")
        #expect(answer.answer == "Forty wells were dug." && document.date == CalendarDay("2026-03-03"))
    }

    @Test("reads the heads of Berlin and of North Rhine-Westphalia")
    func readsCities() throws {
        let berlin = try parse(
            """
            Drucksache 19/21234
            Schriftliche Anfrage

            der Abgeordneten Erika Muster (BUNTE)

            vom 3. März 2026 (Eingang beim Abgeordnetenhaus am 4. März 2026)

            zum Thema:
            Partnerschaft mit Niamey

            und Antwort vom 20. März 2026 (Eingang beim Abgeordnetenhaus am 23. März 2026)

            1. Seit wann besteht sie?

            Zu 1.: Sie besteht seit 2019.
            """)
        #expect(berlin.title == "Partnerschaft mit Niamey" && berlin.date == CalendarDay("2026-03-20"))
        let westphalia = try parse(
            """
            Drucksache 18/12345
            02.04.2026

            Antwort
            der Landesregierung

            auf die Kleine Anfrage 4711 vom 3. März 2026
            des Abgeordneten Hans Muster BUNTE
            Drucksache 18/12000

            Brunnen in Ghana

            1. Welche Kosten entstanden? Bitte nach Jahren aufschlüsseln.

            Es entstanden keine Kosten.
            """)
        #expect(westphalia.title == "Brunnen in Ghana")
        #expect(westphalia.askedBy == [.init(name: "Hans Muster", party: "BUNTE")])
        #expect(westphalia.answers.map(\.answer) == ["Es entstanden keine Kosten."])
    }
}
