/// Looks back over a log, without disturbing those who read it.
public protocol LogHistory: Sendable {
    /// The messages of `topic` behind `sequence`, in order, at most `limit`.
    func messages(
        of topic: Topic, after sequence: Int64, limit: Int
    ) async throws(LogFailure) -> [Message]

    /// The messages of `topic` that carry `key`, newest first, at most `limit`.
    func messages(of topic: Topic, key: String, limit: Int) async throws(LogFailure) -> [Message]

    /// The last sequence before the first message of `topic` that was appended at or after `time`.
    func sequence(of topic: Topic, before time: Timestamp) async throws(LogFailure) -> Int64

    /// What became of a message at a reader.
    func fate(of sequence: Int64, for reader: Reader) async throws(LogFailure) -> Fate

    /// Archived publications from the newest on, behind `place`, none published before `since`.
    ///
    /// At most `limit`, and not many more bytes than `bytes`: what is large comes in small numbers, and so may what is slow to read.
    /// None only where there are no more.
    func shelf(
        after place: ShelfPlace?, since: Timestamp, limit: Int, bytes: Int
    ) async throws(LogFailure) -> [ShelvedRecord]
}

/// What became of a message at one of its readers.
public struct Fate: Hashable, Codable, Sendable {
    public enum State: Hashable, Codable, Sendable {
        /// It has not been settled.
        case open
        case done
        case waiting(until: Timestamp)
        case setAside
    }

    /// A try that is remembered.
    public struct Attempt: Hashable, Codable, Sendable {
        public var time: Timestamp
        /// Why it failed; `nil` where it did not.
        public var failure: String?
        public init(time: Timestamp, failure: String?) { (self.time, self.failure) = (time, failure) }
    }

    public var state: State
    /// Tries so far, as they are counted for its schedule.
    public var count: Int
    /// Why it waits or was set aside.
    public var reason: String?
    /// The first few tries and the last ones, oldest first; none from before they were kept.
    public var attempts: [Attempt]

    public init(state: State, count: Int = 0, reason: String? = nil, attempts: [Attempt] = []) {
        (self.state, self.count, self.reason, self.attempts) = (state, count, reason, attempts)
    }
}

/// Where an archived publication stands, the newest first: by ``ArchivedPublication/shelfTime``.
public struct ShelfPlace: Hashable, Codable, Sendable {
    public var time: Timestamp
    public var number: Int64
    public init(time: Timestamp, number: Int64) { (self.time, self.number) = (time, number) }
}

/// An ``ArchivedPublication`` as it is stored, in JSON.
public struct ShelvedRecord: Sendable {
    public var place: ShelfPlace
    public var json: [UInt8]
    public init(place: ShelfPlace, json: [UInt8]) { (self.place, self.json) = (place, json) }
}

extension ArchivedPublication {
    /// By when it is sorted: when it was published; the paper's own date, or when it was first seen, where that is not known.
    ///
    /// Never later than it was first seen.
    public var shelfTime: Timestamp {
        let own = date.map { Timestamp(seconds: Int64($0.daysSinceEpoch) &* 86_400) }
        return min(publication.published ?? own ?? firstSeen, firstSeen)
    }
}
