package import Pipeline

/// Files what stages made of each paper, decides what is new in it, and makes the events that watches asked for.
///
/// From ``Topic/documents`` to ``Topic/events``; the archive changes in the transaction that appends the events.
package struct Archivist: Sendable {
    package static let reader = Reader("archive", of: .documents)
    /// Papers in one transaction.
    static let batch = 32

    private let surroundings: Surroundings
    private let newness = Newness()
    private let ledger = CommitmentLedger()
    private let watches: WatchSet
    private let writer: EventWriter
    private let events: OperationalEvents

    /// An archivist that makes the events of `watches`; `events` are for operators.
    package init(
        _ surroundings: Surroundings, watches: WatchSet, writer: EventWriter, events: OperationalEvents
    ) {
        (self.surroundings, self.watches, self.writer) = (surroundings, watches, writer)
        self.events = events
    }

    /// Runs until told to stop.
    package func run() async throws(LogFailure) {
        try await surroundings.loop(reading: Archivist.reader, batch: Archivist.batch) {
            claims throws(LogFailure) in
            try await handle(claims)
        }
    }

    private func handle(_ claims: [Claim]) async throws(LogFailure) -> Transaction {
        var transaction = Transaction(reader: Archivist.reader)
        var papers: [(Int64, ReadPaper)] = []
        for claim in claims {
            if let paper = try? JSONText.decode(ReadPaper.self, from: claim.message.payload) {
                papers.append((claim.message.sequence, paper))
            } else {
                let why = "the stored document cannot be read"
                surroundings.note(
                    .error, "paper \(claim.message.key.onOneLine(limit: 200)) is set aside: \(why)")
                transaction.settlements.append(Settlement(claim.message.sequence, .setAside(reason: why)))
                let message = events.setAside(
                    claim.message, about: nil, reason: why, at: surroundings.clock.now)
                if let message { transaction.messages.append(message) }
            }
        }
        // Two papers of one batch may be the same publication: what the first changed is there for the second.
        var shelf = Shelf()
        let names = papers.map { PaperNames($0.1.document) }
        let sought = papers.map { QuestionTraces.sought(by: $0.1.document) }
        for found in try await surroundings.log.archived(under: (names.map(\.all) + sought).flatMap(\.self)) {
            shelf.put(found)
        }
        var promises = try await Promises(
            papers.map(\.1), zip(names, papers).map { shelf.find($0.0.all) }, surroundings.log)
        for (((sequence, paper), names), sought) in zip(zip(papers, names), sought) {
            let judgement = newness.judge(paper, against: shelf.find(names.all), names: names)
            let past = PaperPast(
                of: paper.document, judgement.archive.id, names: names, sought: sought,
                among: shelf.find(names.all + sought))
            announce(judgement, of: paper.document, after: past, in: &transaction)
            let account = ledger.account(
                of: judgement, paper, known: promises.known(to: judgement, of: paper.document),
                at: surroundings.clock.now)
            announce(account.made, of: judgement, in: &transaction)
            transaction.commitments += account.changes
            promises.apply(account.changes)
            shelf.put(judgement.archive, instead: judgement.absorbed)
            transaction.archive.append(judgement.archive)
            transaction.absorbed += judgement.absorbed
            transaction.settlements.append(Settlement(sequence, .done))
        }
        return transaction
    }

    /// Tells of new promises, where a watch for their answer asks for them, and the answer itself is told.
    private func announce(
        _ made: [CommitmentRecord], of judgement: Judgement, in transaction: inout Transaction
    ) {
        guard watches.hear(of: .made), !made.isEmpty else { return }
        let source = judgement.archive.publication.source
        for change in judgement.changes where change.kind != .withdrawn {
            let promises = made.filter { $0.answer == change.key }
            guard !promises.isEmpty else { continue }
            let matches = watches.matching(change.answer, kind: promises.first?.kind, source: source)
                .filter { $0.commitments.contains(.made) }
            guard !matches.isEmpty else { continue }
            for promise in promises {
                let event = writer.event(
                    .commitmentMade, promise, of: change.answer, in: judgement.archive,
                    watches: matches.map(\.name), sinks: Set(matches.flatMap(\.sinks)).sorted(),
                    at: change.seen)
                transaction.messages.append(
                    NewMessage(.events, key: event.id, payload: JSONText.encode(event)))
            }
        }
    }

    private func announce(
        _ judgement: Judgement, of document: Document, after past: PaperPast,
        in transaction: inout Transaction
    ) {
        // A tombstone says nothing of the paper; what the archive knows of it does.
        let publication = judgement.archive.publication
        let kind = document.kind ?? publication.kind
        for change in judgement.changes {
            var matches = watches.matching(change.answer, kind: kind, source: publication.source)
            // Who was told of an answer is told what becomes of it, even where it no longer matches, or another source shows it.
            if change.kind != .published {
                let texts = [change.answer, change.previous].compactMap(\.self)
                for source in judgement.archive.shownBy {
                    for match in texts.flatMap({ watches.matching($0, kind: kind, source: source) })
                    where !matches.contains(where: { $0.name == match.name }) {
                        matches.append(match)
                        // What matched may stand in it no more, or elsewhere.
                        matches[matches.count - 1].spans = []
                    }
                }
            }
            guard !matches.isEmpty else { continue }
            let event = writer.event(
                change, in: judgement, of: document, watches: matches.map(\.name),
                matches: matches.flatMap(\.spans),
                matchedBy: matches.flatMap { match in match.spans.map { _ in match.name } },
                sinks: Set(matches.flatMap(\.sinks)).sorted(), after: past)
            transaction.messages.append(NewMessage(.events, key: event.id, payload: JSONText.encode(event)))
        }
    }
}

