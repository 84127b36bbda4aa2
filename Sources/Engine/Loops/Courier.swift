package import Pipeline
import Synchronization

/// Brings events to one sink, from its own position, whatever other sinks do.
package final class Courier: Sendable {
    private struct State {
        /// Nothing goes out before then, as the receiver asked.
        var hold: Timestamp?
        var gone: String?
        /// `nil` until it was tried.
        var isPrepared: Bool?
        var failures = 0
        var lastFailure: String?
    }

    package let name: String
    private let sink: any Sink
    private let traffic: Traffic
    private let surroundings: Surroundings
    private let events: OperationalEvents
    private let state = Mutex(State())

    /// Failures in a row after which operators are told.
    static let failuresToTell = 5

    package init(name: String, sink: any Sink, _ surroundings: Surroundings, events: OperationalEvents) {
        self.name = name
        self.sink = sink
        traffic = type(of: sink).traffic
        self.surroundings = surroundings
        self.events = events
    }

    package static func reader(of sink: String) -> Reader { Reader("sink/\(sink)", of: .events) }
    private var reader: Reader { Courier.reader(of: name) }

    /// How the sink is doing, for `bode status`.
    package var health: SinkHealth {
        state.withLock {
            SinkHealth(
                gone: $0.gone, failures: $0.failures, lastFailure: $0.lastFailure, held: $0.hold,
                isFailing: $0.isPrepared == false || $0.failures >= Courier.failuresToTell)
        }
    }

    /// False while nothing can go out: not prepared, held, or gone for good.
    package var takesEvents: Bool {
        let now = surroundings.clock.now
        return state.withLock { $0.isPrepared != false && $0.gone == nil && ($0.hold ?? now) <= now }
    }

    /// Runs until told to stop.
    package func run() async throws(LogFailure) {
        guard try await prepare() else { return }
        let failure = await withTaskGroup(of: Result<Void, LogFailure>.self) { group -> LogFailure? in
            for _ in 0..<max(1, traffic.lanes) {
                group.addTask {
                    do throws(LogFailure) { return .success(try await self.lane()) } catch {
                        return .failure(error)
                    }
                }
            }
            for await case .failure(let failure) in group {
                // The other lanes would wait for a stop that nobody sends.
                group.cancelAll()
                return failure
            }
            return nil
        }
        if let failure { throw failure }
    }

    /// Gets the sink ready; false when told to stop first.
    private func prepare() async throws(LogFailure) -> Bool {
        var hasComplained = false
        while !surroundings.stop.isStopped, !Task.isCancelled {
            do throws(SinkFailure) {
                let memory: SinkMemory?
                do { memory = try await surroundings.log.sinkMemory(of: reader) } catch {
                    throw SinkFailure("\(error)")
                }
                try await sink.resume(memory)
                if hasComplained { surroundings.note(.info, "sink \(name) works again") }
                state.withLock { ($0.failures, $0.isPrepared) = (0, true) }
                return true
            } catch {
                if !hasComplained {
                    surroundings.note(.error, "sink \(name): \(error.reason); trying again")
                }
                hasComplained = true
                state.withLock {
                    ($0.failures, $0.lastFailure, $0.isPrepared) = ($0.failures + 1, error.reason, false)
                }
                await surroundings.stop.interrupting { [clock = surroundings.clock] in
                    try? await clock.sleep(until: clock.now.adding(RetrySchedule.localWait))
                }
            }
        }
        return false
    }

    private func lane() async throws(LogFailure) {
        try await surroundings.loop(
            reading: reader, batch: traffic.batch, canDropMessages: true, hold: { self.heldUntil }
        ) {
            claims throws(LogFailure) in
            // Another lane may have been told to hold while this one claimed.
            guard self.heldUntil ?? surroundings.clock.now <= surroundings.clock.now else {
                return Transaction(reader: self.reader)
            }
            return await self.deliver(claims)
        }
    }

    /// Nothing goes out before then.
    private var heldUntil: Timestamp? {
        state.withLock { $0.gone == nil ? $0.hold : Timestamp(milliseconds: .max) }
    }

    // MARK: A batch

    private func deliver(_ claims: [Claim]) async -> Transaction {
        var transaction = Transaction(reader: reader)
        var due: [(Claim, Event)] = []
        for claim in claims {
            guard let event = try? JSONText.decode(Event.self, from: claim.message.payload) else {
                let why = "the stored event cannot be read"
                surroundings.note(.error, "event \(claim.message.key) is set aside for sink \(name): \(why)")
                transaction.settlements.append(Settlement(claim.message.sequence, .setAside(reason: why)))
                continue
            }
            if event.sinks.contains(name) {
                due.append((claim, event))
            } else {
                transaction.settlements.append(Settlement(claim.message.sequence, .done))
            }
        }
        guard !due.isEmpty else { return transaction }
        let delivery = await sink.deliver(due.map(\.1))
        transaction.sinkMemory = delivery.memory
        var hasFailed = false
        for (index, (claim, event)) in due.enumerated() {
            let outcome =
                index < delivery.outcomes.count
                ? delivery.outcomes[index] : .failed("the sink said nothing of it")
            // A batch that failed as one is one failure.
            settle(claim, event, outcome, isFirstFailure: !hasFailed, in: &transaction)
            if case .failed = outcome { hasFailed = true }
        }
        return transaction
    }

    private func settle(
        _ claim: Claim, _ event: Event, _ outcome: DeliveryOutcome, isFirstFailure: Bool,
        in transaction: inout Transaction
    ) {
        let now = surroundings.clock.now
        switch outcome {
        case .delivered:
            let hadFailed = state.withLock { state in
                // A hold stays: this may have been under way when another lane was told to wait.
                defer { state.failures = 0 }
                return state.failures
            }
            if hadFailed >= Courier.failuresToTell {
                surroundings.note(.info, "sink \(name) takes events again")
                append(.sinkRecovered, "it takes events again", at: now, in: &transaction)
            }
            transaction.settlements.append(Settlement(claim.message.sequence, .done))
        case .failed(let why, let holdSink):
            // An abandoned delivery says nothing of the receiver: the claim goes back as it was.
            guard !Task.isCancelled else { return }
            if isFirstFailure { fail(why, holdSink: holdSink, at: now, in: &transaction) }
            let schedule = RetrySchedule(waits: traffic.schedule)
            guard let wait = schedule.wait(after: claim.attempt, chance: .random(in: 0...1)) else {
                surroundings.note(.error, "event \(event.id) is set aside for sink \(name): \(why)")
                return transaction.settlements.append(
                    Settlement(claim.message.sequence, .setAside(reason: "\(why), \(claim.attempt) times")))
            }
            let next = now.adding(max(wait, holdSink ?? .zero))
            transaction.settlements.append(
                Settlement(claim.message.sequence, .retry(notBefore: next, reason: why)))
        case .deferred(let until):
            transaction.settlements.append(Settlement(claim.message.sequence, .deferred(until: until)))
        case .refused(let why):
            surroundings.note(.error, "event \(event.id) is set aside for sink \(name): \(why)")
            transaction.settlements.append(Settlement(claim.message.sequence, .setAside(reason: why)))
        case .gone(let why):
            let isNews = state.withLock { state in
                defer { (state.gone, state.lastFailure) = (why, why) }
                return state.gone == nil
            }
            if isNews {
                surroundings.note(
                    .error, "sink \(name) is disabled: \(why); its events are kept until a restart")
                append(.sinkDisabled, why, at: now, in: &transaction)
            }
            transaction.settlements.append(
                Settlement(claim.message.sequence, .retry(notBefore: now, reason: why)))
        }
    }

    private func fail(
        _ why: String, holdSink: Duration?, at now: Timestamp, in transaction: inout Transaction
    ) {
        let (failures, isNew) = state.withLock { state -> (Int, Bool) in
            let isNew = state.lastFailure != why || state.failures == 0
            state.failures += 1
            state.lastFailure = why
            if let holdSink { state.hold = max(state.hold ?? now, now.adding(holdSink)) }
            return (state.failures, isNew)
        }
        // Logs follow changes of state: a dead endpoint is told once, not at each attempt.
        if failures == 1 || (isNew && failures < Courier.failuresToTell) {
            surroundings.note(.warning, "sink \(name): \(why); trying again")
        }
        if failures == Courier.failuresToTell {
            surroundings.note(.error, "sink \(name) keeps failing: \(why)")
            append(.sinkFailing, why, at: now, in: &transaction)
        }
    }

    private func append(
        _ kind: Event.Kind, _ why: String, at now: Timestamp, in transaction: inout Transaction
    ) {
        if let message = events.sink(name, kind, reason: why, at: now) {
            transaction.messages.append(message)
        }
    }
}

/// How a sink is doing.
package struct SinkHealth: Codable, Hashable, Sendable {
    /// Why it is disabled, where it is.
    package var gone: String?
    /// Failed deliveries since the last that worked.
    package var failures: Int
    package var lastFailure: String?
    package var held: Timestamp?
    /// True where it cannot be prepared, or keeps failing.
    package var isFailing: Bool
}
