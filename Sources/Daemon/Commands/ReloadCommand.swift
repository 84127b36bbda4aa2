import Host
import Pipeline

/// `bode reload`: has the running daemon take over what the configuration says now, and prints its verdict.
package enum ReloadCommand {
    /// Ends with ``ExitStatus/configuration`` where the daemon refused, and with ``ExitStatus/unavailable`` where none runs.
    package static func run(_ configuration: String) async -> ExitStatus {
        let settings: Settings
        do throws(ConfigurationProblem) { settings = try Settings.load(configuration) } catch {
            // The daemon would say the same; its state, and so its socket, cannot be found without it.
            Environment.writeToStandardError("\(error)\n")
            return .configuration
        }
        return await Conversation.run(settings) { settings in
            guard ControlDesk.isRunning(settings) else {
                throw LogFailure.refused("no daemon runs on \(settings.state): nothing was reloaded")
            }
            let verdict: ReloadVerdict = try await ControlDesk.ask(.reload, of: settings, patience: 60)
            guard verdict.isAccepted else {
                Environment.writeToStandardError("\(verdict.message)\n")
                return .configuration
            }
            Environment.writeToStandardOutput(Array("in force; \(verdict.message)\n".utf8))
            return .success
        }
    }
}
