// What the benchmarks time of the words of a text: looking for phrases, and filing under themes.
//
//   bench-words match PHRASES TEXT     phrases a line; paragraphs parted by an empty line
//   bench-words themes SHARE DOCUMENTS the folder with themes and gazetteers; a text a line
//   bench-words entities|themed|commitments SHARE ANSWERS  what `bode read` printed of papers, again through that stage
//
// The last line says how much was done in how long, without the time that reading and preparing took.
import CommitmentsStage
import EntitiesStage
import Foundation
import Language
import Pipeline
import ThemesStage

struct Folder: DataFiles {
    let path: String

    func files(in folder: String) throws(InvalidOptions) -> [DataFile] {
        let place = URL(filePath: path).appending(path: folder)
        let names = (try? FileManager.default.contentsOfDirectory(atPath: place.path)) ?? []
        return names.sorted().compactMap { name in
            let text = try? String(contentsOf: place.appending(path: name), encoding: .utf8)
            return text.map { DataFile(path: name, text: $0) }
        }
    }
}

/// What `bode read` prints of an answer, as far as the stages ask.
struct PrintedAnswer: Decodable {
    struct Paper: Decodable {
        let id: String
        let title: String
        let date: String?
    }
    let document: Paper
    let question: String
    let answer: String
    let section: String?

    /// The papers whose answers stand line by line in `lines`, as they are before the stages.
    static func papers(in lines: Substring) throws -> [Document] {
        var papers: [Document] = []
        for line in lines.split(separator: "\n") {
            let printed = try JSONDecoder().decode(PrintedAnswer.self, from: Data(line.utf8))
            let (id, title) = (printed.document.id, printed.document.title)
            if papers.last?.publication.entryID != id {
                papers.append(
                    Document(
                        publication: Publication(
                            source: "bench", entryID: id, identity: Identifier(rawValue: id), title: title),
                        date: printed.document.date.flatMap { CalendarDay($0) },
                        text: PaperText(lines: [], format: .plain)))
            }
            papers[papers.count - 1].answers.append(
                Answer(section: printed.section, question: printed.question, answer: printed.answer))
        }
        return papers
    }
}

/// Times `work` and prints what came of it.
func measure(_ unit: String, _ units: Double, _ work: () throws -> Int) rethrows {
    let (start, before) = (ContinuousClock.now, clock())
    let found = try work()
    let seconds = (ContinuousClock.now - start) / .seconds(1)
    let cpu = Double(clock() - before) / Double(CLOCKS_PER_SEC)
    print(
        #"{"unit": "\#(unit)", "units": \#(units), "secs": \#(seconds), "cpu": \#(cpu), "found": \#(found)}"#)
}

let arguments = CommandLine.arguments
guard arguments.count == 4 else {
    print(
        "bench-words match PHRASES TEXT | themes SHARE DOCUMENTS | entities|themed|commitments SHARE ANSWERS")
    exit(64)
}
let text = try String(contentsOfFile: arguments[3], encoding: .utf8)
if arguments[1] == "match" {
    let lines = try String(contentsOfFile: arguments[2], encoding: .utf8).split(separator: "\n").map(
        String.init)
    let matcher = PhraseMatcher(lines.compactMap { Phrase($0, capitals: .asWritten(in: $0)) })
    let paragraphs = text.components(separatedBy: "\n\n")
    measure("MB", Double(text.utf8.count) / 1e6) {
        paragraphs.reduce(0) { $0 + matcher.longestMatches(in: ScannedText($1)).count }
    }
} else if arguments[1] != "themes" {
    let papers = try PrintedAnswer.papers(in: text[...])
    let data = Folder(path: arguments[2])
    let start = ContinuousClock.now
    let stage: any Stage =
        switch arguments[1] {
        case "entities": try EntitiesStage(.init(), data: data)
        case "commitments": try CommitmentsStage(.init(), data: data)
        default: try ThemesStage(.init(), data: data)
        }
    if let file = ProcessInfo.processInfo.environment["PRINTED"] {
        // What the stage made of the papers, to be compared with what another build makes of them.
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let lines = try papers.flatMap { try stage.process($0).answers.map { try encoder.encode($0) } }
        try Data(lines.joined(separator: [0x0A])).write(to: URL(filePath: file))
    }
    print("built in \((ContinuousClock.now - start) / .milliseconds(1)) ms")
    try measure("papers", Double(papers.count)) {
        try papers.reduce(0) { sum, paper in
            try stage.process(paper).answers.reduce(sum) {
                $0 + ($1.entities ?? []).count + ($1.themes ?? []).count + ($1.commitments ?? []).count
            }
        }
    }
} else {
    let stage = try ThemesStage(.init(), data: Folder(path: arguments[2]))
    let documents = text.split(separator: "\n").map { line in
        var document = Document(
            publication: Publication(
                source: "bench", entryID: "1", identity: Identifier(rawValue: "bench#1"), title: "",
                published: Timestamp(seconds: 0)),
            text: PaperText(lines: [], format: .plain))
        document.answers = [Answer(question: "", answer: String(line))]
        return document
    }
    try measure("documents", Double(documents.count)) {
        try documents.reduce(0) { $0 + (try stage.process($1).answers[0].themes ?? []).count }
    }
}
