package import Pipeline

/// Lets go of what a flood brought: at once instead of so many an hour, and what was held with it.
package struct Release: Sendable {
    /// Papers moved in one transaction.
    static let batch = 500

    private let source: String
    private let log: any Log
    private let clock: any Clock

    package init(source: String, log: any Log, clock: any Clock) {
        (self.source, self.log, self.clock) = (source, log, clock)
    }

    /// Moves what waits on to history, a batch at a time, and returns how many papers that were; 0 once all has gone.
    ///
    /// `announces`: whether the held ones are announced, or only archived.
    package func next(announces: Bool) async throws(LogFailure) -> Int {
        let held = try await move(Trickle.held(of: source)) { _ in announces ? nil : .old }
        return held > 0 ? held : try await move(Trickle.flood(of: source)) { $0 }
    }

    /// Moves held papers on to be archived that were shown before `time`: by then they are no news any more.
    package func expire(before time: Timestamp) async throws(LogFailure) {
        while try await move(Trickle.held(of: source), shownBefore: time, as: { _ in .old }) > 0 {}
    }

    private func move(
        _ reader: Reader, shownBefore time: Timestamp? = nil,
        as quiet: (Announcement.Quiet?) -> Announcement.Quiet?
    ) async throws(LogFailure) -> Int {
        let claims = try await log.claim(Self.batch, for: reader, at: clock.now)
        guard !claims.isEmpty else { return 0 }
        var transaction = Transaction(reader: reader)
        var left: [Int64] = []
        for claim in claims {
            guard time.map({ claim.message.appended < $0 }) ?? true else {
                left.append(claim.message.sequence)
                continue
            }
            var payload = claim.message.payload
            if var announcement = try? JSONText.decode(Announcement.self, from: payload) {
                announcement.quiet = quiet(announcement.quiet)
                payload = JSONText.encode(announcement)
            }
            transaction.messages.append(
                NewMessage(.history(of: source), key: claim.message.key, payload: payload))
            transaction.settlements.append(Settlement(claim.message.sequence, .done))
        }
        do throws(LogFailure) { try await log.commit(transaction) } catch {
            await log.release(claims.map(\.message.sequence), of: reader)
            throw error
        }
        if !left.isEmpty { await log.release(left, of: reader) }
        return transaction.settlements.count
    }
}
