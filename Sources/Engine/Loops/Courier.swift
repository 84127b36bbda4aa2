package import Pipeline
import Synchronization

/// Brings events to one sink, from its own position, whatever other sinks do.
///
/// One task claims and hands out; each delivery under way is a task of its own. Whether anything may go out now is for
/// ``EndpointHealth`` to say, what may go before what for ``DeliveryOrder`` and ``Supply``.
package final class Courier: Sendable {
    struct State {
        var health: EndpointHealth
        var order = DeliveryOrder()
        var underWay = 0
        /// True while there is nothing to claim.
        var isDry = false
        var failure: LogFailure?
        /// `nil` until it was tried.
        var isPrepared: Bool?
        /// What the log has of the health's record.
        var stored: SinkRecord?
        /// When operators were last told that an event was set aside.
        var asideTold: Timestamp?
    }

    package let name: String
    let sink: any Sink
    let traffic: Traffic
    let surroundings: Surroundings
    let events: OperationalEvents
    let state: Mutex<State>
    private let configuration: String
    private let places: DeliveryPlaces
    private let writing = DeliveryPlaces(1)
    private let bell = WorkBell()

    /// A courier to a sink whose configuration `configuration` stands for: a sink that is configured in another way is another
    /// endpoint, and no longer disabled. `places` are shared by all.
    package init(
        name: String, sink: any Sink, _ surroundings: Surroundings, events: OperationalEvents,
        places: DeliveryPlaces = DeliveryPlaces(), configuration: String = ""
    ) {
        self.name = name
        self.sink = sink
        traffic = type(of: sink).traffic
        self.surroundings = surroundings
        self.events = events
        (self.places, self.configuration) = (places, configuration)
        state = Mutex(State(health: EndpointHealth(type(of: sink).traffic)))
    }

    package static func reader(of sink: String) -> Reader { Reader("sink/\(sink)", of: .events) }
    var reader: Reader { Courier.reader(of: name) }

    /// True for what costs nobody anything to try, such as a file: its events stay in the order of the log.
    var isLocal: Bool { traffic.schedule.isEmpty }

    /// Runs until told to stop.
    package func run() async throws(LogFailure) {
        guard try await prepare() else { return }
        try await recallOrder()
        var supply = Supply(isLocal: isLocal, batch: traffic.batch)
        let failure = await withDiscardingTaskGroup(returning: LogFailure?.self) { group in
            group.addTask {
                await self.surroundings.stop.wait()
                self.bell.ring()
            }
            let failure = await capture { () async throws(LogFailure) in
                while !self.isOver { try await self.turn(&supply, in: &group) }
            }
            if failure ?? self.state.withLock(\.failure) != nil { group.cancelAll() }
            return failure
        }
        let waiting = state.withLock { $0.order.letGo() }
        await surroundings.log.release(waiting + supply.letGo(), of: reader)
        if let failure = failure ?? state.withLock(\.failure) { throw failure }
    }

    private var isOver: Bool {
        surroundings.stop.isStopped || Task.isCancelled || state.withLock { $0.failure != nil }
    }

    // MARK: What to do next

    /// Waits until something may be done, and begins it.
    private func turn(_ supply: inout Supply, in group: inout DiscardingTaskGroup) async throws(LogFailure) {
        if isHeld { await surroundings.log.release(supply.letGo(), of: reader) }
        await bell.awaitWork(until: nil, clock: surroundings.clock) { now in self.outlook(at: now) }
        try await remind()
        let now = surroundings.clock.now
        let places = state.withLock { $0.health.places(underWay: $0.underWay, at: now) }
        guard places > 0, !isOver else { return }
        let parcels = try await take(places * traffic.batch, from: &supply)
        guard !parcels.isEmpty else { return lookOut(in: &group) }
        for start in stride(from: 0, to: parcels.count, by: traffic.batch) {
            let batch = Array(parcels[start..<min(start + traffic.batch, parcels.count)])
            state.withLock { $0.underWay += 1 }
            group.addTask {
                await self.noting { () async throws(LogFailure) in try await self.deliver(batch) }
                self.state.withLock { $0.underWay -= 1 }
                self.bell.ring()
            }
        }
    }

    private var isHeld: Bool {
        let now = surroundings.clock.now
        return state.withLock { $0.health.places(underWay: 0, at: now) == 0 }
    }

    private func outlook(at now: Timestamp) -> WorkBell.Outlook {
        guard !isOver else { return .ready }
        return state.withLock { state in
            if let reminder = state.health.nextReminder {
                return reminder <= now ? .ready : .nothing(nextDue: reminder)
            }
            if let held = state.health.held, held > now { return .nothing(nextDue: held) }
            let hasPlace = state.health.places(underWay: state.underWay, at: now) > 0
            return hasPlace && !state.isDry ? .ready : .nothing(nextDue: nil)
        }
    }

    /// Waits for something to claim while deliveries are under way.
    private func lookOut(in group: inout DiscardingTaskGroup) {
        state.withLock { $0.isDry = true }
        group.addTask { [surroundings, reader] in
            await surroundings.stop.interrupting {
                await surroundings.log.awaitWork(for: reader, until: nil, clock: surroundings.clock)
            }
            self.state.withLock { $0.isDry = false }
            self.bell.ring()
        }
    }

    /// Runs a part of the work beside others; how it failed ends all of them.
    private func noting(_ body: () async throws(LogFailure) -> Void) async {
        guard let failure = await capture(body) else { return }
        state.withLock { $0.failure = $0.failure ?? failure }
    }

    // MARK: Before and after

    /// Gets the sink ready; false when told to stop first.
    private func prepare() async throws(LogFailure) -> Bool {
        try await recallHealth()
        var hasComplained = false
        while !surroundings.stop.isStopped, !Task.isCancelled {
            do throws(SinkFailure) {
                let memory: SinkMemory?
                do { memory = try await surroundings.log.sinkMemory(of: reader) } catch {
                    throw SinkFailure("\(error)")
                }
                try await sink.resume(memory)
                if hasComplained { surroundings.note(.info, "sink \(name) works again") }
                state.withLock { $0.isPrepared = true }
                return true
            } catch {
                if !hasComplained {
                    surroundings.note(.error, "sink \(name): \(error.reason); trying again")
                }
                hasComplained = true
                state.withLock {
                    $0.isPrepared = false
                    _ = $0.health.failed(error.reason, peace: nil, at: surroundings.clock.now, chance: 0)
                }
                await surroundings.stop.interrupting { [clock = surroundings.clock] in
                    try? await clock.sleep(until: clock.now.adding(RetrySchedule.localWait))
                }
            }
        }
        return false
    }

    /// Delivers in a place of its own, where the sink is somebody else's.
    func handOver(_ events: [Event]) async -> Delivery {
        guard !isLocal else { return await sink.deliver(events) }
        return await places.within { await self.sink.deliver(events) }
    }
}

