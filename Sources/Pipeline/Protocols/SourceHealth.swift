/// What is remembered of a source to tell whether it does well.
///
/// What is added later must be optional, since records are read that were stored without it.
public struct SourceHealth: Hashable, Codable, Sendable {
    /// When its first poll was stored; silence is counted from there until something new comes.
    public var watchedSince: Timestamp?
    /// True once all that was there at first has been shown.
    public var isCaughtUp = false
    /// Papers that it has shown, each once.
    public var papers = 0
    /// Entries that it showed when it last showed any.
    public var window = 0
    /// True while it shows nothing, where it showed something before.
    public var isEmptied = false
    /// Requests for what is there, however they ended.
    public var polls = 0
    /// Polls to which the server said that nothing changed.
    public var unchangedPolls = 0
    public var failedPolls = 0
    /// When the first of the failures in a row was.
    public var failingSince: Timestamp?
    public var silence: Silence?
    public var traffic: Traffic?
    /// Where it has moved for good, as was told.
    public var movedTo: String?

    public init() {}

    /// That a source brings no news, as operators were told.
    public struct Silence: Hashable, Codable, Sendable {
        /// When it was noticed; names the event.
        public var since: Timestamp
        /// True where it fails, false where it answers and shows nothing new.
        public var isFailing: Bool

        public init(since: Timestamp, isFailing: Bool) { (self.since, self.isFailing) = (since, isFailing) }
    }

    /// Papers that were old, known or there from the start, counted by the hour.
    public struct Traffic: Hashable, Codable, Sendable {
        /// When the hour began.
        public var hour: Timestamp
        /// In this hour, each by its weight.
        public var count = 0
        /// When it became a flood; `nil` while it is none.
        public var floodSince: Timestamp?

        public init(hour: Timestamp) { self.hour = hour }
    }
}

/// What is brought of a source's past, beside its polls.
public struct Backfill: Hashable, Codable, Sendable {
    /// Papers published or changed since then are brought.
    public var since: Timestamp
    /// True where those published since then are to be announced.
    public var announces: Bool
    public var started: Timestamp
    /// Papers found so far that were not known.
    public var papers = 0
    /// When it came to its end.
    public var finished: Timestamp?

    public init(since: Timestamp, announces: Bool, started: Timestamp) {
        (self.since, self.announces, self.started) = (since, announces, started)
    }
}
