package import Pipeline

/// What the loops share: the log, the time, and where to say things.
package struct Surroundings: Sendable {
    package let log: any Log
    package let clock: any Clock
    package let stop: StopSignal
    package let note: @Sendable (LogLevel, String) -> Void
    /// Counts what happens.
    let meter: Meter?
    private let shortage = Shortage()

    /// How long to wait before looking again whether there is room.
    static let roomInterval = Duration.seconds(10)

    package init(
        log: any Log, clock: any Clock, stop: StopSignal, meter: Meter? = nil,
        note: @escaping @Sendable (LogLevel, String) -> Void
    ) {
        (self.log, self.clock, self.stop, self.note) = (log, clock, stop, note)
        self.meter = meter
    }

    /// Claims, works and commits until told to stop.
    ///
    /// `work` returns what to store. A full disk pauses the loop and loses nothing; any other failure of the log ends it.
    ///
    /// `canDropMessages` is true where settling must not wait for room for the messages that go with it.
    func loop(
        reading reader: Reader, batch: Int, canDropMessages: Bool = false,
        hold: @escaping @Sendable () -> Timestamp? = { nil },
        _ work: @Sendable ([Claim]) async throws(LogFailure) -> Transaction
    ) async throws(LogFailure) {
        while !stop.isStopped, !Task.isCancelled {
            if let until = hold(), until > clock.now {
                await stop.interrupting { [clock] in try? await clock.sleep(until: until) }
                continue
            }
            let claims = try await log.claim(batch, for: reader, at: clock.now)
            guard !claims.isEmpty else {
                try await rest(reader)
                continue
            }
            do {
                try await store(
                    try await work(claims), of: claims, reader: reader, canDropMessages: canDropMessages)
            } catch .full {
                await log.release(claims.map(\.message.sequence), of: reader)
            }
        }
    }

    /// Stores what came of `claims`, as soon as there is room for it.
    ///
    /// What the work did not settle, such as what it was told to stop in the midst of, goes back.
    func store(
        _ transaction: Transaction, of claims: [Claim], reader: Reader, canDropMessages: Bool = false
    ) async throws(LogFailure) {
        // The work is not done again: papers were fetched for it, and events delivered.
        try await waitingForRoom(reader.name) { () async throws(LogFailure) in
            do throws(LogFailure) { try await log.commit(transaction) } catch {
                guard case .full = error, canDropMessages, !transaction.messages.isEmpty else { throw error }
                var bare = transaction
                bare.messages = []
                try await log.commit(bare)
            }
        }
        let settled = Set(transaction.settlements.map(\.sequence))
        let left = claims.map(\.message.sequence).filter { !settled.contains($0) }
        if !left.isEmpty { await log.release(left, of: reader) }
    }

    /// Does `body` until there is room for it; throws the lack of room only when told to stop.
    func waitingForRoom<Value: Sendable>(
        _ name: String, _ body: () async throws(LogFailure) -> Value
    ) async throws(LogFailure) -> Value {
        while true {
            do throws(LogFailure) {
                let value = try await body()
                if shortage.ends(for: name) { note(.info, "\(name): there is room again") }
                return value
            } catch {
                guard case .full(let why) = error, !stop.isStopped, !Task.isCancelled else { throw error }
                if shortage.begins(for: name) { note(.warning, "\(name): \(why); waiting for room") }
                await stop.interrupting { [clock] in
                    try? await clock.sleep(until: clock.now.adding(Surroundings.roomInterval))
                }
            }
        }
    }

    /// Returns once there may be something to claim, or when told to stop.
    func rest(_ reader: Reader) async throws(LogFailure) {
        let due = try await log.backlog(of: reader).nextDue
        await stop.interrupting { [log, clock] in await log.awaitWork(for: reader, until: due, clock: clock) }
    }
}
