import Pipeline
import PipelineTesting
import PromisedStage
import Testing

struct PromisedStageTests {
    @Test("keeps what every stage promises")
    func contract() {
        expectStageContract(PromisedStage.self, options: .init())
    }

    @Test("marks what puts off")
    func marks() throws {
        let paper = Document.paper(
            "a paper", answers: [Answer(question: "Wanneer?", answer: "De Kamer hoort dit te zijner tijd.")])
        let answers = try PromisedStage(.init(), data: NoData()).process(paper).answers
        #expect(answers.first?.annotations?.map(\.kind) == ["evasive"])
    }
}
