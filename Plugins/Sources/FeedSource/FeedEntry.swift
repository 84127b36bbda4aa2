package import Pipeline
import WebSource

/// An entry of a feed as it stands there, or its head.
package struct FeedEntry: Sendable {
    /// A file that comes with an entry.
    package struct Enclosure: Hashable, Sendable {
        package let url: String
        package let mediaType: String?
        /// In bytes, as the feed says.
        package let length: Int64?

        package init(url: String, mediaType: String?, length: Int64?) {
            (self.url, self.mediaType, self.length) = (url, mediaType, length)
        }
    }

    /// The id as the feed gives it; `nil` where it gives none.
    package var id: String?
    /// What RDF calls it: its id where it has no other.
    package var resource: String?
    /// What the feed calls it, if anything.
    package var name: String? { id ?? resource }
    /// Absolute addresses, in the order of the entry.
    package var links: [Publication.Link] = []
    /// Files that come with it, where the feed is read for showing.
    package var enclosures: [Enclosure] = []
    private var enclosureCount = 0
    package var authors: [String] = []
    package var categories: [String] = []
    /// The id, where RSS says that it is an address.
    package var permanentLink: String?
    /// True for a tombstone (RFC 6721).
    package var isDeleted = false

    private var titles = Best<FeedText>()
    private var summaries = Best<FeedText>()
    private var publishedTimes = Best<Timestamp>()
    private var updatedTimes = Best<Timestamp>()
    private var pages = Best<String>()
    private var authorRank = UInt8.max

    /// Plain text.
    package var title: String { titles.value?.plain ?? "" }
    package var summary: String? { summaries.value?.plain }
    package var published: Timestamp? { publishedTimes.value }
    package var updated: Timestamp? { updatedTimes.value }
    /// The title and the summary with the markup that the feed has in them.
    package var statedTitle: String? { titles.value?.stated }
    package var statedSummary: String? { summaries.value?.stated }
    /// Where its own page is: absolute, unless nothing says what a relative address stands at.
    package var link: String? { pages.value ?? permanentLink }

    /// The most links, authors, categories or enclosures that are kept of an entry.
    private static let most = 64

    /// Longest id that is kept as it stands, in bytes; longer ones are hashed.
    private static let longestID = 4096

    /// An id, or its hash where it is too long.
    static func bounded(_ id: String) -> String {
        id.utf8.count > longestID ? StableHash.hexadecimal(id) : id
    }

    // MARK: What a feed says of it, best of rank 0; the first of a rank counts

    /// The first id counts.
    mutating func set(id text: String, isPermanentLink: Bool) {
        let text = FeedEntry.trimmed(text)
        guard id == nil, !text.isEmpty else { return }
        id = Self.bounded(text)
        if isPermanentLink, WebAddress(text)?.isHTTP == true { permanentLink = text }
    }

    mutating func set(title text: FeedText, rank: UInt8 = 0) {
        if !text.stated.isEmpty { titles.offer(text, rank) }
    }

    mutating func set(summary text: FeedText, rank: UInt8 = 0) {
        if !text.stated.isEmpty { summaries.offer(text, rank) }
    }

    mutating func set(published time: Timestamp?, rank: UInt8 = 0) {
        if let time { publishedTimes.offer(time, rank) }
    }

    mutating func set(updated time: Timestamp?, rank: UInt8 = 0) {
        if let time { updatedTimes.offer(time, rank) }
    }

    /// Authors in the feed's own words drive out those in others'.
    mutating func add(author: String, rank: UInt8 = 0) {
        let author = author.singleLine()
        guard !author.isEmpty, rank <= authorRank else { return }
        if rank < authorRank { authors = [] }
        authorRank = rank
        Self.add(author, to: &authors)
    }

    mutating func add(category: String) { Self.add(category.singleLine(), to: &categories) }

    private static func add(_ text: String, to list: inout [String]) {
        guard !text.isEmpty, list.count < most, !list.contains(text) else { return }
        list.append(text)
    }

    /// Adds a link that stands at `base`, unless it is one that a browser would run instead of open.
    ///
    /// Of pages of the same rank the first is its own, unless this one `isLast`, as it is where RSS has several.
    mutating func add(
        link text: String, relation: String?, mediaType: String?, base: WebAddress?, rank: UInt8 = 0,
        isLast: Bool = false
    ) {
        let relation = relation.map(Self.relation) ?? "alternate"
        let mediaType = mediaType.map(Self.lowercased)
        add(
            link: WebReference(text, at: base), relation: relation, mediaType: mediaType, rank: rank,
            isLast: isLast)
    }

    private mutating func add(
        link reference: WebReference, relation: String, mediaType: String?, rank: UInt8 = 0,
        isLast: Bool = false
    ) {
        guard !reference.runs else { return }
        if relation == "alternate" {
            let isPage = mediaType.map { $0.hasPrefix("text/html") || $0.contains("xhtml") } ?? true
            if !reference.shown.isEmpty {
                pages.offer(reference.shown, rank * 2 + (isPage ? 0 : 1), isLast: isLast)
            }
        }
        guard links.count < Self.most, let address = reference.address, Self.isKept(relation),
            !links.contains(where: { $0.url == address.text && $0.relation == relation })
        else { return }
        // A page and a file, mostly.
        if links.isEmpty { links.reserveCapacity(2) }
        links.append(.init(url: address.text, relation: relation, mediaType: mediaType))
    }

    /// Whether a link of that relation leads to the paper or to what belongs to it.
    private static func isKept(_ relation: String) -> Bool {
        switch relation {
        case "alternate", "enclosure", "related", "via": true
        default: false
        }
    }

    /// Adds a link to a file that comes with the entry, and the file itself where that `isShown`.
    mutating func add(
        enclosure text: String, mediaType: String?, length: String?, base: WebAddress?, isShown: Bool
    ) {
        let reference = WebReference(text, at: base)
        guard !reference.runs, !reference.shown.isEmpty, enclosureCount < Self.most else { return }
        enclosureCount += 1
        if isShown {
            let size = length.flatMap { Int64(FeedEntry.trimmed($0)) }.flatMap { $0 < 0 ? nil : $0 }
            let type = mediaType.map { $0.singleLine() }.flatMap { $0.isEmpty ? nil : $0 }
            enclosures.append(Enclosure(url: reference.shown, mediaType: type, length: size))
        }
        add(link: reference, relation: "enclosure", mediaType: mediaType.map(Self.lowercased))
    }

    /// The relation without the address that registers it.
    static func relation(_ text: String) -> String {
        if text == "alternate" || text == "enclosure" || text == "self" { return text }
        let word = text.split { $0.isWhitespace }.first.map(String.init) ?? "alternate"
        return (word.split(separator: "/").last.map(String.init) ?? word).lowercased()
    }

    /// On one line and in lower case.
    private static func lowercased(_ text: String) -> String {
        let bytes = text.utf8.span
        for index in bytes.indices
        where bytes[index] < 0x21 || bytes[index] > 0x7E || (0x41...0x5A).contains(bytes[index]) {
            return text.singleLine().lowercased()
        }
        return text
    }

    /// Without white space around it.
    static func trimmed(_ text: String) -> String {
        let bytes = text.utf8.span
        let isBare = { (byte: UInt8) in byte > 0x20 && byte < 0x80 }
        if bytes.isEmpty || (isBare(bytes[0]) && isBare(bytes[bytes.count - 1])) { return text }
        let scalars = text.unicodeScalars
        guard let first = scalars.firstIndex(where: { !$0.properties.isWhitespace }),
            let last = scalars.lastIndex(where: { !$0.properties.isWhitespace })
        else { return "" }
        return String(scalars[first...last])
    }
}

/// The first of what has the lowest rank.
private struct Best<Value: Sendable>: Sendable {
    private(set) var value: Value?
    private var rank = UInt8.max

    mutating func offer(_ new: Value, _ newRank: UInt8, isLast: Bool = false) {
        guard value == nil || newRank < rank || (isLast && newRank == rank) else { return }
        (value, rank) = (new, newRank)
    }
}

/// What a feed writes where an address belongs.
private struct WebReference {
    /// The absolute address; `nil` where there is none.
    let address: WebAddress?
    /// The address as the feed has it, made absolute where it is not.
    let shown: String

    init(_ text: String, at base: WebAddress?) {
        let text = FeedEntry.trimmed(text)
        if let own = WebAddress(text) {
            address = base == nil ? own : own.withoutDotSegments
            shown = text
        } else {
            address = base?.resolving(text)
            shown = address?.text ?? text
        }
    }

    /// Whether a browser would run it instead of opening it.
    var runs: Bool {
        // Nearly all begin with an `h`.
        guard let address, [0x6A, 0x64, 0x76].contains(address.text.utf8.first) else { return false }
        return ["javascript", "data", "vbscript"].contains(address.scheme)
    }
}
