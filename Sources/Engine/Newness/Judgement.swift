package import Pipeline

/// What a paper means to those who want to know what is new.
package struct Judgement: Hashable, Sendable {
    /// What the archive is to remember of the paper from now on.
    package var archive: ArchivedPublication
    /// Archived papers that turned out to be this one; all that was known of them is in `archive`.
    package var absorbed: [Identifier]
    /// What is to be told, in the order of the paper.
    package var changes: [AnswerChange]

    package init(archive: ArchivedPublication, absorbed: [Identifier] = [], changes: [AnswerChange] = []) {
        (self.archive, self.absorbed, self.changes) = (archive, absorbed, changes)
    }
}

/// An answer that is to be told of.
package struct AnswerChange: Hashable, Sendable {
    package enum Kind: String, Hashable, Sendable {
        case published, amended, withdrawn

        package var event: Event.Kind {
            switch self {
            case .published: .answerPublished
            case .amended: .answerAmended
            case .withdrawn: .answerWithdrawn
            }
        }
    }

    package var kind: Kind
    /// The answer's canonical key.
    package var key: String
    /// The answer as it now is; as it last was, where it is withdrawn.
    package var answer: Answer
    package var revision: Int
    /// What it was before; for `amended` alone.
    package var previous: Answer?
    /// From `previous` to `answer`.
    package var differences: [TextChange]
    /// Whether an earlier event told of it.
    package var wasAnnounced: Bool
    /// When the source showed this state of the paper.
    package var seen: Timestamp

    package init(
        _ kind: Kind, key: String, answer: Answer, revision: Int = 1, previous: Answer? = nil,
        wasAnnounced: Bool = false, seen: Timestamp
    ) {
        (self.kind, self.key, self.answer) = (kind, key, answer)
        (self.revision, self.previous, self.seen) = (revision, previous, seen)
        self.wasAnnounced = wasAnnounced
        differences = previous.map { TextChange.between($0, answer) } ?? []
    }
}
