import JSONSource
import Pipeline
import WebSource

/// The pages of the list, by the number of their first entry.
struct OpenOverheidPages: JSONPages {
    let origin: String
    private let source: String
    private let list: String
    private let items: QueryText
    private let size: Int
    private let publishers: Set<String>
    private let window: Duration

    /// How much older than what is asked for a paper may be by its date of publication.
    private static let window = Duration.seconds(31 * 86_400)

    init(source: String, _ options: OpenOverheidSource.Options, _ network: SourceNetwork)
        throws(InvalidOptions)
    {
        self.source = source
        list = network.address.text
        size = try SourceOptions.size(options.pageSize, "page_size", usual: 50, most: 50)
        publishers = Set((options.publishers ?? []).map { $0.lowercased() })
        window = options.published?.duration ?? Self.window
        var items = QueryText()
        items.add("zoektekst", options.term ?? "")
        items.add("sort", options.sort ?? "laatst-gewijzigd")
        items.add("order", "desc")
        items.add(options.parameters)
        self.items = items
        origin = items.added(to: list)
    }

    func address(from: Timestamp, page: String?) -> String {
        var items = QueryText(["start": page ?? "0", "aantalResultaten": String(size)])
        items.add("publicatiedatumVan", from.adding(.zero - window).day.dutch)
        return items.added(to: self.items.added(to: list))
    }

    func read(_ answer: JSONAnswer, from: Timestamp, page: String?) throws(PollFailure) -> JSONPage {
        var builder = PageBuilder()
        let results = try answer.entries("resultaten")
        for result in results.prefix(PageBuilder.mostEntries) {
            let document = result.has("document") ? result["document"] : result
            let changed = document.timestamp("mutatiedatumtijd")
            builder.count(changed: changed)
            guard let publication = publication(document, result) else {
                builder.addNameless()
                continue
            }
            // Of the last page, what was seen long ago is not shown again.
            if let changed, changed < from { continue }
            if wants(document) { builder.add(publication) }
        }
        var shown = try builder.page(
            next: next(after: results, answer, from, page), identifiedBy: "document.pid", isNewestFirst: true)
        if !isOrdered(results) {
            shown.problems.append("the list is not in the order of change, and is read to its end")
        }
        return shown
    }

    /// Where the list goes on, unless it has reached what was seen before.
    private func next(
        after results: [JSONValue], _ answer: JSONAnswer, _ from: Timestamp, _ page: String?
    ) -> JSONPage.Next {
        let start = page.flatMap { Int($0) } ?? 0
        let (after, overflow) = start.addingReportingOverflow(results.count)
        guard !results.isEmpty, !overflow else { return .end }
        if let total = answer.value.integer("totaal") {
            guard after < total else { return .end }
        } else if results.count < size {
            return .end
        }
        if isOrdered(results), let last = results.compactMap(change).last, last < from { return .end }
        return .page(String(after))
    }

    /// Whether what changed last is first, as was asked for; without that, the list says nothing of where to stop.
    private func isOrdered(_ results: [JSONValue]) -> Bool {
        let changes = results.compactMap(change)
        return changes.isEmpty == results.isEmpty && zip(changes, changes.dropFirst()).allSatisfy(>=)
    }

    private func change(_ result: JSONValue) -> Timestamp? {
        result.latest(["document.mutatiedatumtijd", "mutatiedatumtijd"])
    }

    private func wants(_ document: JSONValue) -> Bool {
        guard !publishers.isEmpty else { return true }
        return (document.texts("publisher") + document.texts("publisher.label"))
            .contains { publishers.contains($0.lowercased()) }
    }

    private func publication(_ document: JSONValue, _ result: JSONValue) -> Publication? {
        guard let place = place(document) else { return nil }
        let kind = known(document.text(["documentsoort", "classificatiecollectie.documentsoorten.label"]))
        let title =
            document.text(["titel", "titelcollectie.officieleTitel"]) ?? document.text("omschrijving")
        let file = document.text("bestandsType") ?? result.text(["bestandsType", "document.bestandsType"])
        return Publication(
            source: source, entryID: document.text(["id", "pid"]) ?? place.text,
            identity: Identifier(rawValue: place.normalised),
            aliases: OfficialNumber.papers(in: document.text("identifiers") ?? ""),
            title: title ?? place.text, kind: kind, published: document.timestamp("openbaarmakingsdatum"),
            updated: document.timestamp("mutatiedatumtijd"),
            links: [
                .init(
                    url: place.text + "/file", relation: "enclosure",
                    mediaType: known(file)?.lowercased()),
                .init(url: place.text),
            ],
            summary: known(document.text(["omschrijving", "omschrijvingen"])),
            authors: (document.texts("publisher") + document.texts("publisher.label"))
                .compactMap { known($0) },
            categories: document.texts("classificatiecollectie.informatiecategorieen.label")
                .compactMap { known($0) })
    }

    /// The address that names the paper; the list's own id is of one version of it.
    private func place(_ document: JSONValue) -> WebAddress? {
        if let pid = document.text("pid"), let address = WebAddress(pid), address.isHTTP { return address }
        guard let id = document.text("id") else { return nil }
        let parts = id.split(separator: "_", maxSplits: 1)
        let version = parts.count == 2 ? Int(parts[1]) : nil
        let name = version == nil ? id : String(parts[0])
        return WebAddress("https://open.overheid.nl/documenten/" + QueryText.encoded(name))
    }

    /// The service writes that it does not know.
    private func known(_ text: String?) -> String? { text?.lowercased() == "onbekend" ? nil : text }
}

extension CalendarDay {
    /// `25-11-2026`, as the service has dates in its parameters.
    fileprivate var dutch: String {
        description.split(separator: "-").reversed().joined(separator: "-")
    }
}
