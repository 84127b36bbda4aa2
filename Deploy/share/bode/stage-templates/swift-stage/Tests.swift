import Pipeline
import PipelineTesting
import @Type@Stage
import Testing

struct @Type@StageTests {
    @Test("keeps what every stage promises")
    func contract() {
        expectStageContract(@Type@Stage.self, options: .init())
    }

    @Test("marks an answer that uses a word")
    func marks() throws {
        let paper = Document.paper(
            "a paper",
            answers: [
                Answer(question: "Wanneer?", answer: "De Kamer hoort het vóór 1 mei."),
                Answer(question: "Waarom?", answer: "Daarom."),
            ])
        let stage = try @Type@Stage(.init(words: ["mei"]), data: NoData())
        let answers = try stage.process(paper).answers
        #expect(answers.map { $0.annotations?.map(\.text) } == [["says 'mei'"], []])
    }

    @Test("refuses an empty word")
    func empty() {
        #expect(throws: InvalidOptions.self) {
            try @Type@Stage(.init(words: [""]), data: NoData())
        }
    }
}
