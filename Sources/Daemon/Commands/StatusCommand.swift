import Host
import Pipeline
import SQLiteLog

/// `bode status`: asks a running daemon, or reads the state of a stopped one.
package enum StatusCommand {
    package static func run(_ configuration: String, isJSON: Bool) async -> ExitStatus {
        do {
            let settings = try Settings.load(configuration)
            let report = try await report(settings)
            Environment.writeToStandardOutput(
                isJSON ? JSONText.encode(report) + [0x0A] : Array(report.table.utf8))
            return report.concerns.isEmpty ? .success : .unhealthy
        } catch let problem as ConfigurationProblem {
            Environment.writeToStandardError("\(problem)\n")
            return .configuration
        } catch {
            Environment.writeToStandardError("\(error)\n")
            return .unavailable
        }
    }

    private static func report(_ settings: Settings) async throws -> StatusReport {
        if let answer = ControlSocket.ask("status", at: "\(settings.state)/control.sock") {
            return try JSONText.decode(from: Array(answer.utf8))
        }
        guard Files.exists(settings.state) else {
            throw ConfigurationProblem("\(settings.state) does not exist: this configuration has never run")
        }
        let clock = SystemClock()
        let log = try await SQLiteLog.open(directory: settings.state, clock: clock)
        let report = await StatusReport(
            settings: settings, log: log, couriers: [], now: clock.now, isRunning: false)
        await log.close()
        return report
    }
}
