/// A named, ordered, durable log of messages.
public struct Topic: Hashable, Sendable, RawRepresentable, Codable {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }

    /// What sources announce: ``Announcement`` in JSON.
    public static let publications = Topic(rawValue: "publications")
    /// What stages made of it: ``ReadPaper`` in JSON.
    public static let documents = Topic(rawValue: "documents")
    /// What waits for a stage outside the process: ``ReadPaper`` in JSON.
    public static func stage(_ name: String) -> Topic { Topic(rawValue: "stage/\(name)") }
    /// What sinks deliver: ``Event`` in JSON.
    public static let events = Topic(rawValue: "events")

    /// What a source announces of its past, ``Announcement`` in JSON: moved on to ``publications`` a few at a time.
    public static func history(of source: String) -> Topic { Topic(rawValue: "history/\(source)") }
    /// What came with a flood, and is moved on to ``publications`` so many an hour.
    public static func flood(of source: String) -> Topic { Topic(rawValue: "flood/\(source)") }
    /// What came with a flood and is moved on when an operator says so.
    public static func held(of source: String) -> Topic { Topic(rawValue: "held/\(source)") }
}

/// Reads one topic from its own position, whatever others do.
public struct Reader: Hashable, Sendable, Codable {
    /// Unique over all topics: `intake`, `archive`, `sink/desk`.
    public let name: String
    public let topic: Topic
    public init(_ name: String, of topic: Topic) { (self.name, self.topic) = (name, topic) }
}

public struct NewMessage: Hashable, Sendable {
    public var topic: Topic
    /// What it is about, for people who look for it: an identity, an event id.
    public var key: String
    public var payload: [UInt8]
    public init(_ topic: Topic, key: String, payload: [UInt8]) {
        (self.topic, self.key, self.payload) = (topic, key, payload)
    }
}

public struct Message: Hashable, Sendable {
    public var topic: Topic
    /// Its place in the topic: rising, never used again.
    public var sequence: Int64
    public var key: String
    public var payload: [UInt8]
    public var appended: Timestamp

    public init(topic: Topic, sequence: Int64, key: String, payload: [UInt8], appended: Timestamp) {
        (self.topic, self.sequence, self.key) = (topic, sequence, key)
        (self.payload, self.appended) = (payload, appended)
    }
}

/// A message handed to a reader: nobody else gets it until it is settled, released or the process ends.
public struct Claim: Hashable, Sendable {
    public var message: Message
    /// 1 the first time, 2 after one `retry`, and so on.
    public var attempt: Int
    public init(message: Message, attempt: Int) { (self.message, self.attempt) = (message, attempt) }
}

/// The two queues in which messages are to their reader.
public enum Queue: Hashable, Sendable {
    /// What it never had, oldest first.
    case incoming
    /// What was retried, deferred, or set aside and is to be tried again; that which has been due longest first.
    case deferred
    /// ``deferred`` first, then ``incoming``.
    case both
}

/// What became of a claimed message.
public enum Outcome: Hashable, Sendable {
    case done
    /// Put among the deferred, to be claimed again once that time has come: the claim was no attempt.
    case deferred(until: Timestamp)
    /// Claimed again once `notBefore` has come.
    case retry(notBefore: Timestamp, reason: String)
    /// Kept with the reason, listed, replayable.
    case setAside(reason: String)
}

public struct Settlement: Hashable, Sendable {
    public var sequence: Int64
    public var outcome: Outcome
    public init(_ sequence: Int64, _ outcome: Outcome) { (self.sequence, self.outcome) = (sequence, outcome) }
}

/// Everything that one piece of work changes: all of it is stored, or nothing.
public struct Transaction: Sendable {
    /// Whose claims `settlements` are.
    public var reader: Reader?
    public var settlements: [Settlement] = []
    /// What the reader remembers with them.
    public var sinkMemory: SinkMemory?
    public var messages: [NewMessage] = []
    public var archive: [ArchivedPublication] = []
    /// Archived papers that another one in `archive` has taken over, under all of their names: they are removed after it is
    /// stored.
    public var absorbed: [Identifier] = []
    /// What is remembered of promises, in this order.
    public var commitments: [CommitmentChange] = []
    public var source: SourceRecord?
    /// Entries seen at `source`, to be remembered.
    public var entries: [SeenEntry] = []
    /// True for the little that must be stored when room is short, such as the word of that: it may use what is kept free
    /// for settling.
    public var usesReserve = false

    public init(reader: Reader? = nil, settlements: [Settlement] = [], messages: [NewMessage] = []) {
        (self.reader, self.settlements, self.messages) = (reader, settlements, messages)
    }
}

/// Where a new reader of a topic begins.
public enum ReadingStart: Sendable {
    case oldest
    case newest
}

/// The durable log with what is stored beside it in the same transactions.
///
/// Claims may live in memory: after a restart everything unsettled is claimable again. Every form passes
/// `expectLogContract` of PipelineTesting. An engine for several machines fulfils the same contract.
public protocol Log: Sendable {
    /// Makes readers known, all at once. One that is known keeps its position; a new one begins at `start`.
    func open(_ readers: [Reader], from start: ReadingStart) async throws(LogFailure)

    /// Hands out up to `limit` messages of a queue that are due at `now`.
    func claim(
        _ limit: Int, from queue: Queue, for reader: Reader, at now: Timestamp
    ) async throws(LogFailure) -> [Claim]

    /// Gives claims back as they were, not counting an attempt.
    func release(_ sequences: [Int64], of reader: Reader) async

