/// A name that is the same for the same paper wherever it is announced: a URI, or `SCOPE#ID` for an id that is no URI.
public struct Identifier: Hashable, Comparable, Sendable, RawRepresentable, ExpressibleByStringLiteral {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }
    public init(stringLiteral value: String) { rawValue = value }
    public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

extension Identifier: Codable, CustomStringConvertible {
    public init(from decoder: any Decoder) throws {
        rawValue = try decoder.singleValueContainer().decode(String.self)
    }
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(rawValue)
    }
    public var description: String { rawValue }
}

/// One official paper as a source announces it.
///
/// A state, not an event: sources announce the same paper again and again.
public struct Publication: Hashable, Codable, Sendable {
    /// The name of the source in the configuration.
    public var source: String
    /// The id that the feed itself gives the entry, as it stands there; the identity where it gives none.
    public var entryID: String
    /// What makes it the same paper next time.
    public var identity: Identifier
    /// Other names of the same paper: its address, its official numbers.
    public var aliases: [Identifier]
    public var title: String
    /// What sort of paper the source says it is: `Antwoord schriftelijke vragen`.
    public var kind: String?
    /// When the source says that it was published; decides the recency gate and nothing else.
    public var published: Timestamp?
    public var updated: Timestamp?
    /// Addresses, best first: the first is where the paper itself is fetched.
    public var links: [Link]
    public var summary: String?
    public var authors: [String]
    public var categories: [String]
    /// True where the source says that the paper was taken back (a tombstone).
    public var isWithdrawn: Bool

    public struct Link: Hashable, Codable, Sendable {
        public var url: String
        /// What the link is for: `alternate`, `enclosure`, `related`.
        public var relation: String
        public var mediaType: String?

        public init(url: String, relation: String = "alternate", mediaType: String? = nil) {
            (self.url, self.relation, self.mediaType) = (url, relation, mediaType)
        }
    }

    public init(
        source: String, entryID: String, identity: Identifier, aliases: [Identifier] = [], title: String,
        kind: String? = nil, published: Timestamp? = nil, updated: Timestamp? = nil, links: [Link] = [],
        summary: String? = nil, authors: [String] = [], categories: [String] = [], isWithdrawn: Bool = false
    ) {
        self.source = source
        self.entryID = entryID
        self.identity = identity
        self.aliases = aliases
        self.title = title
        self.kind = kind
        self.published = published
        self.updated = updated
        self.links = links
        self.summary = summary
        self.authors = authors
        self.categories = categories
        self.isWithdrawn = isWithdrawn
    }

    /// All names of the paper, its identity first, each once.
    public var names: [Identifier] { [identity] + aliases.filter { $0 != identity } }
}

/// The bytes of a paper as they came, before anything was made of them.
public struct Original: Sendable {
    public var bytes: [UInt8]
    /// The media type that the server declared, which may be wrong.
    public var mediaType: String?
    /// Where the bytes came from, after redirects.
    public var url: String

    public init(bytes: [UInt8], mediaType: String?, url: String) {
        (self.bytes, self.mediaType, self.url) = (bytes, mediaType, url)
    }
}
