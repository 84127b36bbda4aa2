import Pipeline
import WebSource

/// One record: what it says, by the local names of its elements.
struct SRURecord {
    /// Texts in the order of the record.
    var values: [String: [String]] = [:]
    /// Addresses by form: `xml`, `pdf`.
    var files: [(form: String, url: String)] = []
    /// The addresses of its versions.
    var versions: [String] = []
    /// True where the server could not show the record and says so in its place.
    var isComplaint = false

    /// The first text under that name.
    subscript(name: String) -> String? { values[name]?.first }

    /// All texts under any of the names, each once.
    func all(_ names: String...) -> [String] {
        var seen: Set<String> = []
        return names.flatMap { values[$0] ?? [] }.filter { seen.insert($0).inserted }
    }
}

extension SRURecord {
    /// What sort of paper it is.
    ///
    /// The title of a kamerstuk is its dossier, its sort and its own title.
    var kind: String? {
        let name = self["publicatienaam"] ?? self["type"]
        let parts = titleParts
        return name?.lowercased() == "kamerstuk" && parts.count == 3 ? parts[1] : name
    }

    /// The parts of its title, of which one may be the sort: a dossier's title may have a semicolon too.
    var titleParts: [String] {
        self["title"]?.split(separator: ";").map { String($0).singleLine() }.filter { !$0.isEmpty } ?? []
    }

    /// The day on which it was to be had, at midnight.
    var published: Timestamp? { moment("available", "issued", "date", "modified") }

    var updated: Timestamp? {
        moment("datumTijdstipWijzigingWork", "datumTijdstipWijzigingExpression", "modified", "timestamp")
    }

    /// The day by which the service finds it.
    var modified: CalendarDay? {
        (self["modified"] ?? self["datumTijdstipWijzigingWork"]).flatMap { CalendarDay($0) }
    }

    private func moment(_ names: String...) -> Timestamp? {
        names.lazy.compactMap { self[$0].flatMap { AmsterdamTime.timestamp($0) } }.first
    }

    /// The name that a paper under an interim identifier will have for good, where the record says enough.
    func ownName(behind identity: Identifier) -> Identifier? {
        guard OfficialNumber.isInterim(identity) else { return nil }
        switch OfficialNumber.family(of: identity) {
        case "kst":
            // Of a paper in several dossiers nothing says which number is of which.
            guard let dossiers = values["dossiernummer"], let numbers = values["ondernummer"],
                dossiers.count == 1, numbers.count == 1
            else { return nil }
            return OfficialNumber.paper(dossier: dossiers[0], number: numbers[0])
        case "ah":
            guard let session = self["vergaderjaar"],
                let number = ["aanhangselnummer", "aanhangsel", "publicatienummer"].lazy
                    .compactMap({ self[$0] }).first(where: { $0.utf8.count <= 5 })
            else { return nil }
            return OfficialNumber.answer(number, session: session, isSenate: isOfSenate)
        case "kv":
            guard let cases = values["vraagnummer"], cases.count == 1 else { return nil }
            return OfficialNumber.question(cases[0])
        default: return nil
        }
    }

    private var isOfSenate: Bool {
        all("creator", "publisher", "organisatietype").contains { $0.lowercased().hasPrefix("eerste kamer") }
    }
}
