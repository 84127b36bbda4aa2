// What the benchmarks time of polling: sources and log as in the daemon, without what reads the papers.
//
//   bench-polls URL COUNT FOLDER [PASSES [SECONDS]]
//
// URL has {} where the number of the feed goes, and is on 127.0.0.1; {host} stands for one of twenty addresses of loopback. A path of
// files in its place is read without a server. Each feed is asked once for the first time, then in so many passes (1 where it is not said)
// in which nothing has changed. A line says of each how long it took.
// With SECONDS the sources wake by themselves for a minute, each after so many seconds; a last line says what that took.
import CurlHTTP
import Dispatch
import FeedSource
import Foundation
import Host
import Pipeline
import Polling
import SQLiteLog
import Synchronization

/// A server that is none: what it costs is what everything but HTTP costs.
struct FileHTTP: HTTP {
    func perform(_ request: HTTPRequest) async throws(HTTPFailure) -> HTTPResponse {
        let headers = [
            (name: "etag", value: "\"a\""), (name: "last-modified", value: "Sat, 01 Jun 2024 00:00:00 GMT"),
        ]
        if request.headers.contains(where: { $0.name == "If-None-Match" }) {
            return HTTPResponse(status: 304, headers: headers, url: request.url)
        }
        let path = String(request.url.dropFirst("http://127.0.0.1".count))
        let body = FileManager.default.contents(atPath: path) ?? Data()
        return HTTPResponse(status: 200, headers: headers, body: [UInt8](body), url: request.url)
    }
}

final class Counter: Sendable {
    private let value = Mutex(0)
    var count: Int { value.withLock { $0 } }
    func add() { value.withLock { $0 += 1 } }
}

struct CountedHTTP: HTTP {
    let base: any HTTP
    let answers: Counter

    func perform(_ request: HTTPRequest) async throws(HTTPFailure) -> HTTPResponse {
        let response = try await base.perform(request)
        answers.add()
        return response
    }
}

func measure(_ what: String, _ count: Int, _ work: () async throws -> Void) async rethrows {
    let (start, before) = (ContinuousClock.now, clock())
    try await work()
    let seconds = (ContinuousClock.now - start) / .seconds(1)
    let cpu = Double(clock() - before) / Double(CLOCKS_PER_SEC)
    print(#"{"row": "\#(what)", "unit": "feeds", "units": \#(count), "secs": \#(seconds), "cpu": \#(cpu)}"#)
}

func run(_ template: String, _ count: Int, _ folder: String, passes: Int, every: Int?) async throws {
    let time = SystemClock()
    let log = try await SQLiteLog.open(directory: folder, clock: time)
    let isServed = template.hasPrefix("http")
    let base: any HTTP =
        isServed ? await CurlHTTP(userAgent: "bode/bench (+bench@example.org)") : FileHTTP()
    let note: @Sendable (LogLevel, String) -> Void = { level, text in
        if level == .warning || level == .error { print(text) }
    }
    let answers = Counter()
    let services = Services(
        http: CountedHTTP(base: PoliteHTTP(base, clock: time), answers: answers), clock: time, log: note)
    // As the daemon's sources are woken, unless asked otherwise.
    let alarms: any Pipeline.Clock =
        ProcessInfo.processInfo.environment["ALONE"] == nil ? SharedAlarms(time) : time
    let room = PollRoom(clock: alarms)
    var pollers: [Poller] = []
    for number in 0..<count {
        let url = (isServed ? template : "http://127.0.0.{host}" + template)
            .replacingOccurrences(of: "{}", with: "\(number)")
            .replacingOccurrences(of: "{host}", with: "\(isServed ? 1 + number % 20 : 1)")
        let source = try FeedSource(
            name: "f\(number)", .init(url: url, allow: ["127.0.0.0/8:*"], insecureHTTP: true),
            services: services)
        pollers.append(
            Poller(
                name: "f\(number)", source: source, schedule: PollSchedule(every: .seconds(every ?? 3600)),
                newcomers: Newcomers(), room: room, log: log, clock: alarms, note: note))
    }
    for pass in 0...passes {
        try await measure(pass == 0 ? "poll_cold" : "poll_304", count) {
            try await withThrowingTaskGroup(of: Void.self) { group in
                for poller in pollers { group.addTask { try await poller.poll() } }
                try await group.waitForAll()
            }
        }
    }
    if every != nil {
        let (before, asked) = (clock(), answers.count)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for poller in pollers { group.addTask { try await poller.run() } }
            try await Task.sleep(for: .seconds(60))
            group.cancelAll()
            try await group.waitForAll()
        }
        let cpu = Double(clock() - before) / Double(CLOCKS_PER_SEC)
        print(
            #"{"row": "poll_woken", "unit": "feeds", "units": \#(answers.count - asked), "secs": 60, "cpu": \#(cpu)}"#
        )
    }
    await log.close()
}

let arguments = CommandLine.arguments
guard (4...6).contains(arguments.count), let count = Int(arguments[2]), count > 0 else {
    print("bench-polls URL COUNT FOLDER [PASSES [SECONDS]]")
    exit(64)
}
let passes = arguments.count > 4 ? Int(arguments[4]) ?? 1 : 1
let every = arguments.count > 5 ? Int(arguments[5]) : nil
// Not on the main thread, which valgrind cannot bear to see ended.
let isDone = DispatchSemaphore(value: 0)
Task.detached {
    do { try await run(arguments[1], count, arguments[3], passes: passes, every: every) } catch {
        print(error)
        exit(1)
    }
    isDone.signal()
}
isDone.wait()
