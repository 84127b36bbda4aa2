import JSONSource
import Pipeline
import WebSource

/// The pages of a list: the same question again with the cursor of the page before, until it no longer changes.
struct DIPPages: JSONPages {
    let origin: String
    private let source: String
    private let list: String
    private let items: QueryText

    init(source: String, _ options: DIPSource.Options, _ network: SourceNetwork) throws(InvalidOptions) {
        self.source = source
        let resource = options.resource ?? "drucksache"
        guard !resource.isEmpty, resource.utf8.allSatisfy({ (0x61...0x7A).contains($0) || $0 == 0x2D }) else {
            throw InvalidOptions("resource", "'\(resource.onOneLine(limit: 80))' is no name like drucksache")
        }
        let root = network.address.text
        list = root + (root.hasSuffix("/") ? "" : "/") + resource
        var items = QueryText()
        for type in options.types ?? ["Antwort"] { items.add("f.drucksachetyp", type) }
        let house = options.house ?? "BT"
        if !house.isEmpty { items.add("f.zuordnung", house) }
        items.add(options.parameters)
        items.add("format", "json")
        self.items = items
        origin = items.added(to: list)
    }

    func address(from: Timestamp, page: String?) -> String {
        var items = items
        // Without an offset, as the service has it; the overlap covers the hours between there and here.
        items.add("f.aktualisiert.start", from.rfc3339.prefix { $0 != "." && $0 != "Z" }.description)
        if let page { items.add("cursor", page) }
        return items.added(to: list)
    }

    func read(_ answer: JSONAnswer, from: Timestamp, page: String?) throws(PollFailure) -> JSONPage {
        var builder = PageBuilder()
        let documents = try answer.entries("documents")
        for document in documents.prefix(PageBuilder.mostEntries) {
            builder.count(changed: document.latest(["aktualisiert"]) ?? document.latest(["datum"]))
            guard let publication = publication(document) else {
                builder.addNameless()
                continue
            }
            builder.add(publication)
        }
        var next = JSONPage.Next.end
        if !documents.isEmpty, let cursor = answer.value.rawText("cursor"), !cursor.isEmpty, cursor != page {
            next = .page(cursor)
        }
        return try builder.page(next: next, identifiedBy: "id")
    }

    private func publication(_ document: JSONValue) -> Publication? {
        let number = document.text(["dokumentnummer", "fundstelle.dokumentnummer"])
        guard let id = document.text("id") ?? number else { return nil }
        let kind = document.text(["drucksachetyp", "dokumentart", "vorgangstyp"])
        let file = document.text("fundstelle.pdf_url").flatMap { WebAddress($0) }
            .flatMap { $0.isHTTP ? $0 : nil }
        var aliases: [Identifier] = []
        if let number {
            let house = document.text(["herausgeber", "fundstelle.herausgeber"]) ?? "BT"
            let sort = document.text("dokumentart") ?? "Drucksache"
            aliases.append(Identifier(rawValue: "\(house)-\(sort) \(number)"))
        }
        if let file { aliases.append(Identifier(rawValue: file.normalised)) }
        var people = document.texts("urheber.titel")
        if people.isEmpty { people = document.texts("fundstelle.urheber") }
        return Publication(
            source: source, entryID: id, identity: Identifier(rawValue: "https://dip.bundestag.de#" + id),
            aliases: aliases, title: document.text("titel") ?? [kind, number ?? id].joinedWords, kind: kind,
            published: document.latestDay(["datum", "fundstelle.verteildatum"]),
            updated: document.timestamp("aktualisiert"),
            links: file.map { [.init(url: $0.text, relation: "enclosure", mediaType: "application/pdf")] }
                ?? [],
            authors: people + document.texts("autoren_anzeige.autor_titel").filter { !people.contains($0) },
            categories: document.texts("ressort.titel"))
    }
}

extension [String?] {
    fileprivate var joinedWords: String { compactMap { $0 }.joined(separator: " ") }
}
