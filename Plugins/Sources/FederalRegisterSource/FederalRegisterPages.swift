import JSONSource
import Pipeline
import WebSource

/// The pages of a search: the first is asked for, the rest are links.
struct FederalRegisterPages: JSONPages {
    let origin: String
    private let source: String
    private let list: String
    private let items: QueryText
    private let network: SourceNetwork
    private let isNewestFirst: Bool

    /// What is asked for of each document.
    private static let fields = [
        "document_number", "title", "type", "abstract", "action", "publication_date", "agencies", "citation",
        "docket_ids", "topics", "html_url", "body_html_url", "pdf_url", "raw_text_url",
    ]

    init(
        source: String, _ options: FederalRegisterSource.Options, _ network: SourceNetwork
    ) throws(InvalidOptions) {
        (self.source, self.network) = (source, network)
        list = network.address.text
        let order = options.order ?? "newest"
        guard ["newest", "oldest"].contains(order) else {
            throw InvalidOptions("order", "'\(order.onOneLine(limit: 60))' is neither newest nor oldest")
        }
        isNewestFirst = order == "newest"
        let size = try SourceOptions.size(options.pageSize, "page_size", usual: 100, most: 1000)
        var items = QueryText(["conditions[term]": options.term])
        for agency in options.agencies ?? [] { items.add("conditions[agencies][]", agency) }
        for type in options.types ?? [] { items.add("conditions[type][]", type) }
        items.add(options.parameters)
        for field in Self.fields { items.add("fields[]", field) }
        items.add("order", order)
        items.add("per_page", String(size))
        self.items = items
        origin = items.added(to: list)
    }

    func address(from: Timestamp, page: String?) -> String {
        if let page { return page }
        var items = items
        items.add("conditions[publication_date][gte]", from.day.description)
        return items.added(to: list)
    }

    func read(_ answer: JSONAnswer, from: Timestamp, page: String?) throws(PollFailure) -> JSONPage {
        // A search that finds nothing has no list of what it found.
        if answer.value.integer("count") == 0, !answer.value.has("results") { return JSONPage() }
        var builder = PageBuilder()
        let results = try answer.entries("results")
        for result in results.prefix(PageBuilder.mostEntries) {
            builder.count(changed: result.timestamp("publication_date"))
            guard let publication = publication(result) else {
                builder.addNameless()
                continue
            }
            builder.add(publication)
        }
        // The link of an empty page would lead round.
        return try builder.page(
            next: results.isEmpty ? .end : network.next(answer, "next_page_url"),
            identifiedBy: "document_number", isNewestFirst: isNewestFirst)
    }

    private func publication(_ result: JSONValue) -> Publication? {
        guard let number = result.text("document_number") else { return nil }
        let page = result.text("html_url").flatMap { WebAddress($0) }
        let kind = result.text(["type", "action"])
        return Publication(
            source: source, entryID: number,
            identity: Identifier(rawValue: "https://www.federalregister.gov/d/" + QueryText.encoded(number)),
            aliases: page.map { [Identifier(rawValue: $0.normalised)] } ?? [],
            title: result.text(["title", "citation"]) ?? number, kind: kind,
            published: result.timestamp("publication_date"), links: links(result),
            summary: result.text("abstract"), authors: agencies(result),
            categories: result.texts("topics") + result.texts("docket_ids"))
    }

    private func agencies(_ result: JSONValue) -> [String] {
        let names = result.texts("agencies.name")
        return names.isEmpty ? result.texts("agencies.raw_name") : names
    }

    /// The text of the document first, and its page for people last.
    private func links(_ result: JSONValue) -> [Publication.Link] {
        let forms = [
            ("body_html_url", "enclosure", "text/html"), ("pdf_url", "enclosure", "application/pdf"),
            ("raw_text_url", "enclosure", "text/plain"), ("html_url", "alternate", "text/html"),
        ]
        return forms.compactMap { name, relation, mediaType in
            result.text(name).flatMap { WebAddress($0) }.flatMap { $0.isHTTP ? $0 : nil }
                .map { .init(url: $0.text, relation: relation, mediaType: mediaType) }
        }
    }
}
