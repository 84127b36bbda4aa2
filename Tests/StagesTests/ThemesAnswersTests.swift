import Pipeline
import PipelineTesting
import Testing
import ThemesStage

/// Answers that no theme file was written for, in four languages, on subjects abroad and at home.
struct ThemesAnswersTests {
    @Test func `files answers of all years and ministries as a reader does`() throws {
        let stage = try ShippedThemes.all()
        var (total, quiet, silent) = (Score(), 0, 0)
        for labelled in ThemesAnswers.all {
            let paper = Document.paper(
                "Vragen", answers: [Answer(question: labelled.question, answer: labelled.answer)])
            let found = Set(try stage.process(paper).answers[0].themes?.map(\.id) ?? [])
            for id in found.union(labelled.themes) { total.count(id, found, labelled.themes) }
            if labelled.themes.isEmpty {
                quiet += 1
                if found.isEmpty { silent += 1 } else { print(found, labelled.question) }
            }
        }
        print("themes of answers:", total)
        #expect(total.f1 > 0.9)
        #expect(total.precision > 0.9)
        #expect(Double(silent) / Double(quiet) > 0.94)
    }
}
