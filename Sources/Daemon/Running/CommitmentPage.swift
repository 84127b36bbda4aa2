import Pipeline

/// Some of the remembered promises, as they are listed.
struct CommitmentPage: Codable, Sendable {
    /// A promise with the paper that made it.
    struct Row: Codable, Sendable {
        var id: String
        var state: CommitmentState.Kind
        /// Since when it is in that state.
        var since: String
        var due: String?
        var lastDay: CalendarDay?
        var by: String?
        var text: String
        var made: String
        var paper: Paper
        /// Which answer of the paper made it.
        var numbers: [Int]
        var answer: String
        /// The later paper that refers to it.
        var evidence: CommitmentState.Evidence?

        struct Paper: Codable, Sendable {
            var id: String
            var title: String
            var date: CalendarDay?
            var url: String?
        }

        private enum CodingKeys: String, CodingKey {
            case id, state, since, due, by, text, made, paper, numbers, answer, evidence
            case lastDay = "last_day"
        }
    }

    var rows: [Row]
    /// The last one looked at, behind which the next page begins; `nil` where there is none.
    var next: String?

    /// Promises looked up at once.
    private static let size = 200

    /// The promises behind `id`, with what the archive knows of their papers.
    init(after id: String?, log: any Log) async throws(LogFailure) {
        let found = try await log.commitments(.all, after: id, limit: Self.size)
        let papers = try await log.archived(under: Array(Set(found.map(\.record.paper))))
        let known = Dictionary(papers.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        rows = found.map { Row($0, known[$0.record.paper]) }
        next = found.count == Self.size ? found.last?.record.id : nil
    }

    /// Says of promises what became of them; all are known, or nothing is changed.
    static func settle(
        _ ids: [String], as kind: CommitmentState.Kind, log: any Log, at now: Timestamp
    ) async throws(LogFailure) {
        guard kind == .done || kind == .dropped else {
            throw .refused("nobody says that a promise is \(kind)")
        }
        var transaction = Transaction()
        for id in ids {
            guard try await log.commitments(.under([id]), after: nil, limit: 1).first?.record.id == id else {
                throw .refused("there is no commitment '\(id.onOneLine(limit: 80))'; see bode commitments")
            }
            transaction.commitments.append(
                .settle(id: id, CommitmentState(kind, since: now), from: Set(CommitmentState.Kind.allCases)))
        }
        try await log.commit(transaction)
    }
}

extension CommitmentPage.Row {
    fileprivate init(_ known: RememberedCommitment, _ archive: ArchivedPublication?) {
        let record = known.record
        (id, state, since) = (record.id, known.state.kind, known.state.since.rfc3339)
        (due, lastDay, by, text) = (record.due, record.lastDay, record.by, record.text)
        (made, answer, evidence) = (record.made.rfc3339, record.answer, known.state.evidence)
        numbers = archive?.answers.first { $0.key == record.answer }?.answer.numbers ?? []
        let links = archive?.publication.links ?? []
        paper = Paper(
            id: record.paper.rawValue, title: record.title, date: record.date,
            url: (links.first { $0.relation == "alternate" } ?? links.first)?.url)
    }
}
