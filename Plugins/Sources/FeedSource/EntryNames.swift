import Pipeline
import WebSource

/// Finds the names of a feed's entries: what makes each the same paper next time.
struct EntryNames {
    private let url: String
    private let site: String?
    /// Addresses to which more than one entry links.
    private let shared: Set<String>

    init(of feed: ParsedFeed, at url: String) {
        // Where the key changes the papers stay what they were.
        (self.url, site) = (Masking.name(url), feed.site)
        var owners: [String: String] = [:]
        var shared: Set<String> = []
        for entry in feed.entries {
            let owner = entry.name ?? entry.title
            for link in Set(entry.links.compactMap(Self.place))
            where owners.updateValue(owner, forKey: link) ?? owner != owner {
                shared.insert(link)
            }
        }
        self.shared = shared
    }

    /// The id where it is a URI, or else `FEED#ID`; without one the entry's own page, or a hash of what it says.
    func identity(of entry: FeedEntry) -> Identifier? {
        if let id = entry.name {
            return Identifier(rawValue: id.isAbsoluteURI ? id : url + "#" + id.escapingControls)
        }
        if let page = entry.links.first(where: { $0.relation == "alternate" }), let link = ownPlace(page) {
            return Identifier(rawValue: link)
        }
        guard !entry.title.isEmpty || !entry.links.isEmpty else { return nil }
        let date = (entry.published ?? entry.updated)?.rfc3339 ?? ""
        return Identifier(
            rawValue: url + "#" + StableHash.hexadecimal(entry.title, date, entry.links.first?.url ?? ""))
    }

    /// The addresses that are this entry's alone, and the official numbers that it goes by.
    func aliases(of entry: FeedEntry) -> [Identifier] {
        let own = entry.links.filter { $0.relation == "alternate" || $0.relation == "enclosure" }
        var aliases = own.compactMap { ownPlace($0).map(Identifier.init(rawValue:)) }
        for link in own {
            guard let address = WebAddress(link.url) else { continue }
            let last = address.path.split(separator: "/").last ?? ""
            aliases += OfficialNumber.papers(in: last + " " + (address.query ?? ""))
        }
        if let id = entry.name {
            aliases += OfficialNumber.papers(in: id)
        }
        if let number = OfficialNumber.paper(titled: entry.title) { aliases.append(number) }
        var seen: Set<Identifier> = []
        return aliases.filter { seen.insert($0).inserted }
    }

    private static func place(_ link: Publication.Link) -> String? {
        guard let address = WebAddress(link.url), address.isHTTP else { return nil }
        return address.normalised
    }

    /// Where a link leads, unless other entries or the whole site are there too: such an address names no paper.
    private func ownPlace(_ link: Publication.Link) -> String? {
        guard let address = WebAddress(link.url), address.isHTTP else { return nil }
        let place = address.normalised
        let isRoot = (address.path.isEmpty || address.path == "/") && address.query == nil
        return isRoot || place == site || shared.contains(place) ? nil : place
    }
}

extension String {
    /// Whether it is a URI with a scheme (RFC 3986), which makes it unique beyond its feed.
    fileprivate var isAbsoluteURI: Bool {
        guard
            unicodeScalars.allSatisfy({
                $0 != " " && !$0.actsOnTerminalsOrLines && !"<>\"\\".unicodeScalars.contains($0)
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
