import Pipeline
import Testing

@Suite("Footnotes of a paper")
struct ParseNotesTests {
    @Test("stay with the passage that calls them, and say where")
    func staysWithPassage() throws {
        let document = try parse(
            """
            Vraag 1
            Kent u het bericht over de haven?
            1
            Antwoord 1
            Ja. De kade is in 2020 verhoogd2 en wordt nu verbreed.
            1De Krant, 1 mei 2024, «Haven vol» (https://www.example.org/haven).
            2Kamerstuk 31 305, nr. 12.
            Tweede Kamer, vergaderjaar 2023–2024, Aanhangsel 1
            """)
        let answer = try #require(document.answer(1))
        #expect(answer.question == "Kent u het bericht over de haven?")
        #expect(answer.answer == "Ja. De kade is in 2020 verhoogd en wordt nu verbreed.")
        #expect(answer.footnotes.map(\.label) == ["1", "2"])
        #expect(answer.footnotes.map(\.passage) == [.question, .answer])
        #expect(answer.footnotes.map(\.text).last == "Kamerstuk 31 305, nr. 12.")
        #expect(answer.footnotes.first?.offset == answer.question.utf8.count)
        #expect(answer.footnotes.last?.offset == "Ja. De kade is in 2020 verhoogd".utf8.count)
        #expect(document.lost.isEmpty)
        #expect(
            JSONText.string(AnswerObject(id: "x", document: .init(document, id: "p"), answer: answer))
                .contains(
                    #""footnotes":[{"at":33,"in":"question","label":"1""#))
    }

    @Test("are taken as their format tells them, whatever the text looks like")
    func takesToldCalls() throws {
        let text = "Het gas, 10,4 miljard m3, is op en dat weet u sinds mei."
        let document = try parse(lines: [
            .init("Vraag 1", role: .questionNumber),
            .init("Is het gas op?", role: .question, calls: [.init("*", at: 14)]),
            .init("Antwoord 1", role: .answerNumber),
            .init(text, role: .answer, calls: [.init("3", at: text.utf8.count)]),
            .init("* De Krant.", role: .note), .init("3 Een brief die", role: .note),
            .init("lang is.", role: .note),
            .init("4 Nergens aangehaald.", role: .note),
        ])
        let answer = try #require(document.answer(1))
        #expect(answer.answer == text)
        #expect(answer.footnotes.map(\.text) == ["De Krant.", "Een brief die lang is."])
        #expect(document.remarks.contains { $0.role == .footnote && $0.text == "4 Nergens aangehaald." })
        #expect(document.lost.isEmpty)
    }

    @Test("whose labels begin again on the next page are those of their page")
    func knowsPages() throws {
        func page(_ number: Int) -> [PaperText.Line] {
            [
                .init("Vraag \(number)", page: number), .init("Is haven \(number) vol?", page: number),
                .init("Antwoord \(number)", page: number),
                .init("Ja, haven \(number).", page: number, calls: [.init("1", at: 11)]),
                .init("1 Noot van \(number).", page: number, role: .note),
            ]
        }
        let document = try parse(lines: page(1) + page(2) + page(3), .pdf)
        #expect(
            document.answers.flatMap(\.footnotes).map(\.text) == [
                "Noot van 1.", "Noot van 2.", "Noot van 3.",
            ])
    }

    @Test("keep their place where a word is rejoined before it")
    func keepsPlaces() throws {
        let document = try parse(
            lines: [
                .init("Vraag 1"), .init("Komt er een verla-"),
                .init("ging van de sluis?", calls: [.init("1", at: 4)]),
                .init("Antwoord 1"), .init("Nee."), .init("1 Zie de brief.", role: .note),
            ], .pdf)
        let answer = try #require(document.answer(1))
        #expect(answer.question == "Komt er een verlaging van de sluis?")
        #expect(answer.footnotes.map(\.offset) == ["Komt er een verlaging".utf8.count])
    }
}
