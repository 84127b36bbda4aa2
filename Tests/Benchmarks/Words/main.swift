// What the benchmarks time of the words of a text: looking for phrases, and filing under themes.
//
//   bench-words match PHRASES TEXT     phrases a line; paragraphs parted by an empty line
//   bench-words themes SHARE DOCUMENTS the folder with themes and gazetteers; a text a line
//
// The last line says how much was done in how long, without the time that reading and preparing took.
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
    print("bench-words match PHRASES TEXT | bench-words themes SHARE DOCUMENTS")
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
