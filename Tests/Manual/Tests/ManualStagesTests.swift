import Pipeline
import PipelineTesting
import PluginKit
import Testing

@Suite("Stages and sinks of the manual")
struct ManualStagesTests {
    @Test("one that counts papers waits for their titles")
    func counting() async throws {
        let stage = try CountingStage(.init(), data: NoData())
        let paper = Document.paper("a paper", answers: [Answer(question: "?", answer: "!")])
        #expect(try await stage.process(paper).answers.first?.annotations?.first?.text == "paper 1")
        await #expect(throws: LiveStageFailure.self) { try await stage.process(.paper("")) }
    }
}
