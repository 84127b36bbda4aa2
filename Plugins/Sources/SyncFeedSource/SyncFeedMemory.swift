import Pipeline

/// What is remembered of a SyncFeed: the cursor, or how far the search for one has come.
struct SyncFeedMemory {
    private(set) var stored: SourceMemory

    private enum Key {
        /// The feed that the rest belongs to, since a token means nothing in another.
        static let feed = "feed"
        static let token = "skiptoken"
        static let search = "search"
        /// When the newest entry that was handed on had changed.
        static let newest = "newest"
    }

    /// How far back the place is looked for in a log at another address, since times are not quite in the order of tokens.
    private static let overlap = Duration.seconds(3600)

    /// What was stored of that feed.
    ///
    /// A token means nothing at another address; but where the same category has moved there, the time at which it was left tells
    /// where it goes on.
    init(_ memory: SourceMemory?, of feed: String) {
        if let memory, memory[Key.feed] == feed {
            stored = memory
            return
        }
        stored = .init([Key.feed: feed])
        guard let known = memory?[Key.feed], Self.category(of: known) == Self.category(of: feed),
            let left = memory?[Key.newest].flatMap({ Timestamp(rfc3339: $0) })
        else { return }
        newest = left
        search = HeadSearch(goal: left.adding(.zero - Self.overlap))
    }

    private static func category(of feed: String) -> Substring? { feed.split(separator: "=").last }

    /// When the newest entry that was handed on had changed.
    private(set) var newest: Timestamp? {
        get { stored[Key.newest].flatMap { Timestamp(rfc3339: $0) } }
        set { stored[Key.newest] = newValue?.rfc3339 }
    }

    /// Takes note of a page that was shown at `now`.
    mutating func note(_ page: SyncFeedPage, at now: Timestamp) {
        guard let latest = page.entries.compactMap(\.updated).max() else { return }
        newest = max(newest ?? latest, min(latest, now))
    }

    /// The token of the last entry that was handed on.
    var token: String? {
        get { stored[Key.token] }
        set {
            stored[Key.token] = newValue
            stored[Key.search] = nil
        }
    }

    var search: HeadSearch? {
        get { stored[Key.search].flatMap { try? JSONText.decode(from: Array($0.utf8)) } }
        set { stored[Key.search] = newValue.map { JSONText.string($0) } }
    }
}
