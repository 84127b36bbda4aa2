import Engine
import Pipeline
import Polling

/// What is done for the sources of one configuration: polling them, and bringing what is not urgent.
struct SourceWork: Sendable {
    let backfills: Backfills
    private let pollers: [Poller]
    private let trickles: [Trickle]
    private let note: @Sendable (LogLevel, String) -> Void

    init(_ composition: Composition, _ surroundings: Surroundings, events: OperationalEvents) {
        let (log, clock) = (surroundings.log, surroundings.clock)
        let settings = composition.settings.sources
        note = surroundings.note
        pollers = settings.compactMap { source in
            guard let plugin = composition.sources[source.name] else { return nil }
            return Poller(
                name: source.name, source: plugin,
                schedule: PollSchedule(every: source.every, window: source.window),
                newcomers: Newcomers(recency: source.recency, backfill: source.backfill),
                rules: HealthRules(silentAfter: source.silentAfter), log: log, clock: clock,
                event: { [name = source.name] in
                    events.source(
                        name, $0.kind, occurrence: $0.occurrence, reason: $0.reason, at: clock.now)
                },
                note: surroundings.note)
        }
        trickles = settings.map {
            Trickle(source: $0.name, intake: Intake.reader, log: log, clock: clock)
        }
        backfills = Backfills(composition.sources, surroundings)
    }

    /// Polls, or brings what the purpose asks for, until that is done or the task is cancelled.
    func poll(for purpose: Parts.Purpose) async -> LogFailure? {
        if case .backfill(let name, _) = purpose { return await bringPast(of: name) }
        return await firstFailure { group in
            for poller in pollers {
                group.addTask {
                    await capture { () async throws(LogFailure) in
                        try await purpose == .once ? poller.poll() : poller.run()
                    }
                }
            }
            guard purpose == .service else { return }
            group.addTask {
                await backfills.run()
                return nil
            }
        }
    }

    /// Failures in a row after which a backfill that somebody waits for is given up; it goes on from there the next time.
    private static let mostBackfillFailures = 5

    private func bringPast(of name: String) async -> LogFailure? {
        await capture { () async throws(LogFailure) in
            guard let why = try await backfills.run(name, mostFailures: SourceWork.mostBackfillFailures)
            else {
                return
            }
            note(.error, "source \(name): the backfill is not whole: \(why)")
        }
    }

    /// Moves on what is not urgent, until the task is cancelled.
    func trickle() async -> LogFailure? {
        await firstFailure { group in
            for trickle in trickles {
                group.addTask {
                    await capture { () async throws(LogFailure) in try await trickle.runHistory() }
                }
                group.addTask {
                    await capture { () async throws(LogFailure) in try await trickle.runFlood() }
                }
            }
        }
    }
}
