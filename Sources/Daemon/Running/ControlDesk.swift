import Engine
import Host
import Pipeline
import Polling
import Reading
import SQLiteLog
import StrictYAML

/// Answers what the command line asks of the state: through the running daemon, or of the state of a stopped one.
struct ControlDesk: Sendable {
    let settings: Settings
    let log: any Log & LogHistory
    let couriers: [Courier]
    let clock: any Clock
    let isRunning: Bool
    /// Reads stored papers again.
    let reprocessing: Reprocessing
    /// What begins backfills; `nil` where nothing runs that could go on with them.
    var backfills: (begun: Backfills, sources: [String: any Source])?
    /// The sinks that deliver, by name; empty where nothing runs.
    var sinks: [String: any Sink] = [:]
    /// The stages outside the process that run; empty where nothing runs.
    var stages: [any OutsideStage] = []
    /// What was counted since the start of the process.
    var meter: Meter?
    var pulse: Pulse?
    /// Takes over what the configuration file says now; `nil` where nothing runs.
    var reload: (@Sendable () async -> ReloadVerdict)?
    let housekeeping: Housekeeping

    /// The most that is listed of one reader.
    static let mostListed = 1000

    /// The answer in JSON; a line that begins with `error:` where there is none.
    func answer(_ question: String) async -> String {
        do {
            let question: Question = try JSONText.decode(from: Array(question.utf8))
            switch question {
            case .status: return JSONText.string(await report)
            case .metrics: return JSONText.string(await metrics)
            case .asides: return JSONText.string(try await asides())
            case .commitments(let id):
                return JSONText.string(try await CommitmentPage(after: id, log: log))
            case .settleCommitments(let ids, let kind):
                try await CommitmentPage.settle(ids, as: kind, log: log, at: clock.now)
            case .storedAnswer(let id): return JSONText.string(try await StoredAnswer.find(id, in: log))
            case .reprocess(let request): return JSONText.string(try await reprocessing.slice(request))
            case .retry(let name, let sequences):
                try await log.retryAsides(sequences, of: try await reader(name))
            case .drop(let name, let sequences):
                try await log.dropAsides(sequences, of: try await reader(name))
            case .resume(let name): try await resume(try source(name))
            case .enable(let name): try await enable(name)
            case .resumeStage(let name): try await resumeStage(name)
            case .tap(let request): return JSONText.string(try await tap(request))
            case .release(let name, let announces):
                let release = Release(source: try source(name), log: log, clock: clock)
                return JSONText.string(try await release.next(announces: announces))
            case .backfill(let name, let since, let announces):
                let backfill = Backfill(since: since, announces: announces, started: clock.now)
                guard let (begun, sources) = backfills, let plugin = sources[try source(name)] else {
                    throw LogFailure.refused("a backfill needs a daemon that goes on with it")
                }
                try await begun.begin(backfill, of: name, plugin, log: log)
            case .reload:
                guard let reload else { throw LogFailure.refused("there is no daemon that could reload") }
                return JSONText.string(await reload())
            case .search(let request):
                return JSONText.string(try await Search(log).slice(request))
            case .show(let name): return JSONText.string(try await story(of: name))
            case .replay(let request): return JSONText.string(try await replay(request))
            case .aside(let sequence): return JSONText.string(try await wholeAsides(sequence))
            case .testSink(let name): return JSONText.string(try await testSink(name))
            case .prune(let name):
                if let name { try await housekeeping.retire(name) }
                return JSONText.string(try await housekeeping.pass())
            case .copy:
                guard let log = log as? SQLiteLog else {
                    throw LogFailure.refused("this log cannot be copied")
                }
                try await log.copy(to: ControlDesk.copyPath(in: settings.state))
            }
            return JSONText.string("done")
        } catch {
            return "error: \(error)"
        }
    }

    /// The figures for Prometheus.
    var metrics: String {
        get async {
            await report.metrics(counts: meter?.counts, progress: pulse?.time, state: settings.state)
        }
    }

    /// Where a copy of the database is made, for whoever asked for it to take away.
    ///
    /// In the state directory, since a hardened daemon can write nowhere else.
    static func copyPath(in state: String) -> String { "\(state)/bode.db.copy" }

    private var report: StatusReport {
        get async {
            await StatusReport(
                settings: settings, log: log, couriers: couriers, stages: stages, counts: meter?.counts,
                removed: (try? await housekeeping.removedStages().map(\.reader)) ?? [], now: clock.now,
                isRunning: isRunning)
        }
    }

    private func source(_ name: String) throws(LogFailure) -> String {
        guard settings.sources.contains(where: { $0.name == name }) else {
            throw settings.unknownSource(name)
        }
        return name
    }

    private func resume(_ name: String) async throws(LogFailure) {
        guard var record = try await log.source(name), record.gone != nil else {
            throw .refused("source '\(name)' is not gone: it is polled as ever")
        }
        (record.gone, record.notBefore) = (nil, nil)
        var transaction = Transaction()
        transaction.source = record
        try await log.commit(transaction)
    }

    private func enable(_ name: String) async throws(LogFailure) {
        _ = try await reader(Courier.reader(of: name).name)
        let wasDisabled =
            if let courier = couriers.first(where: { $0.name == name }) {
                try await courier.enable()
            } else {
                try await Courier.enable(name, in: log)
            }
        guard wasDisabled else {
            throw .refused("sink '\(name)' is neither disabled nor left alone: it is tried as ever")
        }
    }

    /// Everyone who may set something aside, in the order in which papers come by.
    func readers() async throws(LogFailure) -> [Reader] {
        var stages = settings.outsideStages.map { StageReader.reader(of: $0) }
        let sources = waits
        // A stopped daemon's state may not know a stage or a source yet.
        if !isRunning { try await log.open(stages + sources, from: .oldest) }
        stages += try await housekeeping.removedStages().map(\.reader)
        return sources + [Intake.reader] + stages + [Archivist.reader]
            + settings.sinks.map { Courier.reader(of: $0.name) }
    }

    /// The readers of what is not urgent; what the disk has changed is set aside there too.
    private var waits: [Reader] { settings.sources.flatMap { Trickle.readers(of: $0.name) } }

    private func reader(_ name: String) async throws(LogFailure) -> Reader {
        let readers = try await readers()
        guard let reader = readers.first(where: { $0.name == name }) else {
            // Those of sources may be thousands.
            let names = readers.dropFirst(waits.count).map(\.name).joined(separator: ", ")
            throw .refused("there is no reader '\(name)'; there are \(names), and those of sources")
        }
        return reader
    }

    private func asides() async throws(LogFailure) -> [AsideRow] {
        var rows: [AsideRow] = []
        for reader in try await readers() {
            for aside in try await log.asides(of: reader, limit: ControlDesk.mostListed) {
                rows.append(
                    AsideRow(
                        reader: reader.name, sequence: aside.message.sequence, key: aside.message.key,
                        reason: aside.reason, attempts: aside.attempts, since: aside.message.appended.rfc3339)
                )
            }
        }
        return rows
    }
}
