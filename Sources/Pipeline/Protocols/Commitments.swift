// What is remembered of promises, and what becomes of them.

/// A promise that a paper made, as the archive keeps it.
public struct CommitmentRecord: Hashable, Codable, Sendable {
    /// `c_` and 16 characters of `[a-z2-7]`: a hash of the paper and of what is promised.
    public var id: String
    /// The archived paper that made it.
    public var paper: Identifier
    /// The canonical key of the answer that made it.
    public var answer: String
    /// The sentence, as the paper has it.
    public var text: String
    /// The term, as an ISO 8601 date or interval; `nil` where none was given.
    public var due: String?
    /// The last day of the term.
    public var lastDay: CalendarDay?
    /// Who promised.
    public var by: String?
    /// The paper's title and kind, as they were read.
    public var title: String
    public var kind: String?
    /// The paper's date; that of its announcement where it prints none.
    public var date: CalendarDay?
    /// Under which names a later paper would refer to it: the paper's numbers, those of its case, and its dossier.
    public var keys: [String]
    /// When it was first read.
    public var made: Timestamp

    public init(
        id: String, paper: Identifier, answer: String, text: String, due: String?, lastDay: CalendarDay?,
        by: String?, title: String = "", kind: String? = nil, date: CalendarDay?, keys: [String],
        made: Timestamp
    ) {
        (self.title, self.kind) = (title, kind)
        (self.id, self.paper, self.answer, self.text) = (id, paper, answer, text)
        (self.due, self.lastDay, self.by, self.date) = (due, lastDay, by, date)
        (self.keys, self.made) = (keys, made)
    }
}

/// What became of a promise.
public struct CommitmentState: Hashable, Codable, Sendable {
    public enum Kind: String, Hashable, Codable, Sendable, CaseIterable {
        /// Nothing that the archive knows of.
        case open
        /// Its term passed and no later paper refers to it; an event told so, where a watch asked.
        case overdue
        /// A later paper refers to it.
        case met
        /// Its term had passed when it was first read; no event tells of it.
        case past
        /// The answer was amended, and has it no more.
        case gone
        /// A person said that it was kept.
        case done
        /// A person said that it is of no interest.
        case dropped
    }

    public var kind: Kind
    public var since: Timestamp
    /// The later paper that refers to it, and how.
    public var evidence: Evidence?

    public struct Evidence: Hashable, Codable, Sendable {
        public var paper: Identifier
        public var title: String
        public var url: String?
        public var date: CalendarDay?
        /// The name by which it refers.
        public var key: String

        public init(paper: Identifier, title: String, url: String?, date: CalendarDay?, key: String) {
            (self.paper, self.title, self.url, self.date, self.key) = (paper, title, url, date, key)
        }
    }

    public init(_ kind: Kind, since: Timestamp, evidence: Evidence? = nil) {
        (self.kind, self.since, self.evidence) = (kind, since, evidence)
    }
}

/// A promise with what became of it.
public struct RememberedCommitment: Hashable, Codable, Sendable {
    public var record: CommitmentRecord
    public var state: CommitmentState

    public init(_ record: CommitmentRecord, _ state: CommitmentState) {
        (self.record, self.state) = (record, state)
    }
}

/// What a transaction changes of what is remembered of promises.
public enum CommitmentChange: Hashable, Sendable {
    /// Remembers a promise in that state; of one that is known the state stays.
    case remember(CommitmentRecord, CommitmentState)
    /// Gives a promise another state, where it is in one of these; else nothing changes.
    case settle(id: String, CommitmentState, from: Set<CommitmentState.Kind>)
    /// The same, and the transaction is refused where it is in none of these: an event goes with it that must be true.
    case claim(id: String, CommitmentState, from: Set<CommitmentState.Kind>)
}

/// Which promises are asked for.
public enum CommitmentChoice: Hashable, Sendable {
    case all
    /// Those of that id, and those that papers of these names made or are referred to by.
    case under([String])
    /// Open ones whose term ended before that day.
    case due(before: CalendarDay)
}
