import WebSource

/// Why bytes could not be read as a feed, phrased for an operator: says what they look like.
package struct FeedFailure: Error, Equatable, CustomStringConvertible {
    package let reason: String
    init(_ reason: String) { self.reason = reason }
    package var description: String { reason }
}

/// A feed as it stands, whatever its format.
package struct ParsedFeed: Sendable {
    package enum Format: String, Sendable { case atom, rss, json }

    package let format: Format
    /// What the feed says of itself, in the words that entries have too.
    package var head = FeedEntry()
    /// How long the feed asks not to be read again.
    package var timeToLive: Duration?
    /// Where the entries go on that are older than these (RFC 5005, JSON Feed).
    package var next: String?
    /// In the order of the feed.
    package var entries: [FeedEntry] = []
    /// What of it was left out.
    package var problems: [String] = []
    /// False where its elements had to be guessed, or it stops half way, so that it may have more than was found.
    package var isWhole = true

    /// The most entries that are read of one feed.
    package static let mostEntries = 30_000

    init(_ format: Format) { self.format = format }

    /// The page that the feed belongs to.
    package var site: String? { head.link.flatMap { WebAddress($0)?.normalised } }

    /// Adds an entry, unless there are too many.
    mutating func add(_ entry: consuming FeedEntry) {
        guard entries.count < Self.mostEntries else {
            let problem = "the feed has more than \(Self.mostEntries) entries; the rest was not read"
            if problems.last != problem { problems.append(problem) }
            return
        }
        entries.append(consume entry)
    }
}
