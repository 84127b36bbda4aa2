// What the benchmark times of reading and parsing papers.
//
//   bench-parse FILE REPEAT    papers of plain text, parted by form feeds
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
let papers = try Data(contentsOf: URL(filePath: arguments[1])).split(separator: 0x0C).map { [UInt8]($0) }
let size = papers.reduce(0) { $0 + $1.count }
var limits = PaperReader.Limits()
limits.outputBytes = .max
let reader = PaperReader(worker: "/nonexistent", limits: limits)
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

/// Times `work` and prints what came of it.
func measure(_ unit: String, _ units: Double, _ work: () async throws -> Int) async rethrows {
    let (start, before) = (ContinuousClock.now, clock())
    let found = try await work()
    let seconds = (ContinuousClock.now - start) / .seconds(1)
    let cpu = Double(clock() - before) / Double(CLOCKS_PER_SEC)
    print(
        #"{"unit": "\#(unit)", "units": \#(units), "secs": \#(seconds), "cpu": \#(cpu), "found": \#(found)}"#)
}

if arguments.count > 3 {
    if arguments[3] == "print" {
        for paper in papers {
            let read = document(try await reader.read(Original(bytes: paper, mediaType: nil, url: "")))
            dump(try stage.process(read))
        }
        exit(0)
    }
    if arguments[3] == "text" {
        try await measure("MB", Double(size * repetitions) / 1e6) {
            var found = 0
            for _ in 0..<repetitions {
                for paper in papers {
                    found += try await reader.read(Original(bytes: paper, mediaType: nil, url: "")).lines
                        .count
                }
            }
            return found
        }
        exit(0)
    }
}
try await measure("MB", Double(size * repetitions) / 1e6) {
    var found = 0
    for _ in 0..<repetitions {
        for paper in papers {
            let read = document(try await reader.read(Original(bytes: paper, mediaType: nil, url: "")))
            found += try stage.process(read).answers.count
        }
    }
    return found
}
