// What the benchmark times of reading and parsing papers.
//
//   bench-parse FILE REPEAT          papers of plain text, parted by form feeds
//   bench-parse FILE REPEAT text     only reads them
//   bench-parse FILE 1 print         prints all that is made of them, to compare two builds
//   bench-parse FILE REPEAT read     only reads a paper of any other kind: PDF, HTML, DOCX, ODT, official XML
//   bench-parse FILE REPEAT paper    reads and parses it
//
// The last line says how much was done in how long, without the time that loading the file took.
import Foundation
import ParseStage
import Pipeline
import Reading

let arguments = CommandLine.arguments
guard arguments.count >= 3, let repetitions = Int(arguments[2]) else {
    print("bench-parse FILE REPEAT")
    exit(64)
}
let mode = arguments.dropFirst(3).first
let isWhole = mode == "read" || mode == "paper"
let file = try Data(contentsOf: URL(filePath: arguments[1]))
let papers = isWhole ? [[UInt8](file)] : file.split(separator: 0x0C).map { [UInt8]($0) }
let size = papers.reduce(0) { $0 + $1.count }
var limits = PaperReader.Limits()
limits.outputBytes = 1 << 40
// A PDF's reader is beside this program.
let worker = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
let reader = PaperReader(worker: worker.appending(path: "bode-worker").path, limits: limits)
let stage = try ParseStage(data: NoFiles())

struct NoFiles: DataFiles {
    func files(in folder: String) throws(InvalidOptions) -> [DataFile] { [] }
}

func document(_ text: PaperText) -> Document {
    Document(
        publication: Publication(
            source: "bench", entryID: "1", identity: Identifier(rawValue: "bench#1"), title: "",
            published: Timestamp(seconds: 0)),
        text: text)
}

func text(of paper: [UInt8]) async throws -> PaperText {
    try await reader.read(Original(bytes: paper, mediaType: nil, url: ""))
}

/// Times `work` on all papers and prints what came of it.
func measure(_ work: ([UInt8]) async throws -> Int) async rethrows {
    let (start, before) = (ContinuousClock.now, clock())
    var found = 0
    for _ in 0..<repetitions {
        for paper in papers { found += try await work(paper) }
    }
    let seconds = (ContinuousClock.now - start) / .seconds(1)
    let cpu = Double(clock() - before) / Double(CLOCKS_PER_SEC)
    let megabytes = Double(size * repetitions) / 1e6
    print(
        #"{"unit": "MB", "units": \#(megabytes), "secs": \#(seconds), "cpu": \#(cpu), "found": \#(found)}"#)
}

switch mode {
case "print":
    for paper in papers { dump(try stage.process(document(try await text(of: paper)))) }
case "text", "read":
    try await measure { try await text(of: $0).lines.count }
default:
    try await measure { try stage.process(document(try await text(of: $0))).answers.count }
}
