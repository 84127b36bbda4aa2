import JSONSource
import Pipeline
import WebSource

/// The pages of an entity set: the first is asked for, the rest are links.
struct ODataPages: JSONPages {
    let origin: String
    private let change: String
    private let conditions: [String]
    private let items: QueryText
    private let set: String
    private let network: SourceNetwork
    private let reading: ODataReading

    init(source: String, _ options: ODataSource.Options, _ network: SourceNetwork) throws(InvalidOptions) {
        let entitySet = options.entitySet ?? "Document"
        change = options.changeField ?? "ApiGewijzigdOp"
        for (option, name) in [("entity_set", entitySet), ("change_field", change)] where !name.isODataName {
            throw InvalidOptions(option, "'\(name.onOneLine(limit: 80))' is no name like Document")
        }
        for name in options.parameters?.keys.sorted() ?? []
        where ["$top", "$skip", "$filter", "$skiptoken"].contains(name.lowercased()) {
            throw InvalidOptions("parameters", "\(name) is set by the source itself")
        }
        guard network.address.query == nil else {
            throw InvalidOptions("url", "has a query, which belongs in 'parameters'")
        }
        self.network = network
        let root = network.address.text
        set = root + (root.hasSuffix("/") ? "" : "/") + entitySet
        let reading = ODataReading(source: source, options, change: change, set: set)
        self.reading = reading
        var conditions = options.filter.map { ["(\($0))"] } ?? []
        if let types = options.types, !types.isEmpty {
            // Tombstones may have lost their kind.
            let kinds = types.map { "\(reading.kindField) eq '\($0.replacing("'", with: "''"))'" }
            conditions.append(
                "(" + (kinds + ["\(reading.deletedField) eq true"]).joined(separator: " or ") + ")")
        }
        self.conditions = conditions
        var items = QueryText()
        let order = options.orderBy ?? "\(change) asc"
        if !order.isEmpty { items.add("$orderby", order) }
        if let expand = options.expand, !expand.isEmpty { items.add("$expand", expand) }
        items.add(options.parameters)
        self.items = items
        origin = items.added(to: set) + "&" + (["\(change) ge …"] + conditions).joined(separator: " and ")
    }

    func address(from: Timestamp, page: String?) -> String {
        if let page { return page }
        // In the literal of a time, as in any, nothing is quoted.
        let filter = (["\(change) ge \(from.rfc3339)"] + conditions).joined(separator: " and ")
        let first = QueryText(["$filter": filter]).added(to: set)
        return items.added(to: first)
    }

    func read(_ answer: JSONAnswer, from: Timestamp, page: String?) throws(PollFailure) -> JSONPage {
        var builder = PageBuilder()
        for row in try answer.entries("value").prefix(PageBuilder.mostEntries) {
            builder.count(changed: row.timestamp(change))
            switch reading.publication(row) {
            case .one(let publication): builder.add(publication)
            case .unwanted: break
            case .nameless: builder.addNameless()
            }
        }
        return try builder.page(next: network.next(answer, "@odata.nextLink"), identifiedBy: reading.idField)
    }
}

extension String {
    /// A name, or a path of names, as a URL may carry it without quoting.
    fileprivate var isODataName: Bool {
        !isEmpty
            && utf8.allSatisfy {
                (0x30...0x39).contains($0) || (0x61...0x7A).contains($0 | 0x20) || $0 == 0x5F || $0 == 0x2F
                    || $0 == 0x2E
            }
    }
}
