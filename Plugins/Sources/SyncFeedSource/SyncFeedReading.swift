import Pipeline
import WebSource

/// Makes publications of what the log shows.
struct SyncFeedReading {
    let source: String
    /// The kinds of paper to hand on, in lower case; empty for all.
    let types: Set<String>
    /// What comes before the id of a file.
    let resources: String
    /// Whether each entity has a file.
    let hasFiles: Bool

    /// The ids of the dossiers whose numbers are part of a paper's name.
    func dossiers(in page: SyncFeedPage) -> [String] {
        page.entries.compactMap { entry in
            guard let entity = entry.entity, !entity.isDeleted, wants(entity) else { return nil }
            return entity.placeInDossier?.dossier
        }
    }

    /// The publications of a page in its order, with what is odd about it.
    func publications(
        in page: SyncFeedPage, dossiers: [String: Dossiers.Number] = [:]
    ) -> (publications: [Publication], problems: [String]) {
        var publications: [Publication] = []
        var places: [Identifier: Int] = [:]
        var nameless = 0
        for entry in page.entries {
            switch publication(entry, dossiers) {
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

    private func publication(_ entry: SyncFeedEntry, _ dossiers: [String: Dossiers.Number]) -> Reading {
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
        guard wants(entity) else { return .unwanted }
        return .one(
            Publication(
                source: source, entryID: entry.id.isEmpty ? identity.rawValue : entry.id, identity: identity,
                aliases: entity.aliases(dossiers), title: entity.title ?? entity.id,
                kind: entity.values["soort"],
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

    private func wants(_ entity: SyncFeedEntry.Entity) -> Bool {
        // An entity with nothing but an id, or with nothing in its elements, holds a place for one that is still to come.
        guard !entity.values.isEmpty else { return false }
        // The frame of a report that is being written.
        guard entity.values["status"]?.lowercased() != "casco" else { return false }
        return types.isEmpty || entity.values["soort"].map { types.contains($0.lowercased()) } ?? false
    }

    /// The file first, then the page for people.
    private func links(of entity: SyncFeedEntry.Entity, _ entry: SyncFeedEntry) -> [Publication.Link] {
        var links = entry.links.enclosuresFirst
        // The file may come later than what is said of it.
        if links.first?.relation != "enclosure", hasFiles || entity.mediaType != nil {
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

    fileprivate func aliases(_ dossiers: [String: Dossiers.Number]) -> [Identifier] {
        let paper = placeInDossier.flatMap { place in
            dossiers[place.dossier].flatMap {
                OfficialNumber.paper(dossier: $0.number, addition: $0.addition, number: place.number)
            }
        }
        return [
            documentNumber.map(Identifier.init(rawValue:)),
            values["aanhangselnummer"].flatMap { OfficialNumber.answer(appendix: $0) },
            paper,
        ].compactMap { $0 }
    }

    /// The dossier, by its id, and the paper's number in it.
    ///
    /// An annex has the number of the paper that it belongs to, which is not its own; the Eerste Kamer numbers its papers
    /// by letters, apart.
    fileprivate var placeInDossier: (dossier: String, number: String)? {
        guard let dossiers = references["kamerstukdossier"], dossiers.count == 1,
            let number = values["volgnummer"], Int(number).map({ $0 > 0 }) == true,
            references["bronDocument"] == nil, values["soort"]?.lowercased().hasPrefix("bijlage") != true,
            !["1", "eerste kamer"].contains(values["kamer"]?.lowercased() ?? "")
        else { return nil }
        return (dossiers[0], number)
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
