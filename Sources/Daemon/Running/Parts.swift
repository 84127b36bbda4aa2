import Engine
import Host
import Pipeline
import Polling
import Reading

/// The running parts of one configuration: pollers, intake, archivist and couriers around the log.
struct Parts: Sendable {
    /// How a run of the parts ended.
    enum End: Sendable {
        case stopped
        case reload(Composition)
        case failed(LogFailure)
    }

    /// What is in hand gets this long to end after a signal.
    private static let drainTime = Duration.seconds(20)

    private let composition: Composition
    private let log: any Log
    private let surroundings: Surroundings
    private let sources: SourceWork
    private let intake: Intake
    private let stages: StageRunner
    private let archivist: Archivist
    private let couriers: [Courier]

    init(
        _ composition: Composition, log: any Log, clock: any Clock,
        note: @escaping @Sendable (LogLevel, String) -> Void
    ) async throws(LogFailure) {
        self.composition = composition
        self.log = log
        let settings = composition.settings
        let surroundings = Surroundings(log: log, clock: clock, stop: StopSignal(), note: note)
        self.surroundings = surroundings
        try await log.open(Intake.reader, from: .oldest)
        try await log.open(Archivist.reader, from: .oldest)
        for sink in composition.sinks { try await log.open(Courier.reader(of: sink.name), from: .newest) }
        for reader in settings.sources.flatMap({ Trickle.readers(of: $0.name) }) {
            try await log.open(reader, from: .oldest)
        }

        let writer = EventWriter(source: settings.instance)
        let events = OperationalEvents(writer: writer, sinks: settings.operators)
        sources = SourceWork(composition, surroundings, events: events)
        let inHand = InHand(path: "\(settings.state)/in-hand")
        stages = StageRunner(stages: composition.stages, lanes: Environment.processors)
        let originals = OriginalStore(directory: "\(settings.state)/originals")
        let reader = PaperReader.installed
        intake = Intake(
            surroundings, sources: composition.sources,
            read: { original throws(PaperFailure) in
                do throws(ReadFailure) { return try await reader.read(original) } catch {
                    // What only lacks a program or room for a process will be readable later.
                    guard case .unavailable = error else { throw PaperFailure("\(error)") }
                    throw PaperFailure("\(error)", isPermanent: false)
                }
            },
            keep: { original throws(LogFailure) in try await originals.keep(original) },
            stages: stages, inHand: inHand, events: events)
        archivist = Archivist(surroundings, watches: composition.watches, writer: writer)
        let places = DeliveryPlaces()
        couriers = zip(composition.sinks, settings.sinks).map { sink, settings in
            Courier(
                name: sink.name, sink: sink.sink, surroundings, events: events, places: places,
                configuration: settings.fingerprint)
        }
    }

    // MARK: Running

    /// Runs until a signal, until all is delivered where the purpose says so, or until the log fails.
    func run(
        for purpose: Purpose, signals: SignalDesk, systemd: Systemd,
        reload: @escaping @Sendable () -> Composition?
    ) async -> End {
        let desk = ControlDesk(
            settings: composition.settings, log: log, couriers: couriers, clock: surroundings.clock,
            isRunning: true,
            reprocessing: Reprocessing(
                composition.settings, log: log, clock: surroundings.clock, stages: stages),
            backfills: purpose == .service ? sources.backfills : nil)
        let control = ControlSocket(path: "\(composition.settings.state)/control.sock") {
            await desk.answer($0)
        }
        if let problem = await control.open() {
            surroundings.note(.warning, "status cannot be asked while running: \(problem)")
        }
        systemd.ready("\(composition.settings.sources.count) sources, \(couriers.count) sinks")
        let feeding = Task { await feedWatchdog(systemd) }
        let end = await conduct(purpose, signals: signals, systemd: systemd, reload: reload)
        feeding.cancel()
        await control.close()
        return end
    }

