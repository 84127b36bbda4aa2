import Language
import Learning
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

    /// A model that knows trains by words of which no theme file knows.
    private static func model() throws -> String {
        let words = [
            "sneltrein", "perron", "wissel", "machinist", "conducteur", "koffie", "fiets", "stoel", "lamp",
            "tafel",
        ]
        let texts = (0..<40).map { index in
            let isTrain = index.isMultiple(of: 2)
            let own = (0..<3).map { words[(index / 2 + $0 * 2) % 5 + (isTrain ? 0 : 5)] }
            return LabelledText(
                [TokenizedText("Wat kost \(own.joined(separator: " en ")) op dag \(index)?")],
                labels: isTrain ? ["trains"] : [])
        }
        let training = ThemeTraining(texts, labels: [.init("trains", threshold: 0.5)])
        return String(decoding: ModelText.bytes(of: try #require(training.result().model)), as: UTF8.self)
    }

    @Test("what was learned files an answer of which no rule has a word, and shows the words that spoke")
    func filesByWhatWasLearned() throws {
        let shelf = Shelf(learned: ["model.tsv": try Self.model()])
        let question = "Rijdt de sneltrein nog als de machinist ziek is en de wissel stuk?"
        #expect(try themes(Shelf(), question: question).isEmpty)
        let found = try #require(try themes(shelf, question: question).first)
        #expect(found.id == "trains" && found.score > 0.5 && found.score < 1)
        let bytes = Array(question.utf8)
        let words = found.evidence.filter { $0.passage == .question }.map {
            String(decoding: bytes[$0.range], as: UTF8.self)
        }
        #expect(words.contains("sneltrein") && words.contains("machinist"), "\(words)")
        #expect(!words.contains { ["de", "is", "als"].contains($0) }, "\(words)")
        // A theme that the model does not know goes on by its rules.
        #expect(try themes(shelf).map(\.id) == ["boats"])
    }

    @Test("with a model and corrections it is a stage as any other")
    func keepsTheContract() throws {
        var shelf = corrections(added: "\"trains\"", removed: "\"boats\"")
        shelf.learned["model.tsv"] = try Self.model()
        expectStageContract(ThemesStage.self, options: .init(), data: shelf)
    }

    @Test("a model of other themes is refused")
    func refusesForeignModels() throws {
        let foreign = Shelf(learned: ["model.tsv": try Self.model()])
        let problem = #expect(throws: InvalidOptions.self) {
            try ThemesStage(.init(themes: ["boats"]), data: foreign)
        }
        #expect(problem?.problem.contains("other themes") == true)
    }
}
