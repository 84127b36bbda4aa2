package import Pipeline

/// Tells of promises whose term has passed while no later paper refers to them, each once.
///
/// What is told is noted in the transaction that appends the event, so a restart tells nothing again; and where a paper that
/// keeps the promise was filed in the meantime, that transaction is refused and nothing is told.
package struct CommitmentKeeper: Sendable {
    private let surroundings: Surroundings
    private let watches: WatchSet
    private let writer: EventWriter

    /// Terms are days; so often is more than enough.
    private static let interval = Duration.seconds(3600)
    private static let page = 100

    package init(_ surroundings: Surroundings, watches: WatchSet, writer: EventWriter) {
        (self.surroundings, self.watches, self.writer) = (surroundings, watches, writer)
    }

    /// Runs until told to stop.
    package func run() async throws(LogFailure) {
        while !surroundings.stop.isStopped, !Task.isCancelled {
            try await check()
            await surroundings.stop.interrupting { [clock = surroundings.clock] in
                try? await clock.sleep(until: clock.now.adding(Self.interval))
            }
        }
    }

    /// Tells of everything that is overdue now.
    package func check() async throws(LogFailure) {
        let now = surroundings.clock.now
        var last: String?
        while !surroundings.stop.isStopped {
            let due = try await surroundings.log.commitments(
                .due(before: CommitmentTerm.overdue(on: now.day)), after: last, limit: Self.page)
            for known in due {
                let transaction = try await transaction(for: known.record, at: now)
                do throws(LogFailure) {
                    try await surroundings.waitingForRoom("commitments") { () async throws(LogFailure) in
                        try await surroundings.log.commit(transaction)
                    }
                } catch .refused {
                    // Another paper, or a person, settled it in the meantime.
                } catch .full {
                    return
                }
            }
            guard due.count == Self.page, let end = due.last?.record.id else { return }
            last = end
        }
    }

    private func transaction(
        for record: CommitmentRecord, at now: Timestamp
    ) async throws(LogFailure) -> Transaction {
        var transaction = Transaction()
        transaction.commitments = [
            .claim(id: record.id, CommitmentState(.overdue, since: now), from: [.open])
        ]
        let papers = try await surroundings.log.archived(under: [record.paper])
        guard let archive = papers.first,
            let answer = archive.answers.first(where: { $0.key == record.answer && !$0.isSuperseded })?.answer
        else { return transaction }
        let matches = watches.matching(
            answer, kind: record.kind, source: archive.publication.source
        ).filter { $0.commitments.contains(.overdue) }
        guard !matches.isEmpty else { return transaction }
        let event = writer.event(
            .commitmentOverdue, record, of: answer, in: archive, watches: matches.map(\.name),
            sinks: Set(matches.flatMap(\.sinks)).sorted(), at: now)
        transaction.messages = [NewMessage(.events, key: event.id, payload: JSONText.encode(event))]
        return transaction
    }
}
