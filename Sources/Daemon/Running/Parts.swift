import Engine
import Host
import Pipeline
import Polling
import Reading
import StrictYAML

/// The running parts of a configuration: pollers, intake, archivist and couriers around the log.
///
/// Another configuration is taken over part by part: what it says nothing new of goes on as if nothing had happened.
actor Parts {
    private let purpose: Purpose
    private let log: any Log & LogHistory
    private let clock: any Clock
    /// Wakes the sources, of which there may be thousands.
    private let alarms: SharedAlarms
    private let note: @Sendable (LogLevel, String) -> Void
    private let meter: Meter
    private let originals: OriginalStore
    /// When the parts last got on.
    nonisolated let pulse = Pulse()

    private(set) var composition: Composition
    private var couriers: [Courier] = []
    private var sinks: [String: any Sink] = [:]
    private let crew = Crew()
    /// Shared by all couriers, so that together they keep to a limit.
    private let places = DeliveryPlaces()
    private let workshop: Workshop
    /// Papers that are being read or are with the stages of the process.
    private let inHand: InHand
    /// The stages outside the process that run.
    private var outside: [OutsidePart] = []
    private var stagesFingerprint: Fingerprint
    private let events: OperationalEvents
    private let intake: Part
    private let askings = Askings()
    private let backfills = Backfills()
    /// Where papers that are not urgent wait their turn.
    private let room: IntakeRoom
    /// Where polls wait their turn.
    private let polls: PollRoom

    init(
        _ composition: Composition, for purpose: Purpose, log: any Log & LogHistory,
        originals: OriginalStore, events: OperationalEvents, clock: any Clock, meter: Meter,
        note: @escaping @Sendable (LogLevel, String) -> Void
    ) async throws(LogFailure) {
        (self.purpose, self.log, self.clock, self.note) = (purpose, log, clock, note)
        (self.originals, self.meter) = (originals, meter)
        room = IntakeRoom(before: Intake.reader, log: log, clock: clock)
        polls = PollRoom(clock: clock)
        alarms = SharedAlarms(clock)
        let settings = composition.settings
        self.composition = composition
        let surroundings = Surroundings(log: log, clock: clock, stop: StopSignal(), meter: meter, note: note)
        let stages = StageRunner(composition.route, lanes: Environment.processors, meter: meter)
        stagesFingerprint = composition.stagesFingerprint
        workshop = Workshop(sources: composition.sources, stages: stages)
        self.events = events
        inHand = InHand(path: "\(settings.state)/in-hand")
        inHand.noteTraps()
        intake = .intake(workshop, originals: originals, inHand: inHand, events: events, surroundings)
        try await log.open(Intake.reader, from: .oldest)
        try await log.open(Archivist.reader, from: .oldest)
    }

    // MARK: A configuration

    /// Puts the first configuration in force.
    func start() async throws(LogFailure) { try await take(composition) }

    /// Puts another configuration in force, and returns the names of the parts that changed.
    ///
    /// Returns at once: what a part has under way when it is replaced is finished behind everyone's back.
    @discardableResult
    func take(_ next: Composition) async throws(LogFailure) -> [String] {
        var next = next
        for (name, source) in composition.sources
        where next.sourceFingerprints[name] == composition.sourceFingerprints[name] {
            next.sources[name] = source
        }
        let settings = next.settings
        try await openReaders(of: next)
        let writer = EventWriter(source: settings.instance)
        events.change(writer: writer, sinks: settings.operators)
        var stages = workshop.stages
        let hasOtherStages = next.stagesFingerprint != stagesFingerprint
        if hasOtherStages {
            stages = StageRunner(next.route, lanes: Environment.processors, meter: meter)
        }
        workshop.change(sources: next.sources, stages: stages)
        stagesFingerprint = next.stagesFingerprint
        var parts: [Part] = [
            intake, .archive(next, writer, events, surroundings()),
            .commitments(next, writer, surroundings()),
            .housekeeping(housekeeping(settings), settings, surroundings()), watchingRoom(settings),
        ]
        for source in settings.sources {
            guard let plugin = next.sources[source.name],
                let fingerprint = next.sourceFingerprints[source.name]
            else { continue }
            let work = SourceWork(source, plugin, fingerprint, events: events)
            parts += work.parts(
                for: purpose, askings: askings, backfills: backfills, polls: polls,
                room: room,
                surroundings: { surroundings(by: alarms) })
        }
        parts += try await replaceStages(next)
        parts += replaceCouriers(next)
        if purpose == .service, let address = settings.metrics { parts.append(serving(address)) }
        let watches = WatchSettings.changes(from: composition.settings, to: next.settings)
        composition = next
        var changed = await crew.take(parts)
        // What asks the watches begins anew with them; people know the watches.
        if !watches.isEmpty { changed.removeAll { ["archive", "commitments"].contains($0) } }
        changed += watches + (hasOtherStages ? ["stages"] : [])
        return changed.sorted()
    }

    private func openReaders(of next: Composition) async throws(LogFailure) {
        let stages = next.outside.map { StageReader.reader(of: $0.name) }
        let sources = next.settings.sources.flatMap { Trickle.readers(of: $0.name) }
        try await log.open(stages + sources, from: .oldest)
        try await log.open(next.sinks.map { Courier.reader(of: $0.name) }, from: .newest)
    }

    /// The parts of the sinks; the couriers of those that did not change stay, with all they know of their receivers.
    private func replaceCouriers(_ next: Composition) -> [Part] {
        var parts: [Part] = []
        var staying: [Courier] = []
        for (name, sink) in next.sinks {
            guard let fingerprint = next.sinkFingerprints[name] else { continue }
            let surroundings = surroundings()
            let isSame = composition.sinkFingerprints[name] == fingerprint
            let known = isSame ? couriers.first { $0.name == name } : nil
            if known == nil { sinks[name] = sink }
            let courier =
                known
                ?? Courier(
                    name: name, sink: sink, surroundings, events: events, places: places,
                    configuration: fingerprint.text)
            staying.append(courier)
            parts.append(.delivery(courier, fingerprint, stop: surroundings.stop))
        }
        couriers = staying
        for name in sinks.keys where !staying.contains(where: { $0.name == name }) { sinks[name] = nil }
        return parts
    }

    /// The parts of stages outside the process; those that did not change go on as they are.
    ///
    /// What waits for a stage that is configured no more is sent on without it.
    private func replaceStages(_ next: Composition) async throws(LogFailure) -> [Part] {
        var parts: [Part] = []
        var running: [OutsidePart] = []
        for part in next.outside {
            let known = outside.first { $0.name == part.name && $0.fingerprint == part.fingerprint }
            running.append(known ?? part)
            let surroundings = surroundings()
            let reader = StageReader(
                surroundings, stage: (known ?? part).stage, workshop: workshop, inHand: inHand,
                events: events)
            parts.append(.stage(reader, of: part.name, part.fingerprint, surroundings))
        }
        for absence in try await housekeeping(next.settings).removedStages() {
            let name = String(absence.reader.name.dropFirst("stage/".count))
            let surroundings = surroundings()
            let reader = StageReader(
                surroundings, draining: name, workshop: workshop, inHand: inHand, events: events)
            parts.append(.stage(reader, of: name, Fingerprint(["removed"]), surroundings))
        }
        outside = running
        return parts
    }

    private func housekeeping(_ settings: Settings) -> Housekeeping {
        Housekeeping(settings: settings, log: log, originals: originals, clock: clock, note: note)
    }

    private func watchingRoom(_ settings: Settings) -> Part {
        .room(
            RoomWatch(
                directory: settings.state, reserve: settings.keep.free, log: log, events: events,
                clock: clock, note: note), surroundings())
    }

    private func serving(_ address: LoopbackHTTP.Address) -> Part {
        .metrics(
            MetricsServer(address: address, pulse: pulse, surroundings: surroundings()) { [weak self] in
                await self?.desk.metrics ?? ""
            })
    }

    /// The log and the clock for one part, with a signal of its own to stop it.
    private func surroundings(by clock: (any Clock)? = nil) -> Surroundings {
        Surroundings(log: log, clock: clock ?? self.clock, stop: StopSignal(), meter: meter, note: note)
    }

    // MARK: Running

    /// What the log did to any part.
    nonisolated var failures: AsyncStream<LogFailure> { crew.failures }

    /// Tells every part to end, and returns when all have.
    func stop() async { await crew.stop() }

    /// For `once`: returns when everything polled has become what it becomes.
    ///
    /// What waits for another attempt, or for a sink that takes nothing now, is left for the next run.
    func waitUntilDelivered() async throws(LogFailure) {
        let polls = composition.settings.sources.map { SourceWork.pollName(of: $0.name) }
        while !Task.isCancelled, await !crew.haveEnded(polls) {
            try? await Task.sleep(for: .milliseconds(20))
        }
        while !Task.isCancelled {
            // In the order in which papers go, so that none slips by.
            let busy =
                composition.settings.sources.map { Trickle.history(of: $0.name) } + [Intake.reader]
                + (try await housekeeping(composition.settings).removedStages().map(\.reader))
                + (await stagesAtWork())
                + [Archivist.reader]
            var ready = 0
            for reader in busy { ready += try await log.backlog(of: reader).ready }
            for courier in couriers where courier.takesEvents {
                let backlog = try await log.backlog(of: Courier.reader(of: courier.name))
                ready += max(0, backlog.ready - courier.heldBack)
            }
            if ready == 0 { return }
            try? await Task.sleep(for: .milliseconds(20))
        }
    }

    /// The readers of the stages outside the process, but for those whose papers wait until an operator does something.
    private func stagesAtWork() async -> [Reader] {
        var readers: [Reader] = []
        for part in outside {
            if case .disabled = await part.stage.condition, part.stage.isRequired { continue }
            readers.append(StageReader.reader(of: part.name))
        }
        return readers
    }

    /// Returns once the log and every stage lane have answered: never, while one hangs.
    ///
    /// Throws where the log fails.
    nonisolated func answer() async throws(LogFailure) {
        await workshop.stages.answer()
        _ = try await log.backlog(of: Archivist.reader)
    }

    // MARK: Answering

    /// Who answers operators now.
    var desk: ControlDesk {
        let settings = composition.settings
        return ControlDesk(
            settings: settings, log: log, couriers: couriers, clock: clock, isRunning: true,
            reprocessing: Reprocessing(settings, log: log, clock: clock, stages: workshop.stages),
            backfills: purpose == .service ? (backfills, composition.sources) : nil,
            sinks: sinks, stages: outside.map(\.stage), meter: meter, pulse: pulse,
            housekeeping: housekeeping(settings))
    }

    /// How it all is doing now.
    func statusReport() async -> StatusReport {
        let settings = composition.settings
        return await StatusReport(
            settings: settings, log: log, couriers: couriers, stages: outside.map(\.stage),
            counts: meter.counts,
            removed: (try? await housekeeping(settings).removedStages().map(\.reader)) ?? [], now: clock.now)
    }
}
