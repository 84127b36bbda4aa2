import Hashing
import Pipeline

/// Keeps account of what papers promise: what is new, what another paper refers to, what an amendment took back.
///
/// A pure function of the paper and of what is remembered; doing it again changes nothing.
struct CommitmentLedger: Sendable {
    /// Promises of one paper that are remembered.
    private static let mostPromises = 500
    /// Bytes of a sentence that are kept.
    private static let longestText = 4_000

    /// What is asked of the log before papers are judged: all under which something may be remembered.
    static func keys(of document: Document, candidates: [ArchivedPublication]) -> [String] {
        PaperKeys.named(by: document) + candidates.map(\.id.rawValue) + [
            document.publication.identity.rawValue
        ]
    }

    /// What of a paper is to be remembered.
    struct Account {
        var changes: [CommitmentChange] = []
        /// What is promised now and was not before.
        var made: [CommitmentRecord] = []
    }

    /// The account of a paper that was judged; `known` is what is remembered of it and of what it refers to, in the
    /// order of the ids.
    func account(
        of judgement: Judgement, _ paper: ReadPaper, known: [RememberedCommitment], at now: Timestamp
    ) -> Account {
        let archive = judgement.archive
        var account = Account()
        let records = archive.isWithdrawn ? [] : records(of: archive, paper)
        let papers = Set([archive.id] + judgement.absorbed)
        let own = known.filter { papers.contains($0.record.paper) }
        let remembered = Dictionary(own.map { ($0.record.id, $0) }, uniquingKeysWith: { first, _ in first })
        for record in records {
            let former = remembered[record.id]
            if let former {
                // When it was made stays what it was.
                var next = record
                next.made = former.record.made
                if next != former.record { account.changes.append(.remember(next, former.state)) }
                // A sentence that was taken out may come back.
                account.changes +=
                    former.state.kind == .gone
                    ? [.settle(id: record.id, state(of: record, at: now), from: [.gone])] : []
            } else {
                account.changes.append(.remember(record, state(of: record, at: now)))
                account.made.append(record)
            }
        }
        let kept = Set(records.map(\.id))
        for former in own where !kept.contains(former.record.id) {
            account.changes.append(
                .settle(
                    id: former.record.id, CommitmentState(.gone, since: now), from: [.open, .overdue, .past]))
        }
        account.changes += meetings(
            of: paper.document, archive, known.filter { !papers.contains($0.record.paper) }, now)
        return account
    }

    /// The promises of others that a paper refers to, by number or by case, where it is later than they are.
    private func meetings(
        of document: Document, _ archive: ArchivedPublication, _ known: [RememberedCommitment],
        _ now: Timestamp
    ) -> [CommitmentChange] {
        // What only puts answers off keeps no promise.
        guard !archive.isWithdrawn, !QuestionTraces.isPostponement(document),
            !QuestionTraces.isQuestions(document)
        else {
            return []
        }
        let named = Set(PaperKeys.named(by: document))
        let date = document.date ?? document.publication.published?.day
        return known.compactMap { known in
            guard let key = known.record.keys.first(where: { named.contains($0) }) else { return nil }
            if let date, let made = known.record.date, date <= made { return nil }
            let evidence = CommitmentState.Evidence(
                paper: archive.id, title: document.title.clipped(to: 400),
                url: AnswerObject.DocumentHead(document, id: archive.id).url,
                date: date, key: key)
            return .settle(
                id: known.record.id, CommitmentState(.met, since: now, evidence: evidence),
                from: [.open, .overdue, .past])
        }
    }

    /// Open; or past, where its term had ended before anyone here heard of it.
    private func state(of record: CommitmentRecord, at now: Timestamp) -> CommitmentState {
        let isPast = record.lastDay.map { $0 < CommitmentTerm.overdue(on: now.day) } ?? false
        return CommitmentState(isPast ? .past : .open, since: now)
    }

    private func records(of archive: ArchivedPublication, _ paper: ReadPaper) -> [CommitmentRecord] {
        let keys = PaperKeys.own(archive, paper.document)
        let date = paper.document.date ?? archive.publication.published?.day
        var (records, seen): ([CommitmentRecord], Set<String>) = ([], [])
        for answer in archive.answers where !answer.isSuperseded {
            let bytes = Array(answer.answer.answer.utf8)
            for commitment in answer.answer.commitments ?? [] {
                let range = commitment.span.range.clamped(to: bytes.indices)
                let text = String(decoding: bytes[range], as: UTF8.self)
                let id = Self.id(of: text, in: answer.key)
                guard records.count < Self.mostPromises, seen.insert(id).inserted else { continue }
                records.append(
                    CommitmentRecord(
                        id: id, paper: archive.id, answer: answer.key,
                        text: text.clipped(to: Self.longestText),
                        due: commitment.due, lastDay: commitment.due.flatMap(CommitmentTerm.lastDay),
                        by: commitment.by, title: paper.document.title.clipped(to: 400),
                        kind: paper.document.kind ?? archive.publication.kind, date: date, keys: keys,
                        made: answer.firstSeen))
            }
        }
        return records
    }

    /// Hangs on the answer and on the letters of the sentence, so that re-typesetting makes no other promise of it.
    private static func id(of text: String, in answer: String) -> String {
        let letters = Wording(text).letters
        let bytes = Array("\(answer.utf8.count):\(answer),".utf8) + letters
        return "c_" + base32(SHA256.hash(bytes), length: 16)
    }
}
