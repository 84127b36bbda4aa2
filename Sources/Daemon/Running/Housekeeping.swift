import Engine
import Pipeline
import Polling
import Reading

/// Drops what has served its purpose and is old enough, every hour or when somebody asks.
struct Housekeeping: Sendable {
    let settings: Settings
    let log: any Log
    let originals: OriginalStore
    let clock: any Clock
    let note: @Sendable (LogLevel, String) -> Void

    static let interval = Duration.seconds(3600)

    /// What a pass has dropped.
    struct Summary: Codable, Sendable {
        var messages = 0
        var originals = 0
        /// Bytes that the originals took up.
        var bytes: Int64 = 0
        /// Readers that were given up.
        var retired: [String] = []
        /// Removed readers that are waited for, and until when.
        var waiting: [String] = []
    }

    /// One pass; a full disk ends it early, and it goes on where it was the next time.
    func pass() async throws(LogFailure) -> Summary {
        let now = clock.now
        var summary = Summary()
        for source in settings.sources {
            let end = now.adding(.zero - (source.recency ?? SourceSettings.defaultRecency))
            try await Release(source: source.name, log: log, clock: clock).expire(before: end)
        }
        try await retireRemoved(at: now, &summary)
        summary.messages = try await log.prune(before: now.adding(.zero - settings.keep.messages))
        try await dropOriginals(at: now, &summary)
        return summary
    }

    /// Makes passes until told to stop.
    func run(until stop: StopSignal) async throws(LogFailure) {
        while !stop.isStopped, !Task.isCancelled {
            let now = clock.now
            // A full disk is told by those who have something to store; this only waits.
            do { _ = try await pass() } catch .full {}
            await stop.interrupting { try? await clock.sleep(until: now.adding(Housekeeping.interval)) }
        }
    }

    // MARK: Readers whose sink or source was taken out of the configuration

    /// Only what the configuration names can be taken out of it; readers of the program's own are never missing.
    private static let removable = ["sink/", "stage/", "history/", "flood/", "held/"]

    private var present: Set<String> {
        var names = Set(settings.sinks.map { Courier.reader(of: $0.name).name })
        names.formUnion(settings.outsideStages.map { StageReader.reader(of: $0).name })
        names.formUnion(settings.sources.flatMap { Trickle.readers(of: $0.name) }.map(\.name))
        return names
    }

    /// The readers that nothing in the configuration runs any more.
    ///
    /// Says so of those that were not missing before.
    func removed() async throws(LogFailure) -> [Absence] {
        let now = clock.now
        let removed = try await log.absences(besides: present).filter { absence in
            Housekeeping.removable.contains { absence.reader.name.hasPrefix($0) }
        }
        for absence in removed where absence.since >= now && !absence.isDrained { tell(of: absence) }
        return removed
    }

    /// What waits for stages that are configured no more.
    func removedStages() async throws(LogFailure) -> [Absence] {
        try await removed().filter { $0.isOfStage && !$0.isDrained }
    }

    private func tell(of absence: Absence) {
        let (name, end) = (absence.reader.name, absence.since.adding(settings.keep.removed).rfc3339)
        guard !absence.isOfStage else {
            return note(.info, "\(name) is no longer configured; what waits for it goes on without it")
        }
        note(
            .warning,
            """
            \(name) is no longer configured; \(Housekeeping.left(absence)) kept for it until \
            \(end) (bode prune --retire \(name) gives it up now)
            """)
    }

    private func retireRemoved(at now: Timestamp, _ summary: inout Summary) async throws(LogFailure) {
        for absence in try await removed() {
            let (name, end) = (absence.reader.name, absence.since.adding(settings.keep.removed))
            // What waits for a stage is on its way already.
            let isOnItsWay = absence.isOfStage && absence.backlog.ready + absence.backlog.waiting > 0
            guard !isOnItsWay, end <= now || (absence.isOfStage && absence.isDrained) else {
                summary.waiting.append("\(name) until \(end.rfc3339)")
                continue
            }
            try await log.retire(absence.reader)
            guard !absence.isDrained else { continue }
            summary.retired.append(name)
            note(.warning, "\(name) is given up: \(Housekeeping.left(absence)) dropped")
        }
    }

    /// Gives up a removed reader now; throws ``LogFailure/refused(_:)`` where it is not one.
    func retire(_ name: String) async throws(LogFailure) {
        let removed = try await removed()
        guard let absence = removed.first(where: { $0.reader.name == name }) else {
            let known = removed.map(\.reader.name).joined(separator: ", ")
            throw .refused(
                "'\(name.onOneLine(limit: 80))' is no reader that was taken out of the configuration; "
                    + (known.isEmpty ? "there is none" : "there are \(known)"))
        }
        try await log.retire(absence.reader)
        note(.warning, "\(name) is given up: \(Housekeeping.left(absence)) dropped")
    }

    private static func left(_ absence: Absence) -> String {
        let unread = absence.backlog.ready + absence.backlog.waiting
        return "what it left (\(unread) unread, \(absence.backlog.setAside) set aside) is"
    }

    // MARK: Originals

    /// An original is the newest there is of its paper while it is this young, whatever the configuration says.
    private static let youngest = Duration.seconds(86_400)

    private func dropOriginals(at now: Timestamp, _ summary: inout Summary) async throws(LogFailure) {
        guard settings.keep.originals != nil || settings.keep.originalsSize != nil else { return }
        var kept: [OriginalStore.Kept] = []
        for folder in await originals.folders { kept += await originals.list(folder) }
        kept.sort { $0.since < $1.since }
        var size = kept.reduce(UInt64(0)) { $0 &+ UInt64(max(0, $1.size)) }
        let oldest = settings.keep.originals.map { now.adding(.zero - $0) }
        let most = settings.keep.originalsSize ?? .max
        let young = now.adding(.zero - Housekeeping.youngest)
        for original in kept where original.since < young {
            guard size > most || oldest.map({ original.since < $0 }) ?? false else { continue }
            try await originals.drop([original.sha256])
            size -= UInt64(max(0, original.size))
            summary.originals += 1
            summary.bytes += original.size
        }
    }
}

extension Absence {
    fileprivate var isOfStage: Bool { reader.name.hasPrefix("stage/") }
    /// Whether nothing is left of it.
    fileprivate var isDrained: Bool {
        isOfStage && backlog.ready + backlog.waiting + backlog.setAside == 0
    }
}
