package import Host
package import Pipeline

/// Gives what waits in the topic of a stage outside the process to that stage, and sends on what it makes of it.
///
/// From ``Topic/stage(_:)`` to the topic of the next outside stage, or to ``Topic/documents``. The stages of the process that
/// follow run here, so that each message is settled in the transaction that appends what became of it.
package struct StageReader: Sendable {
    package static func reader(of stage: String) -> Reader { Reader("stage/\(stage)", of: .stage(stage)) }

    /// Papers that run through the stages of the process at the same time.
    static let lanes = 4
    /// Papers that are done and not stored yet; the stage is given no more until they are.
    static let mostUnstored = 128
    /// How often it is looked whether a stage that is disabled runs again.
    static let holdInterval = Duration.seconds(2)

    let surroundings: Surroundings
    let stage: any OutsideStage
    let reader: Reader
    /// Whether the stage is configured no more, so that its papers go on without it.
    let isDrained: Bool
    let workshop: Workshop
    let inHand: InHand
    let events: OperationalEvents

    /// A reader for a stage of the configuration.
    package init(
        _ surroundings: Surroundings, stage: any OutsideStage, workshop: Workshop, inHand: InHand,
        events: OperationalEvents
    ) {
        (self.surroundings, self.stage, self.workshop) = (surroundings, stage, workshop)
        (self.inHand, self.events, isDrained) = (inHand, events, false)
        reader = StageReader.reader(of: stage.name)
    }

    /// A reader for what waits for a stage that is configured no more: it goes on without.
    package init(
        _ surroundings: Surroundings, draining name: String, workshop: Workshop, inHand: InHand,
        events: OperationalEvents
    ) {
        (self.surroundings, self.workshop, self.inHand) = (surroundings, workshop, inHand)
        (self.events, isDrained) = (events, true)
        stage = RemovedStage(name: name)
        reader = StageReader.reader(of: name)
    }

    /// Runs until told to stop, and stops the stage then.
    package func run() async throws(LogFailure) {
        try await surroundings.log.open(reader, from: .oldest)
        try await trySuspectsAlone()
        var round = StageRound(self, record: try await StageRecord.of(reader, in: surroundings.log))
        await round.run()
        await stage.stop()
        await surroundings.log.release(round.unsettled, of: reader)
        if let failure = round.failure { throw failure }
    }

    // MARK: What becomes of a paper

    /// What is to be stored of one paper, or said to operators.
    struct Parcel: Sendable {
        var claim: Claim?
        /// `nil` where the claim goes back as it was.
        var outcome: Outcome?
        var messages: [NewMessage] = []
        /// What is remembered of the stage from now on.
        var record: StageRecord?
    }

    /// Runs the stages that follow, as far as the next one outside the process.
    func finish(
        _ entry: StageQueue.Entry, _ document: Document, passed: [String]
    ) async throws(LogFailure) -> Parcel {
        let (claim, runner) = (entry.claim, workshop.stages)
        let isDangerous = runner.hasStages(after: passed)
        if isDangerous { try await note(entry.sequence) }
        defer {
            if isDangerous || inHand.suspects.contains(entry.sequence) { inHand.putDown(entry.sequence) }
        }
        let stretch: Stretch
        do throws(StageFailure) {
            stretch = try await runner.run(document, after: passed, hasText: false)
        } catch {
            return aside(claim, "a stage could not handle it: \(error.reason)", document.publication)
        }
        var paper = entry.paper
        (paper.document, paper.passed) = (stretch.document, stretch.passed)
        return Parcel(
            claim: claim, outcome: .done,
            messages: [NewMessage(stretch.end, key: claim.message.key, payload: JSONText.encode(paper))])
    }

    /// Sets a paper aside and says so.
    func aside(_ claim: Claim, _ why: String, _ publication: Publication?) -> Parcel {
        let name = (publication?.entryID ?? claim.message.key).onOneLine(limit: 200)
        surroundings.note(.error, "paper \(name) is set aside by \(reader.name): \(why)")
        let message = events.setAside(
            claim.message, about: publication, reason: why, at: surroundings.clock.now)
        return Parcel(
            claim: claim, outcome: .setAside(reason: why), messages: [message].compactMap(\.self))
    }

    func retry(_ claim: Claim, after wait: Duration, _ why: String) -> Parcel {
        Parcel(
            claim: claim,
            outcome: .retry(notBefore: surroundings.clock.now.adding(wait), reason: why))
    }

    /// Stores parcels in one transaction.
    func store(_ parcels: [Parcel]) async throws(LogFailure) {
        var transaction = Transaction(reader: reader)
        for parcel in parcels {
            if let claim = parcel.claim, let outcome = parcel.outcome {
                transaction.settlements.append(Settlement(claim.message.sequence, outcome))
            }
            transaction.messages += parcel.messages
            if let record = parcel.record { transaction.sinkMemory = record.memory }
        }
        let claims = parcels.compactMap(\.claim)
        do throws(LogFailure) {
            try await surroundings.store(transaction, of: claims, reader: reader)
        } catch {
            // Told to stop while there is no room: it is for the next start.
            guard case .full = error else { throw error }
            await surroundings.log.release(claims.map(\.message.sequence), of: reader)
        }
    }

    /// Notes that a paper is with the stages of the process, as soon as there is room for that.
    private func note(_ sequence: Int64) async throws(LogFailure) {
        try await surroundings.waitingForRoom(reader.name) { () async throws(LogFailure) in
            do throws(FileFailure) { try inHand.take(sequence) } catch {
                throw error.isFull ? .full("\(error)") : .broken("\(error)")
            }
        }
    }

    // MARK: After a death of the process

    /// Papers that were with the stages of the process when it died come first and one at a time, after those of the intake.
    private func trySuspectsAlone() async throws(LogFailure) {
        let suspects = inHand.suspects
        guard !suspects.isEmpty else { return }
        await surroundings.stop.interrupting { [workshop] in await workshop.intakeHasTried.wait() }
        let claims = try await surroundings.log.claim(
            Intake.mostSearched, for: reader, at: surroundings.clock.now)
        let tried = claims.filter { suspects.contains($0.message.sequence) }
        let others = claims.map(\.message.sequence).filter { !suspects.contains($0) }
        await surroundings.log.release(others, of: reader)
        guard !tried.isEmpty else { return }
        let deadline = surroundings.clock.now.adding(Intake.longestTrial)
        let failure = await workshop.trials.take { () async -> LogFailure? in
            for claim in tried {
                do throws(LogFailure) { try await attempt(claim, until: deadline) } catch { return error }
            }
            return nil
        }
        if let failure { throw failure }
    }

    private func attempt(_ claim: Claim, until deadline: Timestamp) async throws(LogFailure) {
        if surroundings.clock.now < deadline, !surroundings.stop.isStopped {
            switch open(claim) {
            case .parcel(let parcel): return try await store([parcel])
            case .entry(let entry):
                guard
                    case .processed(let document) = await stage.process(entry.paper.document, alone: true)
                else { break }
                return try await store([try await finish(entry, document, passed: passed(entry.paper))])
            }
        }
        await surroundings.log.release([claim.message.sequence], of: reader)
    }

    // MARK: Opening what was claimed

    enum Opened {
        case entry(StageQueue.Entry)
        case parcel(Parcel)
    }

    /// The paper of a claim; a parcel where it cannot be worked on.
    func open(_ claim: Claim) -> Opened {
        guard let paper = try? JSONText.decode(ReadPaper.self, from: claim.message.payload) else {
            return .parcel(aside(claim, "the stored document cannot be read", nil))
        }
        let deaths = inHand.deaths(of: claim.message.sequence)
        guard !deaths.areTooMany else {
            inHand.putDown(claim.message.sequence)
            return .parcel(aside(claim, "this paper \(deaths)", paper.document.publication))
        }
        return .entry(StageQueue.Entry(claim: claim, paper: paper))
    }

    /// The stages that a paper has passed once it has passed this one.
    func passed(_ paper: ReadPaper) -> [String] { (paper.passed ?? []) + (isDrained ? [] : [stage.name]) }
}

/// What is remembered of an outside stage: since when it is disabled.
struct StageRecord: Hashable, Sendable {
    var disabledSince: Timestamp?

    private static let key = "disabled_since"

    static func of(_ reader: Reader, in log: any Log) async throws(LogFailure) -> StageRecord {
        let memory = try await log.sinkMemory(of: reader)
        return StageRecord(disabledSince: memory?[key].flatMap { Timestamp(rfc3339: $0) })
    }

    var memory: SinkMemory {
        SinkMemory(disabledSince.map { [StageRecord.key: $0.rfc3339] } ?? [:])
    }
}

/// In the place of a stage that is configured no more.
private struct RemovedStage: OutsideStage {
    let name: String
    let window = StageReader.lanes
    let isRequired = false

    func process(_ document: Document, alone: Bool) async -> OutsideOutcome { .processed(document) }
    var condition: OutsideCondition { get async { .running } }
    func resume() async {}
    func stop() async {}
}
