// What the benchmarks time of the log: messages of 2 KB that are appended, claimed and acknowledged, a batch at a time.
//
//   bench-log DIRECTORY COUNT BATCH
//
// What was in the directory is lost. Every batch is two transactions, each of which is on the disk before the next step; claims
// are kept in memory. The last line says how much was done in how long, without the time that opening and closing took.
import Foundation
import Host
import Pipeline
import SQLiteLog

/// CPU seconds of this process.
func cpuSeconds() -> Double {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    let microseconds = Double(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec)
    return Double(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) + microseconds / 1e6
}

let arguments = CommandLine.arguments
guard arguments.count == 4, let count = Int(arguments[2]), let batch = Int(arguments[3]), count > 0, batch > 0
else {
    print("bench-log DIRECTORY COUNT BATCH")
    exit(64)
}
try? FileManager.default.removeItem(atPath: arguments[1])

let clock = SystemClock()
let log = try await SQLiteLog.open(directory: arguments[1], clock: clock)
let reader = Reader("bench", of: Topic(rawValue: "bench"))
try await log.open(reader, from: .oldest)
let payload = [UInt8](repeating: UInt8(ascii: "m"), count: 2048)
var acknowledged = 0
let (start, before) = (ContinuousClock.now, cpuSeconds())
while acknowledged < count {
    let size = min(batch, count - acknowledged)
    try await log.commit(
        Transaction(
            messages: (0..<size).map { index in
                NewMessage(reader.topic, key: "bench#\(acknowledged + index)", payload: payload)
            }))
    let claims = try await log.claim(size, for: reader, at: clock.now)
    guard claims.count == size, claims.allSatisfy({ $0.message.payload.count == payload.count }) else {
        print("\(claims.count) of \(size) messages were claimed")
        exit(1)
    }
    try await log.commit(
        Transaction(reader: reader, settlements: claims.map { Settlement($0.message.sequence, .done) }))
    acknowledged += size
}
let seconds = (ContinuousClock.now - start) / .seconds(1)
let cpu = cpuSeconds() - before
await log.close()
print(#"{"unit": "messages", "units": \#(acknowledged), "secs": \#(seconds), "cpu": \#(cpu)}"#)