/// What is remembered of promises that the papers of a batch may be about.
private struct Promises {
    private var known: [String: RememberedCommitment] = [:]
    /// The ids of those that a paper made, or that go by a key.
    private var ids: [String: Set<String>] = [:]

    /// Promises of one batch; a number that more papers name than that is of no use.
    private static let most = 10_000

    init(_ papers: [ReadPaper], _ candidates: [[ArchivedPublication]], _ log: any Log)
        async throws(LogFailure)
    {
        let keys = Set(
            zip(papers, candidates).flatMap { CommitmentLedger.keys(of: $0.0.document, candidates: $0.1) })
        for found in try await log.commitments(.under(keys.sorted()), after: nil, limit: Self.most) {
            put(found)
        }
    }

    private mutating func put(_ promise: RememberedCommitment) {
        known[promise.record.id] = promise
        for key in Set(promise.record.keys + [promise.record.paper.rawValue]) {
            ids[key, default: []].insert(promise.record.id)
        }
    }

    /// What a paper may have made, and may refer to.
    func known(to judgement: Judgement, of document: Document) -> [RememberedCommitment] {
        let keys =
            PaperKeys.named(by: document) + ([judgement.archive.id] + judgement.absorbed).map(\.rawValue)
        let found = keys.reduce(into: Set<String>()) { $0.formUnion(ids[$1, default: []]) }
        return found.sorted().compactMap { known[$0] }
    }

    /// What the first paper of a batch changed is there for the second.
    mutating func apply(_ changes: [CommitmentChange]) {
        for change in changes {
            switch change {
            case .remember(let record, let state):
                put(RememberedCommitment(record, known[record.id]?.state ?? state))
            case .settle(let id, let state, let kinds), .claim(let id, let state, let kinds):
                if let kind = known[id]?.state.kind, kinds.contains(kind) { known[id]?.state = state }
            }
        }
    }
}

/// Archived publications by name.
private struct Shelf {
    private var publications: [Identifier: ArchivedPublication] = [:]
    private var owners: [Identifier: Identifier] = [:]

    mutating func put(_ publication: ArchivedPublication, instead absorbed: [Identifier] = []) {
        for id in absorbed { publications[id] = nil }
        publications[publication.id] = publication
        for name in publication.names { owners[name] = publication.id }
    }

    func find(_ names: [Identifier]) -> [ArchivedPublication] {
        Set(names.compactMap { owners[$0] }).sorted().compactMap { publications[$0] }
    }
}
