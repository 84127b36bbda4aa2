import Pipeline
import PipelineTesting
import Testing
import WordyStage

struct WordyStageTests {
    @Test("keeps what every stage promises")
    func contract() {
        expectStageContract(WordyStage.self, options: .init())
    }

    @Test("marks an answer that uses a word")
    func marks() throws {
        let paper = Document.paper(
            "a paper",
            answers: [
                Answer(question: "Wanneer?", answer: "De Kamer hoort het vóór 1 mei."),
                Answer(question: "Waarom?", answer: "Daarom."),
            ])
        let stage = try WordyStage(.init(words: ["mei"]), data: NoData())
        let answers = try stage.process(paper).answers
        #expect(answers.map { $0.annotations?.map(\.text) } == [["says 'mei'"], []])
    }

    @Test("refuses an empty word")
    func empty() {
        #expect(throws: InvalidOptions.self) {
            try WordyStage(.init(words: [""]), data: NoData())
        }
    }
}
