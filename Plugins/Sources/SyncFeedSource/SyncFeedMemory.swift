import Pipeline

/// What is remembered of a SyncFeed: the cursor, or how far the search for one has come.
struct SyncFeedMemory {
    private(set) var stored: SourceMemory

    private enum Key {
        /// The feed that the rest belongs to, since a token means nothing in another.
        static let feed = "feed"
        static let token = "skiptoken"
        static let search = "search"
    }

    init(_ memory: SourceMemory?, of feed: String) {
        stored = memory?[Key.feed] == feed ? memory ?? .init() : .init([Key.feed: feed])
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
