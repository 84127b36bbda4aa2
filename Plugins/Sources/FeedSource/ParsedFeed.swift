package import Pipeline
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
    package var title: String?
    /// The page that the feed belongs to.
    package var site: String?
    /// How long the feed asks not to be read again.
    package var timeToLive: Duration?
    /// In the order of the feed.
    package var entries: [FeedEntry] = []
    /// What of it was left out.
    package var problems: [String] = []

    /// The most entries that are read of one feed.
    package static let mostEntries = 30_000

    init(_ format: Format) { self.format = format }

    /// Adds an entry, unless there are too many.
    mutating func add(_ entry: FeedEntry) {
        guard entries.count < Self.mostEntries else {
            let problem = "the feed has more than \(Self.mostEntries) entries; the rest was not read"
            if problems.last != problem { problems.append(problem) }
            return
        }
        entries.append(entry)
    }
}

/// An entry of a feed as it stands there.
package struct FeedEntry: Sendable {
    /// The id as the feed gives it; `nil` where it gives none.
    package var id: String?
    /// Plain text.
    package var title = ""
    /// Absolute addresses, in the order of the entry.
    package var links: [Publication.Link] = []
    package var published: Timestamp?
    package var updated: Timestamp?
    package var summary: String?
    package var authors: [String] = []
    package var categories: [String] = []
    /// The id, where RSS says that it is an address.
    package var permanentLink: String?
    /// True for a tombstone (RFC 6721).
    package var isDeleted = false

    /// The most links, authors or categories that are kept of an entry.
    private static let most = 64

    // MARK: What a feed says of it, each time

    /// The first id counts.
    mutating func set(id text: String, isPermanentLink: Bool) {
        let text = FeedEntry.trimmed(text)
        guard id == nil, !text.isEmpty else { return }
        id = text
        if isPermanentLink, WebAddress(text)?.isHTTP == true { permanentLink = text }
    }

    mutating func set(title text: String) { if title.isEmpty { title = text } }
    mutating func set(summary text: String) { if summary == nil, !text.isEmpty { summary = text } }
    mutating func set(published time: Timestamp?) { published = published ?? time }
    mutating func set(updated time: Timestamp?) { updated = updated ?? time }
    mutating func add(author: String) { Self.add(author, to: &authors) }
    mutating func add(category: String) { Self.add(category, to: &categories) }

    private static func add(_ text: String, to list: inout [String]) {
        let text = text.singleLine()
        guard !text.isEmpty, list.count < most, !list.contains(text) else { return }
        list.append(text)
    }

    /// Adds a link that stands at `base`, unless it is one that a browser would run instead of open.
    mutating func add(link: String, relation: String?, mediaType: String?, base: WebAddress?) {
        guard links.count < Self.most, let address = base?.resolving(link) ?? WebAddress(link),
            !["javascript", "data", "vbscript"].contains(address.scheme)
        else { return }
        let relation = relation.map(Self.relation) ?? "alternate"
        guard ["alternate", "enclosure", "related", "via"].contains(relation),
            !links.contains(where: { $0.url == address.text && $0.relation == relation })
        else { return }
        links.append(
            .init(
                url: address.text, relation: relation,
                mediaType: mediaType.map { $0.singleLine().lowercased() }))
    }

    /// The relation without the address that registers it.
    private static func relation(_ text: String) -> String {
        if text == "alternate" || text == "enclosure" || text == "self" { return text }
        let word = text.split { $0.isWhitespace }.first.map(String.init) ?? "alternate"
        return (word.split(separator: "/").last.map(String.init) ?? word).lowercased()
    }
}
