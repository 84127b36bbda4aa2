import CurlHTTP
import Engine
import Host
import Pipeline

/// `bode sinks`: how each sink does, and whether it takes events.
package enum SinksCommand {
    /// A sink with what waits for it.
    private struct Row: Codable {
        var name: String
        var kind: String
        var ready: Int
        var waiting: Int
        var setAside: Int
        var oldest: String?
        var state: String
    }

    /// Prints a table, or one JSON object a line; ends with 1 where a sink wants a person.
    package static func list(_ configuration: String, isJSON: Bool) async -> ExitStatus {
        await Conversation.run(configuration) { settings in
            let report: StatusReport = try await ControlDesk.ask(.status, of: settings)
            let rows = settings.sinks.compactMap { sink -> Row? in
                let name = Courier.reader(of: sink.name).name
                guard let reader = report.readers.first(where: { $0.name == name }) else { return nil }
                return Row(
                    name: sink.name, kind: sink.kind, ready: reader.ready, waiting: reader.waiting,
                    setAside: reader.setAside, oldest: reader.oldest, state: reader.state)
            }
            if isJSON {
                Environment.say(rows.map { JSONText.string($0) + "\n" }.joined())
            } else {
                let head = ["sink", "kind", "ready", "waiting", "set aside", "oldest", "state"]
                let cells = rows.map {
                    [
                        $0.name, $0.kind, "\($0.ready)", "\($0.waiting)", "\($0.setAside)", $0.oldest ?? "-",
                        $0.state.onOneLine(limit: 160),
                    ]
                }
                Environment.say(Table.lines([head] + cells).joined(separator: "\n") + "\n")
            }
            return report.concerns.contains { $0.hasPrefix("sink/") } ? .unhealthy : .success
        }
    }

    /// Has a sink tried again that is disabled, or left alone for a while.
    package static func resume(_ configuration: String, sink: String) async -> ExitStatus {
        await Conversation.run(configuration) { settings in
            let _: String = try await ControlDesk.ask(.enable(sink: sink), of: settings)
            let rows: [ControlDesk.AsideRow] = try await ControlDesk.ask(.asides, of: settings)
            let name = Courier.reader(of: sink).name
            let count = rows.count { $0.reader == name }
            Environment.say("sink \(sink) is tried again, with all that it missed\n")
            if count > 0 {
                Environment.say(
                    "\(count) set aside before are not among it: bode aside retry \(name) adds them\n")
            }
            return .success
        }
    }

    /// Delivers an event that says it is a test, in the running daemon or here where none runs, and prints the receiver's answer.
    package static func test(_ configuration: String, name: String) async -> ExitStatus {
        await Conversation.run(configuration) { settings in
            let test: ControlDesk.SinkTest
            if ControlDesk.isRunning(settings) {
                test = try await ControlDesk.ask(.testSink(name: name), of: settings, patience: 60)
            } else {
                test = try await here(name, settings)
            }
            let took = "\(test.milliseconds) ms, \(test.id)"
            guard test.isDelivered else {
                Environment.writeToStandardError(
                    "sink \(name) did not take it: \(test.answer.onOneLine(limit: 500)) (\(took))\n")
                return .unhealthy
            }
            Environment.say("sink \(name) took the test event (\(took))\n")
            return .success
        }
    }

    private static func here(_ name: String, _ settings: Settings) async throws -> ControlDesk.SinkTest {
        guard settings.sinks.contains(where: { $0.name == name }) else { throw settings.unknownSink(name) }
        let clock = SystemClock()
        let http = await CurlHTTP(userAgent: "bode/\(Version.text) (+\(settings.contact))")
        let services = Services(http: http, mail: http, clock: clock)
        let composition = try Composition(settings, services: services, hooks: services)
        guard let sink = composition.sinks.first(where: { $0.name == name })?.sink else {
            throw settings.unknownSink(name)
        }
        return try await StateOwner.acting(for: settings.state) {
            do throws(SinkFailure) { try await sink.resume(nil) } catch {
                return ControlDesk.SinkTest(
                    id: "-", isDelivered: false, answer: error.reason, milliseconds: 0)
            }
            return await ControlDesk.test(sink, name, instance: settings.instance, clock: clock)
        }
    }
}

/// `bode watch list`: the watches of the configuration.
package enum WatchCommand {
    package static func list(_ configuration: String) async -> ExitStatus {
        await Conversation.run(configuration) { settings in
            let rows = settings.watches.map {
                [$0.name, $0.sinks.joined(separator: ", "), $0.query.onOneLine(limit: 300)]
            }
            Environment.say(Table.lines([["watch", "sinks", "query"]] + rows).joined(separator: "\n") + "\n")
            return .success
        }
    }
}
