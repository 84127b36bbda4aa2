/// An element of a feed, told by what it says whatever its format calls it.
///
/// Nothing but numbers, since there is one at each tag; what it is called the ``FeedVocabulary`` knows.
struct FeedElement {
    enum Kind {
        // Roots.
        case feed, rss, rdf
        case channel
        case entry, deletedEntry
        case id, title, link, published, created, updated, date, summary, content
        case author, webMaster, name, email
        case category, keywords, enclosure
        case timeToLive, updatePeriod, updateFrequency
        case other
    }

    /// The vocabulary that it belongs to; what a feed says in its own counts before what it says in others.
    enum Family {
        case atom, rss, dublinCore, iTunes, media, other
    }

    let kind: Kind
    let family: Family
    /// Which name of the document it is.
    let word: Int

    /// One of which nothing is known.
    static let unknown = FeedElement("", in: .foreign, word: -1)

    init(_ name: String, in vocabulary: FeedNamespace, word: Int) {
        self.word = word
        switch vocabulary {
        case .atom: (family, kind) = (.atom, Self.atomNames[name] ?? .other)
        // Old feeds write names in whatever case they like, and CDF all in capitals.
        case .rss where Self.borrowedNames[name] != nil:
            (family, kind) = (.other, Self.borrowedNames[name] ?? .other)
        case .rss: (family, kind) = (.rss, Self.rssNames[name] ?? Self.rssNames[name.lowercased()] ?? .other)
        case .rdf: (family, kind) = (.rss, name == "RDF" ? .rdf : .other)
        case .dublinCore: (family, kind) = (.dublinCore, Self.dublinCoreNames[name] ?? .other)
        case .dublinCoreTerms: (family, kind) = (.dublinCore, Self.dublinCoreTerms[name] ?? .other)
        case .iTunes: (family, kind) = (.iTunes, Self.iTunesNames[name] ?? .other)
        case .syndication: (family, kind) = (.other, Self.syndicationNames[name] ?? .other)
        case .media: (family, kind) = (.media, Self.mediaNames[name] ?? .other)
        case .xhtml: (family, kind) = (.other, name == "body" || name == "div" ? .content : .other)
        case .content: (family, kind) = (.other, name == "encoded" ? .content : .other)
        case .enclosure: (family, kind) = (.rss, name == "enclosure" ? .enclosure : .other)
        case .tombstone: (family, kind) = (.other, name == "deleted-entry" ? .deletedEntry : .other)
        case .foreign: (family, kind) = (.other, .other)
        }
    }

    /// Atom 1.0 (RFC 4287) and 0.3.
    private static let atomNames: [String: Kind] = [
        "feed": .feed, "entry": .entry, "id": .id, "title": .title, "link": .link, "published": .published,
        "issued": .published, "created": .created, "updated": .updated, "modified": .updated,
        "summary": .summary, "author": .author, "name": .name, "email": .email, "category": .category,
        "content": .content,
    ]

    /// RSS 2.0, 1.0 and 0.9x, by names in lower case too; CDF.
    private static let rssNames: [String: Kind] = [
        "rss": .rss, "channel": .channel, "item": .entry, "guid": .id, "title": .title, "link": .link,
        "pubDate": .published, "pubdate": .published, "lastBuildDate": .updated, "lastbuilddate": .updated,
        "description": .summary, "abstract": .summary, "author": .author, "managingEditor": .author,
        "managingeditor": .author, "webMaster": .webMaster, "webmaster": .webMaster, "category": .category,
        "enclosure": .enclosure, "ttl": .timeToLive, "rdf": .rdf,
    ]

    /// What feeds of RSS say in Atom's words without saying so; their own words come first.
    private static let borrowedNames: [String: Kind] = [
        "published": .published, "issued": .published, "created": .created, "updated": .updated,
        "modified": .updated, "summary": .summary,
    ]

    /// Media RSS describes a file, which stands in for the entry where nothing better is said.
    private static let mediaNames: [String: Kind] = [
        "category": .category, "keywords": .keywords, "title": .title, "description": .summary,
    ]

    private static let dublinCoreNames: [String: Kind] = [
        "title": .title, "date": .date, "description": .summary, "creator": .author, "author": .author,
        "subject": .category,
    ]

