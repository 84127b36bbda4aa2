import Host
import Pipeline

/// `bode prune`: drops now what the daemon would drop within the hour, and gives up a removed reader where one is named.
package enum PruneCommand {
    /// Seconds that it may take.
    private static let patience = 3600

    package static func run(_ configuration: String, retiring name: String?) async -> ExitStatus {
        await Conversation.run(configuration) { settings in
            let summary: Housekeeping.Summary = try await ControlDesk.ask(
                .prune(retiring: name), of: settings, patience: patience)
            var lines = [
                """
                \(summary.messages) messages and \(summary.originals) originals (\(summary.bytes >> 20) MiB) dropped
                """
            ]
            for reader in (name.map { [$0] } ?? []) + summary.retired {
                lines.append("\(reader) is given up")
            }
            for reader in summary.waiting { lines.append("kept for \(reader)") }
            Environment.writeToStandardOutput(Array((lines.joined(separator: "\n") + "\n").utf8))
            return .success
        }
    }
}
