package import Pipeline

/// Polls one source on its schedule and appends what is new to the log.
package struct Poller: Sendable {
    package let name: String
    private let source: any Source
    private let schedule: PollSchedule
    private let newcomers: Newcomers
    private let log: any Log
    private let clock: any Clock
    private let note: @Sendable (LogLevel, String) -> Void

    /// Pages taken in one go before others get their turn.
    static let mostPages = 400
    /// Problems of a source that are remembered as told.
    static let mostTold = 100
    /// How long to wait before looking again whether there is room.
    static let roomInterval = Duration.seconds(10)

    package init(
        name: String, source: any Source, schedule: PollSchedule, newcomers: Newcomers, log: any Log,
        clock: any Clock, note: @escaping @Sendable (LogLevel, String) -> Void
    ) {
        self.name = name
        self.source = source
        self.schedule = schedule
        self.newcomers = newcomers
        self.log = log
        self.clock = clock
        self.note = note
    }

    /// Polls whenever it is time, until the task is cancelled.
    ///
    /// Schedules survive a restart: what was asked a minute ago is not asked again at once.
    package func run() async throws(LogFailure) {
        var told: Set<String> = []
        while !Task.isCancelled {
            let record = try await log.source(name) ?? SourceRecord(name: name)
            guard let due = schedule.due(after: record, now: clock.now, chance: .random(in: 0...1)) else {
                note(
                    .warning,
                    "source \(name) is gone (\(record.gone ?? "410")) and is polled no more; a reload polls it again"
                )
                try? await clock.sleep(until: Timestamp(milliseconds: .max))
                return
            }
            if due > clock.now { do { try await clock.sleep(until: due) } catch { return } }
            try await poll(telling: &told, isPatient: true)
        }
    }

    /// Polls now, following pages to the end; not a source that is gone, nor before the time that its server asked for.
    package func poll() async throws(LogFailure) {
        let record = try await log.source(name)
        if let gone = record?.gone {
            return note(
                .warning, "source \(name) is gone (\(gone)) and is polled no more; a reload polls it again")
        }
        if let notBefore = record?.notBefore, notBefore > clock.now {
            return note(.warning, "source \(name) asked not to be polled before \(notBefore.rfc3339)")
        }
        var told: Set<String> = []
        try await poll(telling: &told, isPatient: false)
    }

    /// Polls now, following pages to the end.
    ///
    /// What is in `told` was said before and is not said again: logs follow changes, and a feed that wants
    /// mending wants it at every poll.
    private func poll(telling told: inout Set<String>, isPatient: Bool) async throws(LogFailure) {
        for _ in 0..<Poller.mostPages {
            guard try await pollPage(telling: &told, isPatient: isPatient), !Task.isCancelled else { return }
        }
    }

    /// Returns true where another page waits.
    private func pollPage(telling told: inout Set<String>, isPatient: Bool) async throws(LogFailure) -> Bool {
        var record = try await log.source(name) ?? SourceRecord(name: name)
        let poll: Poll
        do {
            poll = try await source.poll(record.memory)
        } catch {
            guard !Task.isCancelled else { return false }
            try await store(failure: error, in: record, isPatient: isPatient)
            return false
        }
        let now = clock.now
        let seen = try await log.seen(poll.publications.map(\.identity), at: name)
        let isBaseline = !record.hasBaseline
        let selection = newcomers.select(poll.publications, seen: seen, isBaseline: isBaseline, now: now)
        if record.failures > 0 { note(.info, "source \(name) answers again") }
        if told.count > Poller.mostTold { told = [] }
        for problem in poll.problems.prefix(10) where told.insert(problem).inserted {
            note(.warning, "source \(name): \(problem)")
        }
        record.memory = poll.memory
        (record.lastAttempt, record.lastSuccess) = (now, now)
        if selection.unknown > 0 { record.lastNew = now }
        record.failures = 0
        record.unreachableSince = nil
        record.lastFailure = nil
        record.notBefore = poll.notBefore.map { now.adding(min($0, PollSchedule.longestServerWait)) }
        // A baseline of several pages ends with its last.
        record.hasBaseline = record.hasBaseline || poll.isIncremental || !poll.hasMore
        var transaction = Transaction()
        transaction.source = record
        transaction.entries = selection.entries
        transaction.messages = selection.announcements.map {
            NewMessage(.publications, key: $0.publication.identity.rawValue, payload: JSONText.encode($0))
        }
        guard try await store(transaction, isPatient: isPatient) else { return false }
        report(selection, isBaseline: isBaseline)
        return poll.hasMore
    }

    /// Stores what a poll brought; false where the task was cancelled while there was no room for it.
    ///
    /// Intake waits while deliveries go on. The server is not asked again meanwhile: what it said is kept.
    private func store(_ transaction: Transaction, isPatient: Bool) async throws(LogFailure) -> Bool {
        var hasWaited = false
        while true {
            do throws(LogFailure) {
                try await log.commit(transaction)
                if hasWaited { note(.info, "source \(name): there is room again") }
                return true
            } catch {
                guard isPatient, case .full(let why) = error else { throw error }
                if !hasWaited { note(.error, "source \(name): \(why); waiting for room") }
                hasWaited = true
                do { try await clock.sleep(until: clock.now.adding(Poller.roomInterval)) } catch {
                    return false
                }
            }
        }
    }

    private func store(
        failure: PollFailure, in old: SourceRecord, isPatient: Bool
    ) async throws(LogFailure) {
        var record = old
        record.lastAttempt = clock.now
        record.failures += 1
        record.unreachableSince = nil
        switch failure {
        case .unreachable(let why):
            record.lastFailure = why
            record.notBefore = nil
            record.unreachableSince = old.unreachableSince ?? clock.now
        case .temporary(let why, let notBefore):
            record.lastFailure = why
            record.notBefore = notBefore.map { clock.now.adding(min($0, PollSchedule.longestServerWait)) }
        case .malformed(let why):
            record.lastFailure = why
            record.notBefore = nil
        case .gone(let why):
            record.lastFailure = why
            record.gone = why
        }
        var transaction = Transaction()
        transaction.source = record
        guard try await store(transaction, isPatient: isPatient) else { return }
        // A state is told when it changes and when it wants a person, not at every poll.
        let why = record.lastFailure ?? "failed"
        if record.gone != nil {
            note(.error, "source \(name): \(why); it is polled no more")
        } else if record.failures == 3 {
            note(.error, "source \(name) failed three times: \(why)")
        } else if record.failures == 1 || why != old.lastFailure {
            note(.warning, "source \(name): \(why); trying again")
        }
    }

    private func report(_ selection: Newcomers.Selection, isBaseline: Bool) {
        let count = selection.announcements.count
        let papers = count == 1 ? "1 paper" : "\(count) papers"
        guard count > 0 || isBaseline else { return }
        let quiet = selection.announcements.count { $0.quiet != nil }
        if isBaseline && quiet == count {
            note(.info, "source \(name): first poll, \(papers) remembered and not announced")
        } else {
            let rest = quiet > 0 ? ", \(quiet) archived without an alert" : ""
            note(.info, "source \(name): \(papers) new or changed\(rest)")
        }
    }
}
