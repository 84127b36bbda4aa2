import Pipeline

/// One run of a ``StageReader``: what it has claimed, given away, got back and not stored yet.
struct StageRound {
    private enum Happening: Sendable {
        /// There may be something to claim.
        case rested
        case answered(StageQueue.Entry, OutsideOutcome, isAlone: Bool)
        case finished(StageReader.Parcel)
        case stored
        /// The stage is disabled no more.
        case mended
        /// It was told to stop.
        case told
        /// The stage has stopped.
        case stopped
        case failed(LogFailure)
    }

    private struct Answered {
        var entry: StageQueue.Entry
        var document: Document
        var passed: [String]
    }

    private let desk: StageReader
    private var queue = StageQueue()
    private var record: StageRecord
    /// Back from the stage, and not yet with the stages that follow.
    private var answered: [Answered] = []
    private var finishing = 0
    private var parcels: [StageReader.Parcel] = []
    private var isResting = false
    private var isStoring = false
    /// Whether nothing is given to the stage, since it is disabled.
    private var isHeld = false
    private var isTold = false
    private var hasStopped = false
    private(set) var failure: LogFailure?

    init(_ desk: StageReader, record: StageRecord) { (self.desk, self.record) = (desk, record) }

    /// What was claimed and is not settled when it ends.
    var unsettled: [Int64] { queue.sequences }

    private var surroundings: Surroundings { desk.surroundings }

    private var isOver: Bool {
        hasStopped && queue.isIdle && answered.isEmpty && finishing == 0 && parcels.isEmpty && !isStoring
    }

    /// Runs until told to stop and all that was in hand is stored, or until the log fails.
    mutating func run() async {
        self = await withTaskGroup(of: Happening.self, returning: StageRound.self) { [self] group in
            var round = self
            group.addTask { [stop = round.surroundings.stop] in
                await stop.wait()
                return .told
            }
            while !round.isOver, round.failure == nil { await round.step(in: &group) }
            if round.failure != nil { group.cancelAll() }
            return round
        }
    }

    private mutating func step(in group: inout TaskGroup<Happening>) async {
        do throws(LogFailure) { try await claim(in: &group) } catch { return failure = error }
        give(in: &group)
        finish(in: &group)
        store(in: &group)
        switch await group.next() {
        case .rested: isResting = false
        case .answered(let entry, let outcome, let isAlone):
            queue.putDown(alone: isAlone)
            take(outcome, of: entry, isAlone: isAlone, in: &group)
        case .finished(let parcel):
            finishing -= 1
            keep(parcel)
        case .stored: isStoring = false
        case .mended: isHeld = false
        case .told:
            isTold = true
            group.addTask { [stage = desk.stage] in
                await stage.stop()
                return .stopped
            }
        case .stopped: hasStopped = true
        case .failed(let why): failure = why
        case nil: hasStopped = true
        }
    }

    // MARK: What comes next

    private mutating func claim(in group: inout TaskGroup<Happening>) async throws(LogFailure) {
        // Until there is nothing left, since only then somebody listens for what comes meanwhile.
        while !isTold, !isResting, queue.wantsMore, parcels.count < StageReader.mostUnstored {
            let claims = try await surroundings.log.claim(
                StageQueue.room / 2, for: desk.reader, at: surroundings.clock.now)
            for claim in claims {
                switch desk.open(claim) {
                case .entry(let entry): queue.add(entry)
                case .parcel(let parcel): keep(parcel)
                }
            }
            guard claims.isEmpty else { continue }
            isResting = true
            group.addTask { [desk] in
                do throws(LogFailure) { try await desk.surroundings.rest(desk.reader) } catch {
                    return .failed(error)
                }
                return .rested
            }
        }
    }

    private mutating func give(in group: inout TaskGroup<Happening>) {
        while !isTold, !isHeld, parcels.count + answered.count < StageReader.mostUnstored,
            let (entry, isAlone) = queue.take(window: desk.stage.window)
        {
            group.addTask { [stage = desk.stage, meter = surroundings.meter, isMetered = !desk.isDrained] in
                let begin = ContinuousClock.now
                let outcome = await stage.process(entry.paper.document, alone: isAlone)
                if isMetered, case .processed = outcome {
                    meter?.worked(stage.name, for: ContinuousClock.now - begin)
                }
                return .answered(entry, outcome, isAlone: isAlone)
            }
        }
    }

    private mutating func finish(in group: inout TaskGroup<Happening>) {
        while finishing < StageReader.lanes, !answered.isEmpty {
            let next = answered.removeFirst()
            finishing += 1
            group.addTask { [desk] in
                do throws(LogFailure) {
                    return .finished(
                        try await desk.finish(next.entry, next.document, passed: next.passed))
                } catch { return .failed(error) }
            }
        }
    }

    /// Stores all that is done meanwhile at once, as soon as what was stored before is.
    private mutating func store(in group: inout TaskGroup<Happening>) {
        guard !isStoring, !parcels.isEmpty else { return }
        isStoring = true
        let done = parcels
        parcels = []
        group.addTask { [desk] in
            do throws(LogFailure) { try await desk.store(done) } catch { return .failed(error) }
            return .stored
        }
    }

