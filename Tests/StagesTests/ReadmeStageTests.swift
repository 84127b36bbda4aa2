import Foundation
import Pipeline
import PipelineTesting
import Testing

/// The stage that the README shows is the one in `ReadmeStage.swift`, and keeps what every stage promises.
@Suite struct ReadmeStageTests {
    @Test func `is the one that the README shows`() throws {
        let here = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        let stage = try String(contentsOf: here.appending(path: "ReadmeStage.swift"), encoding: .utf8)
        let root = here.deletingLastPathComponent().deletingLastPathComponent()
        let readme = try String(contentsOf: root.appending(path: "README.md"), encoding: .utf8)
        #expect(readme.contains("```swift\n\(stage)```"))
    }

    @Test func `keeps what every stage promises`() {
        expectStageContract(BluntStage.self, options: .init(), data: NoData())
    }

    @Test func `marks a plain yes`() throws {
        let document = Document.paper(
            "x",
            answers: [Answer(question: "Bent u er?", answer: "Ja."), Answer(question: "En?", answer: "Nou…")])
        #expect(
            try BluntStage(.init(), data: NoData()).process(document).answers.map(\.response) == [
                .answered, nil,
            ])
    }
}
