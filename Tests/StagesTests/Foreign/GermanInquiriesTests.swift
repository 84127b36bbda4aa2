import ParseStage
import Pipeline
import PipelineTesting
import Testing

@Suite("Parsing German inquiries")
struct GermanInquiriesTests {
    @Test("reads questions repeated above their answers, alone and taken together")
    func readsTheBundestag() throws {
        let document = try parse(ForeignPapers.bundestag)
        #expect(document.answers.map(\.numbers) == [[1], [2], [3, 4, 5], [6]] && document.oddities.isEmpty)
        let first = try #require(document.answer(1))
        #expect(first.question.hasPrefix("Wie viele") && first.question.contains("und welche Mittel"))
        #expect(
            first.answer.hasPrefix("Die Bundesregierung f\u{F6}rdert")
                && first.answer.hasSuffix("ausgewiesen."))
        #expect(
            first.askedBy.first == .init(name: "Erika Muster", party: "DIE BUNTEN")
                && first.askedBy.count == 3)
        #expect(first.answeredBy == [.init(role: "Bundesregierung")])
        #expect(document.answer(2)?.refersTo == [1] && document.answer(2)?.resolved.map(\.number) == [1])
        // Items of a list within an answer are no questions.
        #expect(document.answer(4)?.answer.contains("2. Angaben der Vereinten Nationen.") == true)
        #expect(document.answer(6)?.question.contains("b) Wenn ja, wann?") == true)
        #expect(document.title == "Lage der Wandersch\u{E4}fer im Sahelraum")
        #expect(document.date == CalendarDay("2026-05-12"))
        #expect(
            document.remarks.count {
                $0.role == .frontMatter && $0.section?.hasPrefix("Vorbemerkung") == true
            } == 2)
        #expect(document.remarks.contains { $0.role == .furniture })
    }

    @Test("finds the questions that answers name, in whatever order")
    func readsALandtag() throws {
        let document = try parse(ForeignPapers.landtag)
        #expect(document.answers.map(\.numbers) == [[1, 3], [2], [6, 7, 8, 10], [9]])
        #expect(
            document.answer(3)?.question == "Welche Gemeinden sind betroffen?\n\nWer tr\u{E4}gt die Kosten?")
        #expect(document.answer(1)?.answer.contains("die Anbieter und") == true)
        #expect(document.answer(2)?.answer == "Im Jahr 2013 wurde zweimal gemessen.")
        #expect(document.answer(9)?.question == "Wer entscheidet?")
        #expect(document.answer(9)?.askedBy == [.init(name: "Karl Beispiel", party: "PIRATEN")])
        // Its own misprints are reported.
        #expect(document.codes == ["number-missing", "number-missing"])
    }

    @Test("makes no answer of an inquiry, and none of news about one")
    func makesUpNothing() throws {
        let inquiry = """
            Deutscher Bundestag        Drucksache 21/4502
            Kleine Anfrage
            der Abgeordneten Erika Muster und der Fraktion DIE BUNTEN

            Wir fragen die Bundesregierung:
            1. Wie viele Vorhaben gibt es?
            2. Welche Partner f\u{FC}hren sie durch?
            Berlin, den 3. April 2026
            Erika Muster und Fraktion
            """
        let document = try parse(inquiry)
        #expect(document.answers.isEmpty && document.codes == ["questions-only"])
        #expect(document.remarks.count { $0.role == .unanswered } == 2)
        #expect(try parse(ForeignPapers.germanNews).answers.isEmpty)
    }

    @Test("reads questions listed first and repeated below")
    func readsARepeatedList() throws {
        let document = try parse(
            """
            Landtag         Drucksache 17/12
            Kleine Anfrage
            des Abg. Karl Beispiel (CDU)

            Ich frage die Landesregierung:
            1. Wie viele Br\u{FC}cken gibt es?
            2. Wer pr\u{FC}ft sie?

            Antwort

            Mit Schreiben vom 3. Mai 2026 beantwortet das Ministerium die Anfrage wie folgt:

            1. Wie viele Br\u{FC}cken gibt es?
            Elf.
            2. Wer pr\u{FC}ft sie?
            Das Amt.
            """)
        #expect(document.answers.map(\.numbers) == [[1], [2]])
        #expect(document.answers.map(\.answer) == ["Elf.", "Das Amt."])
    }

    @Test("reads the week's questions of many members, each with who asks and who answers")
    func readsTheWeek() throws {
        let document = try parse(
            """
            Deutscher Bundestag        Drucksache 21/5001
            Schriftliche Fragen
            mit den in der Woche vom 4. Mai 2026 eingegangenen Antworten der Bundesregierung

            1. Abgeordneter
            Karl Beispiel
            (DIE BUNTEN)
            Wie viele Brunnen gibt es in Mali?

            2. Abgeordneter
            Karl Beispiel
            (DIE BUNTEN)
            Wer baut sie?

            Antwort des Staatssekret\u{E4}rs Hans Probe
            vom 6. Mai 2026

            Vierzig.
            Antwort der Bundesregierung ist das.

            3. Abgeordnete
            Erika Muster
            (DIE GRAUEN)
            Wann?

            Antwort der Staatsministerin Dr. Eva Probe vom 7. Mai 2026

            Im Herbst.
            """)
        #expect(document.answers.map(\.numbers) == [[1, 2], [3]])
        #expect(
            document.answers.map(\.askedBy) == [
                [.init(name: "Karl Beispiel", party: "DIE BUNTEN")],
                [.init(name: "Erika Muster", party: "DIE GRAUEN")],
            ])
        #expect(document.answer(3)?.answeredBy == [.init(name: "Dr. Eva Probe", role: "Staatsministerin")])
        #expect(document.answer(3)?.question == "Wann?" && document.answer(3)?.answer == "Im Herbst.")
    }

    @Test("takes no line within an answer for the head of the answers, nor for an answer to a question")
    func staysInAnAnswer() throws {
        let text = ForeignPapers.bundestag.replacing(
            "Die Mittel sind im Haushalt ausgewiesen.",
            with: """
                N\u{E4}heres steht hier:

                Antwort der Bundesregierung auf die Gro\u{DF}e Anfrage

                Zu Nummer 4:

                Die Mittel sind im Haushalt ausgewiesen.
                """)
        let document = try parse(text)
        #expect(document.answers.map(\.numbers) == [[1], [2], [3, 4, 5], [6]])
        #expect(document.answer(1)?.answer.hasSuffix("ausgewiesen.") == true)
    }

    @Test("tells questions from answers by what is bold, where a format says so")
    func readsBold() throws {
        let lines: [(String, Bool)] = [
            ("Deutscher Bundestag Drucksache 21/4711", false), ("Antwort der Bundesregierung", true),
            ("auf die Kleine Anfrage der Fraktion DIE BUNTEN", false),
            ("1. Wie viele Brunnen gibt es? Bitte die Orte nennen, und", true), ("die Tiefe.", true),
            ("Vierzig. Wer wei\u{DF} das genau?", false), ("Das Amt.", false),
            ("2. Wer baut sie?", true), ("Die Partner.", false),
        ]
        let text = PaperText(
            lines: lines.map { .init($0.0, setting: .init(isBold: $0.1)) }, format: .pdf)
        let publication = Publication(source: "test", entryID: "1", identity: "test#1", title: "")
        let document = try ParseStage(data: NoData()).process(Document(publication: publication, text: text))
        #expect(document.answers.map(\.numbers) == [[1], [2]])
        #expect(
            document.answer(1)?.question == "Wie viele Brunnen gibt es? Bitte die Orte nennen, und die Tiefe."
        )
        #expect(document.answer(1)?.answer == "Vierzig. Wer wei\u{DF} das genau?\n\nDas Amt.")
    }
}
