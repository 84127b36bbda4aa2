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
    package static func retry(
        _ configuration: String, reader: String, sequences: [Int64]
    ) async -> ExitStatus {
        await settle(configuration, reader, sequences, "tried again") {
            .retry(reader: $0, sequences: $1)
        }
    }

    /// Gives messages up for good.
    package static func drop(
        _ configuration: String, reader: String, sequences: [Int64]
    ) async -> ExitStatus {
        await settle(configuration, reader, sequences, "given up") { .drop(reader: $0, sequences: $1) }
    }

    /// Settles the messages that were named, or all of the reader's, and says how many.
    private static func settle(
        _ configuration: String, _ reader: String, _ named: [Int64], _ done: String,
        _ question: (String, [Int64]) -> ControlDesk.Question
    ) async -> ExitStatus {
        await Conversation.run(configuration) { settings in
            var (reader, named) = (reader, named)
            if let sequence = Int64(reader) {
                // A number by itself says whose it is, unless several have set it aside.
                let asides: [ControlDesk.WholeAside] = try await ControlDesk.ask(
                    .aside(sequence: sequence), of: settings)
                guard let owner = asides.first?.row.reader, asides.count == 1 else {
                    let owners = asides.map(\.row.reader).joined(separator: ", ")
                    throw LogFailure.refused(
                        "several have set \(sequence) aside: \(owners); say whose is meant")
                }
                (reader, named) = (owner, [sequence] + named)
            }
            // Refuses a reader that is not there, and changes nothing.
            let _: String = try await ControlDesk.ask(question(reader, []), of: settings)
            let rows: [ControlDesk.AsideRow] = try await ControlDesk.ask(.asides, of: settings)
            let aside = rows.filter { $0.reader == reader }.map(\.sequence)
            // What is set aside in great numbers is listed in part.
            let unknown = aside.count < ControlDesk.mostListed ? named.filter { !aside.contains($0) } : []
            guard unknown.isEmpty else {
                let numbers = unknown.map(String.init).joined(separator: ", ")
                throw LogFailure.refused("\(reader) has not set aside \(numbers); see bode aside")
            }
            let chosen = named.isEmpty ? aside : named
            let _: String = try await ControlDesk.ask(question(reader, chosen), of: settings)
            let count = chosen.count == 1 ? "1 message is" : "\(chosen.count) messages are"
            Environment.writeToStandardOutput(Array("\(count) \(done)\n".utf8))
            return .success
        }
    }
}

/// A command about the state of a configuration, with its ways of failing.
enum Conversation {
    static func run(
        _ configuration: String, _ body: (Settings) async throws -> ExitStatus
    ) async -> ExitStatus {
        do throws(ConfigurationProblem) {
            return await run(try Settings.load(configuration), body)
        } catch {
            Environment.writeToStandardError("\(error)\n")
            return .configuration
        }
    }

    static func run(
        _ settings: Settings, _ body: (Settings) async throws -> ExitStatus
    ) async -> ExitStatus {
        do {
            return try await body(settings)
        } catch let problem as ConfigurationProblem {
            Environment.writeToStandardError("\(problem)\n")
            return .configuration
        } catch {
            Environment.writeToStandardError("\(error)\n")
            return .unavailable
        }
    }
}
