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
    let configuration: String
    private let places: DeliveryPlaces
    /// Held by whoever stores the record.
    let writing = DeliveryPlaces(1)
    /// Rung when something may have become possible.
    let bell = WorkBell()

    /// A courier to a sink.
    ///
    /// `configuration` stands for how the sink is configured: in another way it is another endpoint, and no longer disabled.
    /// `places` are shared by all couriers.
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
        await giveBack(state.withLock { $0.order.letGo() } + supply.letGo())
        if let failure = failure ?? state.withLock(\.failure) { throw failure }
    }

    private var isOver: Bool {
        surroundings.stop.isStopped || Task.isCancelled || state.withLock { $0.failure != nil }
    }

    // MARK: What to do next

    /// Waits until something may be done, and begins it.
    private func turn(_ supply: inout Supply, in group: inout DiscardingTaskGroup) async throws(LogFailure) {
        if isHeld { await giveBack(supply.letGo()) }
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
            if let held = state.health.held(at: now), held > now { return .nothing(nextDue: held) }
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

    /// Lets others claim what was claimed.
    func giveBack(_ sequences: [Int64]) async {
        if !sequences.isEmpty { await surroundings.log.release(sequences, of: reader) }
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
            let failure = await resume()
            let now = surroundings.clock.now
            guard let failure else {
                let news = state.withLock {
                    $0.isPrepared = true
                    return hasComplained ? $0.health.succeeded() : nil
                }
                if let news {
                    try await tell(news, at: now)
                } else if hasComplained {
                    surroundings.note(.info, "sink \(name) works again")
                }
                return true
            }
            if !hasComplained {
                surroundings.note(.error, "sink \(name): \(failure.reason); trying again")
            }
            hasComplained = true
            let news = state.withLock {
                $0.isPrepared = false
                return $0.health.failed(failure.reason, peace: nil, at: now, chance: 0)
            }
            // That it failed is said above; that it keeps failing is for operators too.
            if let news, news != .troubled { try await tell(news, at: now) }
            await surroundings.stop.interrupting { [clock = surroundings.clock] in
                try? await clock.sleep(until: clock.now.adding(RetrySchedule.localWait))
            }
        }
        return false
    }

    /// Gives the sink what it remembered; returns why it cannot be made ready.
    private func resume() async -> SinkFailure? {
        do throws(SinkFailure) {
            let memory: SinkMemory?
            do { memory = try await surroundings.log.sinkMemory(of: reader) } catch {
                throw SinkFailure("\(error)")
            }
            try await sink.resume(memory)
            return nil
        } catch { return error }
    }

    /// Delivers in a place of its own, where the sink is somebody else's.
    func handOver(_ events: [Event]) async -> Delivery {
        guard !isLocal else { return await sink.deliver(events) }
        return await places.within { await self.sink.deliver(events) }
    }
}

/// Runs `body`, and returns how it failed instead of throwing.
func capture(_ body: () async throws(LogFailure) -> Void) async -> LogFailure? {
    do throws(LogFailure) { try await body() } catch { return error }
    return nil
}
