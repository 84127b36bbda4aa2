import Pipeline
import WebSource

/// What to ask the service: the part of the query that stays, and the addresses of its pages.
struct SRUQuery {
    /// What is followed, in CQL.
    let followed: String
    private let sort: String
    /// The address up to the query.
    private let address: String

    private static let usualPublications = ["Kamerstuk", "Aanhangsel van de Handelingen"]
    private static let usualSort = "sortBy dt.available /sort.descending"
    /// Bytes of a query.
    private static let longest = 4096

    init(_ base: WebAddress, _ options: SRUSource.Options, pageSize: Int) throws(InvalidOptions) {
        followed = try Self.followed(options)
        sort = try Self.clause(options.sort ?? Self.usualSort, of: "sort")
        if !sort.isEmpty, !sort.lowercased().hasPrefix("sortby ") {
            throw InvalidOptions("sort", "'\(sort.onOneLine(limit: 80))' does not begin with sortBy")
        }
        var address = base.text + (base.query == nil ? "?" : "&") + "operation=searchRetrieve&version=2.0"
        for (name, option, value) in [
            ("x-connection", "connection", options.connection),
            ("recordSchema", "record_schema", options.recordSchema),
        ] {
            guard let value else { continue }
            address += "&\(name)=" + Self.encoded(try Self.clause(value, of: option))
        }
        self.address = address + "&maximumRecords=\(pageSize)"
    }

    /// The page of what was modified from `from` on and before `end`, beginning with the record at `position`, which counts from 1.
    func page(from: CalendarDay, before end: CalendarDay?, at position: Int) -> String {
        var text = followed + " and dt.modified>=\(from)"
        // Not `<=` the day before: that says midnight where the index has times.
        if let end { text += " and dt.modified<\(end)" }
        if !sort.isEmpty { text += " " + sort }
        return address + "&startRecord=\(position)&query=" + Self.encoded(text)
    }

    private static func followed(_ options: SRUSource.Options) throws(InvalidOptions) -> String {
        guard let query = options.query else {
            let area = try term(options.productArea ?? "officielepublicaties", of: "product_area")
            let names = options.publications ?? usualPublications
            guard !names.isEmpty else {
                throw InvalidOptions("publications", "names none; leave it out for the usual ones")
            }
            var terms: [String] = []
            for name in names { terms.append("w.publicatienaam==" + (try term(name, of: "publications"))) }
            let choice = terms.joined(separator: " or ")
            return "c.product-area==\(area) and " + (terms.count == 1 ? choice : "(\(choice))")
        }
        for (option, isSet) in [
            ("product_area", options.productArea != nil), ("publications", options.publications != nil),
        ] where isSet {
            throw InvalidOptions(option, "stands beside a query, which says all; leave one of them out")
        }
        let text = try clause(query, of: "query")
        guard !text.isEmpty else { throw InvalidOptions("query", "is empty") }
        guard text.lowercased().firstRange(of: "sortby") == nil else {
            throw InvalidOptions("query", "has a sortBy, which belongs under sort")
        }
        return "(\(text))"
    }

    private static func clause(_ text: String, of option: String) throws(InvalidOptions) -> String {
        guard text.utf8.count <= longest, text.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F }) else {
            throw InvalidOptions(option, "must be one line of at most \(longest) bytes")
        }
        return text
    }

    /// A term as it is compared with: in quotes where it is no plain word.
    private static func term(_ text: String, of option: String) throws(InvalidOptions) -> String {
        let text = try clause(text, of: option)
        guard !text.isEmpty,
            !text.utf8.contains(where: { $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\\") })
        else { throw InvalidOptions(option, "'\(text)' is no name") }
        let isWord = text.utf8.allSatisfy { ($0 | 0x20) >= 0x61 && ($0 | 0x20) <= 0x7A }
        return isWord ? text : "\"\(text)\""
    }

    /// With `%20` for a space: the service takes a `+` for itself.
    private static func encoded(_ text: String) -> String {
        var result = ""
        for byte in text.utf8 {
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E:
                result.unicodeScalars.append(Unicode.Scalar(byte))
            default: result += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
            }
        }
        return result
    }
}
