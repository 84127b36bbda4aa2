import Pipeline
import Synchronization

/// What becomes of deliveries.
extension Courier {
    /// How often an operator is told that events are set aside.
    private static let asideInterval = Duration.seconds(86_400)

    func deliver(_ parcels: [Parcel]) async throws(LogFailure) {
        let delivery = await handOver(parcels.map(\.event))
        var transaction = Transaction(reader: reader)
        transaction.sinkMemory = delivery.memory
        // The same for all of a batch: where it failed as one, it comes again as one, before what is new.
        let now = surroundings.clock.now
        var hasFailed = false
        for (index, parcel) in parcels.enumerated() {
            let outcome =
                index < delivery.outcomes.count
                ? delivery.outcomes[index] : .failed("the sink said nothing of it")
            // A batch that failed as one is one failure.
            settle(parcel, outcome, isFirstFailure: !hasFailed, at: now, in: &transaction)
            if case .failed = outcome { hasFailed = true }
        }
        // First: a receiver that wants nothing more gets nothing more, wherever the process ends.
        try await storeRecord(hasTold: false)
        let claims = parcels.map(\.claim)
        do throws(LogFailure) {
            try await surroundings.store(transaction, of: claims, reader: reader, canDropMessages: true)
        } catch {
            guard case .full = error else { throw error }
            return await giveBack(parcels.map(\.sequence))
        }
        if state.withLock({ $0.health.record != $0.stored }) { try await storeRecord() }
        await letFollow(parcels, transaction.settlements)
    }

    /// Lets go of what waited for events that are settled now.
    private func letFollow(_ parcels: [Parcel], _ settlements: [Settlement]) async {
        let subjects = Dictionary(parcels.map { ($0.sequence, $0.event.orderedBy) }) { first, _ in first }
        var followers: [Int64] = []
        for settlement in settlements {
            switch settlement.outcome {
            case .done, .setAside:
                guard let subject = subjects[settlement.sequence] else { continue }
                let next = state.withLock { $0.order.settle(settlement.sequence, of: subject) }
                if let next { followers.append(next) }
            case .retry, .deferred: continue
            }
        }
        await giveBack(followers)
    }

    private func settle(
        _ parcel: Parcel, _ outcome: DeliveryOutcome, isFirstFailure: Bool, at now: Timestamp,
        in transaction: inout Transaction
    ) {
        switch outcome {
        case .delivered:
            meter(.delivered, parcel, at: now)
            tell(state.withLock { $0.health.succeeded() }, at: now, in: &transaction)
            transaction.settlements.append(Settlement(parcel.sequence, .done))
        case .failed(let why, let holdSink):
            // An abandoned delivery says nothing of the receiver: the claim goes back as it was.
            guard !Task.isCancelled else { return }
            if isFirstFailure {
                let news = state.withLock {
                    $0.health.failed(why, peace: holdSink, at: now, chance: .random(in: 0...1))
                }
                tell(news, at: now, in: &transaction)
            }
            let schedule = RetrySchedule(waits: traffic.schedule)
            guard let wait = schedule.wait(after: parcel.claim.attempt, chance: .random(in: 0...1)) else {
                let span = now.since(parcel.claim.message.appended).hoursAndMinutes
                return setAside(
                    parcel, "\(why); \(parcel.claim.attempt) attempts in \(span)", at: now, in: &transaction)
            }
            meter(.failed, parcel, why, at: now)
            let next = now.adding(max(wait, holdSink ?? .zero))
            transaction.settlements.append(
                Settlement(parcel.sequence, .retry(notBefore: next, reason: why)))
        case .deferred(let until):
            transaction.settlements.append(Settlement(parcel.sequence, .deferred(until: until)))
        case .refused(let why):
            setAside(parcel, why, at: now, in: &transaction)
        case .gone(let why):
            meter(.gone, parcel, why, at: now)
            tell(state.withLock { $0.health.gone(why, at: now) }, at: now, in: &transaction)
            transaction.settlements.append(Settlement(parcel.sequence, .deferred(until: now)))
        }
    }

    private func setAside(
        _ parcel: Parcel, _ reason: String, at now: Timestamp, in transaction: inout Transaction
    ) {
        meter(.setAside, parcel, reason, at: now)
        transaction.settlements.append(Settlement(parcel.sequence, .setAside(reason: reason)))
        tellAside(parcel.event.id, reason, at: now, in: &transaction)
    }

    /// Tells operators that an event is set aside, where they were not told of another one lately.
    func tellAside(
        _ event: String, _ reason: String, at now: Timestamp, in transaction: inout Transaction
    ) {
        let isNews = state.withLock { state in
            if let told = state.asideTold, now.since(told) < Self.asideInterval { return false }
            state.asideTold = now
            return true
        }
        surroundings.note(
            isNews ? .error : .info, "event \(event) is set aside for sink \(name): \(reason)")
        guard isNews else { return }
        append(
            .sinkFailing, "\(event) is set aside, and others may be: \(reason)", at: now, in: &transaction)
    }

    private func meter(_ outcome: Meter.Outcome, _ parcel: Parcel, _ why: String = "", at now: Timestamp) {
        surroundings.meter?.delivered(to: name, outcome, reason: why, seen: parcel.event.seen, at: now)
    }

    // MARK: Telling operators

    /// Tells operators what changed: a dead endpoint is told once, not at each attempt.
    private func tell(_ news: EndpointHealth.News?, at now: Timestamp, in transaction: inout Transaction) {
        guard let news else { return }
        let (why, disabled) = state.withLock { ($0.health.lastFailure ?? "", $0.health.record.disabled) }
        switch news {
        case .troubled: surroundings.note(.warning, "sink \(name): \(why); trying again")
        case .failing:
            surroundings.note(.error, "sink \(name) keeps failing: \(why)")
            append(.sinkFailing, why, at: now, in: &transaction)
        case .recovered:
            surroundings.note(.info, "sink \(name) takes events again")
            append(.sinkRecovered, "it takes events again", at: now, in: &transaction)
        case .disabled, .reminder:
            guard let disabled else { return }
            let since = news == .reminder ? " since \(disabled.since.rfc3339)" : ""
            let remedy = "its events are kept; bode sinks resume \(name) has it tried again"
            surroundings.note(.error, "sink \(name) is disabled\(since): \(disabled.reason); \(remedy)")
            append(.sinkDisabled, disabled.reason + since, at: now, in: &transaction)
        }
    }

    /// Reminds operators of a sink that is disabled, once a day.
    func remind() async throws(LogFailure) {
        let now = surroundings.clock.now
        guard let news = state.withLock({ $0.health.remind(at: now) }) else { return }
        try await tell(news, at: now)
    }

    /// Tells operators of what no delivery goes with.
    func tell(_ news: EndpointHealth.News, at now: Timestamp) async throws(LogFailure) {
        var transaction = Transaction()
        tell(news, at: now, in: &transaction)
        if !transaction.messages.isEmpty {
            do throws(LogFailure) { try await surroundings.log.commit(transaction) } catch {
                // Without room the line in the log has to do.
                guard case .full = error else { throw error }
            }
        }
        try await storeRecord()
    }

    private func append(
        _ kind: Event.Kind, _ why: String, at now: Timestamp, in transaction: inout Transaction
    ) {
        if let message = events.sink(name, kind, reason: why, at: now) {
            transaction.messages.append(message)
        }
    }
}

extension Duration {
    /// For people: `76 h 52 m`.
    fileprivate var hoursAndMinutes: String {
        let minutes = max(0, components.seconds / 60)
        return "\(minutes / 60) h \(minutes % 60) m"
    }
}
