import Host
import Pipeline

/// `bode status`: how the daemon is doing, or how it stood when it stopped.
package enum StatusCommand {
    package static func run(_ configuration: String, isJSON: Bool) async -> ExitStatus {
        await Conversation.run(configuration) { settings in
            let report: StatusReport = try await ControlDesk.ask(.status, of: settings)
            let text = isJSON ? JSONText.string(report) + "\n" : report.table
            Environment.writeToStandardOutput(Array(text.utf8))
            return report.concerns.isEmpty ? .success : .unhealthy
        }
    }
}

/// `bode metrics`: the same for Prometheus.
package enum MetricsCommand {
    package static func run(_ configuration: String) async -> ExitStatus {
        await Conversation.run(configuration) { settings in
            let text: String = try await ControlDesk.ask(.metrics, of: settings)
            Environment.writeToStandardOutput(Array(text.utf8))
            return .success
        }
    }
}

/// `bode aside`: what was set aside, and what is to become of it.
package enum AsideCommand {
    /// Lists everything, one JSON object a line where asked for.
    package static func list(_ configuration: String, isJSON: Bool) async -> ExitStatus {
        await Conversation.run(configuration) { settings in
            let rows: [ControlDesk.AsideRow] = try await ControlDesk.ask(.asides, of: settings)
            for row in rows {
                let line =
                    isJSON
                    ? JSONText.string(row)
                    : "\(row.reader) \(row.sequence)  \(row.since)  \(row.key.onOneLine(limit: 120)): "
                        + row.reason.onOneLine(limit: 300)
                Environment.writeToStandardOutput(Array((line + "\n").utf8))
            }
            return .success
        }
    }

    /// Has messages tried again, as if for the first time.
    package static func retry(_ configuration: String, reader: String, sequences: [Int64]) async -> ExitStatus
    {
        await settle(configuration) {
            .retry(reader: reader, sequences: try await chosen(sequences, of: reader, $0))
        }
    }

    /// Gives messages up for good.
    package static func drop(_ configuration: String, reader: String, sequences: [Int64]) async -> ExitStatus
    {
        await settle(configuration) {
            .drop(reader: reader, sequences: try await chosen(sequences, of: reader, $0))
        }
    }

    private static func settle(
        _ configuration: String, _ question: (Settings) async throws -> ControlDesk.Question
    ) async -> ExitStatus {
        await Conversation.run(configuration) { settings in
            let _: String = try await ControlDesk.ask(try await question(settings), of: settings)
            return .success
        }
    }

    /// Those that were named, or all of the reader's.
    private static func chosen(
        _ sequences: [Int64], of reader: String, _ settings: Settings
    ) async throws -> [Int64] {
        guard sequences.isEmpty else { return sequences }
        let rows: [ControlDesk.AsideRow] = try await ControlDesk.ask(.asides, of: settings)
        return rows.filter { $0.reader == reader }.map(\.sequence)
    }
}

/// A command about the state of a configuration, with its ways of failing.
enum Conversation {
    static func run(
        _ configuration: String, _ body: (Settings) async throws -> ExitStatus
    ) async -> ExitStatus {
        do {
            return try await body(try Settings.load(configuration))
        } catch let problem as ConfigurationProblem {
            Environment.writeToStandardError("\(problem)\n")
            return .configuration
        } catch {
            Environment.writeToStandardError("\(error)\n")
            return .unavailable
        }
    }
}
