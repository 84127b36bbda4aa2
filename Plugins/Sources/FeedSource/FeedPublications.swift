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
        let links = entries.map { entry in entry.links.map { EntryLink($0) } }
        let names = EntryNames(of: self, links, at: url)
        var found: [Publication] = []
        found.reserveCapacity(entries.count)
        var places: [Identifier: Int] = [:]
        places.reserveCapacity(entries.count)
        var repeated = 0
        var nameless = 0
        for index in entries.indices {
            guard let publication = publication(entries[index], links[index], names, source) else {
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
                // Of states without a date the first holds, since feeds show the newest first.
                if let updated = publication.updated, let known = found[place].updated, known < updated {
                    found[place] = publication
                }
            }
        }
        var problems = problems
        if repeated > 0 {
            problems.append(
                "\(repeated) entries have the id of another one, of which the newest state counts")
        }
        if nameless > 0 { problems.append("\(nameless) entries have neither id nor link nor title") }
        return (Self.oldestFirst(found), problems)
    }

    private func publication(
        _ entry: FeedEntry, _ known: [EntryLink], _ names: EntryNames, _ source: String
    ) -> Publication? {
        guard let identity = names.identity(of: entry, known) else { return nil }
        var links = EntryLink.bestFirst(known)
        if links.isEmpty, let permanentLink = entry.permanentLink { links = [.init(url: permanentLink)] }
        var title = entry.titleOfPaper
        if title.isEmpty { title = entry.summary?.singleLine(longest: Self.longestStandIn) ?? "" }
        if title.isEmpty { title = (links.first?.url ?? identity.rawValue).singleLine() }
        return Publication(
            source: source, entryID: entry.name ?? identity.rawValue, identity: identity,
            aliases: names.aliases(of: entry, known, besides: identity), title: title,
            published: entry.published, updated: entry.updated, links: links, summary: entry.summary,
            authors: entry.authors,
            categories: entry.categories, isWithdrawn: entry.isDeleted)
    }

    /// Longest part of a summary that stands in for a title, in bytes.
    private static let longestStandIn = 200

    /// Feeds show the newest first; where every entry is dated, the dates decide.
    private static func oldestFirst(_ publications: [Publication]) -> [Publication] {
        let dates = publications.compactMap { $0.published ?? $0.updated }
        guard dates.count == publications.count else { return publications.reversed() }
        let order = dates.indices.sorted { (dates[$0], $1) < (dates[$1], $0) }
        return order.map { publications[$0] }
    }
}

extension Publication {
    fileprivate func isNewer(than other: Publication) -> Bool {
        guard let updated, let theirs = other.updated else { return isWithdrawn }
        return updated == theirs ? isWithdrawn : updated > theirs
    }
}
