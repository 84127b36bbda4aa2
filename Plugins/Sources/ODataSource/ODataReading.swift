import JSONSource
import Pipeline
import WebSource

/// Makes publications of the rows of an entity set.
struct ODataReading {
    enum Row {
        case one(Publication)
        case unwanted
        case nameless
    }

    let source: String
    /// The address of the entity set.
    let set: String
    private let fields: ODataFields
    private let types: Set<String>
    private let hasResource: Bool
    private let change: String

    init(source: String, _ options: ODataSource.Options, change: String, set: String) {
        (self.source, self.set, self.change) = (source, set, change)
        fields = options.fields ?? ODataFields()
        types = Set((options.types ?? []).map { $0.lowercased() })
        hasResource = options.resource ?? true
    }

    var idField: String { fields.id?.first ?? "Id" }
    var kindField: String { fields.kind?.first ?? "Soort" }
    var deletedField: String { fields.deleted?.first ?? "Verwijderd" }

    func publication(_ row: JSONValue) -> Row {
        guard let text = row.text(fields.id ?? ["Id"]) else { return .nameless }
        // Any other key may differ from another by case alone.
        let id = text.lowercased().isGUID ? text.lowercased() : text
        let identity = Identifier(rawValue: id.isGUID ? "urn:uuid:" + id : set + "#" + id)
        let kind = row.text(fields.kind ?? ["Soort"])
        let title = row.text(fields.title ?? ["Onderwerp", "Titel", "Citeertitel", "Naam"])
        let updated = row.latest([change]) ?? row.latest(fields.updated ?? ["GewijzigdOp"])
        if (fields.deleted ?? ["Verwijderd"]).contains(where: { row.flag($0) == true }) {
            return .one(
                Publication(
                    source: source, entryID: id, identity: identity, aliases: names(row),
                    title: title ?? id, kind: kind, updated: updated, isWithdrawn: true))
        }
        // A row with nothing but an id holds a place for one that is still to come.
        guard title != nil || kind != nil, types.isEmpty || types.contains(kind?.lowercased() ?? "") else {
            return .unwanted
        }
        return .one(
            Publication(
                source: source, entryID: id, identity: identity,
                aliases: names(row).filter { $0 != identity },
                title: title ?? kind ?? id, kind: kind,
                published: row.latestDay(fields.published ?? ["Datum", "DatumRegistratie"]), updated: updated,
                links: links(row, id), summary: row.text(fields.summary ?? []),
                authors: texts(row, fields.authors ?? ["DocumentActor.ActorNaam"]),
                categories: texts(row, fields.categories ?? ["Vergaderjaar"])))
    }

    private func texts(_ row: JSONValue, _ paths: [String]) -> [String] {
        paths.lazy.map { row.texts($0) }.first { !$0.isEmpty } ?? []
    }

    /// The official numbers that other sources know the paper by.
    private func names(_ row: JSONValue) -> [Identifier] {
        let numbers = (fields.number ?? ["Nummer", "DocumentNummer"]).flatMap { row.texts($0) }
        let names = (fields.names ?? ["HuidigeDocumentVersie.ExterneIdentifier"]).flatMap { row.texts($0) }
        var found = (numbers + names).flatMap { OfficialNumber.papers(in: $0).prefix(1) }
        if let appendix = row.text(fields.appendix ?? ["Aanhangselnummer"]),
            let answer = OfficialNumber.answer(appendix: appendix)
        {
            found.append(answer)
        }
        if let paper = numberInDossier(row) { found.append(paper) }
        return found.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    }

    /// The name of a paper by its dossier and its number in it, where the service was asked to bring the dossier along.
    ///
    /// Annexes carry the number of the paper that they belong to.
    private func numberInDossier(_ row: JSONValue) -> Identifier? {
        guard row.text(fields.kind ?? ["Soort"]) != "Bijlage", row.list("Kamerstukdossier").count == 1,
            let dossier = row.text("Kamerstukdossier.Nummer"),
            let number = row.text(["Ondernummer", "Volgnummer"]), number != "-1"
        else { return nil }
        // That of a law of the kingdom, `(R2059)`, is no part of the name.
        let addition = row.text("Kamerstukdossier.Toevoeging").flatMap { $0.hasPrefix("(") ? nil : $0 }
        let name = ["kst", dossier, addition, number].compactMap { $0 }.joined(separator: "-")
        return OfficialNumber.papers(in: name).first
    }

    private func links(_ row: JSONValue, _ id: String) -> [Publication.Link] {
        // A GUID stands in a key as it is; any other key is a text, or a number.
        let isBare = id.isGUID || Int(id) != nil
        let key = isBare ? id : "'" + id.replacing("'", with: "''") + "'"
        guard hasResource else { return [] }
        return [
            .init(
                url: set + "(" + QueryText.encoded(key) + ")/resource", relation: "enclosure",
                mediaType: row.text(fields.mediaType ?? ["ContentType"])?.lowercased())
        ]
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
