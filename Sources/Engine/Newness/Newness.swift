package import Pipeline

/// Decides what of a paper is new, what was amended and what was taken back, and what the archive is to remember.
///
/// A pure function of the paper and the archive: judging a paper again after what it led to was stored changes nothing, and before
/// it was stored, the same. The decision page `0060-same-content` says what counts as the same.
package struct Newness: Sendable {
    /// Known answers that the paper no longer has are kept up to this number.
    private static let mostVanished = 4_096
    /// Bytes of text that those may have together, which is as much as a paper may have.
    private let vanishedText: Int
    /// Names under which a paper is kept.
    private static let mostNames = 256

    package init(vanishedText: Int = 4 << 20) { self.vanishedText = vanishedText }

    /// Judges `paper` against what is archived under any of its names, hints included (see ``PaperNames``).
    ///
    /// `names` are the paper's, for a caller that has them.
    package func judge(
        _ paper: ReadPaper, against candidates: [ArchivedPublication], names: PaperNames? = nil
    ) -> Judgement {
        let publication = paper.document.publication
        let names = names ?? PaperNames(paper.document)
        let kinship = Kinship(of: paper, names)
        let absorption = Absorption(candidates.filter(kinship.isSame))
        var archive =
            absorption.archive
            ?? ArchivedPublication(
                id: publication.identity, names: [], publication: publication, answers: [],
                firstSeen: paper.seen)
        archive.add(names.all, limit: Self.mostNames)
        archive.add(sources: [publication.source])
        let isOtherID =
            archive.publication.source == publication.source
            && archive.publication.identity != publication.identity
        // Taken back under one id and shown under another it is back; to read it took longer than to read the tombstone.
        let isBack = archive.isWithdrawn && isOtherID && !publication.isWithdrawn
        guard paper.order >= archive.order || isBack else {
            return Judgement(archive: archive, absorbed: absorption.absorbed, changes: [])
        }
        archive.order = max(archive.order, paper.order)
        // It lives on under the id that its source has given it since.
        guard !publication.isWithdrawn || !isOtherID else {
            return Judgement(archive: archive, absorbed: absorption.absorbed, changes: [])
        }
        let changes =
            publication.isWithdrawn ? withdraw(&archive, paper) : update(&archive, with: paper)
        return Judgement(archive: archive, absorbed: absorption.absorbed, changes: changes)
    }

    // MARK: Tombstones

    private func withdraw(_ archive: inout ArchivedPublication, _ paper: ReadPaper) -> [AnswerChange] {
        guard !archive.isWithdrawn else { return [] }
        archive.isWithdrawn = true
        // What was told must be untold however old the paper is; the gate is for what nobody has heard of.
        guard paper.quiet == nil || paper.quiet == .old else { return [] }
        return archive.answers.filter { $0.isAnnounced && !$0.isSuperseded }.map { answer in
            AnswerChange(
                .withdrawn, key: answer.key, answer: answer.answer, revision: answer.revision,
                wasAnnounced: true, seen: paper.seen)
        }
    }

    // MARK: States of a paper

    private func update(_ archive: inout ArchivedPublication, with paper: ReadPaper) -> [AnswerChange] {
        let returns = archive.isWithdrawn
        archive.isWithdrawn = false
        archive.publication = paper.document.publication
        // The paper's own title, where its source gave none worth the name, and the kind that it says it is of.
        if !paper.document.title.isEmpty { archive.publication.title = paper.document.title }
        archive.publication.kind = archive.publication.kind ?? paper.document.kind
        archive.original = paper.document.original ?? archive.original
        archive.date = paper.document.date ?? archive.date
        if returns {
            // The next withdrawal is another one.
            for index in archive.answers.indices { archive.answers[index].revision &+= 1 }
        }
        var revision = Revision(archive, paper, returns: returns)
        let pairing = Pairing(paper.document.answers, with: archive.answers)
        for (answer, fate) in zip(paper.document.answers, pairing.fates) { revision.add(answer, fate) }
        archive.answers = revision.answers(keepingVanished: Self.mostVanished, text: vanishedText)
        return revision.changes
    }
}