    private func conduct(
        _ purpose: Purpose, signals: SignalDesk, systemd: Systemd,
        reload: @escaping @Sendable () -> Composition?
    ) async -> End {
        let polling = Task { await sources.poll(for: purpose) }
        let trickling = Task { await sources.trickle() }
        let bringing = Task { await capture { () async throws(LogFailure) in try await intake.run() } }
        let telling = Task { await tell() }
        let listening = Task { await listen(to: signals, systemd: systemd, reload: reload) }
        return await withTaskGroup(of: End?.self) { group -> End in
            for work in [polling, trickling, bringing, telling] {
                group.addTask { await work.value.map(End.failed) }
            }
            group.addTask { await listening.value }
            if purpose.ends { group.addTask { await waitUntilDelivered(after: polling) } }
            var end: End?
            while end == nil, let next = await group.next() { end = next }
            surroundings.stop.stop()
            // Nothing of a poll or a fetch is stored before it is whole, so both are simply abandoned.
            for work in [polling, trickling, bringing] { work.cancel() }
            listening.cancel()
            // Deliveries under way are finished, since the receiver may have taken them already.
            group.addTask {
                try? await Task.sleep(for: Parts.drainTime)
                telling.cancel()
                return nil
            }
            for work in [polling, trickling, bringing, telling] { _ = await work.value }
            group.cancelAll()
            return end ?? .stopped
        }
    }

    /// Waits for a signal that ends this run.
    private func listen(
        to signals: SignalDesk, systemd: Systemd, reload: @escaping @Sendable () -> Composition?
    ) async -> End {
        for await signal in signals.signals {
            switch signal {
            case .stop: return .stopped
            case .reload:
                systemd.reloading()
                if let next = reload() { return .reload(next) }
                systemd.ready("the new configuration was refused")
            }
        }
        return .stopped
    }

    private func tell() async -> LogFailure? {
        await firstFailure { group in
            group.addTask { await capture { () async throws(LogFailure) in try await archivist.run() } }
            for courier in couriers {
                group.addTask { await capture { () async throws(LogFailure) in try await courier.run() } }
            }
            group.addTask { await capture { () async throws(LogFailure) in try await prune() } }
        }
    }

    // MARK: Looking after it

    /// For `once`: everything polled has become what it becomes.
    ///
    /// What waits for another attempt, or for a sink that takes nothing now, is left for the next run.
    private func waitUntilDelivered(after polling: Task<LogFailure?, Never>) async -> End? {
        guard await polling.value == nil else { return nil }
        while !Task.isCancelled {
            let busy =
                composition.settings.sources.map { Trickle.history(of: $0.name) }
                + [Intake.reader, Archivist.reader]
            var ready = 0
            do throws(LogFailure) {
                for reader in busy { ready += try await log.backlog(of: reader).ready }
                for courier in couriers where courier.takesEvents {
                    let backlog = try await log.backlog(of: Courier.reader(of: courier.name))
                    ready += max(0, backlog.ready - courier.heldBack)
                }
            } catch { return .failed(error) }
            if ready == 0 { return .stopped }
            try? await Task.sleep(for: .milliseconds(20))
        }
        return nil
    }

    /// What everyone has read is kept this long, for those who want to look back.
    private static let retention = Duration.seconds(30 * 86_400)

    private func prune() async throws(LogFailure) {
        while !surroundings.stop.isStopped, !Task.isCancelled {
            let now = surroundings.clock.now
            do throws(LogFailure) {
                for source in composition.settings.sources {
                    let end = now.adding(.zero - (source.recency ?? SourceSettings.defaultRecency))
                    try await Release(source: source.name, log: log, clock: surroundings.clock).expire(
                        before: end)
                }
                try await log.prune(before: now.adding(.zero - Parts.retention))
            } catch {
                // A full disk is told by those who have something to store; pruning only waits.
                guard case .full = error else { throw error }
            }
            await surroundings.stop.interrupting { [clock = surroundings.clock] in
                try? await clock.sleep(until: now.adding(.seconds(3600)))
            }
        }
    }

    /// Feeds the watchdog as long as the log and every stage lane answer.
    private func feedWatchdog(_ systemd: Systemd) async {
        guard let interval = systemd.watchdog else { return }
        while !Task.isCancelled {
            await stages.answer()
            // A log that fails is as good as one that hangs: the watchdog starves, and systemd starts anew.
            if (try? await log.backlog(of: Archivist.reader)) != nil { systemd.alive() }
            try? await Task.sleep(for: interval / 3)
        }
    }

    /// How it all is doing now.
    func statusReport() async -> StatusReport {
        await StatusReport(
            settings: composition.settings, log: log, couriers: couriers, now: surroundings.clock.now)
    }
}
