import Pipeline
import WebSource

/// Makes publications of what the log shows.
struct SyncFeedReading {
    let source: String
    /// The kinds of paper to hand on, in lower case; empty for all.
    let types: Set<String>
    /// What comes before the id of a file.
    let resources: String

    /// The publications of a page in its order, with what is odd about it.
    func publications(in page: SyncFeedPage) -> (publications: [Publication], problems: [String]) {
        var publications: [Publication] = []
        var places: [Identifier: Int] = [:]
        var nameless = 0
        for entry in page.entries {
            switch publication(entry) {
            case .one(let publication):
                // The log is in order: what comes later on the page is the newer state.
                if let place = places[publication.identity] {
                    publications[place] = publication
                } else {
                    places[publication.identity] = publications.count
                    publications.append(publication)
                }
            case .unwanted: break
            case .nameless: nameless += 1
            }
        }
        return (publications, nameless == 0 ? [] : ["\(nameless) entries have no id and were passed over"])
    }

    private enum Reading {
        case one(Publication)
        case unwanted
        case nameless
    }

    private func publication(_ entry: SyncFeedEntry) -> Reading {
        guard let entity = entry.entity else { return plain(entry) }
        guard entity.id.isGUID else { return .nameless }
        let identity = Identifier(rawValue: "urn:uuid:" + entity.id)
        if entity.isDeleted || entry.isDeleted {
            return .one(
                Publication(
                    source: source, entryID: entry.id.isEmpty ? identity.rawValue : entry.id,
                    identity: identity,
                    title: entity.title ?? entity.id, kind: entity.values["soort"],
                    updated: entity.updated ?? entry.updated, isWithdrawn: true))
        }
        // An entity with nothing but an id holds a place for one that is still to come.
        guard entity.hasContent, wants(entity.values["soort"]) else { return .unwanted }
        return .one(
            Publication(
                source: source, entryID: entry.id.isEmpty ? identity.rawValue : entry.id, identity: identity,
                aliases: entity.aliases, title: entity.title ?? entity.id, kind: entity.values["soort"],
                published: entity.published, updated: entity.updated ?? entry.updated,
                links: links(of: entity, entry)))
    }

    /// An entry without an entity, as any Atom feed has them.
    private func plain(_ entry: SyncFeedEntry) -> Reading {
        guard !entry.id.isEmpty else { return .nameless }
        guard entry.isDeleted || types.isEmpty else { return .unwanted }
        return .one(
            Publication(
                source: source, entryID: entry.id, identity: Identifier(rawValue: entry.id),
                title: entry.title.isEmpty ? entry.id : entry.title, updated: entry.updated,
                links: entry.links.enclosuresFirst, isWithdrawn: entry.isDeleted))
    }

    private func wants(_ type: String?) -> Bool {
        types.isEmpty || type.map { types.contains($0.lowercased()) } ?? false
    }

    /// The file first, then the page for people.
    private func links(of entity: SyncFeedEntry.Entity, _ entry: SyncFeedEntry) -> [Publication.Link] {
        var links = entry.links.enclosuresFirst
        if links.first?.relation != "enclosure", entity.mediaType != nil {
            links.insert(.init(url: resources + entity.id, relation: "enclosure"), at: 0)
        }
        if links.first?.relation == "enclosure", let type = entity.mediaType { links[0].mediaType = type }
        if let number = entity.documentNumber {
            let folder = entity.values["soort"] == "Brief regering" ? "brieven_regering" : "kamervragen"
            links.append(
                .init(
                    url: "https://www.tweedekamer.nl/kamerstukken/\(folder)/detail?id=\(number)&did=\(number)"
                ))
        }
        return links
    }
}

extension SyncFeedEntry.Entity {
    fileprivate var title: String? {
        ["onderwerp", "titel", "tekst", "naam"].compactMap { values[$0] }.first
    }

    /// A number like `2023D03456`.
    fileprivate var documentNumber: String? {
        values["documentNummer"].flatMap { OfficialNumber.papers(in: $0).first?.rawValue }
    }

    fileprivate var aliases: [Identifier] {
        [
            documentNumber.map(Identifier.init(rawValue:)),
            values["aanhangselnummer"].flatMap { OfficialNumber.answer(appendix: $0) },
        ].compactMap { $0 }
    }

    /// Papers are dated back, so the later of the paper's own date and its registration.
    fileprivate var published: Timestamp? {
        ["datum", "datumRegistratie"].compactMap { values[$0].flatMap { AmsterdamTime.timestamp($0) } }.max()
    }
}

extension [Publication.Link] {
    fileprivate var enclosuresFirst: [Publication.Link] {
        filter { $0.relation == "enclosure" } + filter { $0.relation != "enclosure" }
    }
}

extension String {
    /// 8-4-4-4-12 in lower case.
    fileprivate var isGUID: Bool {
        let groups = split(separator: "-", omittingEmptySubsequences: false)
        return groups.map(\.utf8.count) == [8, 4, 4, 4, 12]
            && utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) || $0 == 0x2D }
    }
}
