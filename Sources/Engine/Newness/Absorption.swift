import Pipeline

/// Makes one archived paper of several that turned out to be the same, under the identity that was seen first.
struct Absorption {
    private(set) var archive: ArchivedPublication?
    private(set) var absorbed: [Identifier] = []

    init(_ known: [ArchivedPublication]) {
        let known = known.sorted { ($0.firstSeen, $0.id) < ($1.firstSeen, $1.id) }
        guard var first = known.first else { return }
        for other in known.dropFirst() where other.id != first.id {
            absorbed.append(other.id)
            first.names += other.names.filter { !first.names.contains($0) }
            first.isWithdrawn = first.isWithdrawn && other.isWithdrawn
            first.order = max(first.order, other.order)
            first.add(sources: other.shownBy)
            Self.add(other.answers, to: &first.answers)
        }
        archive = first
    }

    /// Adds answers that are not there yet.
    ///
    /// Of two that are the same, the one that was told keeps its key and its text.
    private static func add(_ others: [ArchivedAnswer], to answers: inout [ArchivedAnswer]) {
        let keys = Set(answers.map(\.key))
        let others = others.filter { !keys.contains($0.key) && !$0.isSuperseded }
        let fates = Pairing(others.map(\.answer), with: answers).fates
        for (other, fate) in zip(others, fates) {
            switch fate {
            case .same(let place, _), .amended(let place):
                if other.isAnnounced, !answers[place].isAnnounced { answers[place] = other }
            case .regrouped:
                // The other source grouped its numbers differently; the grouping seen first stands.
                continue
            case .new:
                answers.append(other)
            }
        }
    }
}
