package import Pipeline
import WebSource

/// Polls one source on its schedule and appends what is new to the log.
package struct Poller: Sendable {
    package let name: String
    private let source: any Source
    private let schedule: PollSchedule
    private let newcomers: Newcomers
    private let room: PollRoom
    private let rules: HealthRules
    private let log: any Log
    private let clock: any Clock
    private let event: @Sendable (SourceNotice) -> NewMessage?
    private let note: @Sendable (LogLevel, String) -> Void

    /// Pages taken in one go before others get their turn.
    static let mostPages = 400
    /// Problems of a source that are remembered as told.
    static let mostTold = 100
    /// How long to wait before looking again whether a source that is gone was resumed.
    static let goneInterval = Duration.seconds(30)

    /// A poller of `source`.
    ///
    /// `room` is shared with the pollers of other sources. `event` makes what operators are to be told, stored in the
    /// transaction of the poll that it tells of.
    package init(
        name: String, source: any Source, schedule: PollSchedule, newcomers: Newcomers, room: PollRoom,
        rules: HealthRules = HealthRules(), log: any Log, clock: any Clock,
        event: @escaping @Sendable (SourceNotice) -> NewMessage? = { _ in nil },
        note: @escaping @Sendable (LogLevel, String) -> Void
    ) {
        self.name = name
        self.source = source
        self.schedule = schedule
        self.newcomers = newcomers
        self.room = room
        self.rules = rules
        self.log = log
        self.clock = clock
        self.event = event
        self.note = note
    }

    /// Polls whenever it is time, until the task is cancelled.
    ///
    /// Schedules survive a restart: what was asked a minute ago is not asked again at once.
    ///
    /// `earliest`: not before then, for a source that was being asked when it was given to this poller. `willAsk` is told
    /// before each poll.
    package func run(
        from earliest: Timestamp? = nil, willAsk: @Sendable () -> Void = {}
    ) async throws(LogFailure) {
        var told: Set<String> = []
        var hasToldGone = false
        // What is done between two sleeps is done apart: there are as many who sleep as there are sources.
        var next = try await apart { () async throws(LogFailure) in try await outlook(after: nil) }
        while !Task.isCancelled {
            guard var due = next.due else {
                if !hasToldGone { tellGone(next.gone) }
                hasToldGone = true
                do { try await clock.sleep(until: clock.now.adding(Poller.goneInterval)) } catch { return }
                next = try await apart { () async throws(LogFailure) in try await outlook(after: nil) }
                continue
            }
            hasToldGone = false
            // Never later than in an interval: the clock may have been set back since it was asked.
            if let earliest { due = max(due, min(earliest, clock.now.adding(schedule.every))) }
            if due > clock.now { do { try await clock.sleep(until: due) } catch { return } }
            willAsk()
            (told, next) = try await apart { [told] () async throws(LogFailure) in
                var told = told
                let stored = try await poll(telling: &told, isPatient: true)
                return (told, try await outlook(after: stored))
            }
        }
    }

    /// When it is time for the next poll, and of a source that is gone, why it is.
    private typealias Outlook = (due: Timestamp?, gone: String?)

    /// What comes after a poll that stored `record`, which need not be asked for again; where it is `nil`, it is asked for.
    private func outlook(after record: SourceRecord?) async throws(LogFailure) -> Outlook {
        var known = SourceRecord(name: name)
        if let record { known = record } else if let stored = try await log.source(name) { known = stored }
        return (schedule.due(after: known, now: clock.now, chance: .random(in: 0...1)), known.gone)
    }

    /// Polls now, following pages to the end; not a source that is gone, nor before the time that its server asked for.
    package func poll() async throws(LogFailure) {
        let record = try await log.source(name)
        if let gone = record?.gone { return tellGone(gone) }
        if let notBefore = record?.notBefore, notBefore > clock.now {
            return note(.warning, "source \(name) asked not to be polled before \(notBefore.rfc3339)")
        }
        var told: Set<String> = []
        _ = try await poll(telling: &told, isPatient: false)
    }

    private func tellGone(_ why: String?) {
        note(
            .warning,
            "source \(name) is gone (\(why ?? "410")) and is polled no more; 'bode sources resume \(name)' polls it again"
        )
    }

    /// Polls now, following pages to the end; returns what is remembered of the source since, where that was stored.
    ///
    /// What is in `told` was said before and is not said again: logs follow changes, and a feed that wants
    /// mending wants it at every poll.
    private func poll(
        telling told: inout Set<String>, isPatient: Bool
    ) async throws(LogFailure) -> SourceRecord? {
        var outcome = Outcome()
        for page in 0..<Poller.mostPages {
            outcome = try await poll(page: page, telling: &told, isPatient: isPatient)
            guard outcome.hasMore, !Task.isCancelled else { break }
        }
        return outcome.stored
    }

    /// What became of a page.
    private struct Outcome {
        /// What is remembered of the source with it; `nil` where that was not stored.
        var stored: SourceRecord?
        /// True where another page waits.
        var hasMore = false
    }

    private func poll(
        page: Int, telling told: inout Set<String>, isPatient: Bool
    ) async throws(LogFailure) -> Outcome {
        guard let place = await room.enter() else { return Outcome() }
        defer { room.leave(place) }
        var record = try await log.source(name) ?? SourceRecord(name: name)
        let poll: Poll
        do {
            poll = try await source.poll(record.memory ?? beginning(of: &record))
        } catch {
            guard !Task.isCancelled else { return Outcome() }
            return Outcome(stored: try await store(error, in: record, isPatient: isPatient))
        }
        // What brings nothing is soon stored, with that of others.
        if poll.publications.isEmpty { room.leave(place) } else { room.fill(place) }
        // What lies in a folder is moved away by people; what a server shows is not.
        let isWindow = !poll.isIncremental && !source.hosts.isEmpty && page == 0 && !poll.hasMore
        if rules.isEmptied(poll, in: record, isWindow: isWindow) {
            let why = "it shows no entries, where it had \(record.health.window)"
            return Outcome(
                stored: try await store(
                    .malformed(why), in: record, memory: poll.memory, isPatient: isPatient))
        }
        if told.count > Poller.mostTold { told = [] }
        for problem in poll.problems.prefix(10) where told.insert(problem).inserted {
            note(.warning, "source \(name): \(Masking.text(problem))")
        }
        let isPast = record.backfill != nil && record.backfill?.finished == nil
        let stored = try await store(
            poll, in: record, isWindow: isWindow && !isPast, isPatient: isPatient)
        return Outcome(
            stored: stored, hasMore: stored != nil && (poll.hasMore || isPast && !poll.isIncremental))
    }

    /// Where a first poll begins that is to bring what was published since a day; `nil` for where the source itself begins.
    ///
    /// A first poll that failed has begun nothing: it has left no memory, so this is asked again.
    private func beginning(of record: inout SourceRecord) -> SourceMemory? {
        guard !record.hasBaseline, let since = newcomers.backfill,
            let memory = source.history(since: since)
        else { return nil }
        record.backfill = Backfill(since: since, announces: true, started: clock.now)
        return memory
    }

    // MARK: What came of a poll

    /// Stores what a poll brought, and returns what is remembered with it; `nil` where that was given up.
    private func store(
        _ poll: Poll, in old: SourceRecord, isWindow: Bool, isPatient: Bool
    ) async throws(LogFailure) -> SourceRecord? {
        var record = old
        let now = clock.now
        // Most polls bring nothing, and then there is nothing to ask for.
        let seen =
            poll.publications.isEmpty ? [:] : try await log.seen(poll.publications.map(\.identity), at: name)
        let isBaseline = !record.hasBaseline
        let recognition = try await Recognition(poll.publications, seen: seen, source: name, log: log)
        let papers = poll.publications.filter { !recognition.unchanged.contains($0.identity) }
        var selection = newcomers.select(
            papers, seen: seen, recognised: recognition.changed, isBaseline: isBaseline, now: now)
        try await holdAgain(&selection)
        let waiting = record.health.traffic?.floodSince == nil ? 0 : try await waitingOfFloods()
        let sorted = FloodGate(newcomers).sort(
            selection, of: &record, isWindow: isWindow, waiting: waiting, now: now)
        var showing = HealthRules.Showing()
        (showing.entries, showing.unknown) = (poll.publications.count, selection.unknown)
        (showing.fresh, showing.isWindow) = (sorted.fresh, isWindow)
        showing.isFlood = sorted.isFlood
        (showing.isUnchanged, showing.movedTo) = (poll.isUnchanged, poll.movedTo)
        // A feed that gives its entries new ids has lost nothing.
        showing.hasKnown = !seen.isEmpty || recognition.hasArchived
        var notices = rules.poll(showing, at: now, of: &record)
        if let flood = sorted.notice { notices.append(flood) }
        record.memory = poll.memory
        (record.lastAttempt, record.lastSuccess) = (now, now)
        (record.failures, record.lastFailure, record.unreachableSince) = (0, nil, nil)
        record.isDenied = false
        record.notBefore = poll.notBefore.map { now.adding(min($0, PollSchedule.longestServerWait)) }
        // A baseline of several pages ends with its last. Where a window's past came first, the window itself is still to be
        // remembered: it may hold papers from before.
        let isPast = record.backfill != nil && record.backfill?.finished == nil
        if isPast, !poll.hasMore { record.backfill?.finished = now }
        if poll.isIncremental || (!poll.hasMore && !isPast) { record.hasBaseline = true }
        if !poll.hasMore, record.hasBaseline, !record.health.isCaughtUp {
            record.health.isCaughtUp = true
            // What was there at first is no part of the traffic to come.
            record.health.traffic = nil
        }
        var transaction = Transaction()
        transaction.source = record
        transaction.entries = sorted.entries
        transaction.messages = sorted.messages + notices.compactMap(event)
        guard try await store(transaction, isPatient: isPatient) else { return nil }
        if old.failures > 0 { note(.info, "source \(name) answers again") }
        for notice in notices where notice.kind != .sourceRecovered {
            note(.warning, "source \(name): \(notice.reason)")
        }
        report(selection, sorted, isBaseline: isBaseline)
        return record
    }

    /// Holds papers that were held before and are shown in other words, unless they were released and read meanwhile.
    ///
    /// A tombstone goes its way: nothing that is fetched later would say so, and what is held of its paper gives way to it.
    private func holdAgain(_ selection: inout Newcomers.Selection) async throws(LogFailure) {
        let held = selection.newcomers.indices.filter {
            let (paper, announcement) = (selection.newcomers[$0], selection.newcomers[$0].announcement)
            return paper.wasHeld && announcement.quiet == nil && !announcement.publication.isWithdrawn
        }
        guard !held.isEmpty else { return }
        var waiting = 0
        for reader in [Trickle.held(of: name), Trickle.history(of: name)] {
            waiting += try await log.backlog(of: reader).ready
        }
        // Nothing that waits stands for them any more: they may have been fetched as they were.
        guard waiting > 0 else { return }
        // One at a time: an archived paper is large, and there may be thousands.
        for index in held {
            let name = selection.newcomers[index].announcement.publication.identity
            if try await log.archived(under: [name]).isEmpty {
                selection.newcomers[index].announcement.quiet = .held
            }
        }
    }

    private func waitingOfFloods() async throws(LogFailure) -> Int {
        var waiting = 0
        for reader in [Trickle.flood(of: name), Trickle.held(of: name)] {
            waiting += try await log.backlog(of: reader).ready
        }
        return waiting
    }

    /// Stores that a poll failed, and returns what is remembered with it; `nil` where that was given up.
    ///
    /// `memory`: where it is worth remembering what the poll brought all the same.
    private func store(
        _ failure: PollFailure, in old: SourceRecord, memory: SourceMemory? = nil, isPatient: Bool
    ) async throws(LogFailure) -> SourceRecord? {
        var record = old
        record.lastAttempt = clock.now
        let notices = rules.failure(failure, at: clock.now, of: &record)
        if let memory { (record.memory, record.health.isEmptied) = (memory, true) }
        var transaction = Transaction()
        transaction.source = record
        transaction.messages = notices.compactMap(event)
        guard try await store(transaction, isPatient: isPatient) else { return nil }
        // A state is told when it changes and when it wants a person, not at every poll.
        let why = record.lastFailure ?? "failed"
        if record.gone != nil {
            note(.error, "source \(name): \(why); it is polled no more")
        } else if record.failures == HealthRules.failuresToTell {
            note(.error, "source \(name) failed three times: \(why)")
        } else if record.failures == 1 || why != old.lastFailure {
            note(.warning, "source \(name): \(why); trying again")
        }
        return record
    }

    /// Stores a transaction; false where the task was cancelled while there was no room for it.
    ///
    /// Intake waits while deliveries go on. The server is not asked again meanwhile: what it said is kept.
    private func store(_ transaction: Transaction, isPatient: Bool) async throws(LogFailure) -> Bool {
        guard isPatient else {
            try await log.commit(transaction)
            return true
        }
        return try await log.commit(transaction, asRoomComes: clock) { lack in
            if let lack {
                note(.warning, "source \(name): \(lack); waiting for room")
            } else {
                note(.info, "source \(name): there is room again")
            }
        }
    }

    private func report(_ selection: Newcomers.Selection, _ sorted: FloodGate.Sorted, isBaseline: Bool) {
        let count = selection.newcomers.count
        let papers = count == 1 ? "1 paper" : "\(count) papers"
        guard count > 0 || isBaseline else { return }
        let quiet = selection.announcements.count { $0.quiet != nil }
        if isBaseline && quiet == count {
            note(.info, "source \(name): first poll, \(papers) remembered and not announced")
        } else {
            let silenced = selection.announcements.count { $0.quiet != nil && $0.quiet != .held }
            var rest = silenced > 0 ? ", \(silenced) archived without an alert" : ""
            let held = selection.announcements.count { $0.quiet == .held }
            if held > 0 { rest += ", \(held) held" }
            if sorted.slow > sorted.held { rest += ", \(sorted.slow - sorted.held) put off" }
            note(.info, "source \(name): \(papers) new or changed\(rest)")
        }
    }
}
