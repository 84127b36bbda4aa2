import CurlHTTP
import DispatchIsolation
import Engine
import Host
import Logging
package import Pipeline
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
    private var stages: [any Stage.Type] = []

    /// A run of the configuration at that path.
    ///
    /// - Parameters:
    ///   - configuration: the path of the configuration.
    ///   - logs: how the log looks.
    ///   - isOnce: whether each source is polled once, and the daemon ends when all is delivered.
    ///   - timeScale: how much faster time runs.
    ///   - stages: what the configuration may name beside the built-in ones, for trials.
    package init(
        configuration: String, logs: Logs, isOnce: Bool = false, timeScale: Double = 1,
        trying stages: [any Stage.Type] = []
    ) {
        self.init(
            configuration: configuration, logs: logs, purpose: isOnce ? .once : .service,
            timeScale: timeScale)
        self.stages += stages
    }

    init(configuration: String, logs: Logs, purpose: Parts.Purpose, timeScale: Double = 1) {
        (self.configuration, self.logs, self.purpose, self.timeScale) = (
            configuration, logs, purpose, timeScale
        )
    }

    /// Runs until told to stop, and says on standard error what went wrong.
    package func run() async -> ExitStatus {
        Environment.ignoreBrokenPipes()
        ProcessMemory.keepTogether()
        let clock = SystemClock(scale: timeScale)
        let book = LogBook(logs.logger(), clock: clock)
        let note: @Sendable (LogLevel, String) -> Void = { book.note($0, $1) }
        defer { book.finish() }
        let signals = SignalDesk {
            // Nothing is in hand yet, and what the state holds bears an end at any moment.
            note(.info, "stopped before it was ready")
            book.finish()
            Environment.end(with: ExitStatus.success.rawValue)
        }
        do {
            let settings = try Settings.load(configuration)
            book.change(logs.logger(settings.log))
            return try await run(settings, clock: clock, book: book, signals: signals, note: note)
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
        _ first: Settings, clock: SystemClock, book: LogBook, signals: SignalDesk,
        note: @escaping @Sendable (LogLevel, String) -> Void
    ) async throws -> ExitStatus {
        // Building the parts takes a while, and whoever started a second one should hear of that at once.
        try SQLiteLog.refuseInUse(first.state)
        let meter = Meter()
        let http = await CurlHTTP(userAgent: "bode/\(Version.text) (+\(first.contact))")
        let onBreak: @Sendable (LogFailure) -> Void = { failure in
            note(.error, "the disk failed, so the process ends: \(failure)")
            Environment.end(with: ExitStatus.software.rawValue)
        }
        let originals = OriginalStore(
            directory: "\(first.state)/originals", reserve: first.keep.free, onBreak: onBreak)
        let polite = PoliteHTTP(http, clock: clock)
        let revisiting = RevisitingHTTP(
            polite, clock: clock,
            keep: { original in try? await originals.keep(original).sha256 },
            recall: { sha256 in await originals.bytes(of: sha256) })
        let sources = Services(http: revisiting, clock: clock, log: note)
        let hooks = Services(http: http, mail: http, clock: clock, log: note)
        let hosting = Hosting(state: first.state, meter: meter, note: note)
        let compose: @Sendable (Settings) throws(ConfigurationProblem) -> Composition = {
            [timeScale, hosting, stages] settings throws(ConfigurationProblem) in
            let composition = try Composition(
                settings, registry: builtIn.with(stages), services: sources, hooks: hooks, hosting: hosting,
                meter: meter, onBreak: onBreak)
            try LoopbackOnly.check(composition, timeScale: timeScale)
            return composition
        }
        let composition = try compose(first)
        if try StateOwner.become(of: first.state) {
            note(.info, "goes on as the owner of \(first.state), not as root")
        }
        let log = try await SQLiteLog.open(
            directory: first.state, clock: clock, limits: first.keep.limits, onBreak: onBreak)
        hosting.clear()
        // Not before this, since the owner of the state runs them and nobody else.
        do throws(ConfigurationProblem) {
            for warning in try await composition.greetings.exchange() { note(.warning, warning) }
        } catch {
            await log.close()
            throw error
        }
        if case .backfill(let name, let backfill) = purpose, let source = composition.sources[name] {
            try await Backfiller.begin(backfill, of: name, source, log: log)
        }
        let restarts = RestartWatch(state: first.state, note: note)
        let operators = OperationalEvents(
            writer: EventWriter(source: first.instance), sinks: first.operators)
        let reports = DamageReports(operators, clock: clock, note: note)
        await log.tell { reports.report($0, $1, $2) }
        if purpose == .service {
            try await restarts.begin(operators, log: log, at: clock.now)
        }
        note(.info, "bode \(Version.text) runs on \(first.state), with \(Version.libraries)")
        let parts = try await Parts(
            composition, for: purpose, log: log, originals: originals, events: operators, clock: clock,
            meter: meter, note: note)
        polite.space(composition.pauses)
        let reloading = Reloading(parts, log: log, note: { book.answer($0, $1) }) {
            [configuration, logs, parts] () async throws(ConfigurationProblem) in
            let next = try Settings.load(configuration)
            let fixed = [
                ("state", next.state == first.state), ("contact", next.contact == first.contact),
                ("keep.free", next.keep.free == first.keep.free),
            ].filter { !$0.1 }.map(\.0)
            guard fixed.isEmpty else {
                throw ConfigurationProblem(
                    "\(configuration): \(fixed.joined(separator: ", ")): changes with a restart, not with a reload"
                )
            }
            let composition = try compose(next)
            let known = await parts.composition.greetings
            for warning in try await composition.greetings.exchange(besides: known) {
                note(.warning, warning)
            }
            polite.space(composition.pauses)
            book.change(logs.logger(next.log))
            return composition
        }
        let supervision = Supervision(
            parts: parts, reloading: reloading, purpose: purpose, signals: signals, note: note)
        let end = await supervision.run(state: first.state)
        if case .failed(let failure) = end {
            note(.error, "the log failed, so the process ends: \(failure)")
            await log.close()
            return .software
        }
        if purpose == .service { restarts.end() }
        let concerns = purpose == .once ? await parts.statusReport().concerns : []
        for concern in concerns { note(.error, concern) }
        let isWhole = try await isWhole(in: log)
        await log.close()
        note(.info, "stopped")
        return concerns.isEmpty && isWhole ? .success : .unhealthy
    }

    /// False where the past of a source was to be brought, and some of it is still to come.
    private func isWhole(in log: any Log) async throws(LogFailure) -> Bool {
        guard case .backfill(let name, _) = purpose else { return true }
        return try await log.source(Backfiller.recordName(of: name))?.backfill?.finished != nil
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
