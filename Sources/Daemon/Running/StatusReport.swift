import Engine
import Host
import Pipeline

/// How the daemon is doing: what `bode status` shows.
struct StatusReport: Codable, Sendable {
    struct Reader: Codable, Sendable {
        var name: String
        var ready: Int
        var waiting: Int
        var setAside: Int
        /// When the oldest unsettled message was appended.
        var oldest: String?
        var sink: SinkHealth?
        /// How the stage does that it gives papers to, where one runs.
        var stage: StageHealth?

        /// In a few words.
        ///
        /// What a process before this one saw counts for as long as something waits to be tried.
        var state: String {
            if let stage { return stage.text }
            guard let sink else { return "ok" }
            if let gone = sink.gone { return gone }
            if sink.failures > 0, let failure = sink.lastFailure { return failure }
            guard let since = sink.failingSince, oldest != nil else { return "ok" }
            return "failing since \(since.rfc3339)"
        }
    }

    var version: String
    var time: String
    /// The running daemon's process; `nil` where the state of a stopped one was read.
    var pid: Int32?
    var sources: [SourceReport]
    var readers: [Reader]
    /// What wants a person, one sentence each; empty when all is well.
    var concerns: [String]

    /// An event that waits longer is a concern.
    private static let longestWait = Duration.seconds(15 * 60)

    /// - Parameters:
    ///   - settings: what the configuration says.
    ///   - log: where the state lies.
    ///   - couriers: those that deliver now.
    ///   - stages: the stages outside the process that run now.
    ///   - counts: what was counted since the start.
    ///   - removed: readers of stages that are configured no more, with something left.
    ///   - now: the time.
    ///   - isRunning: whether this is the daemon.
    init(
        settings: Settings, log: any Log, couriers: [Courier], stages: [any OutsideStage],
        counts: Meter.Counts?,
        removed: [Pipeline.Reader], now: Timestamp, isRunning: Bool = true
    ) async {
        version = Version.text
        time = now.rfc3339
        pid = isRunning ? Environment.processID : nil
        sources = []
        readers = []
        concerns = isRunning ? [] : ["bode is not running: nothing is polled and nothing is delivered"]
        let reserve = settings.keep.free
        if let free = Files.freeBytes(at: settings.state), free < reserve {
            concerns.append(
                "less than \(reserve >> 20) MiB are free at \(settings.state): intake waits for room")
        }
        // A trial on somebody's machine has no say in its clock; a service depends on it.
        if isRunning, Environment["INVOCATION_ID"] != nil, MachineClock.isSynchronised == false {
            concerns.append(
                "nothing keeps this machine's clock in step: dates, silences and signatures of webhooks go by it"
            )
        }
        for source in settings.sources { await add(source, log: log, now: now) }
        await add(Intake.reader, log: log, health: nil, now: now)
        for name in settings.outsideStages {
            var health: StageHealth?
            let reader = StageReader.reader(of: name)
            if let stage = stages.first(where: { $0.name == name }) {
                health = await StageHealth(of: stage, restarts: counts?.restarts[reader.name] ?? 0)
            }
            await add(reader, log: log, health: nil, stage: health, now: now)
        }
        for reader in removed { await add(reader, log: log, health: nil, stage: .removed, now: now) }
        await add(Archivist.reader, log: log, health: nil, now: now)
        for sink in settings.sinks {
            await add(
                Courier.reader(of: sink.name), log: log,
                health: await health(of: sink.name, couriers: couriers, log: log), now: now)
        }
    }

    /// How the sink does; how it did last, where nothing delivers to it now.
    private mutating func health(of sink: String, couriers: [Courier], log: any Log) async -> SinkHealth? {
        if let courier = couriers.first(where: { $0.name == sink }) { return courier.health }
        do throws(LogFailure) {
            return try await Courier.record(of: sink, in: log).map { SinkHealth($0) }
        } catch {
            concerns.append("what is remembered of sink \(sink) cannot be looked up: \(error)")
            return nil
        }
    }

    private mutating func add(_ settings: SourceSettings, log: any Log, now: Timestamp) async {
        do throws(LogFailure) {
            let source = try await SourceReport(settings, log: log, now: now)
            sources.append(source)
            concerns += source.concerns
        } catch {
            concerns.append("source \(settings.name) cannot be looked up: \(error)")
        }
    }

    private mutating func add(
        _ reader: Pipeline.Reader, log: any Log, health: SinkHealth?, stage: StageHealth? = nil,
        now: Timestamp
    ) async {
        var backlog = Backlog()
        do throws(LogFailure) {
            // A stopped daemon's state may not know a stage yet.
            if pid == nil, reader.name.hasPrefix("stage/") { try await log.open(reader, from: .oldest) }
            backlog = try await log.backlog(of: reader)
        } catch {
            concerns.append("\(reader.name) cannot be looked up: \(error)")
        }
        readers.append(
            Reader(
                name: reader.name, ready: backlog.ready, waiting: backlog.waiting, setAside: backlog.setAside,
                oldest: backlog.oldest?.rfc3339, sink: health, stage: stage))
        if let stage, stage.state == .disabled {
            let what = stage.isRequired ? "its papers wait" : "papers go on without it"
            concerns.append(
                """
                \(reader.name) is \(stage.text); \(what) (bode stage resume \(reader.name.dropFirst("stage/".count)))
                """)
        }
        if let gone = health?.gone { concerns.append("\(reader.name) is disabled: \(gone)") }
        let isStale = pid == nil && backlog.oldest != nil && health?.failingSince != nil
        if let health, health.gone == nil, health.isFailing || isStale {
            let since = health.failingSince.map { "since \($0.rfc3339)" }
            concerns.append(
                "\(reader.name) keeps failing: \(health.lastFailure ?? since ?? "it cannot be prepared")")
        }
        if backlog.setAside > 0 {
            concerns.append(
                "\(reader.name) has set \(backlog.setAside == 1 ? "a message" : "\(backlog.setAside) messages") aside (bode aside)"
            )
        }
        if let oldest = backlog.oldest, now.since(oldest) > StatusReport.longestWait {
            let why = (health?.lastFailure ?? stage?.reason).map { " (\($0))" } ?? ""
            concerns.append("\(reader.name) has waited since \(oldest.rfc3339)\(why)")
        }
    }

    // MARK: For people

    /// The report as a table.
    var table: String {
        var lines = [
            pid.map { "bode \(version) runs as process \($0)" }
                ?? "bode is not running; this is its stored state", "",
        ]
        lines += Table.lines(
            [["source", "last asked", "last new paper", "state"]]
                + sources.map { [$0.name, $0.lastAttempt ?? "never", $0.lastNew ?? "never", $0.state] })
        lines.append("")
        lines += Table.lines(
            [["reader", "ready", "waiting", "set aside", "oldest", "state"]]
                + readers.map { reader in
                    [
                        reader.name, "\(reader.ready)", "\(reader.waiting)", "\(reader.setAside)",
                        reader.oldest ?? "-",
                        reader.state.onOneLine(limit: 120),
                    ]
                })
        lines.append("")
        lines += concerns.isEmpty ? ["All is well."] : concerns.map { "! \($0.onOneLine(limit: 300))" }
        return lines.joined(separator: "\n") + "\n"
    }
}
