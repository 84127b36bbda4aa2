import Pipeline
import WebSource

/// A link of an entry, taken apart once for all that is asked of it.
struct EntryLink {
    let link: Publication.Link
    let address: WebAddress?
    /// Where it leads, always in the same words; `nil` where that is nothing to ask a server for.
    let place: String?

    init(_ link: Publication.Link) {
        self.link = link
        address = WebAddress(link.url)
        place = address.flatMap { $0.isHTTP ? $0.normalised : nil }
    }

    /// The link to the paper first: an enclosure that is a document, else the entry's own page.
    static func bestFirst(_ links: [EntryLink]) -> [Publication.Link] {
        let ranks = links.map(\.rank)
        var sorted: [Publication.Link] = []
        sorted.reserveCapacity(links.count)
        for rank in 0...worst {
            for index in links.indices where ranks[index] == rank { sorted.append(links[index].link) }
        }
        return sorted
    }

    private static let worst = 5

    private var rank: Int {
        guard place != nil else { return Self.worst }
        switch link.relation {
        case "enclosure": return isDocument ? 0 : 3
        case "alternate": return link.mediaType == nil || isDocument ? 1 : 2
        default: return 4
        }
    }

    private var isDocument: Bool {
        guard let type = link.mediaType else { return false }
        if Self.documents.contains(type) { return true }
        guard let bare = type.split(separator: ";").first else { return false }
        return Self.documents.contains(bare.filter { $0 != " " })
    }

    private static let documents: Set<String> = [
        "application/pdf", "application/msword", "application/rtf", "application/xhtml+xml", "text/html",
        "text/plain", "text/xml", "application/xml", "application/vnd.oasis.opendocument.text",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ]
}
