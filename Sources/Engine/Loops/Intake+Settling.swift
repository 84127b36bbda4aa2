import Pipeline

// What becomes of a message, and who is told.
extension Intake {
    /// A paper without answers makes no event; whoever waits for one should find out why.
    func tellOfNoAnswers(_ document: Document) {
        guard document.answers.isEmpty else { return }
        let name = document.publication.entryID.onOneLine(limit: 200)
        if let reason = document.oddities.first {
            surroundings.note(.info, "paper \(name) has no answers: \(reason.detail)")
        } else {
            surroundings.note(.warning, "no answers were found in paper \(name), and nothing in it says why")
        }
    }

    func settle(
        _ claim: Claim, with stretch: Stretch, _ announcement: Announcement,
        in transaction: inout Transaction
    ) {
        let paper = ReadPaper(
            stretch.document, quiet: announcement.quiet, seen: announcement.seen,
            order: claim.message.sequence, passed: stretch.passed)
        transaction.messages.append(
            NewMessage(
                stretch.end, key: stretch.document.publication.identity.rawValue,
                payload: JSONText.encode(paper)))
        transaction.settlements.append(Settlement(claim.message.sequence, .done))
    }

    func settle(
        _ claim: Claim, after failure: FetchFailure, of publication: Publication,
        in transaction: inout Transaction
    ) {
        // An abandoned transfer says nothing about the paper: the claim goes back as it was.
        guard !Task.isCancelled else { return }
        switch failure {
        case .permanent(let why):
            settle(claim, setAside: why, about: publication, in: &transaction)
        case .temporary(let why, let notBefore):
            guard let wait = RetrySchedule.papers.wait(after: claim.attempt, chance: .random(in: 0...1))
            else {
                return settle(
                    claim, setAside: "\(why), \(claim.attempt) times", about: publication, in: &transaction)
            }
            let due = surroundings.clock.now.adding(max(wait, notBefore ?? .zero))
            transaction.settlements.append(
                Settlement(claim.message.sequence, .retry(notBefore: due, reason: why)))
            surroundings.note(
                .warning,
                "paper \(publication.entryID.onOneLine(limit: 200)) could not be had: \(why); trying again"
            )
        }
    }

    func settle(
        _ claim: Claim, setAside why: String, about publication: Publication?,
        in transaction: inout Transaction
    ) {
        transaction.settlements.append(Settlement(claim.message.sequence, .setAside(reason: why)))
        let name = publication?.entryID ?? claim.message.key
        surroundings.note(.error, "paper \(name.onOneLine(limit: 200)) is set aside: \(why)")
        if let message = events.setAside(
            claim.message, about: publication, reason: why, at: surroundings.clock.now)
        {
            transaction.messages.append(message)
        }
    }
}
