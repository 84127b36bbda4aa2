package import Pipeline

/// What the loops share: the log, the time, and where to say things.
package struct Surroundings: Sendable {
    package let log: any Log
    package let clock: any Clock
    package let stop: StopSignal
    package let note: @Sendable (LogLevel, String) -> Void

    package init(
        log: any Log, clock: any Clock, stop: StopSignal, note: @escaping @Sendable (LogLevel, String) -> Void
    ) {
        (self.log, self.clock, self.stop, self.note) = (log, clock, stop, note)
    }

    /// Claims, works and commits until told to stop.
    ///
    /// `work` returns what to store. A full disk pauses the loop and loses nothing, since the claims are released;
    /// any other failure of the log ends it.
    func loop(
        reading reader: Reader, batch: Int, hold: @escaping @Sendable () -> Timestamp? = { nil },
        _ work: @Sendable ([Claim]) async throws(LogFailure) -> Transaction
    ) async throws(LogFailure) {
        while !stop.isStopped {
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
                let transaction = try await work(claims)
                try await log.commit(transaction)
                // What the work did not settle, such as what it was told to stop in the midst of, goes back.
                let settled = Set(transaction.settlements.map(\.sequence))
                let left = claims.map(\.message.sequence).filter { !settled.contains($0) }
                if !left.isEmpty { await log.release(left, of: reader) }
            } catch .full(let why) {
                await log.release(claims.map(\.message.sequence), of: reader)
                note(.error, "\(reader.name): \(why); waiting for room")
                await stop.interrupting { [clock] in
                    try? await clock.sleep(until: clock.now.adding(.seconds(10)))
                }
            }
        }
    }

    private func rest(_ reader: Reader) async throws(LogFailure) {
        let due = try await log.backlog(of: reader).nextDue
        await stop.interrupting { [log, clock] in await log.awaitWork(for: reader, until: due, clock: clock) }
    }
}

/// The waits before the second and later attempts, with jitter.
package struct RetrySchedule: Hashable, Sendable {
    package var waits: [Duration]
    package static let everyMinute = RetrySchedule(waits: [])

    package init(waits: [Duration]) { self.waits = waits }

    /// A paper may be announced before its file is there, and a server may be down over a weekend.
    package static let papers = RetrySchedule(
        waits: [
            .seconds(60), .seconds(300), .seconds(1800), .seconds(7200), .seconds(5 * 3600),
            .seconds(10 * 3600),
            .seconds(24 * 3600), .seconds(24 * 3600),
        ])

    /// The wait after the failed attempt `attempt` (1 for the first), ± 20 %; `nil` when that was the last.
    package func wait(after attempt: Int, chance: Double) -> Duration? {
        guard !waits.isEmpty else { return .seconds(60) }
        guard attempt >= 1, attempt <= waits.count else { return nil }
        return waits[attempt - 1] * (0.8 + 0.4 * chance)
    }
}