// MARK: What is remembered

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

    private static func store(_ record: SinkRecord, of sink: String, in log: any Log) async throws(LogFailure) {
        var transaction = Transaction(reader: recordReader(of: sink))
        transaction.sinkMemory = SinkMemory(["record": JSONText.string(record)])
        try await log.commit(transaction)
    }

    /// Lets a sink that is disabled be tried again; false where it is not.
    ///
    /// For the state of a daemon that does not run.
    package static func enable(_ sink: String, in log: any Log) async throws(LogFailure) -> Bool {
        guard let record = try await record(of: sink, in: log), record.disabled != nil else { return false }
        try await store(SinkRecord(), of: sink, in: log)
        return true
    }

    /// Lets the sink be tried again; false where it was not disabled.
    package func enable() async throws(LogFailure) -> Bool {
        guard state.withLock({ $0.health.enable(configured: configuration) }) else { return false }
        try await storeRecord()
        surroundings.note(.info, "sink \(name) is enabled again")
        bell.ring()
        return true
    }

    private func recallHealth() async throws(LogFailure) {
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
    func storeRecord() async throws(LogFailure) {
        let result = await writing.within { () -> LogFailure? in
            await capture { () async throws(LogFailure) in
                let (record, stored) = self.state.withLock { ($0.health.record, $0.stored) }
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
    private func recallOrder() async throws(LogFailure) {
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
        await surroundings.log.release(sequences, of: reader)
    }

    /// How the sink is doing, for `bode status`.
    package var health: SinkHealth {
        state.withLock { state in
            let health = state.health
            return SinkHealth(
                gone: health.record.disabled?.reason, failures: health.failures,
                lastFailure: health.lastFailure,
                held: health.held, isFailing: state.isPrepared == false || health.isFailing,
                disabled: health.record.disabled?.since)
        }
    }

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
}

/// Runs `body`, and returns how it failed instead of throwing.
private func capture(_ body: () async throws(LogFailure) -> Void) async -> LogFailure? {
    do throws(LogFailure) { try await body() } catch { return error }
    return nil
}
