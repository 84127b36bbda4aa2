package import Pipeline

/// Brings what a source published since a day, beside its polls and without touching where they stand.
///
/// How far it came is a record of its own, stored with the papers of each page, so that it goes on after a restart where
/// it was.
package struct Backfiller: Sendable {
    private let name: String
    private let source: any Source
    private let room: PollRoom
    private let log: any Log
    private let clock: any Clock
    private let note: @Sendable (LogLevel, String) -> Void

    /// Papers that may wait to be read when another page is asked for.
    static let mostAhead = 500
    /// How often to look whether they have been.
    static let nap = Duration.seconds(1)
    /// The schedule on which a failed request is made again.
    private static let schedule = PollSchedule(every: .seconds(60))

    package init(
        name: String, source: any Source, room: PollRoom, log: any Log, clock: any Clock,
        note: @escaping @Sendable (LogLevel, String) -> Void
    ) {
        (self.name, self.source, self.room) = (name, source, room)
        (self.log, self.clock, self.note) = (log, clock, note)
    }

    /// The name of the record of a source's backfill: no source can be called so.
    package static func recordName(of source: String) -> String { "\(source)/backfill" }

    /// Notes that the past of a source is to be brought, in place of what may have been noted before.
    ///
    /// Throws ``LogFailure/refused(_:)`` where the source shows nothing but its window, or one is under way.
    package static func begin(
        _ backfill: Backfill, of name: String, _ source: any Source, log: any Log
    ) async throws(LogFailure) {
        guard let memory = source.history(since: backfill.since) else {
            let health = try await log.source(name)?.health
            let window = health?.watchedSince.map {
                " (\(health?.window ?? 0) entries when it was last asked; what it showed since \($0.rfc3339) is archived)"
            }
            throw .refused(
                "source '\(name)' has no past that can be asked for: it shows only its window\(window ?? "")")
        }
        let last = try await log.source(recordName(of: name))
        if let running = last?.backfill, running.finished == nil, last?.gone == nil {
            // Asked for again, it goes on where it was.
            guard running.since != backfill.since || running.announces != backfill.announces else { return }
            throw .refused(
                "a backfill of '\(name)' since \(running.since.rfc3339) is under way, with \(running.papers) papers so far"
            )
        }
        var record = SourceRecord(name: recordName(of: name))
        (record.memory, record.backfill) = (memory, backfill)
        var transaction = Transaction()
        transaction.source = record
        try await log.commit(transaction)
    }

    /// Goes on until all is found or the task is cancelled.
    ///
    /// `mostFailures`: gives up after so many in a row; goes on trying where it is `nil`. Returns why it gave up.
    package func run(mostFailures: Int? = nil) async throws(LogFailure) -> String? {
        while !Task.isCancelled {
            guard let record = try await log.source(Self.recordName(of: name)),
                let backfill = record.backfill,
                backfill.finished == nil
            else { return nil }
            if let why = record.gone { return why }
            if let mostFailures, record.failures >= mostFailures { return record.lastFailure ?? "failed" }
            guard try await waitForTurn(record) else { return nil }
            guard let place = await room.enter() else { return nil }
            defer { room.leave(place) }
            let poll: Poll
            do throws(PollFailure) { poll = try await source.poll(record.memory) } catch {
                guard !Task.isCancelled else { return nil }
                try await store(error, in: record)
                continue
            }
            room.fill(place)
            try await store(poll, backfill, in: record)
        }
        return nil
    }

    /// Waits until the papers so far are mostly read, and after a failure; false where the task was cancelled.
    private func waitForTurn(_ record: SourceRecord) async throws(LogFailure) -> Bool {
        if record.failures > 0 || record.notBefore != nil,
            let due = Self.schedule.due(after: record, now: clock.now, chance: .random(in: 0...1))
        {
            let wait = record.failures > 0 ? due : record.notBefore ?? due
            do { try await clock.sleep(until: wait) } catch { return false }
        }
        while try await log.backlog(of: Trickle.history(of: name)).ready > Self.mostAhead {
            do { try await clock.sleep(until: clock.now.adding(Self.nap)) } catch { return false }
        }
        return !Task.isCancelled
    }

    private func store(
        _ poll: Poll, _ old: Backfill, in oldRecord: SourceRecord
    ) async throws(LogFailure) {
        let (now, identities) = (clock.now, poll.publications.map(\.identity))
        // What the polls have shown went its way already, in this state or another.
        let shown = try await log.seen(identities, at: name)
        let found = try await log.seen(identities, at: oldRecord.name)
        let fresh = poll.publications.filter { shown[$0.identity] == nil && !$0.isWithdrawn }
        let selection = Newcomers(recency: nil).select(fresh, seen: found, isBaseline: false, now: now)
        var (record, backfill) = (oldRecord, old)
        backfill.papers &+= selection.unknown
        if !poll.hasMore { backfill.finished = now }
        (record.memory, record.backfill) = (poll.memory, backfill)
        (record.lastAttempt, record.lastSuccess, record.failures, record.lastFailure) = (now, now, 0, nil)
        record.isDenied = false
        record.notBefore = nil
        var transaction = Transaction()
        (transaction.source, transaction.entries) = (record, selection.entries)
        transaction.messages = selection.newcomers.map { paper in
            var paper = paper
            let publication = paper.announcement.publication
            let published = publication.published ?? now
            paper.announcement.quiet = backfill.announces && published >= backfill.since ? nil : .backfill
            return NewMessage(
                .history(of: name), key: publication.identity.rawValue, payload: paper.json)
        }
        // Where the task is cancelled first, the page is asked for again.
        guard try await log.commit(transaction, asRoomComes: clock) else { return }
        guard backfill.finished != nil else { return }
        let papers = backfill.papers == 1 ? "1 paper" : "\(backfill.papers) papers"
        note(
            .info,
            "source \(name): all since \(backfill.since.rfc3339) is found, \(papers) that were not known")
    }

    private func store(_ failure: PollFailure, in old: SourceRecord) async throws(LogFailure) {
        var record = old
        record.lastAttempt = clock.now
        _ = HealthRules().failure(failure, at: clock.now, of: &record)
        var transaction = Transaction()
        transaction.source = record
        guard try await log.commit(transaction, asRoomComes: clock) else { return }
        if record.failures == 1 || record.lastFailure != old.lastFailure {
            let what = record.gone == nil ? "trying again" : "the backfill ends"
            note(.warning, "source \(name), backfill: \(record.lastFailure ?? "failed"); \(what)")
        }
    }
}
