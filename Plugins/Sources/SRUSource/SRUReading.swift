import Pipeline
import WebSource

/// Makes publications of records.
struct SRUReading {
    let source: String
    /// The service's address, which makes names of those identifiers that are none by themselves.
    let base: WebAddress
    /// The kinds of paper to hand on, in lower case; empty for all.
    let types: Set<String>
    /// The forms in which to fetch a paper, best first.
    let forms: [String]

    static let usualForms = ["xml", "html", "pdf", "odt"]
    static let mediaTypes = [
        "xml": "application/xml", "html": "text/html", "pdf": "application/pdf",
        "odt": "application/vnd.oasis.opendocument.text",
    ]
    /// Where people read, and where papers are when a record does not say.
    private static let site = "https://zoek.officielebekendmakingen.nl/"

    /// The publications of a page, the last of it first, with what is odd about it.
    ///
    /// Results come with the newest first.
    func publications(
        in page: SRUPage, noting interim: inout InterimNames
    ) -> (publications: [Publication], problems: [String]) {
        var publications: [Publication] = []
        var places: [Identifier: Int] = [:]
        var (nameless, unshown) = (0, 0)
        for record in page.records.reversed() {
            guard !record.isComplaint else {
                unshown += 1
                continue
            }
            guard let identity = identity(of: record) else {
                nameless += 1
                continue
            }
            guard wants(record) else { continue }
            let former = formerName(of: record, identity, noting: &interim)
            let publication = publication(record, identity, former)
            guard let place = places[identity] else {
                places[identity] = publications.count
                publications.append(publication)
                continue
            }
            // Shown twice, as happens where results move while they are paged: the newer state holds.
            if let updated = publication.updated, publications[place].updated.map({ $0 < updated }) ?? true {
                publications[place] = publication
            }
        }
        var problems: [String] = []
        if nameless > 0 { problems.append("\(nameless) records have no identifier and were passed over") }
        if unshown > 0 { problems.append("the server could not show \(unshown) records") }
        return (publications, problems)
    }

    private func publication(_ record: SRURecord, _ identity: Identifier, _ former: Identifier?)
        -> Publication
    {
        let links = links(of: record, identity)
        let types = record.all("type", "publicatienaam")
        return Publication(
            source: source, entryID: record["identifier"] ?? identity.rawValue, identity: identity,
            aliases: aliases(of: record, identity, former), title: record["title"] ?? identity.rawValue,
            kind: record.kind, published: record.published, updated: record.updated, links: links,
            summary: record["abstract"],
            authors: record.values["indiener"] ?? record.values["creator"] ?? [],
            categories: types + record.all("subject", "category").filter { !types.contains($0) })
    }

    private func wants(_ record: SRURecord) -> Bool {
        types.isEmpty
            || (record.titleParts + record.all("type", "publicatienaam")).contains {
                types.contains($0.lowercased())
            }
    }

    // MARK: Names

    private func identity(of record: SRURecord) -> Identifier? {
        if let identifier = record["identifier"] {
            return OfficialNumber.publication(identifier)
                ?? Identifier(rawValue: base.normalised + "#" + identifier)
        }
        return [record["preferredUrl"], record["url"]].lazy.compactMap { $0 }
            .compactMap { OfficialNumber.papers(in: $0.lastPathPart).first }.first
    }

    /// The name of a paper under which it was shown before it had its own.
    private func formerName(
        of record: SRURecord, _ identity: Identifier, noting interim: inout InterimNames
    ) -> Identifier? {
        guard OfficialNumber.isInterim(identity) else { return interim.former(of: record, as: identity) }
        // One that says where it belongs is known again without more.
        if record.ownName(behind: identity) == nil { interim.add(record, as: identity) }
        return nil
    }

    private func aliases(
        of record: SRURecord, _ identity: Identifier, _ former: Identifier?
    ) -> [Identifier] {
        var aliases = [former, record.ownName(behind: identity)].compactMap { $0 }
        let family = OfficialNumber.family(of: identity)
        for address in record.versions {
            aliases += OfficialNumber.papers(in: address.lastPathPart)
                .filter { OfficialNumber.family(of: $0) == family }
        }
        // A paper outside dossiers goes by its number in the Tweede Kamer.
        if family == "nds", let number = identity.rawValue.split(separator: "-").last {
            aliases += OfficialNumber.papers(in: String(number))
        }
        if let page = page(of: record), page.lastPathPart.hasPrefix(identity.rawValue) {
            aliases.append(Identifier(rawValue: page))
        }
        var seen: Set = [identity]
        return aliases.filter { seen.insert($0).inserted }
    }

    // MARK: Addresses

    /// The page for people.
    private func page(of record: SRURecord) -> String? { record["preferredUrl"].flatMap(address) }

    /// The paper in its forms, best first, then the page for people.
    private func links(of record: SRURecord, _ identity: Identifier) -> [Publication.Link] {
        var links: [Publication.Link] = []
        for form in forms {
            for file in record.files where file.form == form {
                // Some pages come packed with their pictures, which is no form that is read.
                guard let url = address(file.url), !url.lowercased().hasSuffix(".zip") else { continue }
                links.append(Self.file(url, form))
            }
        }
        if links.isEmpty, let url = record["url"].flatMap(address),
            let form = forms.first(where: { url.hasSuffix("." + $0) })
        {
            links.append(Self.file(url, form))
        }
        if links.isEmpty, OfficialNumber.publication(identity.rawValue) != nil {
            links = forms.map { Self.file("\(Self.site)\(identity.rawValue).\($0)", $0) }
        }
        if let page = page(of: record) { links.append(.init(url: page)) }
        return links
    }

    private static func file(_ url: String, _ form: String) -> Publication.Link {
        .init(url: url, relation: "enclosure", mediaType: mediaTypes[form])
    }

    /// An address of the record, over TLS where the service itself is.
    private func address(_ text: String) -> String? {
        guard let address = WebAddress(text), address.isHTTP else { return nil }
        let url = address.normalised
        guard base.scheme == "https", url.hasPrefix("http://") else { return url }
        return "https://" + url.dropFirst("http://".utf8.count)
    }
}

extension String {
    /// `kst-1.html` of an address.
    fileprivate var lastPathPart: String {
        WebAddress(self)?.path.split(separator: "/").last.map(String.init) ?? ""
    }
}