    private static let dublinCoreTerms: [String: Kind] = dublinCoreNames.merging([
        "issued": .published, "created": .created, "modified": .updated, "abstract": .summary,
    ]) { $1 }

    private static let iTunesNames: [String: Kind] = [
        "title": .title, "author": .author, "summary": .summary, "subtitle": .summary, "keywords": .keywords,
        "category": .category,
    ]

    private static let syndicationNames: [String: Kind] = [
        "updatePeriod": .updatePeriod, "updateFrequency": .updateFrequency,
    ]
}

/// What a namespace URI stands for.
enum FeedNamespace {
    case atom, rss, rdf, dublinCore, dublinCoreTerms, iTunes, syndication, media, content, enclosure
    case xhtml, tombstone, foreign

    /// Some feeds have white space around it or another case, or forget to declare a prefix, which then comes with its
    /// colon.
    init(_ uri: String) {
        let uri = uri.split(whereSeparator: \.isWhitespace).first?.lowercased() ?? ""
        self = Self.known[uri] ?? .foreign
    }

    private static let known: [String: FeedNamespace] = [
        "http://www.w3.org/2005/atom": .atom, "https://www.w3.org/2005/atom": .atom,
        "http://purl.org/atom/ns#": .atom, "atom:": .atom, "atom10:": .atom, "a10:": .atom,
        // What Atom was called before it was Atom.
        "http://example.com/newformat#": .atom, "http://example.com/necho": .atom,
        "http://purl.org/echo/": .atom, "uri/of/echo/namespace#": .atom, "http://purl.org/pie/": .atom,
        "http://purl.org/atom/ns": .atom, "http://www.w3.org/2005/atom/": .atom,
        "": .rss, "http://purl.org/rss/1.0/": .rss, "http://purl.org/rss/1.0": .rss, "rss:": .rss,
        "http://purl.org/net/rss1.1#": .rss, "http://purl.org/rss/1.0/modules/rss091#": .rss,
        "http://purl.org/rss/1.0/modules/rss091/": .rss,
        "http://my.netscape.com/rdf/simple/0.9/": .rss, "http://channel.netscape.com/rdf/simple/0.9/": .rss,
        "http://my.netscape.com/publish/formats/rss-0.91.dtd": .rss,
        "http://backend.userland.com/rss": .rss, "http://backend.userland.com/rss2": .rss,
        "http://backend.userland.com/rss091": .rss, "http://backend.userland.com/rss092": .rss,
        "http://backend.userland.com/rss2.0": .rss, "http://blogs.law.harvard.edu/tech/rss": .rss,
        "http://cyber.law.harvard.edu/rss/": .rss, "http://cyber.law.harvard.edu/rss": .rss,
        "http://www.rssboard.org/rss-specification": .rss, "http://purl.org/rss/2.0/": .rss,
        "http://www.w3.org/1999/02/22-rdf-syntax-ns#": .rdf, "rdf:": .rdf,
        "http://purl.org/dc/elements/1.1/": .dublinCore, "http://purl.org/dc/elements/1.0/": .dublinCore,
        "http://purl.org/dc/elements/1.1": .dublinCore, "https://purl.org/dc/elements/1.1/": .dublinCore,
        "http://purl.org/dc/1.1/": .dublinCore, "dc:": .dublinCore,
        "http://purl.org/dc/terms/": .dublinCoreTerms, "dcterms:": .dublinCoreTerms,
        "http://www.itunes.com/dtds/podcast-1.0.dtd": .iTunes, "itunes:": .iTunes,
        "http://example.com/dtds/podcast-1.0.dtd": .iTunes,
        "http://www.itunes.com/dtds/podcast-1.0.dtd/": .iTunes,
        "http://purl.org/rss/1.0/modules/syndication/": .syndication, "sy:": .syndication,
        "http://search.yahoo.com/mrss/": .media, "http://search.yahoo.com/mrss": .media, "media:": .media,
        "http://purl.org/rss/1.0/modules/content/": .content, "content:": .content,
        "http://purl.oclc.org/net/rss_2.0/enc#": .enclosure,
        "http://purl.org/rss/1.0/modules/enclosure/": .enclosure,
        "enc:": .enclosure,
        "http://www.w3.org/1999/xhtml": .xhtml, "xhtml:": .xhtml,
        "http://purl.org/atompub/tombstones/1.0": .tombstone, "at:": .tombstone,
    ]
}
