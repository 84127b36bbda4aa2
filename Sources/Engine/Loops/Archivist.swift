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
    private let watches: WatchSet
    private let writer: EventWriter

    package init(_ surroundings: Surroundings, watches: WatchSet, writer: EventWriter) {
        (self.surroundings, self.watches, self.writer) = (surroundings, watches, writer)
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
            }
        }
        // Two papers of one batch may be the same publication: what the first changed is there for the second.
        var shelf = Shelf()
        let names = papers.map { PaperNames($0.1.document).all }
        for found in try await surroundings.log.archived(under: names.flatMap(\.self)) { shelf.put(found) }
        for ((sequence, paper), names) in zip(papers, names) {
            let judgement = newness.judge(paper, against: shelf.find(names))
            announce(judgement, of: paper.document, in: &transaction)
            shelf.put(judgement.archive, instead: judgement.absorbed)
            transaction.archive.append(judgement.archive)
            transaction.absorbed += judgement.absorbed
            transaction.settlements.append(Settlement(sequence, .done))
        }
        return transaction
    }

    private func announce(_ judgement: Judgement, of document: Document, in transaction: inout Transaction) {
        // A tombstone says nothing of the paper; what the archive knows of it does.
        let publication = judgement.archive.publication
        let kind = document.kind ?? publication.kind
        for change in judgement.changes {
            var matches = watches.matching(Candidate(change.answer, kind: kind, source: publication.source))
            // Who was told of an answer is told of its amendment, even where it no longer matches.
            if let previous = change.previous {
                let known = Set(matches.map(\.name))
                matches += watches.matching(
                    Candidate(previous, kind: kind, source: publication.source)
                ).filter {
                    !known.contains($0.name)
                }
            }
            guard !matches.isEmpty else { continue }
            let event = writer.event(
                change, in: judgement, of: document, watches: matches.map(\.name),
                matches: matches.flatMap(\.spans),
                matchedBy: matches.flatMap { match in match.spans.map { _ in match.name } },
                sinks: Set(matches.flatMap(\.sinks)).sorted())
            transaction.messages.append(NewMessage(.events, key: event.id, payload: JSONText.encode(event)))
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
