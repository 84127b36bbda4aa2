// What the benchmarks time of stages: papers of ten answers through one that says each again.
//
//   bench-stages COUNT                          in this process
//   bench-stages COUNT LAUNCHER PROGRAM         in a process of its own, eight papers at a time
//
// The last line says how much was done in how long, without the time that starting took. CPU seconds are this process's and, where
// it has ended, the program's.
import Foundation
import Host
import Pipeline
import PluginHost

struct EchoStage: Sendable {
    func process(_ document: Document) -> Document {
        var document = document
        for index in document.answers.indices {
            let text = document.answers[index].answer
            document.answers[index].annotations = [Annotation(stage: "echo", kind: "echo", text: text)]
        }
        return document
    }
}

func paper(_ number: Int) -> Document {
    let identity = Identifier(rawValue: "bench#\(number)")
    var document = Document(
        publication: Publication(
            source: "bench", entryID: identity.rawValue, identity: identity, title: "paper \(number)"),
        text: PaperText(lines: [], format: .plain))
    document.answers = (1...10).map { index in
        let sentence =
            "De missie in Mali telt negentig militairen, en het kabinet besluit voor de zomer over paper \(number). "
        return Answer(
            numbers: [index], question: "Vraag \(index)?", answer: String(repeating: sentence, count: 6))
    }
    return document
}

/// CPU seconds of this process and of those that it waited for.
func cpuSeconds() -> Double {
    [RUSAGE_SELF, RUSAGE_CHILDREN].reduce(0) { sum, who in
        var usage = rusage()
        getrusage(__rusage_who_t(who.rawValue), &usage)
        let microseconds = Double(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec)
        return sum + Double(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) + microseconds / 1e6
    }
}

let arguments = CommandLine.arguments
guard arguments.count == 2 || arguments.count == 4, let count = Int(arguments[1]), count > 0 else {
    print("bench-stages COUNT [LAUNCHER PROGRAM]")
    exit(64)
}
let papers = (0..<count).map(paper)
var (start, before) = (ContinuousClock.now, cpuSeconds())
var found = 0
var wall = 0.0
if arguments.count == 2 {
    let stage = EchoStage()
    for paper in papers { found += stage.process(paper).answers.count { $0.annotations?.count == 1 } }
    wall = (ContinuousClock.now - start) / .seconds(1)
} else {
    let state = FileManager.default.temporaryDirectory.appending(path: "bench-stages-\(getpid())").path
    try FileManager.default.createDirectory(atPath: state, withIntermediateDirectories: true)
    let host = PluginHost(version: "bench", launcher: arguments[2], state: state, clock: SystemClock())
    let stage = host.stage(OutsideProgram("echo", run: [arguments[3]], window: 8), isRequired: true)
    _ = await stage.process(papers[0], alone: false)
    (start, before) = (ContinuousClock.now, cpuSeconds())
    found = await withTaskGroup(of: Int.self) { group in
        var rest = papers[...]
        func next() {
            guard let paper = rest.popFirst() else { return }
            group.addTask {
                guard case .processed(let result) = await stage.process(paper, alone: false) else { return 0 }
                return result.answers.count { $0.annotations?.count == 1 }
            }
        }
        for _ in 0..<8 { next() }
        var sum = 0
        for await one in group {
            sum += one
            next()
        }
        return sum
    }
    wall = (ContinuousClock.now - start) / .seconds(1)
    await stage.stop()
    try? FileManager.default.removeItem(atPath: state)
}
guard found == count * 10 else {
    print("\(count * 10 - found) answers came back as they were")
    exit(1)
}
print(
    #"{"unit": "documents", "units": \#(count), "secs": \#(wall), "cpu": \#(cpuSeconds() - before), "found": \#(found)}"#
)
