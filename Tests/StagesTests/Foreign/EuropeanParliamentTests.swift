import Pipeline
import Testing

@Suite("Parsing questions of the European Parliament")
struct EuropeanParliamentTests {
    @Test("gives one answer the numbers of all its questions")
    func readsBoth() throws {
        let document = try parse(ForeignPapers.europeanBoth)
        let answer = try #require(document.answers.first)
        #expect(document.answers.count == 1 && answer.numbers == [1, 2, 3])
        #expect(
            answer.askedBy == [
                .init(name: "Ann Example", party: "Renew"), .init(name: "Bob Sample", party: "PPE"),
            ])
        #expect(answer.answeredBy == [.init(name: "Exemplar", role: "European Commission")])
        #expect(answer.question.contains("2. Which of them") && !answer.question.contains("Submitted"))
        #expect(answer.answer == "The Commission paid for 40 wells, of which 31 give water.")
        #expect(document.title == "Drying wells in the Sahel" && document.date == CalendarDay("2026-01-12"))
    }

    @Test("reads an answer that is a paper of its own, and keeps its notes beside the text")
    func readsTheAnswer() throws {
        let document = try parse(ForeignPapers.europeanAnswer)
        let answer = try #require(document.answers.first)
        #expect(document.answers.count == 1 && document.codes == ["no-question"])
        #expect(answer.answeredBy == [.init(name: "Exemplar", role: "European Commission")])
        #expect(
            answer.answer.hasPrefix(
                "The Commission is aware of the matter. It has asked the Member State for information"))
        #expect(answer.footnotes.map(\.label) == ["[1]", "[2]"])
        #expect(answer.footnotes.last?.text == "OJ L 123, 4.5.2020, p. 6, with a long title.")
        #expect(
            answer.answer.utf8.prefix(answer.footnotes[0].offset).elementsEqual(
                "The Commission is aware of the matter".utf8))
    }

    @Test("makes no answer of a question alone")
    func makesUpNothing() throws {
        let document = try parse(ForeignPapers.europeanQuestion)
        #expect(document.answers.isEmpty && document.codes == ["questions-only"])
        #expect(document.title == "Drying wells in the Sahel" && document.date == CalendarDay("2025-11-03"))
    }

    @Test(
        "knows both papers in other languages",
        arguments: [
            (
                "Vraag met verzoek om schriftelijk antwoord E-003999/2025 aan de Commissie",
                "Betreft: Putten", "Antwoord van mevrouw Exemplar namens de Europese Commissie"
            ),
            (
                "Question avec demande de r\u{E9}ponse \u{E9}crite E-003999/2025 \u{E0} la Commission",
                "Objet: Puits",
                "R\u{E9}ponse donn\u{E9}e par Mme Exemplar au nom de la Commission europ\u{E9}enne"
            ),
            (
                "Anfrage zur schriftlichen Beantwortung E-003999/2025 an die Kommission", "Betrifft: Brunnen",
                "Antwort von Frau Exemplar im Namen der Europ\u{E4}ischen Kommission"
            ),
        ])
    func readsOtherLanguages(_ question: String, _ subject: String, _ answer: String) throws {
        let document = try parse(
            "\(question)\nAnn Example (Renew)\n\n\(subject)\n\n1. A b c? 2. D e f?\n\n\(answer)\n\nG h i.")
        #expect(document.answers.map(\.numbers) == [[1, 2]])
        #expect(document.answers.first?.answeredBy.first?.name == "Exemplar")
        #expect(document.answers.first?.answer == "G h i.")
    }
}
