import Markup

/// The elements that the formats of feeds have in common, whatever they call them.
enum FeedElement: XMLVocabulary {
    // Roots.
    case feed, rss, rdf
    case channel
    case entry, deletedEntry
    case id, title, link, published, updated, summary, author, name, category, enclosure, content, timeToLive
    case other

    init(_ name: String, in namespace: String) {
        switch FeedNamespace(namespace) {
        case .atom: self = Self.atomNames[name] ?? .other
        case .rss: self = Self.rssNames[name] ?? .other
        case .rdf: self = name == "RDF" ? .rdf : .other
        case .dublinCore: self = Self.dublinCoreNames[name] ?? .other
        case .tombstone: self = name == "deleted-entry" ? .deletedEntry : .other
        case .foreign: self = .other
        }
    }

    /// Atom 1.0 (RFC 4287) and 0.3.
    private static let atomNames: [String: FeedElement] = [
        "feed": .feed, "entry": .entry, "id": .id, "title": .title, "link": .link, "published": .published,
        "issued": .published, "updated": .updated, "modified": .updated, "summary": .summary,
        "author": .author,
        "name": .name, "category": .category, "content": .content,
    ]

    /// RSS 2.0, 1.0 and 0.9x.
    private static let rssNames: [String: FeedElement] = [
        "rss": .rss, "channel": .channel, "item": .entry, "guid": .id, "title": .title, "link": .link,
        "pubDate": .published, "description": .summary, "author": .author, "category": .category,
        "enclosure": .enclosure, "ttl": .timeToLive,
    ]

    private static let dublinCoreNames: [String: FeedElement] = [
        "title": .title, "date": .published, "issued": .published, "modified": .updated, "creator": .author,
        "subject": .category,
    ]
}

private enum FeedNamespace {
    case atom, rss, rdf, dublinCore, tombstone, foreign

    init(_ uri: String) {
        // Some feeds have white space around it, or forget to declare a prefix.
        switch uri.split(whereSeparator: \.isWhitespace).first ?? "" {
        case "http://www.w3.org/2005/Atom", "http://purl.org/atom/ns#", "atom:": self = .atom
        case "", "http://purl.org/rss/1.0/", "http://my.netscape.com/rdf/simple/0.9/",
            "http://channel.netscape.com/rdf/simple/0.9/", "http://backend.userland.com/rss2",
            "http://backend.userland.com/RSS2", "http://purl.org/net/rss1.1#":
            self = .rss
        case "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "rdf:": self = .rdf
        case "http://purl.org/dc/elements/1.1/", "http://purl.org/dc/terms/", "dc:", "dcterms:":
            self = .dublinCore
        case "http://purl.org/atompub/tombstones/1.0", "at:": self = .tombstone
        default: self = .foreign
        }
    }
}