    /// Stores `transaction` durably, or throws and stores nothing of it. Settling what is not claimed is refused.
    func commit(_ transaction: Transaction) async throws(LogFailure)

    /// Returns once `reader` may have something to claim: at once where it has, else when a message is appended or
    /// released to it or `deadline` passes. Cancelling the task returns too.
    func awaitWork(for reader: Reader, until deadline: Timestamp?, clock: any Clock) async

    /// How much waits for `reader`.
    func backlog(of reader: Reader) async throws(LogFailure) -> Backlog

    /// What `reader` set aside, oldest first, at most `limit`.
    func asides(of reader: Reader, limit: Int) async throws(LogFailure) -> [Aside]

    /// Makes set-aside messages claimable again, as if for the first time.
    func retryAsides(_ sequences: [Int64], of reader: Reader) async throws(LogFailure)

    /// Gives set-aside messages up for good: they are settled, and listed no more.
    func dropAsides(_ sequences: [Int64], of reader: Reader) async throws(LogFailure)

    /// Moves `reader` back (or on) to the first message appended at or after `time`. Set-aside messages stay.
    func rewind(_ reader: Reader, to time: Timestamp) async throws(LogFailure)

    /// What the reader stored with its last settlement.
    func sinkMemory(of reader: Reader) async throws(LogFailure) -> SinkMemory?

    func source(_ name: String) async throws(LogFailure) -> SourceRecord?

    /// The fingerprints remembered for these entries of a source, by identity.
    func seen(_ identities: [Identifier], at source: String) async throws(LogFailure) -> [Identifier: String]

    /// The archived publications that carry any of these names.
    func archived(under names: [Identifier]) async throws(LogFailure) -> [ArchivedPublication]

    /// The archived publications in the order of their identities' bytes, at most `limit`, from the first behind `id` on.
    func archived(after id: Identifier?, limit: Int) async throws(LogFailure) -> [ArchivedPublication]

    /// The promises that are asked for, in the order of their ids' bytes, at most `limit`, from the first behind `id` on.
    func commitments(
        _ choice: CommitmentChoice, after id: String?, limit: Int
    ) async throws(LogFailure) -> [RememberedCommitment]

    /// Drops messages that every reader of their topic has settled, and that were appended before `time`.
    ///
    /// - Returns: how many.
    @discardableResult
    func prune(before time: Timestamp) async throws(LogFailure) -> Int

    /// The known readers that are not named in `present`, each with when it was first found missing.
    ///
    /// What they have not read is kept until they are back or retired; one that is named here is missing no more.
    func absences(besides present: Set<String>) async throws(LogFailure) -> [Absence]

    /// Forgets a reader, with all that it left unread, waiting or set aside; a topic that nobody reads then is emptied.
    ///
    /// Refused while it has claims.
    func retire(_ reader: Reader) async throws(LogFailure)

    /// Finishes what was promised and lets go of the storage. Calling it twice is harmless.
    func close() async
}

extension Log {
    /// Makes one reader known.
    public func open(_ reader: Reader, from start: ReadingStart) async throws(LogFailure) {
        try await open([reader], from: start)
    }

    /// Hands out up to `limit` messages that are due at `now`: those to retry first, oldest first.
    public func claim(_ limit: Int, for reader: Reader, at now: Timestamp) async throws(LogFailure) -> [Claim]
    {
        try await claim(limit, from: .both, for: reader, at: now)
    }
}

public struct Backlog: Hashable, Sendable, Codable {
    /// Claimable now or claimed.
    public var ready: Int
    /// Waiting for their next attempt.
    public var waiting: Int
    public var setAside: Int
    /// When the oldest unsettled message was appended.
    public var oldest: Timestamp?
    /// When the next waiting one is due.
    public var nextDue: Timestamp?

    public init(
        ready: Int = 0, waiting: Int = 0, setAside: Int = 0, oldest: Timestamp? = nil,
        nextDue: Timestamp? = nil
    ) {
        (self.ready, self.waiting, self.setAside) = (ready, waiting, setAside)
        (self.oldest, self.nextDue) = (oldest, nextDue)
    }
}

/// A reader that is known to the log, and that nobody runs any more.
public struct Absence: Hashable, Sendable {
    public var reader: Reader
    /// When it was first found missing.
    public var since: Timestamp
    /// What it left.
    public var backlog: Backlog

    public init(_ reader: Reader, since: Timestamp, backlog: Backlog) {
        (self.reader, self.since, self.backlog) = (reader, since, backlog)
    }
}

/// A message that could not be handled: a dead letter.
public struct Aside: Hashable, Sendable {
    public var message: Message
    public var reason: String
    public var attempts: Int
    public init(message: Message, reason: String, attempts: Int) {
        (self.message, self.reason, self.attempts) = (message, reason, attempts)
    }
}

/// Why the log could not do what was asked.
public enum LogFailure: Error, Equatable, Sendable, CustomStringConvertible {
    /// The transaction contradicts the log, such as settling what is not claimed: a defect of the caller.
    case refused(String)
    /// No room on the disk: nothing was stored; the caller may try again later.
    case full(String)
    /// Another process has the state directory; says which.
    case inUse(String)
    /// The storage is damaged or of another version; says how to recover.
    case damaged(String)
    /// A write or a sync failed: what is on the disk is unknown, and the process must end.
    case broken(String)
    case closed

    public var description: String {
        switch self {
        case .refused(let why), .full(let why), .inUse(let why), .damaged(let why), .broken(let why): why
        case .closed: "the log is closed"
        }
    }
}
