// What the benchmarks time of polling: sources and log as in the daemon, without what reads the papers.
//
//   bench-polls URL COUNT FOLDER   URL has {} where the number of the feed goes, and is on 127.0.0.1
//
// Each feed is asked twice: for the first time, then when nothing has changed. A line says of each how long it took.
import CurlHTTP
import FeedSource
import Foundation
import Host
import Pipeline
import Polling
import SQLiteLog

let arguments = CommandLine.arguments
guard arguments.count == 4, let count = Int(arguments[2]), count > 0 else {
    print("bench-polls URL COUNT FOLDER")
    exit(64)
}

func measure(_ what: String, _ work: () async throws -> Void) async rethrows {
    let (start, before) = (ContinuousClock.now, clock())
    try await work()
    let seconds = (ContinuousClock.now - start) / .seconds(1)
    let cpu = Double(clock() - before) / Double(CLOCKS_PER_SEC)
    print(#"{"row": "\#(what)", "unit": "feeds", "units": \#(count), "secs": \#(seconds), "cpu": \#(cpu)}"#)
}

let time = SystemClock()
let log = try await SQLiteLog.open(directory: arguments[3], clock: time)
let http = PoliteHTTP(await CurlHTTP(userAgent: "bode/bench (+bench@example.org)"), clock: time)
let note: @Sendable (LogLevel, String) -> Void = { level, text in
    if level == .warning || level == .error { print(text) }
}
let services = Services(http: http, clock: time, log: note)
var pollers: [Poller] = []
for number in 0..<count {
    let url = arguments[1].replacingOccurrences(of: "{}", with: "\(number)")
    let source = try FeedSource(
        name: "f\(number)", .init(url: url, allow: ["127.0.0.1/32:*"], insecureHTTP: true), services: services
    )
    pollers.append(
        Poller(
            name: "f\(number)", source: source, schedule: PollSchedule(every: .seconds(3600)),
            newcomers: Newcomers(), log: log, clock: time, note: note))
}
for what in ["poll_cold", "poll_304"] {
    try await measure(what) {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for poller in pollers { group.addTask { try await poller.poll() } }
            try await group.waitForAll()
        }
    }
}
await log.close()
