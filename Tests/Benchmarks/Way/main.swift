// What the benchmarks time of the way between the stages and the file: papers that were read are stored, filed, told of and
// written as lines.
//
//   bench-way DIRECTORY DOCUMENTS [WATCHES]
//
// DOCUMENTS holds what the topic of documents holds, a message a line; a stage gives each announcement its document. What was
// in the directory is lost. The last line says how much was done in how long, without the time that reading and opening took.
import Engine
import FileSink
import Foundation
import Host
import Pipeline
import SQLiteLog

/// CPU seconds of this process.
func cpuSeconds() -> (user: Double, system: Double) {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    return (
        Double(usage.ru_utime.tv_sec) + Double(usage.ru_utime.tv_usec) / 1e6,
        Double(usage.ru_stime.tv_sec) + Double(usage.ru_stime.tv_usec) / 1e6
    )
}

struct NoHTTP: HTTP {
    func perform(_ request: HTTPRequest) async throws(HTTPFailure) -> HTTPResponse { throw .cancelled }
}

/// Papers are there.
struct Given: Source {
    struct Options: Decodable, Sendable {}
    static let name = "given"
    let hosts: Set<String> = []
    init() {}
    init(name: String, _ options: Options, services: Services) throws(InvalidOptions) {}
    func poll(_ memory: SourceMemory?) async throws(PollFailure) -> Poll { throw .unreachable("") }
    func fetch(_ publication: Publication) async throws(FetchFailure) -> Original {
        Original(bytes: Array(publication.entryID.utf8), mediaType: "text/plain", url: "")
    }
}

/// Says what was said before.
struct Known: Stage {
    struct Options: Decodable, Sendable {}
    static let name = "known"
    let documents: [String: Document]
    init(_ documents: [String: Document]) { self.documents = documents }
    init(_ options: Options, data: any DataFiles) throws(InvalidOptions) { documents = [:] }
    func process(_ document: Document) throws(StageFailure) -> Document {
        var known = documents[document.publication.entryID] ?? document
        known.printedNumbers = document.printedNumbers
        known.caseNumbers = document.caseNumbers
        return known
    }
}

let arguments = CommandLine.arguments
guard arguments.count > 2 else {
    print("bench-way DIRECTORY DOCUMENTS [WATCHES]")
    exit(64)
}
let directory = arguments[1]
try? FileManager.default.removeItem(atPath: directory)
let papers = try Data(contentsOf: URL(filePath: arguments[2])).split(separator: 0x0A).map {
    try JSONText.decode(ReadPaper.self, from: Array($0))
}
let documents = Dictionary(papers.map { ($0.document.publication.entryID, $0.document) }) { first, _ in first
}
let texts = documents.mapValues { document in
    PaperText(
        lines: document.answers.flatMap { [$0.question, $0.answer] }.flatMap { text in
            text.split(separator: "\n").map { PaperText.Line(String($0)) }
        }, format: .paragraphs)
}

let clock = SystemClock()
let stop = StopSignal()
let log = try await SQLiteLog.open(directory: directory, clock: clock)
let surroundings = Surroundings(log: log, clock: clock, stop: stop, meter: Meter()) { _, text in print(text) }
let writer = EventWriter(source: "https://bode.example")
let events = OperationalEvents(writer: writer, sinks: [])
let services = Services(http: NoHTTP(), clock: clock)
let sink = try FileSink(
    name: "alerts", .init(path: "alerts.ndjson"),
    services: SinkServices(services: services, directory: directory) { _ throws(InvalidOptions) in "" })
let courier = Courier(name: "alerts", sink: sink, surroundings, events: events)
let count = arguments.count > 3 ? Int(arguments[3]) ?? 1 : 1
let topics = ["mali", "niger*", "\"europese unie\"", "theme:missions", "party:d66 sahel", "entity:minusma"]
let watches = try (0..<count).map { index in
    WatchSet.Watch(
        name: index == 0 ? "all" : "watch \(index)",
        query: try Query(index == 0 ? "*" : "\(topics[index % topics.count]) woord\(index)"),
        sinks: ["alerts"])
}
let archivist = Archivist(surroundings, watches: WatchSet(watches), writer: writer, events: events)
let sources = Set(papers.map(\.document.publication.source))
let workshop = Workshop(
    sources: Dictionary(uniqueKeysWithValues: sources.map { ($0, Given()) }),
    stages: StageRunner(stages: [Known(documents)], lanes: 2))
let intake = Intake(
    surroundings, workshop: workshop,
    read: { original throws(PaperFailure) in
        texts[String(decoding: original.bytes, as: UTF8.self)] ?? PaperText(lines: [], format: .plain)
    },
    keep: { original throws(LogFailure) in
        OriginalReference(
            sha256: String(repeating: "0", count: 64), mediaType: "text/plain", url: original.url)
    },
    inHand: InHand(path: directory + "/in-hand"), events: events)

for reader in [Intake.reader, Archivist.reader, Courier.reader(of: "alerts")] {
    try await log.open(reader, from: .oldest)
}
// As polls leave it: each feed's entries in one transaction.
for source in sources {
    try await log.commit(
        Transaction(
            messages: papers.filter { $0.document.publication.source == source }.map { paper in
                let announcement = Announcement(paper.document.publication, quiet: nil, seen: paper.seen)
                return NewMessage(
                    .publications, key: paper.document.publication.identity.rawValue,
                    payload: JSONText.encode(announcement))
            }))
}

let (start, before, commits) = (ContinuousClock.now, cpuSeconds(), await log.commits)
async let done: () = withThrowingTaskGroup(of: Void.self) { group in
    group.addTask { try await intake.run() }
    group.addTask { try await archivist.run() }
    group.addTask { try await courier.run() }
    try await group.waitForAll()
}
let readers = [Intake.reader, Archivist.reader, Courier.reader(of: "alerts")]
var isIdle = false
while !isIdle {
    try await Task.sleep(for: .milliseconds(20))
    isIdle = true
    for reader in readers where try await log.backlog(of: reader).ready > 0 {
        isIdle = false
        break
    }
}
let seconds = (ContinuousClock.now - start) / .seconds(1)
let after = cpuSeconds()
let stored = await log.commits - commits
stop.stop()
try await done
await log.close()
let (user, system) = (after.user - before.user, after.system - before.system)
print("user \(user) system \(system) commits \(stored)")
print(
    #"{"unit": "papers", "units": \#(papers.count), "secs": \#(seconds), "cpu": \#(user + system)}"#)