    private mutating func keep(_ parcel: StageReader.Parcel) {
        if let claim = parcel.claim {
            switch parcel.outcome {
            case .done, .setAside: queue.forget(claim.message.sequence)
            case .retry, .deferred, nil: break
            }
        }
        parcels.append(parcel)
    }

    // MARK: What the stage said

    private mutating func take(
        _ outcome: OutsideOutcome, of entry: StageQueue.Entry, isAlone: Bool,
        in group: inout TaskGroup<Happening>
    ) {
        let claim = entry.claim
        switch outcome {
        case .processed(let document):
            tellOfRecovery()
            answered.append(Answered(entry: entry, document: document, passed: desk.passed(entry.paper)))
        case .retry(let after, let reason):
            tellOfRecovery()
            let wait =
                if let after { RetrySchedule.wait(asked: after, after: claim.attempt) } else {
                    RetrySchedule.stages.wait(after: claim.attempt, chance: .random(in: 0...1))
                }
            if let wait { return keep(desk.retry(claim, after: wait, reason)) }
            setAside(entry, "\(reason), \(claim.attempt) times")
        case .setAside(let reason):
            tellOfRecovery()
            setAside(entry, reason)
        case .lost(let reason, let wasAlone): lose(entry, reason, wasAlone: isAlone || wasAlone)
        case .disabled(let reason):
            tellOfDisabling(reason)
            guard desk.stage.isRequired else { return pass(entry, reason) }
            hold(entry, in: &group)
        case .stopping:
            // Where nobody told it to, somebody may make it run again.
            if isTold { keep(StageReader.Parcel(claim: claim)) } else { hold(entry, in: &group) }
        }
    }

    private mutating func setAside(_ entry: StageQueue.Entry, _ reason: String) {
        keep(desk.aside(entry.claim, "\(desk.stage.name): \(reason)", entry.paper.document.publication))
    }

    /// The stage died with a paper in its hands: the paper is given to it again alone, and set aside the third time then.
    private mutating func lose(_ entry: StageQueue.Entry, _ reason: String, wasAlone: Bool) {
        // What was ended with the daemon says nothing of the paper; the word of that may be on its way to us still.
        guard !isTold, !surroundings.stop.isStopped else {
            return keep(StageReader.Parcel(claim: entry.claim))
        }
        guard wasAlone else { return queue.suspect(entry) }
        let count = queue.died(entry)
        if let wait = RetrySchedule.deaths.wait(after: count, chance: .random(in: 0...1)) {
            return keep(desk.retry(entry.claim, after: wait, reason))
        }
        setAside(entry, "\(reason), \(count) times with this paper alone in its hands")
    }

    /// An optional stage is disabled: the paper goes on without it, and says so.
    private mutating func pass(_ entry: StageQueue.Entry, _ reason: String) {
        var document = entry.paper.document
        document.oddities.append(
            Oddity(
                "stage-missed",
                "The stage \(desk.stage.name) was disabled and has not seen this paper: \(reason.onOneLine(limit: 300))."
            ))
        answered.append(Answered(entry: entry, document: document, passed: desk.passed(entry.paper)))
    }

    // MARK: While it is disabled

    private mutating func hold(_ entry: StageQueue.Entry, in group: inout TaskGroup<Happening>) {
        queue.putBack(entry)
        guard !isHeld else { return }
        isHeld = true
        group.addTask { [stage = desk.stage, surroundings] in
            let (stop, clock) = (surroundings.stop, surroundings.clock)
            repeat {
                await stop.interrupting {
                    try? await clock.sleep(until: clock.now.adding(StageReader.holdInterval))
                }
                guard case .disabled = await stage.condition else { break }
            } while !stop.isStopped && !Task.isCancelled
            return .mended
        }
    }

    private mutating func tellOfDisabling(_ reason: String) {
        guard record.disabledSince == nil else { return }
        let now = surroundings.clock.now
        record.disabledSince = now
        let name = desk.stage.name
        let what = desk.stage.isRequired ? "its papers wait" : "papers go on without it"
        surroundings.note(
            .error,
            "stage \(name) is disabled, and \(what): \(reason); bode stage resume \(name) runs it again")
        tell(.stageDisabled, since: now, "\(reason); \(what)")
    }

    private mutating func tellOfRecovery() {
        guard let since = record.disabledSince else { return }
        record.disabledSince = nil
        surroundings.note(.info, "stage \(desk.stage.name) works again")
        tell(.stageRecovered, since: since, "it was disabled since \(since.rfc3339)")
    }

    private mutating func tell(_ kind: Event.Kind, since: Timestamp, _ reason: String) {
        let message = desk.events.stage(
            desk.stage.name, kind, since: since, reason: reason, at: surroundings.clock.now)
        parcels.append(StageReader.Parcel(messages: [message].compactMap(\.self), record: record))
    }
}
