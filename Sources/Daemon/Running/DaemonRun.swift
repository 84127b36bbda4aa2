import CurlHTTP
import DispatchIsolation
import Engine
import Host
import Logging
import Pipeline
import Polling
import SQLiteLog
import StrictYAML

/// One run of the daemon, from the configuration to the exit status.
package struct DaemonRun: Sendable {
    let configuration: String
    let logs: Logs
    /// True where each source is polled once and the daemon ends when all is delivered.
    let isOnce: Bool
    let timeScale: Double

    package init(configuration: String, logs: Logs, isOnce: Bool = false, timeScale: Double = 1) {
        (self.configuration, self.logs, self.isOnce, self.timeScale) = (
            configuration, logs, isOnce, timeScale
        )
    }

    /// Runs until told to stop, and says on standard error what went wrong.
    package func run() async -> ExitStatus {
        Environment.ignoreBrokenPipes()
        let logger = logs.logger()
        let note: @Sendable (LogLevel, String) -> Void = { logger.note($0, $1) }
        do {
            let settings = try Settings.load(configuration)
            try LoopbackOnly.check(settings, timeScale: timeScale)
            return try await run(settings, clock: SystemClock(scale: timeScale), note: note)
        } catch let problem as ConfigurationProblem {
            note(.error, "\(problem)")
            return .configuration
        } catch let failure as LogFailure {
            note(.error, "\(failure)")
            if case .inUse = failure { return .unavailable }
            return .software
        } catch {
            note(.error, "\(error)")
            return .software
        }
    }

    private func run(
        _ first: Settings, clock: SystemClock, note: @escaping @Sendable (LogLevel, String) -> Void
    ) async throws -> ExitStatus {
        let http = await CurlHTTP(userAgent: "bode/\(Version.text) (+\(first.contact))")
        let sources = Services(http: PoliteHTTP(http, clock: clock), clock: clock, log: note)
        let hooks = Services(http: http, clock: clock, log: note)
        var composition = try Composition(first, services: sources, hooks: hooks)
        let log = try await SQLiteLog.open(directory: first.state, clock: clock)
        note(.info, "bode \(Version.text) runs on \(first.state), with \(Version.libraries)")
        let (signals, systemd) = (SignalDesk(), Systemd())
        let reload: @Sendable () -> Composition? = {
            do throws(ConfigurationProblem) {
                let next = try Settings.load(configuration)
                try LoopbackOnly.check(next, timeScale: timeScale)
                guard next.state == first.state, next.contact == first.contact else {
                    throw ConfigurationProblem("state and contact change with a restart, not with a reload")
                }
                return try Composition(next, services: sources, hooks: hooks)
            } catch {
                note(.error, "the new configuration is refused, the old one stays: \(error)")
                return nil
            }
        }
        while true {
            let parts = try await Parts(composition, log: log, clock: clock, note: note)
            switch await parts.run(isOnce: isOnce, signals: signals, systemd: systemd, reload: reload) {
            case .stopped:
                systemd.stopping()
                await log.close()
                note(.info, "stopped")
                return .success
            case .reload(let next):
                composition = next
                note(.info, "the new configuration is in force")
            case .failed(let failure):
                note(.error, "the log failed, so the process ends: \(failure)")
                await log.close()
                return .software
            }
        }
    }
}

/// Time may run faster only where nobody else is asked: every source and sink on loopback.
enum LoopbackOnly {
    static func check(_ settings: Settings, timeScale: Double) throws(ConfigurationProblem) {
        guard timeScale != 1 else { return }
        guard timeScale > 1, timeScale <= 100_000 else {
            throw ConfigurationProblem("--time-scale: must be more than 1 and at most 100000")
        }
        let addresses =
            settings.sources.map { ($0.name, try? $0.options.value(for: "url")?.text(), $0.kind == "folder") }
            + settings.sinks.map { ($0.name, try? $0.options.value(for: "url")?.text(), $0.kind == "file") }
        for (name, url, isLocal) in addresses where !isLocal {
            guard let url, isLoopback(url) else {
                throw ConfigurationProblem("--time-scale is for loopback alone, and \(name) is not")
            }
        }
    }

    private static func isLoopback(_ url: String) -> Bool {
        guard let scheme = url.firstRange(of: "://") else { return false }
        let authority = url[scheme.upperBound...].prefix { $0 != "/" && $0 != "?" && $0 != "#" }
        guard !authority.contains("@") else { return false }
        return authority.hasPrefix("127.") || authority.hasPrefix("[::1]")
            || authority.prefix { $0 != ":" } == "localhost"
    }
}
