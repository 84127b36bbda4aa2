import Engine
import Host
import Pipeline

/// `bode tap`: the messages of a topic as they are appended, one JSON object a line.
package struct TapCommand: Sendable {
    let configuration: String
    let topic: String
    let since: String?
    let limit: Int?

    package init(configuration: String, topic: String, since: String?, limit: Int?) {
        (self.configuration, self.topic) = (configuration, topic)
        (self.since, self.limit) = (since, limit)
    }

    /// Between two looks at a topic to which nothing was appended.
    private static let pause = Duration.milliseconds(250)

    /// Prints until `limit` messages were shown, until nobody reads them any more, or until it is interrupted.
    ///
    /// Of a daemon that does not run it prints what is there, from the beginning unless `since` says otherwise.
    package func run() async -> ExitStatus {
        Environment.ignoreBrokenPipes()
        let start: Timestamp?
        do throws(UsageProblem) {
            start = try since.map { text throws(UsageProblem) in try Times.parse(text, "--since") }
        } catch { return error.exit }
        return await Conversation.run(configuration) { settings in
            let isRunning = ControlDesk.isRunning(settings)
            let first = isRunning ? SystemClock().now : Timestamp(milliseconds: 0)
            var request = Tap.Request(topic: topic, since: start ?? first)
            var left = limit ?? .max
            while left > 0 {
                let slice: Tap.Slice = try await ControlDesk.ask(.tap(request), of: settings)
                for row in slice.rows.prefix(left) {
                    left -= 1
                    guard Environment.writeToStandardOutput(Array((line(row) + "\n").utf8)) else {
                        return .success
                    }
                }
                request.after = slice.after
                guard slice.isAll else { continue }
                guard slice.isRunning else {
                    if isRunning { throw LogFailure.refused("bode has stopped") }
                    return .success
                }
                try await Task.sleep(for: TapCommand.pause)
            }
            return .success
        }
    }

    private struct Head: Encodable {
        var topic: String
        var sequence: Int64
        var key: String
        var appended: String
        var sinks: [String]?
    }

    /// A message on a line: an event as it is delivered, everything else as it is stored.
    private func line(_ row: Tap.Row) -> String {
        var head = Head(topic: topic, sequence: row.sequence, key: row.key, appended: row.appended)
        var (name, whole) = ("message", row.payload)
        if topic == Topic.events.rawValue,
            let event = try? JSONText.decode(Event.self, from: Array(row.payload.utf8))
        {
            (name, whole, head.sinks) = ("event", event.json, event.sinks)
        }
        // Bytes that the disk has changed are no JSON any more.
        if whole.isEmpty || whole.utf8.contains(0x0A) { whole = JSONText.string(whole) }
        return "\(JSONText.string(head).dropLast()),\"\(name)\":\(whole)}"
    }
}
