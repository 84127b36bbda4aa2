import Engine
import Pipeline
import Polling
import Synchronization

/// When sources were last asked, so that one whose settings change while it is asked is not asked again at once.
final class Askings: Sendable {
    private let times = Mutex<[String: Timestamp]>([:])

    func note(_ name: String, at time: Timestamp) { times.withLock { $0[name] = time } }
    func last(_ name: String) -> Timestamp? { times.withLock { $0[name] } }
}

/// What is done for one source of a configuration: polling it, and bringing what is not urgent.
struct SourceWork: Sendable {
    private let settings: SourceSettings
    private let source: any Source
    private let fingerprint: Fingerprint
    private let events: OperationalEvents

    init(
        _ settings: SourceSettings, _ source: any Source, _ fingerprint: Fingerprint,
        events: OperationalEvents
    ) {
        (self.settings, self.source) = (settings, source)
        (self.fingerprint, self.events) = (fingerprint, events)
    }

    private var name: String { settings.name }

    /// The part that asks for what is new.
    static func pollName(of source: String) -> String { "poll/\(source)" }

    /// The parts that do it, as the purpose asks for.
    func parts(
        for purpose: Parts.Purpose, askings: Askings, backfills: Backfills, polls: PollRoom, room: IntakeRoom,
        surroundings: () -> Surroundings
    ) -> [Part] {
        var parts: [Part] = []
        switch purpose {
        case .service:
            parts.append(polling(askings, polls, surroundings(), isOnce: false))
            let own = surroundings()
            parts.append(
                Part(
                    name: "backfill/\(name)", fingerprint: fingerprint, ending: .abandoned, stop: own.stop
                ) { [name, source] in await backfills.run(name, source, own, in: polls) })
        case .once: parts.append(polling(askings, polls, surroundings(), isOnce: true))
        case .backfill(name, _): parts.append(bringing(polls, surroundings()))
        case .backfill: break
        }
        return parts + [false, true].map { trickling(surroundings(), to: room, byHour: $0) }
    }

    private func polling(
        _ askings: Askings, _ polls: PollRoom, _ surroundings: Surroundings, isOnce: Bool
    ) -> Part {
        let clock = surroundings.clock
        let poller = Poller(
            name: name, source: source,
            schedule: PollSchedule(every: settings.every, window: settings.window),
            newcomers: Newcomers(recency: settings.recency, backfill: settings.backfill), room: polls,
            rules: HealthRules(silentAfter: settings.silentAfter), log: surroundings.log, clock: clock,
            event: { [name, events] in
                events.source(name, $0.kind, occurrence: $0.occurrence, reason: $0.reason, at: clock.now)
            },
            note: surroundings.note)
        return Part(
            name: SourceWork.pollName(of: name), fingerprint: fingerprint, ending: .abandoned,
            stop: surroundings.stop
        ) { [name, every = settings.every] () async throws(LogFailure) in
            if isOnce { return try await poller.poll() }
            try await poller.run(from: askings.last(name)?.adding(every)) {
                askings.note(name, at: clock.now)
            }
        }
    }

    /// Failures in a row after which a backfill that somebody waits for is given up; it goes on from there the next time.
    private static let mostBackfillFailures = 5

    private func bringing(_ polls: PollRoom, _ surroundings: Surroundings) -> Part {
        Part(
            name: SourceWork.pollName(of: name), fingerprint: fingerprint, ending: .abandoned,
            stop: surroundings.stop
        ) { [name, source] () async throws(LogFailure) in
            let why = try await Backfills.bring(
                name, source, surroundings, in: polls, mostFailures: SourceWork.mostBackfillFailures)
            if let why { surroundings.note(.error, "source \(name): the backfill is not whole: \(why)") }
        }
    }

    /// Moves on what is not urgent.
    ///
    /// It is the same whatever the settings say.
    private func trickling(_ surroundings: Surroundings, to room: IntakeRoom, byHour: Bool) -> Part {
        let trickle = Trickle(
            source: name, to: room, log: surroundings.log, clock: surroundings.clock)
        return Part(
            name: "\(byHour ? "flood" : "history")/\(name)", fingerprint: Fingerprint([name]),
            ending: .abandoned, stop: surroundings.stop
        ) { () async throws(LogFailure) in try await byHour ? trickle.runFlood() : trickle.runHistory() }
    }
}
