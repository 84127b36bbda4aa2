import Pipeline
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
}
