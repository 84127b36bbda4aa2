package import Pipeline
import Synchronization

/// What a courier remembers over a restart, and says of its sink.
extension Courier {
    /// Keeps the ``SinkRecord`` of a sink; nothing is ever read there.
    private static func recordReader(of sink: String) -> Reader {
        Reader("record/\(sink)", of: Topic(rawValue: "records"))
    }

    /// What is remembered of a sink, running or not.
    package static func record(of sink: String, in log: any Log) async throws(LogFailure) -> SinkRecord? {
        let reader = recordReader(of: sink)
        try await log.open(reader, from: .oldest)
        let text = try await log.sinkMemory(of: reader)?["record"]
        return text.flatMap { try? JSONText.decode(from: Array($0.utf8)) }
    }

    private static func store(_ record: SinkRecord, of sink: String, in log: any Log) async throws(LogFailure)
    {
        var transaction = Transaction(reader: recordReader(of: sink))
        transaction.sinkMemory = SinkMemory(["record": JSONText.string(record)])
        try await log.commit(transaction)
    }

    /// Lets a sink that is disabled or left alone be tried again; false where it is neither.
    ///
    /// For the state of a daemon that does not run.
    package static func enable(_ sink: String, in log: any Log) async throws(LogFailure) -> Bool {
        guard let record = try await record(of: sink, in: log), record.disabled != nil || record.hold != nil
        else { return false }
        try await store(SinkRecord(), of: sink, in: log)
        return true
    }

    /// Lets the sink be tried again at once; false where it was neither disabled nor left alone.
    package func enable() async throws(LogFailure) -> Bool {
        let now = surroundings.clock.now
        let (wasDisabled, wasHeld) = state.withLock { state in
            (state.health.enable(configured: configuration), state.health.letGo(at: now))
        }
        guard wasDisabled || wasHeld else { return false }
        try await storeRecord()
        surroundings.note(
            .info, wasDisabled ? "sink \(name) is enabled again" : "sink \(name) is tried at once")
        bell.ring()
        return true
    }

    func recallHealth() async throws(LogFailure) {
        let record = try await Courier.record(of: name, in: surroundings.log)
        let isChanged = state.withLock { state in
            state.stored = record
            state.health = EndpointHealth(traffic, record: record ?? SinkRecord())
            return state.health.isConfigured(configuration)
        }
        if isChanged { surroundings.note(.info, "sink \(name) is enabled again: its configuration changed") }
        try await storeRecord()
    }

    /// Stores what must outlive the process, where it has changed.
    ///
    /// `hasTold` is false where what operators are to hear is not stored yet: that they know it is stored after it, so that
    /// they hear it again where the process ends in between, and not never.
    func storeRecord(hasTold: Bool = true) async throws(LogFailure) {
        let result = await writing.within { () -> LogFailure? in
            await capture { () async throws(LogFailure) in
                var (record, stored) = self.state.withLock { ($0.health.record, $0.stored) }
                if !hasTold { record.isTold = stored?.isTold ?? false }
                guard record != stored else { return }
                do throws(LogFailure) {
                    try await Courier.store(record, of: self.name, in: self.surroundings.log)
                } catch {
                    // Without room it is stored another time.
                    guard case .full = error else { throw error }
                    return
                }
                self.state.withLock { $0.stored = record }
            }
        }
        if let result { throw result }
    }

    /// Finds out what waits for another attempt, so that nothing of the same subject overtakes it.
    func recallOrder() async throws(LogFailure) {
        guard !isLocal else { return }
        var sequences: [Int64] = []
        let (page, end) = (1024, Timestamp(milliseconds: .max))
        while true {
            let claims = try await surroundings.log.claim(page, from: .deferred, for: reader, at: end)
            guard !claims.isEmpty else { break }
            for claim in claims {
                sequences.append(claim.message.sequence)
                guard let event = parcel(claim)?.event else { continue }
                state.withLock { $0.order.note(claim.message.sequence, of: event.orderedBy) }
            }
        }
        await giveBack(sequences)
    }

    /// How the sink is doing, for `bode status`.
    package var health: SinkHealth {
        let now = surroundings.clock.now
        return state.withLock { state in
            let health = state.health
            return SinkHealth(
                gone: health.record.disabled?.reason, failures: health.failures,
                lastFailure: health.lastFailure,
                held: health.held(at: now), isFailing: state.isPrepared == false || health.isFailing,
                disabled: health.record.disabled?.since, failingSince: health.record.failingSince)
        }
    }

    /// Events that are claimed and wait for an earlier one of their subject, which may take hours.
    package var heldBack: Int { state.withLock { $0.order.waiting.count } }

    /// False while nothing can go out: not prepared, held, or disabled.
    package var takesEvents: Bool {
        let now = surroundings.clock.now
        return state.withLock { $0.isPrepared != false && $0.health.places(underWay: 0, at: now) > 0 }
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
    /// Since when it is disabled.
    package var disabled: Timestamp?
    /// When the first delivery failed since the last that worked, perhaps in a process before this one.
    package var failingSince: Timestamp?
}

extension SinkHealth {
    /// How a sink did when its daemon ended, by what is remembered of it.
    package init(_ record: SinkRecord) {
        self.init(
            gone: record.disabled?.reason, failures: 0, lastFailure: record.disabled?.reason,
            held: record.hold,
            isFailing: record.isTold || record.disabled != nil, disabled: record.disabled?.since,
            failingSince: record.failingSince)
    }
}
