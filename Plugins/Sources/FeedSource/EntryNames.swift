import Pipeline
import WebSource

/// Finds the names of a feed's entries: what makes each the same paper next time.
struct EntryNames {
    private let url: String
    private let site: String?
    /// Addresses to which more than one entry links.
    private let shared: Set<String>

    /// Those of a feed at `url`, whose entries have these links.
    init(of feed: ParsedFeed, _ links: [[EntryLink]], at url: String) {
        // Where the key changes the papers stay what they were.
        (self.url, site) = (Masking.name(url), feed.site)
        var owners: [String: Int] = [:]
        owners.reserveCapacity(links.reduce(0) { $0 + $1.count })
        var shared: Set<String> = []
        for index in feed.entries.indices {
            for link in links[index] {
                guard let place = link.place else { continue }
                guard let first = owners[place] else {
                    owners[place] = index
                    continue
                }
                if first != index, feed.entries[first].owner != feed.entries[index].owner {
                    shared.insert(place)
                }
            }
        }
        self.shared = shared
    }

    /// The id where it is a URI, or else `FEED#ID`; without one the entry's own page, or a hash of what it says.
    func identity(of entry: FeedEntry, _ links: [EntryLink]) -> Identifier? {
        if let id = entry.name {
            return Identifier(rawValue: id.isAbsoluteURI ? id : url + "#" + id.escapingControls)
        }
        if let page = links.first(where: { $0.link.relation == "alternate" }), let place = ownPlace(page) {
            return Identifier(rawValue: place)
        }
        guard !entry.title.isEmpty || !entry.links.isEmpty else { return nil }
        return hash(of: entry)
    }

    private func hash(of entry: FeedEntry) -> Identifier {
        let date = (entry.published ?? entry.updated)?.rfc3339 ?? ""
        return Identifier(
            rawValue: url + "#" + StableHash.hexadecimal(entry.title, date, entry.links.first?.url ?? ""))
    }

    /// The addresses that are this entry's alone, and the official numbers that it goes by; without its identity.
    func aliases(of entry: FeedEntry, _ links: [EntryLink], besides identity: Identifier) -> [Identifier] {
        var found: [Identifier] = []
        for link in links where Self.isOwn(link) {
            if let place = ownPlace(link) { found.append(Identifier(rawValue: place)) }
        }
        for link in links where Self.isOwn(link) {
            if let address = link.address { found += OfficialNumber.papers(in: address) }
        }
        if let id = entry.name { found += OfficialNumber.papers(in: id) }
        if let number = OfficialNumber.paper(titled: entry.title) { found.append(number) }
        // Its page is its name only until a later entry leads there too.
        if entry.name == nil, !entry.title.isEmpty { found.append(hash(of: entry)) }
        // Nearly all have few, which are compared sooner than hashed.
        guard found.count <= Self.few else {
            var seen: Set = [identity]
            return found.filter { seen.insert($0).inserted }
        }
        var aliases: [Identifier] = []
        aliases.reserveCapacity(found.count)
        for alias in found where alias != identity && !aliases.contains(alias) { aliases.append(alias) }
        return aliases
    }

    private static let few = 16

    /// Whether the paper itself is there, or its page.
    private static func isOwn(_ link: EntryLink) -> Bool {
        link.link.relation == "alternate" || link.link.relation == "enclosure"
    }

    /// Where a link leads, unless other entries or the whole site are there too: such an address names no paper.
    private func ownPlace(_ link: EntryLink) -> String? {
        guard let place = link.place, link.address?.isRoot == false else { return nil }
        return place == site || shared.contains(place) ? nil : place
    }
}

extension FeedEntry {
    /// Who it is, as far as sharing an address goes.
    fileprivate var owner: String { name ?? title }
}

extension String {
    /// Whether it is a URI with a scheme (RFC 3986), which makes it unique beyond its feed.
    fileprivate var isAbsoluteURI: Bool {
        // Nearly all are of ASCII.
        let isPlain = utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && !$0.isForeignToURI }
        guard
            isPlain
                || unicodeScalars.allSatisfy({
                    $0 != " " && !$0.actsOnTerminalsOrLines
                        && !($0.isASCII && UInt8(truncatingIfNeeded: $0.value).isForeignToURI)
                })
        else { return false }
        return WebAddress(self).map { !$0.path.isEmpty || $0.authority?.isEmpty == false } ?? false
    }

    fileprivate var escapingControls: String {
        var result = ""
        for scalar in unicodeScalars {
            if scalar.actsOnTerminalsOrLines {
                for byte in String(scalar).utf8 {
                    result += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
                }
            } else {
                result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}

extension UInt8 {
    /// Whether it stands in no URI: `<`, `>`, `"` or a backslash.
    fileprivate var isForeignToURI: Bool { self == 0x3C || self == 0x3E || self == 0x22 || self == 0x5C }
}
