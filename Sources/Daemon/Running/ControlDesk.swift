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
    let log: any Log
    let couriers: [Courier]
    let clock: any Clock
    let isRunning: Bool
    /// Reads stored papers again.
    let reprocessing: Reprocessing
    /// What begins backfills; `nil` where nothing runs that could go on with them.
    var backfills: Backfills?

    /// What may be asked, one line of JSON.
    enum Question: Codable, Sendable {
        case status
        case asides
        case retry(reader: String, sequences: [Int64])
        case drop(reader: String, sequences: [Int64])
        case reprocess(Reprocessing.Request)
        /// For Prometheus.
        case metrics
        /// Poll again what is gone.
        case resume(source: String)
        /// Let go of some of what a flood brought; the answer is how many papers, 0 once none is left.
        case release(source: String, announces: Bool)
        case backfill(source: String, since: Timestamp, announces: Bool)
        /// What is archived of an answer, by its id or that of an event about it: a ``StoredAnswer``.
        case storedAnswer(String)
    }

    /// A message that was set aside, as it is listed.
    struct AsideRow: Codable, Sendable {
        var reader: String
        var sequence: Int64
        var key: String
        var reason: String
        var attempts: Int
        var since: String
    }

    /// The most that is listed of one reader.
    static let mostListed = 1000

    /// The answer in JSON; a line that begins with `error:` where there is none.
    func answer(_ question: String) async -> String {
        do {
            let question: Question = try JSONText.decode(from: Array(question.utf8))
            switch question {
            case .status: return JSONText.string(await report)
            case .metrics: return JSONText.string(await report.metrics)
            case .asides: return JSONText.string(try await asides())
            case .storedAnswer(let id): return JSONText.string(try await StoredAnswer.find(id, in: log))
            case .reprocess(let request): return JSONText.string(try await reprocessing.slice(request))
            case .retry(let name, let sequences):
                try await log.retryAsides(sequences, of: try reader(name))
            case .drop(let name, let sequences):
                try await log.dropAsides(sequences, of: try reader(name))
            case .resume(let name): try await resume(try source(name))
            case .release(let name, let announces):
                let release = Release(source: try source(name), log: log, clock: clock)
                return JSONText.string(try await release.next(announces: announces))
            case .backfill(let name, let since, let announces):
                let backfill = Backfill(since: since, announces: announces, started: clock.now)
                guard let backfills else {
                    throw LogFailure.refused("a backfill needs a daemon that goes on with it")
                }
                try await backfills.begin(backfill, of: try source(name))
            }
            return JSONText.string("done")
        } catch {
            return "error: \(error)"
        }
    }

    private var report: StatusReport {
        get async {
            await StatusReport(
                settings: settings, log: log, couriers: couriers, now: clock.now, isRunning: isRunning)
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

    private var readers: [Reader] {
        [Intake.reader, Archivist.reader] + settings.sinks.map { Courier.reader(of: $0.name) }
    }

    private func reader(_ name: String) throws(LogFailure) -> Reader {
        guard let reader = readers.first(where: { $0.name == name }) else {
            throw .refused(
                "there is no reader '\(name)'; there are \(readers.map(\.name).joined(separator: ", "))")
        }
        return reader
    }

    private func asides() async throws(LogFailure) -> [AsideRow] {
        var rows: [AsideRow] = []
        for reader in readers {
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

    // MARK: From the command line

    /// Asks the daemon of that configuration, or its stored state where none runs.
    static func ask<Answer: Decodable>(
        _ question: Question, of settings: Settings, as type: Answer.Type = Answer.self, patience: Int = 10
    ) async throws -> Answer {
        let line = JSONText.string(question)
        let answer =
            if let running = ControlSocket.ask(
                line, at: "\(settings.state)/control.sock", patience: patience)
            {
                running
            } else {
                try await askStoredState(question, line, settings)
            }
        guard !answer.hasPrefix("error: ") else { throw LogFailure.refused(String(answer.dropFirst(7))) }
        return try JSONText.decode(from: Array(answer.utf8))
    }

    /// True where a daemon runs on that state.
    static func isRunning(_ settings: Settings) -> Bool {
        ControlSocket.ask(JSONText.string(Question.asides), at: "\(settings.state)/control.sock") != nil
    }

    private static func askStoredState(
        _ question: Question, _ line: String, _ settings: Settings
    ) async throws -> String {
        guard Files.exists("\(settings.state)/bode.db") else {
            throw LogFailure.refused(
                "\(settings.state) holds no state: this configuration has never run; start it with bode run")
        }
        let clock = SystemClock()
        // Stages take a while to build, and most questions are not about them.
        let stages =
            if case .reprocess = question { try Composition.stages(of: settings) } else {
                StageRunner(stages: [], lanes: 1)
            }
        let log = try await SQLiteLog.open(directory: settings.state, clock: clock)
        let desk = ControlDesk(
            settings: settings, log: log, couriers: [], clock: clock, isRunning: false,
            reprocessing: Reprocessing(settings, log: log, clock: clock, stages: stages))
        let answer = await desk.answer(line)
        await log.close()
        return answer
    }
}

extension Reprocessing {
    /// Reads the papers that the state of `settings` holds.
    init(_ settings: Settings, log: any Log, clock: any Clock, stages: StageRunner) {
        let originals = OriginalStore(directory: "\(settings.state)/originals")
        let reader = PaperReader.installed
        self.init(
            log: log, clock: clock, stages: stages,
            read: { original throws(PaperFailure) in
                do throws(ReadFailure) { return try await reader.read(original) } catch {
                    throw PaperFailure("\(error)")
                }
            },
            recall: { reference in await originals.bytes(of: reference.sha256) })
    }
}

extension Composition {
    /// The stages that `settings` names, to be run by themselves.
    fileprivate static func stages(of settings: Settings) throws(ConfigurationProblem) -> StageRunner {
        let data = InstalledData(folder: settings.data, own: settings.directory)
        do throws(YAMLProblem) {
            return StageRunner(
                stages: try stages(settings.stages, registry: builtIn, data: data),
                lanes: Environment.processors)
        } catch { throw ConfigurationProblem("\(error)") }
    }
}

extension Settings {
    /// What to say where a command names a source that is not configured.
    func unknownSource(_ name: String) -> LogFailure {
        let known = sources.map(\.name)
        let nearest = Spelling.suggestion(for: name, among: known)
        return .refused(
            """
            there is no source '\(name.onOneLine(limit: 80))'\(nearest); there are \
            \(known.joined(separator: ", "))
            """)
    }
}
