import Engine
import Host
import Pipeline

/// `bode sources`: how each source does, and what an operator may do about it.
package enum SourcesCommand {
    /// Prints a table, or one JSON object a line; ends with 1 where a source wants a person.
    package static func list(_ configuration: String, isJSON: Bool) async -> ExitStatus {
        await Conversation.run(configuration) { settings in
            let report: StatusReport = try await ControlDesk.ask(.status, of: settings)
            let text =
                isJSON
                ? report.sources.map { JSONText.string($0) + "\n" }.joined()
                : SourceReport.table(
                    report.sources, now: Timestamp(rfc3339: report.time) ?? SystemClock().now)
            Environment.writeToStandardOutput(Array(text.utf8))
            return report.sources.allSatisfy(\.concerns.isEmpty) ? .success : .unhealthy
        }
    }

    /// Has a source that said it is gone for good polled again.
    package static func resume(_ configuration: String, source: String) async -> ExitStatus {
        await Conversation.run(configuration) { settings in
            let _: String = try await ControlDesk.ask(.resume(source: source), of: settings)
            say("source \(source) is polled again")
            return .success
        }
    }

    /// Lets go of what came with a flood.
    package static func release(_ configuration: String, source: String, isQuiet: Bool) async -> ExitStatus {
        await Conversation.run(configuration) { settings in
            let question = ControlDesk.Question.release(source: source, announces: !isQuiet)
            // A batch at a time, so that no answer is long in coming.
            var (count, last): (Int, Int) = (0, 0)
            repeat {
                last = try await ControlDesk.ask(question, of: settings)
                count += last
            } while last > 0
            say(count == 1 ? "1 paper goes on" : "\(count) papers go on")
            return .success
        }
    }

    /// Brings what a source published since a day: in the running daemon, or here where none runs.
    package static func backfill(
        _ configuration: String, source: String, since: String, announces: Bool, logs: Logs
    ) async -> ExitStatus {
        guard let day = Timestamp(rfc3339: since) else {
            Environment.writeToStandardError(
                "--since: '\(since.onOneLine(limit: 60))' is no date like 2026-11-01\n")
            return .usage
        }
        return await Conversation.run(configuration) { settings in
            guard settings.sources.contains(where: { $0.name == source }) else {
                throw settings.unknownSource(source)
            }
            if ControlDesk.isRunning(settings) {
                let question = ControlDesk.Question.backfill(source: source, since: day, announces: announces)
                let _: String = try await ControlDesk.ask(question, of: settings)
                say("the daemon brings what \(source) published since \(day.rfc3339); see bode sources")
                return .success
            }
            let backfill = Backfill(since: day, announces: announces, started: SystemClock().now)
            return await DaemonRun(
                configuration: configuration, logs: logs, purpose: .backfill(source, backfill)
            ).run()
        }
    }

    private static func say(_ text: String) {
        Environment.writeToStandardOutput(Array((text + "\n").utf8))
    }
}
