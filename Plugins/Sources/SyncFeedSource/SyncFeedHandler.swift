import Markup
import Pipeline
import WebSource

/// Gathers a page of the log from the events of its XML.
///
/// Names are told apart by namespace, since prefixes differ from one kind of entity to the next: none, `tk:`, `ns1:`.
/// Attributes come with a namespace or without one.
struct SyncFeedHandler: XMLHandler {
    struct Name: XMLVocabulary {
        enum Space { case atom, entity, tombstone, foreign }
        let space: Space
        let local: String

        init(_ name: String, in namespace: String) {
            local = name
            space =
                switch namespace {
                case "http://www.w3.org/2005/Atom": .atom
                case "http://www.tweedekamer.nl/xsd/tkData/v1-0", "tk:", "ns1:": .entity
                case "http://purl.org/atompub/tombstones/1.0": .tombstone
                default: .foreign
                }
        }
    }

    private(set) var page = SyncFeedPage()
    private var depth = 0
    private var entry: SyncFeedEntry?
    private var entity: (value: SyncFeedEntry.Entity, referenceCount: Int, depth: Int)?
    private var text: [UInt8]?

    /// Longest text of an element that is kept, in bytes.
    private static let longestText = 64 << 10
    /// The most elements of an entity that are kept.
    private static let mostValues = 128

    mutating func start(_ name: Name, _ attributes: borrowing XMLAttributes) throws(MarkupFailure) {
        depth += 1
        if depth == 1 {
            guard name.space == .atom, name.local == "feed" else {
                throw .refused("its root element is no feed")
            }
        } else if entity != nil {
            // What is nil has no text, and a reference has only its attribute.
            text = attributes["nil"].map { ["true", "1"].contains($0.lowercased()) } == true ? nil : []
            if let entity, depth == entity.depth + 1, let target = attributes["ref"]?.lowercased(),
                target.isGUID, entity.referenceCount < Self.mostValues
            {
                self.entity?.value.references[name.local, default: []].append(target)
                self.entity?.referenceCount += 1
            }
        } else if entry != nil {
            startWithinEntry(name, attributes)
        } else if depth == 2 {
            startWithinFeed(name, attributes)
        }
    }

    mutating func text(_ text: [UInt8]) {
        guard let size = self.text?.count, size < Self.longestText else { return }
        self.text? += text
    }

    mutating func end(_ name: Name) {
        let gathered = text.map { String(decoding: $0, as: UTF8.self).singleLine() } ?? ""
        text = nil
        if let start = entity?.depth {
            if depth == start {
                if entry?.entity == nil { entry?.entity = entity?.value }
                entity = nil
            } else if depth == start + 1, !gathered.isEmpty,
                entity?.value.values.count ?? 0 < Self.mostValues
            {
                entity?.value.values[name.local] = gathered
            }
        } else if depth == 3, name.space == .atom {
            switch name.local {
            case "id": entry?.id = gathered
            case "title": entry?.title = gathered
            case "updated": entry?.updated = DateText.timestamp(gathered)
            default: break
            }
        } else if depth == 2, let entry {
            page.entries.append(entry)
            self.entry = nil
        }
        depth -= 1
    }

    private mutating func startWithinFeed(_ name: Name, _ attributes: borrowing XMLAttributes) {
        switch (name.space, name.local) {
        case (.atom, "entry"): entry = SyncFeedEntry()
        case (.tombstone, "deleted-entry"):
            var entry = SyncFeedEntry()
            entry.isDeleted = true
            entry.id = attributes["ref"] ?? ""
            entry.updated = attributes["when"].flatMap { DateText.timestamp($0) }
            self.entry = entry
        case (.atom, "link"):
            switch attributes["rel"] {
            case "next": page.next = Self.token(attributes["href"])
            case "resume": page.resume = Self.token(attributes["href"])
            default: break
            }
        default: break
        }
    }

    private mutating func startWithinEntry(_ name: Name, _ attributes: borrowing XMLAttributes) {
        switch (name.space, name.local) {
        case (.atom, "link") where depth == 3:
            let relation = attributes["rel"] ?? "alternate"
            if relation == "next" {
                entry?.next = Self.token(attributes["href"])
            } else if relation == "alternate" || relation == "enclosure",
                let address = attributes["href"].flatMap({ WebAddress($0) }), address.isHTTP
            {
                entry?.links.append(
                    .init(url: address.text, relation: relation, mediaType: attributes["type"]?.singleLine()))
            }
        case (.atom, "id"), (.atom, "title"), (.atom, "updated"): if depth == 3 { text = [] }
        case (.entity, _):
            var value = SyncFeedEntry.Entity()
            value.id = (attributes["id"] ?? "").lowercased()
            value.isDeleted = attributes["verwijderd"]?.lowercased() == "true"
            value.updated = attributes["bijgewerkt"].flatMap { AmsterdamTime.timestamp($0) }
            value.mediaType = attributes["contentType"]?.singleLine().lowercased()
            entity = (value, 0, depth)
        default: break
        }
    }

    /// The token in a link, wherever in its query it stands.
    private static func token(_ address: String?) -> String? {
        guard let address, let token = anywhere?.resolving(address)?.queryItem("skiptoken"), !token.isEmpty,
            token.utf8.count <= longestToken
        else { return nil }
        return token
    }

    private static let longestToken = 256
    /// A link may be relative, and of where it leads only the token counts.
    private static let anywhere = WebAddress("https://localhost/")
}
