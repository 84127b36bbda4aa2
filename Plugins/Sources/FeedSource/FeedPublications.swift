package import Pipeline
import WebSource

extension ParsedFeed {
    /// Its entries as publications of `source`, oldest first, with what is odd about them.
    ///
    /// - Parameters:
    ///   - source: the name of the source.
    ///   - url: the feed's address in the configuration: what makes its ids unique, also once it has moved.
    /// - Returns: the publications, each identity once, and what is odd about the feed.
    package func publications(of source: String, at url: String) -> (
        publications: [Publication], problems: [String]
    ) {
        let names = EntryNames(of: self, at: url)
        var found: [Publication] = []
        var places: [Identifier: Int] = [:]
        var repeated = 0
        var nameless = 0
        for entry in entries {
            guard let publication = publication(entry, names, source) else {
                nameless += 1
                continue
            }
            guard let place = places[publication.identity] else {
                places[publication.identity] = found.count
                found.append(publication)
                continue
            }
            // A tombstone and the entry that it is for may stand in the same feed: the newer holds.
            if publication.isWithdrawn != found[place].isWithdrawn {
                if publication.isNewer(than: found[place]) { found[place] = publication }
            } else {
                repeated += 1
            }
        }
        var problems = problems
        if repeated > 0 {
            problems.append("\(repeated) entries repeat the id of an earlier one and were passed over")
        }
        if nameless > 0 { problems.append("\(nameless) entries have neither id nor link nor title") }
        return (Self.oldestFirst(found), problems)
    }

    private func publication(_ entry: FeedEntry, _ names: EntryNames, _ source: String) -> Publication? {
        guard let identity = names.identity(of: entry) else { return nil }
        let links = entry.linksBestFirst
        var title = entry.titleOfPaper
        if title.isEmpty { title = entry.summary?.singleLine(longest: Self.longestStandIn) ?? "" }
        if title.isEmpty { title = (links.first?.url ?? identity.rawValue).singleLine() }
        return Publication(
            source: source, entryID: names.entryID(of: entry) ?? identity.rawValue, identity: identity,
            aliases: names.aliases(of: entry).filter { $0 != identity }, title: title,
            published: entry.published,
            updated: entry.updated, links: links, summary: entry.summary, authors: entry.authors,
            categories: entry.categories, isWithdrawn: entry.isDeleted)
    }

    /// Longest part of a summary that stands in for a title, in bytes.
    private static let longestStandIn = 200

    /// Feeds show the newest first; where every entry is dated, the dates decide.
    private static func oldestFirst(_ publications: [Publication]) -> [Publication] {
        let reversed = Array(publications.reversed())
        let dates = reversed.compactMap { $0.published ?? $0.updated }
        guard dates.count == reversed.count else { return reversed }
        return zip(reversed, dates).enumerated()
            .sorted { ($0.element.1, $0.offset) < ($1.element.1, $1.offset) }
            .map(\.element.0)
    }
}

extension Publication {
    fileprivate func isNewer(than other: Publication) -> Bool {
        guard let updated, let theirs = other.updated else { return isWithdrawn }
        return updated == theirs ? isWithdrawn : updated > theirs
    }
}

extension FeedEntry {
    /// The link to the paper first: an enclosure that is a document, else the entry's own page.
    fileprivate var linksBestFirst: [Publication.Link] {
        var links = links
        if links.isEmpty, let permanentLink { links = [.init(url: permanentLink)] }
        return links.enumerated()
            .sorted { (Self.rank($0.element), $0.offset) < (Self.rank($1.element), $1.offset) }
            .map(\.element)
    }

    private static func rank(_ link: Publication.Link) -> Int {
        guard WebAddress(link.url)?.isHTTP == true else { return 9 }
        switch link.relation {
        case "enclosure": return isDocument(link) ? 0 : 3
        case "alternate": return isDocument(link) || link.mediaType == nil ? 1 : 2
        default: return 4
        }
    }

    private static func isDocument(_ link: Publication.Link) -> Bool {
        guard let type = link.mediaType?.split(separator: ";").first else { return false }
        return [
            "application/pdf", "application/msword", "application/rtf", "application/xhtml+xml", "text/html",
            "text/plain", "text/xml", "application/xml", "application/vnd.oasis.opendocument.text",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        ].contains(type.filter { $0 != " " })
    }
}
