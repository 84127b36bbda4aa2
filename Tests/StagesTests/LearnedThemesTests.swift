import Pipeline
import PipelineTesting
import Testing
import ThemesStage

@Suite("Themes that are learned and corrected")
struct LearnedThemesTests {
    /// Theme files, and what lies in the folder of what was learned.
    private struct Shelf: DataFiles {
        var learned: [String: String] = [:]

        func files(in folder: String) -> [DataFile] {
            switch folder {
            case "themes":
                ["boats": "haven", "trains": "spoor"].sorted { $0.key < $1.key }.map { id, word in
                    DataFile(
                        path: "themes/\(id).yaml",
                        text: "id: \(id)\nnames: {nl: \(id)}\ndecisive: [\(word)]\n")
                }
            case "learned":
                learned.sorted { $0.key < $1.key }.map { DataFile(path: "learned/\($0)", text: $1) }
            default: []
            }
        }
    }

    private static let question = "Hoeveel schepen liggen er vandaag aan de kade van de haven?"
    private static let answer = "Er liggen er zeven, en er komen er morgen nog drie bij."

    private func themes(
        _ shelf: Shelf, question: String = question, identity: String = "kst-1", numbers: [Int] = [4]
    ) throws -> [ThemeMatch] {
        let stage = try ThemesStage(.init(), data: shelf)
        let publication = Publication(
            source: "test", entryID: identity, identity: Identifier(rawValue: identity), title: "")
        var document = Document(publication: publication, text: PaperText(lines: [], format: .plain))
        document.answers = [Answer(numbers: numbers, question: question, answer: Self.answer)]
        return try #require(try stage.process(document).answers[0].themes)
    }

    private func corrections(_ id: String = "kst-1#4", added: String, removed: String) -> Shelf {
        let line = """
            {"id": "\(id)", "question": "\(Self.question)", "answer": "\(Self.answer)", "themes": ["trains"], "added": [\(added)], "removed": [\(removed)]}
            """
        return Shelf(learned: ["corrections.ndjson": line + "\n"])
    }

    @Test("without a folder of what was learned, the rules file")
    func rulesAlone() throws {
        #expect(try themes(Shelf()).map(\.id) == ["boats"])
    }

    @Test(
        "a corrected answer stays corrected: by its id when its text changes, by its words under another id",
        arguments: [
            ("kst-1", [4], question), ("kst-1", [4], "Een andere vraag over de haven?"),
            ("kst-9", [], question),
        ])
    func honours(_ identity: String, _ numbers: [Int], _ question: String) throws {
        let shelf = corrections(added: "\"trains\"", removed: "\"boats\"")
        let found = try themes(shelf, question: question, identity: identity, numbers: numbers)
        #expect(found.map(\.id) == ["trains"])
        #expect(found.first?.score == 1)
    }

    @Test("another answer is left as it is, and so is one whose themes there are no more")
    func leavesOthers() throws {
        let shelf = corrections(added: "\"trains\"", removed: "\"boats\"")
        let found = try themes(shelf, question: "Is de haven diep?", identity: "kst-2")
        #expect(found.map(\.id) == ["boats"])
        #expect(try themes(corrections(added: "\"gone\"", removed: "\"gone\"")).map(\.id) == ["boats"])
    }

    @Test("corrections and models that cannot be read are refused by name")
    func refuses() {
        for file in ["corrections.ndjson", "model.tsv"] {
            let shelf = Shelf(learned: [file: "{\"question\": 1}\n"])
            let problem = #expect(throws: InvalidOptions.self) { try ThemesStage(.init(), data: shelf) }
            #expect(problem?.option == "learned/\(file)")
        }
        let problem = #expect(throws: InvalidOptions.self) {
            try ThemesStage(.init(learned: "nowhere"), data: Shelf())
        }
        #expect(problem?.option == "learned")
    }

    @Test(
        "a line is a labelled answer, what bode read prints with ids of themes, or an alert that carries it")
    func readsLines() throws {
        let plain =
            #"{"question": "Wat?", "answer": "Dit.", "themes": ["a"], "entities": [], "document": {"id": "x", "title": "T"}}"#
        let alert = #"{"specversion": "1.0", "data": \#(plain)}"#
        let found = try LabelledAnswer.all(in: plain + "\n\n" + alert + "\n")
        #expect(found.count == 2 && found[0] == found[1])
        #expect(found[0].paperTitle == "T" && found[0].themes == ["a"])
    }

    @Test("themes that Bode found itself teach nothing, and a line that is none says which")
    func refusesLines() {
        let own =
            #"{"question": "Wat?", "answer": "Dit.", "themes": [{"id": "a", "score": 1, "evidence": []}]}"#
        let problem = #expect(throws: LabelProblem.self) { try LabelledAnswer.all(in: "\n" + own) }
        #expect(problem?.description.hasPrefix("line 2: 'themes' must be a list of ids") == true)
        for line in ["{", "[]", #"{"question": "Wat?"}"#, #"{"question": "Wat?", "answer": "Dit."}"#] {
            #expect(throws: LabelProblem.self) { try LabelledAnswer.all(in: line) }
        }
    }
}
