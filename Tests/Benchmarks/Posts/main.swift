// What the benchmarks time of webhooks: signed posts of two kilobytes, as the sink makes them.
//
//   bench-posts URL COUNT CONCURRENCY
//
// The receiver is on 127.0.0.1. The last line says how many posts were made in how long.
import CurlHTTP
import Foundation
import Host
import Pipeline
import WebhookSink

let arguments = CommandLine.arguments
guard arguments.count == 4, let count = Int(arguments[2]), let lanes = Int(arguments[3]), count > 0, lanes > 0
else {
    print("bench-posts URL COUNT CONCURRENCY")
    exit(64)
}

/// A CloudEvent of about two kilobytes.
func event(_ number: Int) -> Event {
    let text = String(repeating: "De minister heeft de vraag met belangstelling gelezen. ", count: 32)
    let id = "evt_\(number)"
    let json =
        #"{"specversion":"1.0","id":"\#(id)","source":"bench","type":"bode.answer.published","#
        + #""time":"2026-01-01T00:00:00Z","data":{"question":"\#(number)","answer":"\#(text)"}}"#
    return Event(id: id, kind: .answerPublished, json: json, sinks: ["desk"])
}

let client = await CurlHTTP(userAgent: "bode/bench (+bench@example.org)")
let services = SinkServices(
    services: Services(http: client, clock: SystemClock()), directory: "/nonexistent"
) { _ in "whsec_QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVoxMjM0NTY=" }
let options = try JSONDecoder().decode(
    WebhookSink.Options.self,
    from: Data(
        #"{"url": "\#(arguments[1])", "secret": "desk", "allow": ["127.0.0.1/32:*"], "insecure_http": true}"#
            .utf8))
let sink = try WebhookSink(name: "desk", options, services: services)
let events = (0..<count).map(event)

let (start, before) = (ContinuousClock.now, clock())
let delivered = await withTaskGroup(of: Int.self) { group in
    for lane in 0..<lanes {
        group.addTask {
            var delivered = 0
            for number in stride(from: lane, to: events.count, by: lanes) {
                let delivery = await sink.deliver([events[number]])
                if case .delivered = delivery.outcomes.first { delivered += 1 }
            }
            return delivered
        }
    }
    var delivered = 0
    for await part in group { delivered += part }
    return delivered
}
let seconds = (ContinuousClock.now - start) / .seconds(1)
let cpu = Double(clock() - before) / Double(CLOCKS_PER_SEC)
print(
    #"{"unit": "posts", "units": \#(delivered), "secs": \#(seconds), "cpu": \#(cpu), "failed": \#(count - delivered)}"#
)
