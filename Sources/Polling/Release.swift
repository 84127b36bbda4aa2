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

    /// Moves all that waits on to history, and returns how many papers that were.
    ///
    /// `announces`: whether the held ones are announced, or only archived.
    package func all(announces: Bool) async throws(LogFailure) -> Int {
        let held = try await move(Trickle.held(of: source)) { _ in announces ? nil : .old }
        return try await held + move(Trickle.flood(of: source)) { $0 }
    }

    /// Moves held papers on to be archived that were shown before `time`: by then they are no news any more.
    package func expire(before time: Timestamp) async throws(LogFailure) {
        _ = try await move(Trickle.held(of: source), shownBefore: time) { _ in .old }
    }

    private func move(
        _ reader: Reader, shownBefore time: Timestamp? = nil,
        as quiet: (Announcement.Quiet?) -> Announcement.Quiet?
    ) async throws(LogFailure) -> Int {
        var moved = 0
        while true {
            let claims = try await log.claim(Self.batch, for: reader, at: clock.now)
            guard !claims.isEmpty else { return moved }
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
            moved += transaction.settlements.count
            guard left.isEmpty else {
                // They are in the order in which they were shown, so all that follow are for later too.
                await log.release(left, of: reader)
                return moved
            }
        }
    }
}
