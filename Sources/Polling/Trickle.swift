package import Pipeline

/// Moves papers of a source that are not urgent on to intake, so few at a time that fresh ones never wait for them.
///
/// History that was asked for (a baseline, a backfill) goes on as fast as intake takes it; what a flood brought, so many
/// an hour.
/// Moving a paper settles it and appends it again in one transaction. A paper that was announced anew meanwhile is dropped,
/// since its newer state went on or waits in its turn.
package struct Trickle: Sendable {
    /// Papers moved at a time.
    static let step = 8

    private let source: String
    private let room: IntakeRoom
    private let log: any Log
    private let clock: any Clock

    /// A trickle of papers of `source` to where there is room for them.
    package init(source: String, to room: IntakeRoom, log: any Log, clock: any Clock) {
        (self.source, self.room, self.log, self.clock) = (source, room, log, clock)
    }

    /// The readers of what is not urgent at a source.
    package static func history(of source: String) -> Reader {
        Reader("history/\(source)", of: .history(of: source))
    }
    package static func flood(of source: String) -> Reader {
        Reader("flood/\(source)", of: .flood(of: source))
    }
    package static func held(of source: String) -> Reader { Reader("held/\(source)", of: .held(of: source)) }

    /// All of them.
    package static func readers(of source: String) -> [Reader] {
        [history(of: source), flood(of: source), held(of: source)]
    }

    // MARK: As intake takes it

    /// Moves history on until the task is cancelled.
    package func runHistory() async throws(LogFailure) {
        let reader = Trickle.history(of: source)
        while !Task.isCancelled {
            // Most sources have none, and ask for no room.
            await log.awaitWork(for: reader, until: nil, clock: clock)
            let goesOn = try await apart { () async throws(LogFailure) in try await moveHistory(reader) }
            guard goesOn else { return }
        }
    }

    /// Moves on what intake has room for; false where the task was cancelled before there was any.
    private func moveHistory(_ reader: Reader) async throws(LogFailure) -> Bool {
        let places = try await room.take(upTo: Trickle.step)
        guard places > 0 else { return false }
        let claims = try await log.claim(places, for: reader, at: clock.now)
        guard !claims.isEmpty else { return true }
        return try await move(papers(of: claims), of: reader)
    }

    // MARK: So many an hour

    /// Moves on what a flood brought, ``FloodGate/usual`` papers an hour and none in its first, until the task is cancelled.
    ///
    /// How many have gone in this hour is stored with them, so that a restart lets no more through.
    package func runFlood() async throws(LogFailure) {
        let reader = Trickle.flood(of: source)
        var hasRested = false
        while !Task.isCancelled {
            let step = try await apart { [hasRested] () async throws(LogFailure) in
                try await moveFlood(reader, isFirst: hasRested)
            }
            hasRested = false
            switch step {
            case .again: continue
            case .rest:
                hasRested = true
                await log.awaitWork(for: reader, until: nil, clock: clock)
            case .wait(let time): do { try await clock.sleep(until: time) } catch { return }
            case .end: return
            }
        }
    }

    /// What comes after some papers of a flood were moved.
    private enum FloodStep {
        /// More of them may go.
        case again
        /// There are none.
        case rest
        /// No more may go in this hour.
        case wait(until: Timestamp)
        /// The task was cancelled before there was room for them.
        case end
    }

    private func moveFlood(_ reader: Reader, isFirst: Bool) async throws(LogFailure) -> FloodStep {
        let claims = try await log.claim(FloodGate.usual, for: reader, at: clock.now)
        guard !claims.isEmpty else { return .rest }
        var allowance = Allowance(try await log.sinkMemory(of: reader))
        allowance.turn(at: clock.now, isFirst: isFirst)
        let papers = try await papers(of: claims)
        let count = papers.count(where: \.isNewest)
        let allowed = allowance.take(count)
        // What was announced anew meanwhile takes up nobody's place.
        let end =
            papers.indices.filter { papers[$0].isNewest }.dropFirst(allowed).first ?? papers.endIndex
        await log.release(papers[end...].map(\.claim.message.sequence), of: reader)
        guard try await move(papers[..<end], of: reader, memory: allowance.stored) else { return .end }
        return allowed < count ? .wait(until: allowance.next) : .again
    }

    /// How many papers of a flood may still go in this hour.
    private struct Allowance {
        private var hour: Timestamp?
        private var used = 0

        init(_ memory: SinkMemory?) {
            guard let hour = memory?["hour"].flatMap(Int64.init), let used = memory?["used"].flatMap(Int.init)
            else { return }
            (self.hour, self.used) = (Timestamp(milliseconds: hour), used)
        }

        var stored: SinkMemory { SinkMemory(["hour": "\(hour?.milliseconds ?? 0)", "used": "\(used)"]) }

        /// When the next hour begins.
        var next: Timestamp { (hour ?? Timestamp(milliseconds: 0)).adding(FloodGate.hour) }

        /// Begins another hour where one has passed.
        ///
        /// A flood's first papers wait for one, since as many have gone the usual way.
        mutating func turn(at now: Timestamp, isFirst: Bool) {
            if let hour, now >= hour, now.since(hour) < FloodGate.hour { return }
            let isBeginning = isFirst || hour.map { now < $0 } ?? true
            (hour, used) = (now, isBeginning ? FloodGate.usual : 0)
        }

        mutating func take(_ wanted: Int) -> Int {
            let count = max(0, min(wanted, FloodGate.usual - used))
            used += count
            return count
        }
    }

    // MARK: Moving

    /// A claimed paper that is to be moved on.
    private struct Paper {
        let claim: Claim
        /// False where its source has shown it in other words since.
        let isNewest: Bool
    }

    private func papers(of claims: [Claim]) async throws(LogFailure) -> [Paper] {
        // What cannot be read is for intake to set aside.
        let publications = claims.map {
            try? JSONText.decode(Announcement.self, from: $0.message.payload).publication
        }
        let seen = try await log.seen(publications.compactMap { $0?.identity }, at: source)
        return zip(claims, publications).map { claim, publication in
            guard let publication, let newest = seen[publication.identity] else {
                return Paper(claim: claim, isNewest: true)
            }
            // One that was held stands for all that was shown of its paper since.
            let isNewest =
                newest.hasPrefix(Newcomers.heldMark) || newest == Newcomers.fingerprint(of: publication)
            return Paper(claim: claim, isNewest: isNewest)
        }
    }

    /// Moves papers on; false where the task was cancelled before there was room for them.
    private func move(
        _ papers: some Collection<Paper>, of reader: Reader, memory: SinkMemory? = nil
    ) async throws(LogFailure) -> Bool {
        var transaction = Transaction(reader: reader)
        transaction.sinkMemory = memory
        transaction.settlements = papers.map { Settlement($0.claim.message.sequence, .done) }
        transaction.messages = papers.filter(\.isNewest).map {
            NewMessage(.publications, key: $0.claim.message.key, payload: $0.claim.message.payload)
        }
        if try await log.commit(transaction, asRoomComes: clock) { return true }
        await log.release(papers.map(\.claim.message.sequence), of: reader)
        return false
    }
}