/// The answers of a paper's newest state, as they are found.
private struct Revision {
    private(set) var changes: [AnswerChange] = []
    private let known: [ArchivedAnswer]
    private let paper: ReadPaper
    private let returns: Bool
    private var keys: KeyMaker
    private var kept: [ArchivedAnswer] = []
    private var taken: Set<Int> = []
    private var superseded: Set<Int> = []

    init(_ archive: ArchivedPublication, _ paper: ReadPaper, returns: Bool) {
        (known, self.paper, self.returns) = (archive.answers, paper, returns)
        keys = KeyMaker(archive.id, taken: known.map(\.key))
    }

    private var isTold: Bool { paper.quiet == nil }

    mutating func add(_ answer: Answer, _ fate: Pairing.Fate) {
        switch fate {
        case .same(let place, let exactly):
            taken.insert(place)
            var same = known[place]
            let former = same.answer
            // A trifle is not taken over: many of them would add up to another text unnoticed.
            if exactly { same.answer = answer }
            if returns, same.isAnnounced { tell(.amended, of: same, after: former) }
            kept.append(same)
        case .amended(let place):
            taken.insert(place)
            keep(known[place], as: answer, after: known[place].answer)
        case .regrouped(let places, let isNew):
            superseded.formUnion(places)
            let former = places.map { known[$0] }
            var block = former[0]
            block.key = revivedKey(of: answer) ?? keys.key(for: answer)
            block.firstSeen = paper.seen
            block.revision = former.map(\.revision).max() ?? 1
            block.isAnnounced = former.contains(where: \.isAnnounced)
            if isNew {
                keep(block, as: answer, after: Answer.joined(former.map(\.answer)))
            } else {
                block.answer = answer
                kept.append(block)
            }
        case .new:
            let new = ArchivedAnswer(
                key: keys.key(for: answer), answer: answer, revision: 1, firstSeen: paper.seen,
                isAnnounced: isTold)
            if isTold { tell(.published, of: new) }
            kept.append(new)
        }
    }

    /// Keeps the next revision of an answer, and tells of it unless the paper is quiet: the recency gate is for what nobody has
    /// heard of.
    private mutating func keep(_ former: ArchivedAnswer, as answer: Answer, after previous: Answer) {
        var next = former
        next.answer = answer
        next.revision &+= 1
        if isTold || (paper.quiet == .old && former.isAnnounced) {
            tell(.amended, of: next, after: previous)
            next.isAnnounced = true
        }
        kept.append(next)
    }

    private mutating func tell(
        _ kind: AnswerChange.Kind, of answer: ArchivedAnswer, after previous: Answer? = nil
    ) {
        changes.append(
            AnswerChange(
                kind, key: answer.key, answer: answer.answer, revision: answer.revision, previous: previous,
                wasAnnounced: kind == .amended && answer.isAnnounced, seen: paper.seen))
    }

    /// The name that these numbers had before they were grouped, where they are parted again.
    private mutating func revivedKey(of answer: Answer) -> String? {
        let numbers = KeyMaker.numbers(answer)
        guard
            let place = known.indices.first(where: {
                known[$0].isSuperseded && !taken.contains($0) && KeyMaker.numbers(known[$0].answer) == numbers
            })
        else { return nil }
        taken.insert(place)
        return known[place].key
    }

    /// The answers of this state in the order of the paper, then those that it no longer has, of which the last come first.
    ///
    /// Where these say more than `text` bytes, only the names are kept of the others, so that none is given again.
    func answers(keepingVanished limit: Int, text: Int) -> [ArchivedAnswer] {
        var vanished: [ArchivedAnswer] = []
        var left = text
        for place in known.indices where !taken.contains(place) && vanished.count < limit {
            var answer = known[place]
            if superseded.contains(place) { answer.isSuperseded = true }
            left -= answer.answer.question.utf8.count + answer.answer.answer.utf8.count
            if left < 0 {
                answer.answer = Answer(numbers: answer.answer.numbers, question: "", answer: "")
                answer.isSuperseded = true
            }
            vanished.append(answer)
        }
        return kept + vanished
    }
}

extension ArchivedPublication {
    fileprivate mutating func add(_ names: [Identifier], limit: Int) {
        var known = Set(self.names)
        for name in names where self.names.count < limit && known.insert(name).inserted {
            self.names.append(name)
        }
    }
}
