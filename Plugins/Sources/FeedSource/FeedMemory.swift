import Pipeline

/// What is remembered of a feed: its validators as they came, and where it moved.
struct FeedMemory {
    private(set) var stored: SourceMemory

    /// The way back that is being gone, if any.
    var history: FeedHistory? {
        get { FeedHistory(stored) }
        set {
            FeedHistory.forget(in: &stored)
            newValue?.store(in: &stored)
        }
    }

    private enum Key {
        /// The address in the configuration that the rest belongs to.
        static let configured = "configured"
        static let address = "url"
        static let etag = "etag"
        static let lastModified = "last-modified"
    }

    /// Longest validator that is kept, in bytes.
    private static let longestValidator = 4096

    /// What was stored for that address; nothing where the configuration now names another.
    init(_ memory: SourceMemory?, of configured: String) {
        stored =
            memory?[Key.configured] == configured ? memory ?? .init() : .init([Key.configured: configured])
    }

    /// Where the feed has moved for good.
    var address: String? { stored[Key.address] }

    /// The headers that ask for the feed only where it has changed; a server with an entity tag ignores the date.
    var conditions: [(name: String, value: String)] {
        [
            stored[Key.etag].map { (name: "If-None-Match", value: $0) },
            stored[Key.lastModified].map { (name: "If-Modified-Since", value: $0) },
        ].compactMap { $0 }
    }

    /// Keeps where an answer says that the feed has moved, and its validators where it was read whole.
    ///
    /// One that was read whole and has none leaves those of an earlier answer: a server that says "not modified" to them
    /// means a state that was read whole too.
    mutating func remember(_ answer: HTTPResponse, isWhole: Bool) {
        let (etag, date) = (Self.validator(answer, "etag"), Self.validator(answer, "last-modified"))
        if !isWhole {
            (stored[Key.etag], stored[Key.lastModified]) = (nil, nil)
        } else if etag != nil || date != nil {
            (stored[Key.etag], stored[Key.lastModified]) = (etag, date)
        }
        if let moved = answer.movedTo { stored[Key.address] = moved }
    }

    /// Keeps validators that came with a "not modified".
    mutating func refresh(_ answer: HTTPResponse) {
        if let etag = Self.validator(answer, "etag") { stored[Key.etag] = etag }
        if let date = Self.validator(answer, "last-modified") { stored[Key.lastModified] = date }
    }

    /// The header as it stands, where it can be sent back.
    private static func validator(_ answer: HTTPResponse, _ name: String) -> String? {
        guard let value = answer.header(name), !value.isEmpty, value.utf8.count <= longestValidator,
            value.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F })
        else { return nil }
        return value
    }
}
