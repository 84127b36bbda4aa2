import Pipeline
import Testing

@Suite("Parsing British written answers")
struct UKWrittenAnswersTests {
    @Test("gives a reply all questions that wait for it, under their heading")
    func readsHansard() throws {
        let document = try parse(ForeignPapers.hansard)
        #expect(document.answers.map(\.numbers) == [[294871, 294872], [294999]])
        #expect(document.answers.map(\.section) == ["Wells: Mali", "Armed Forces: Housing"])
        let first = try #require(document.answers.first)
        #expect(
            first.askedBy == [
                .init(name: "Ann Example", party: "Lab"), .init(name: "Bob Sample", party: "Con"),
            ])
        // The office that was asked is not printed with the name: a junior minister may have replied.
        #expect(first.answeredBy == [.init(name: "Carl Minister")])
        #expect(first.question.contains("(1) how many wells his Department"))
        // What a line begins with is a name only before there is an answer.
        #expect(first.answer == "The Department has dug 40 wells:\n\nTwo of them are dry.")
        #expect(
            document.answers.last?.answeredBy == [
                .init(name: "Evan Junior", role: "Minister of State for Defence")
            ])
        #expect(document.date == CalendarDay("2026-10-26") && document.kind == "Written answers")
    }

    @Test("reads the page of one question, with parties and the body that answers")
    func readsThePage() throws {
        let document = try parse(
            """
            Wells: Mali

            House of Lords, Written Question HL2522, tabled on 10 November 2026, answered on 20 November 2026.

            Lord Example (Crossbench): To ask His Majesty's Government what wells they dug.

            Baroness Sample (Foreign, Commonwealth and Development Office):

            Forty.

            Note: two are dry.
            """, .paragraphs)
        let answer = try #require(document.answers.first)
        #expect(document.answers.count == 1 && document.title == "Wells: Mali")
        #expect(answer.askedBy == [.init(name: "Lord Example", party: "Crossbench")])
        #expect(
            answer.answeredBy == [
                .init(name: "Baroness Sample", role: "Foreign, Commonwealth and Development Office")
            ])
        #expect(answer.answer == "Forty.\n\nNote: two are dry.")
        #expect(document.date == CalendarDay("2026-11-20"))
    }

    @Test("keeps a question that nobody answered, and takes the next heading for no answer")
    func keepsTheUnanswered() throws {
        let document = try parse(
            """
            Wells: Mali

            Ann Example: To ask the Secretary of State for Defence what wells he dug.

            Armed Forces: Housing

            Question: To ask the Secretary of State for Defence, if he will make a statement.

            Answer: No.
            """)
        #expect(document.answers.map(\.answer) == ["No."])
        #expect(document.answers.first?.askedBy == [])
        #expect(document.codes == ["no-answer"])
        #expect(document.remarks.contains { $0.role == .unanswered && $0.section == "Wells: Mali" })
    }

    @Test("makes no answer of questions alone")
    func makesUpNothing() throws {
        let document = try parse("Ann Example: To ask the Secretary of State for Defence what wells he dug.")
        #expect(document.answers.isEmpty && document.codes == ["questions-only"])
    }

    @Test("reads the daily report, where names stand above what they say")
    func readsTheReport() throws {
        let document = try parse(
            """
            Answers received on 26 October 2026

            Wells: Mali

            Ann Example: [12345]

            To ask the Secretary of State for Defence, what wells he dug.

            Bob Sample:

            Forty.

            Asked by Lord Third

            To ask His Majesty's Government what they cost. [HL77]

            Baroness Fourth: A great deal.
            """)
        #expect(document.answers.map(\.numbers) == [[12345], []])
        #expect(document.answers.map { $0.askedBy.first?.name } == ["Ann Example", "Lord Third"])
        #expect(document.answers.map(\.answer) == ["Forty.", "A great deal."])
        #expect(document.answers.last?.question == "To ask His Majesty's Government what they cost. [HL77]")
        #expect(Coverage(of: document).accounted == Coverage(of: document).text)
    }
}
