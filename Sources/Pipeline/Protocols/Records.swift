// What is stored beside the topics, and what goes into them.

/// What is remembered of a source.
public struct SourceRecord: Hashable, Codable, Sendable {
    public var name: String
    public var memory: SourceMemory?
    /// When it was last asked, whatever came of it.
    public var lastAttempt: Timestamp?
    public var lastSuccess: Timestamp?
    /// When it last showed a paper that was new, and neither old nor there from the start.
    public var lastNew: Timestamp?
    /// Failures since the last success.
    public var failures: Int
    public var lastFailure: String?
    /// Not to be asked before then.
    public var notBefore: Timestamp?
    /// Since when no server was reached; `nil` where one was at the last attempt.
    public var unreachableSince: Timestamp?
    /// Whether the server answered the last attempt and denied it.
    ///
    /// Records that were stored before it was kept have none.
    var storedDenial: Bool?
    /// True once the first poll was stored.
    public var hasBaseline: Bool
    /// Why it is polled no more (410).
    public var gone: String?
    /// What is brought of its past, where this is the record of that.
    public var backfill: Backfill?
    /// Records that were stored before it was kept have none.
    var storedHealth: SourceHealth?

    public init(name: String) {
        self.name = name
        failures = 0
        hasBaseline = false
    }

    /// Whether the server answered the last attempt and denied it, so that the next may wait for a day.
    public var isDenied: Bool {
        get { storedDenial ?? false }
        set { storedDenial = newValue ? true : nil }
    }

    /// What tells whether it does well.
    public var health: SourceHealth {
        get { storedHealth ?? SourceHealth() }
        set { storedHealth = newValue }
    }
}

/// An entry that a source has shown, and what it looked like.
public struct SeenEntry: Hashable, Sendable {
    public var identity: Identifier
    public var fingerprint: String
    public init(_ identity: Identifier, fingerprint: String) {
        (self.identity, self.fingerprint) = (identity, fingerprint)
    }
}

/// What the archive knows of a paper.
public struct ArchivedPublication: Hashable, Codable, Sendable {
    /// The identity under which it was first seen; its key for ever.
    public var id: Identifier
    public var names: [Identifier]
    public var publication: Publication
    public var answers: [ArchivedAnswer]
    public var firstSeen: Timestamp
    /// The ``ReadPaper/order`` of the newest state that was filed; an older state that comes late changes nothing.
    public var order: Int64
    public var isWithdrawn: Bool
    /// The paper's own date; `nil` where it prints none, or was archived before this was kept.
    public var date: CalendarDay?
    /// The bytes that its newest state was read from; `nil` where that was archived before this was kept.
    public var original: OriginalReference?
    /// The sources that have shown it, sorted; `nil` where the one of ``publication`` alone has, or it was archived before this
    /// was kept.
    public internal(set) var sources: [String]?

    public init(
        id: Identifier, names: [Identifier], publication: Publication, answers: [ArchivedAnswer],
        firstSeen: Timestamp, order: Int64 = 0, isWithdrawn: Bool = false
    ) {
        self.order = order
        (self.id, self.names, self.publication) = (id, names, publication)
        (self.answers, self.firstSeen, self.isWithdrawn) = (answers, firstSeen, isWithdrawn)
    }

    /// The sources that are known to have shown it.
    package var shownBy: [String] { sources ?? [publication.source] }

    /// Notes that other sources have shown it, too.
    package mutating func add(sources others: [String]) {
        let all = Set(shownBy + others).sorted()
        if all.count > 1 { sources = Array(all.prefix(Self.mostSources)) }
    }

    private static let mostSources = 256
}

/// An answer as it was last seen.
public struct ArchivedAnswer: Hashable, Codable, Sendable {
    /// Canonical key, from when it was first seen: `PUBLICATION#22`.
    public var key: String
    public var answer: Answer
    /// Counts changes of content, from 1.
    public var revision: Int
    public var firstSeen: Timestamp
    /// True once an event told of it.
    public var isAnnounced: Bool
    /// True once a later revision answers its numbers in another grouping.
    public var isSuperseded: Bool

    public init(
        key: String, answer: Answer, revision: Int, firstSeen: Timestamp, isAnnounced: Bool,
        isSuperseded: Bool = false
    ) {
        (self.key, self.answer, self.revision, self.firstSeen) = (key, answer, revision, firstSeen)
        (self.isAnnounced, self.isSuperseded) = (isAnnounced, isSuperseded)
    }
}

/// What goes into ``Topic/publications``.
public struct Announcement: Hashable, Codable, Sendable {
    public var publication: Publication
    /// Why this paper is archived without telling anyone; `nil` where it may be told.
    public var quiet: Quiet?
    /// When the source showed it.
    public var seen: Timestamp

    public enum Quiet: String, Hashable, Codable, Sendable {
        /// It was there when the source was first polled.
        case baseline
        /// It is older than the source's recency gate.
        case old
        /// It came with a flood of papers and nothing tells it from them, or is reprocessed.
        case held
        /// It was brought from the source's past, by a backfill that is not to announce.
        case backfill
    }

    public init(_ publication: Publication, quiet: Quiet?, seen: Timestamp) {
        (self.publication, self.quiet, self.seen) = (publication, quiet, seen)
    }
}

/// What goes into ``Topic/documents``, and into ``Topic/stage(_:)`` before.
public struct ReadPaper: Hashable, Codable, Sendable {
    /// The paper as the stages left it; a withdrawn publication comes without text and answers.
    public var document: Document
    public var quiet: Announcement.Quiet?
    /// When its source showed it.
    public var seen: Timestamp
    /// Its announcement's place among all others: papers are read side by side and tried again, so they come out of order.
    public var order: Int64
    /// The stages that it has passed, by name and in that order; `nil` where none is outside the process.
    public var passed: [String]?

    public init(
        _ document: Document, quiet: Announcement.Quiet?, seen: Timestamp, order: Int64 = 0,
        passed: [String]? = nil
    ) {
        (self.document, self.quiet, self.seen, self.order) = (document, quiet, seen, order)
        self.passed = passed
    }
}
