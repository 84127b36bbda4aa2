package import Host
package import Pipeline

/// Brings the paper behind each publication, reads it, and runs it through the stages.
///
/// From ``Topic/publications`` to ``Topic/documents``: each message is settled in the transaction that appends what became of it.
package struct Intake: Sendable {
    package static let reader = Reader("intake", of: .publications)

    /// Papers being fetched, read and worked on at the same time.
    package static let lanes = 32
    /// How long a paper that was in hand when the process died may be waited for before the rest goes on.
    static let longestTrial = Duration.seconds(60)
    /// Claims among which those papers are looked for.
    static let mostSearched = 1024

    let surroundings: Surroundings
    private let workshop: Workshop
    private let read: @Sendable (Original) async throws(PaperFailure) -> PaperText
    private let keep: @Sendable (Original) async throws(LogFailure) -> OriginalReference
    private let inHand: InHand
    let events: OperationalEvents

    /// An intake with what the workshop holds at the time.
    ///
    /// `read` turns bytes into text; `keep` stores an original durably and says where.
    package init(
        _ surroundings: Surroundings, workshop: Workshop,
        read: @escaping @Sendable (Original) async throws(PaperFailure) -> PaperText,
        keep: @escaping @Sendable (Original) async throws(LogFailure) -> OriginalReference,
        inHand: InHand, events: OperationalEvents
    ) {
        self.surroundings = surroundings
        self.workshop = workshop
        self.read = read
        self.keep = keep
        self.inHand = inHand
        self.events = events
    }

    /// Runs until told to stop.
    package func run() async throws(LogFailure) {
        defer { workshop.intakeHasTried.stop() }
        try await trySuspectsAlone()
        workshop.intakeHasTried.stop()
        var queue = IntakeQueue()
        let failure = await withTaskGroup(of: Happening.self) { group in
            var failure = await fill(&group, from: &queue)
            if failure != nil { group.cancelAll() }
            while let last = await group.next() {
                if failure == nil, case .failed(let late) = last { failure = late }
            }
            return failure
        }
        await surroundings.log.release(queue.sequences, of: Intake.reader)
        if let failure { throw failure }
    }

    private enum Happening: Sendable {
        /// There may be something to claim.
        case rested
        case done(IntakeQueue.Entry)
        case failed(LogFailure)
    }

    /// Keeps the lanes filled until told to stop, or until the log fails.
    private func fill(
        _ group: inout TaskGroup<Happening>, from queue: inout IntakeQueue
    ) async -> LogFailure? {
        var free = Intake.lanes
        var isResting = false
        while !surroundings.stop.isStopped, !Task.isCancelled {
            // Until there is nothing left, since only then somebody listens for what comes while papers are in hand.
            while !isResting && queue.wantsMore {
                do throws(LogFailure) {
                    let now = surroundings.clock.now
                    let claims = try await surroundings.log.claim(
                        IntakeQueue.room / 2, for: Intake.reader, at: now)
                    queue.add(claims)
                    if claims.isEmpty {
                        isResting = true
                        group.addTask {
                            await happening(.rested) { () async throws(LogFailure) in
                                try await surroundings.rest(Intake.reader)
                            }
                        }
                    }
                } catch { return error }
            }
            while free > 0, let entry = queue.take() {
                free -= 1
                group.addTask {
                    await happening(.done(entry)) { () async throws(LogFailure) in
                        try await work(on: entry)
                    }
                }
            }
            switch await group.next() {
            case .rested: isResting = false
            case .done(let entry):
                free += 1
                queue.putDown(entry)
            case .failed(let failure): return failure
            case nil: break
            }
        }
        return nil
    }

    private func happening(
        _ happening: Happening, _ body: () async throws(LogFailure) -> Void
    ) async -> Happening {
        do throws(LogFailure) { try await body() } catch { return .failed(error) }
        return happening
    }

    private func work(on entry: IntakeQueue.Entry) async throws(LogFailure) {
        var transaction = Transaction(reader: Intake.reader)
        do throws(LogFailure) {
            try await handle(entry, into: &transaction)
            try await surroundings.store(transaction, of: [entry.claim], reader: Intake.reader)
        } catch {
            // Told to stop while there is no room: it is for the next start.
            guard case .full = error else { throw error }
            await surroundings.log.release([entry.claim.message.sequence], of: Intake.reader)
        }
    }

    /// Messages that were in hand when the process died come first and one at a time, so that the deadly one is known.
    private func trySuspectsAlone() async throws(LogFailure) {
        let suspects = inHand.suspects
        guard !suspects.isEmpty else { return }
        let deadline = surroundings.clock.now.adding(Intake.longestTrial)
        var others: [Int64] = []
        // They are among the first claimable ones, since nothing before them was left unsettled for long.
        let claims = try await surroundings.log.claim(
            Intake.mostSearched, for: Intake.reader, at: surroundings.clock.now)
        for claim in claims {
            let isTried =
                suspects.contains(claim.message.sequence) && surroundings.clock.now < deadline
                && !surroundings.stop.isStopped && !Task.isCancelled
            if isTried {
                try await work(on: IntakeQueue.Entry(claim))
            } else {
                others.append(claim.message.sequence)
            }
        }
        await surroundings.log.release(others, of: Intake.reader)
    }

    // MARK: One publication

    /// Notes that a paper is in hand, as soon as there is room for that.
    private func note(_ sequence: Int64) async throws(LogFailure) {
        try await surroundings.waitingForRoom(Intake.reader.name) { () async throws(LogFailure) in
            do throws(FileFailure) { try inHand.take(sequence) } catch {
                throw error.isFull ? .full("\(error)") : .broken("\(error)")
            }
        }
    }

    private func handle(
        _ entry: IntakeQueue.Entry, into transaction: inout Transaction
    ) async throws(LogFailure) {
        let claim = entry.claim
        let sequence = claim.message.sequence
        guard let announcement = entry.announcement else {
            return settle(
                claim, setAside: "the stored announcement cannot be read", about: nil, in: &transaction)
        }
        let publication = announcement.publication
        let deaths = inHand.deaths(of: sequence)
        guard !deaths.areTooMany else {
            inHand.putDown(sequence)
            return settle(claim, setAside: "this paper \(deaths)", about: publication, in: &transaction)
        }
        if publication.isWithdrawn {
            // No stage has anything to say of a tombstone.
            let document = Document(publication: publication, text: PaperText(lines: [], format: .plain))
            let stretch = Stretch(document: document, passed: nil, end: .documents)
            return settle(claim, with: stretch, announcement, in: &transaction)
        }
        guard let source = workshop.source(publication.source) else {
            let why = "its source '\(publication.source)' is no longer configured"
            return settle(claim, setAside: why, about: publication, in: &transaction)
        }
        do {
            let original = try await source.fetch(publication)
            let reference = try await surroundings.waitingForRoom(Intake.reader.name) {
                () async throws(LogFailure) in try await keep(original)
            }
            try await note(sequence)
            defer { inHand.putDown(sequence) }
            var document = Document(
                publication: publication, original: reference, text: try await read(original))
            document.date = publication.published?.day
            document.readPrintedNumbers()
            let stretch = try await workshop.stages.run(document)
            if announcement.quiet == nil { tellOfNoAnswers(stretch.document) }
            settle(claim, with: stretch, announcement, in: &transaction)
        } catch let failure as FetchFailure {
            settle(claim, after: failure, of: publication, in: &transaction)
        } catch let failure as PaperFailure {
            if failure.isPermanent {
                // Reading that was abandoned says nothing of the paper either.
                guard !Task.isCancelled else { return }
                settle(claim, setAside: failure.reason, about: publication, in: &transaction)
            } else {
                settle(claim, after: .temporary(failure.reason), of: publication, in: &transaction)
            }
        } catch let failure as StageFailure {
            settle(
                claim, setAside: "a stage could not handle it: \(failure.reason)", about: publication,
                in: &transaction)
        } catch {
            throw (error as? LogFailure) ?? .broken("\(error)")
        }
    }
}
