import Pipeline
import Testing

@Suite("Parsing French questions")
struct FrenchQuestionsTests {
    @Test("reads a labelled page of the Assembl\u{E9}e")
    func readsTheAssembly() throws {
        let document = try parse(ForeignPapers.assemblee)
        let answer = try #require(document.answers.first)
        #expect(document.answers.count == 1 && answer.numbers.isEmpty && document.oddities.isEmpty)
        #expect(answer.askedBy == [.init(name: "Anne Mod\u{E8}le", party: "Groupe des Verts")])
        #expect(answer.answeredBy == [.init(role: "Europe et affaires \u{E9}trang\u{E8}res")])
        #expect(
            answer.question.hasPrefix("Mme Anne Mod\u{E8}le attire") && answer.question.hasSuffix("faire."))
        #expect(answer.answer.contains("une contribution au programme"))
        #expect(document.title == "Aide alimentaire au Sahel" && document.date == CalendarDay("2026-04-07"))
    }

    @Test("reads what was printed without accents")
    func readsUnaccented() throws {
        let document = try parse(ForeignPapers.oldFrench)
        let answer = try #require(document.answers.first)
        #expect(answer.askedBy == [.init(name: "Paul Ancien")])
        #expect(answer.question.hasPrefix("M. Paul Ancien") && answer.answer.hasPrefix("Le prix du ble"))
    }

    @Test("reads a page of the S\u{E9}nat, whose question has no label")
    func readsTheSenate() throws {
        let document = try parse(ForeignPapers.senat)
        let answer = try #require(document.answers.first)
        #expect(answer.askedBy == [.init(name: "Claire Exemple", party: "SER")])
        #expect(answer.answer == "Le Gouvernement accompagne les communes. Un plan est en cours.")
        #expect(document.title.hasPrefix("Acc\u{E8}s") && document.date == CalendarDay("2026-04-09"))
    }

    @Test("makes no answer of a question that waits for one")
    func makesUpNothing() throws {
        let text = ForeignPapers.assemblee
        let end = try #require(text.firstRange(of: "Texte de la r\u{E9}ponse"))
        for waiting in [text[..<end.lowerBound], text[..<end.upperBound]] {
            let document = try parse(String(waiting))
            #expect(document.answers.isEmpty && document.codes == ["questions-only"])
            #expect(document.date == CalendarDay("2026-02-03"))
            #expect(document.remarks.contains { $0.role == .unanswered })
        }
    }

    @Test("reads the pairs of the Journal officiel by their numbers")
    func readsTheJournal() throws {
        let document = try parse(
            """
            Questions \u{E9}crites

            Journal officiel de la R\u{E9}publique fran\u{E7}aise

            Mil en r\u{E9}serve

            101. \u{2212} 12 septembre 2017. \u{2212} M. Jean Exemple interroge Mme la ministre sur le mil.
            R\u{E9}ponse. \u{2212} Le mil est en r\u{E9}serve.

            Eau des villages
            102. \u{2212} 19 septembre 2017. \u{2212} Mme Anne Mod\u{E8}le interroge Mme la ministre sur l'eau.
            R\u{E9}ponse. \u{2212} L'eau manque.
            """)
        #expect(document.answers.map(\.numbers) == [[101], [102]])
        #expect(document.answers.map(\.section) == ["Mil en r\u{E9}serve", "Eau des villages"])
        #expect(document.answers.map(\.answer) == ["Le mil est en r\u{E9}serve.", "L'eau manque."])
        #expect(document.answers.map { $0.askedBy.first?.name } == ["Jean Exemple", "Anne Mod\u{E8}le"])
    }
}
