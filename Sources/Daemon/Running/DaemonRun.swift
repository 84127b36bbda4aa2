import CurlHTTP
import DispatchIsolation
import Engine
import Host
import Logging
import Pipeline
import Polling
import Reading
import SQLiteLog
import StrictYAML

/// One run of the daemon, from the configuration to the exit status.
package struct DaemonRun: Sendable {
    let configuration: String
    let logs: Logs
    let purpose: Parts.Purpose
    let timeScale: Double

    /// A run of the configuration at that path.
    ///
    /// `isOnce`: whether each source is polled once, and the daemon ends when all is delivered.
    package init(configuration: String, logs: Logs, isOnce: Bool = false, timeScale: Double = 1) {
        self.init(
            configuration: configuration, logs: logs, purpose: isOnce ? .once : .service,
            timeScale: timeScale)
    }

    init(configuration: String, logs: Logs, purpose: Parts.Purpose, timeScale: Double = 1) {
        (self.configuration, self.logs, self.purpose, self.timeScale) = (
            configuration, logs, purpose, timeScale
        )
    }

    /// Runs until told to stop, and says on standard error what went wrong.
    package func run() async -> ExitStatus {
        Environment.ignoreBrokenPipes()
        let logger = logs.logger()
        let note: @Sendable (LogLevel, String) -> Void = { logger.note($0, $1) }
        do {
            let settings = try Settings.load(configuration)
            return try await run(settings, clock: SystemClock(scale: timeScale), note: note)
        } catch let problem as ConfigurationProblem {
            note(.error, "\(problem)")
            return .configuration
        } catch let failure as LogFailure {
            note(.error, "\(failure)")
            switch failure {
            case .inUse, .refused: return .unavailable
            default: return .software
            }
        } catch {
            note(.error, "\(error)")
            return .software
        }
    }

    private func run(
        _ first: Settings, clock: SystemClock, note: @escaping @Sendable (LogLevel, String) -> Void
    ) async throws -> ExitStatus {
        let http = await CurlHTTP(userAgent: "bode/\(Version.text) (+\(first.contact))")
        let originals = OriginalStore(directory: "\(first.state)/originals")
        let polite = PoliteHTTP(http, clock: clock)
        let revisiting = RevisitingHTTP(
            polite, clock: clock,
            keep: { original in try? await originals.keep(original).sha256 },
            recall: { sha256 in await originals.bytes(of: sha256) })
        let sources = Services(http: revisiting, clock: clock, log: note)
        let hooks = Services(http: http, mail: http, clock: clock, log: note)
        var composition = try Composition(first, services: sources, hooks: hooks)
        try LoopbackOnly.check(composition, timeScale: timeScale)
        let log = try await SQLiteLog.open(directory: first.state, clock: clock)
        if case .backfill(let name, let backfill) = purpose, let source = composition.sources[name] {
            try await Backfiller.begin(backfill, of: name, source, log: log)
        }
        note(.info, "bode \(Version.text) runs on \(first.state), with \(Version.libraries)")
        let (signals, systemd) = (SignalDesk(), Systemd())
        let reload: @Sendable () -> Composition? = {
            reloaded(after: first, sources: sources, hooks: hooks, note: note)
        }
        var parts = try await Parts(composition, log: log, clock: clock, note: note)
        while true {
            polite.space(composition.pauses)
            switch await parts.run(for: purpose, signals: signals, systemd: systemd, reload: reload) {
            case .stopped:
                systemd.stopping()
                let concerns = purpose == .once ? await parts.statusReport().concerns : []
                for concern in concerns { note(.error, concern) }
                let isWhole = try await isWhole(in: log)
                await log.close()
                note(.info, "stopped")
                return concerns.isEmpty && isWhole ? .success : .unhealthy
            case .reload(let next):
                do throws(LogFailure) {
                    try await Revival.pollAgain(next.settings.sources, log: log)
                    parts = try await Parts(next, log: log, clock: clock, note: note)
                    composition = next
                    note(.info, "the new configuration is in force")
                } catch {
                    note(
                        .error, "the new configuration could not be put in force, the old one stays: \(error)"
                    )
                    parts = try await Parts(composition, log: log, clock: clock, note: note)
                }
            case .failed(let failure):
                note(.error, "the log failed, so the process ends: \(failure)")
                await log.close()
                return .software
            }
        }
    }
}

extension DaemonRun {
    /// The parts that the configuration asks for now; `nil` where it is refused, which is said.
    private func reloaded(
        after first: Settings, sources: Services, hooks: Services, note: (LogLevel, String) -> Void
    ) -> Composition? {
        do throws(ConfigurationProblem) {
            let next = try Settings.load(configuration)
            guard next.state == first.state, next.contact == first.contact else {
                throw ConfigurationProblem("state and contact change with a restart, not with a reload")
            }
            let parts = try Composition(next, services: sources, hooks: hooks)
            try LoopbackOnly.check(parts, timeScale: timeScale)
            return parts
        } catch {
            note(.error, "the new configuration is refused, the old one stays: \(error)")
            return nil
        }
    }

    /// False where the past of a source was to be brought, and some of it is still to come.
    private func isWhole(in log: any Log) async throws(LogFailure) -> Bool {
        guard case .backfill(let name, _) = purpose else { return true }
        return try await log.source(Backfiller.recordName(of: name))?.backfill?.finished != nil
    }
}

/// A reload is the operator's word that a source which once said it was gone for good may be asked again.
private enum Revival {
    static func pollAgain(_ sources: [SourceSettings], log: any Log) async throws(LogFailure) {
        for source in sources {
            guard var record = try await log.source(source.name), record.gone != nil else { continue }
            record.gone = nil
            var transaction = Transaction()
            transaction.source = record
            try await log.commit(transaction)
        }
    }
}

/// Time may run faster only where nobody else is asked: every source and sink on loopback.
enum LoopbackOnly {
    static func check(_ composition: Composition, timeScale: Double) throws(ConfigurationProblem) {
        guard timeScale != 1 else { return }
        guard timeScale > 1, timeScale <= 100_000 else {
            throw ConfigurationProblem("--time-scale: must be more than 1 and at most 100000")
        }
        for (name, source) in composition.sources {
            for host in source.hosts where !isLoopback(host) { throw refusal(name, host) }
        }
        for sink in composition.settings.sinks {
            if let server = try? sink.options.value(for: "server")?.text(), !isLoopback(server) {
                throw refusal(sink.name, server)
            }
            guard let url = try? sink.options.value(for: "url")?.text() else { continue }
            let host = PoliteHTTP.host(of: url)
            guard isLoopback(host) else { throw refusal(sink.name, host) }
        }
    }

    private static func refusal(_ name: String, _ host: String) -> ConfigurationProblem {
        ConfigurationProblem("--time-scale is for loopback alone, and \(name) asks \(host)")
    }

    private static func isLoopback(_ authority: String) -> Bool {
        guard !authority.contains("@") else { return false }
        return authority.hasPrefix("127.") || authority.hasPrefix("[::1]") || authority == "::1"
            || authority.prefix { $0 != ":" } == "localhost"
    }
}
