import Pipeline
import PipelineTesting
import SRUSource
import Synchronization

/// A synthetic service of official publications: made-up records in the shape of KOOP's, found by their day of change.
final class SRURepository: HTTP {
    struct Record: Sendable {
        var identifier: String
        var modified: String
        var title = "Verkeer; Brief regering; Brief over de bewegwijzering van veerponten"
        var more = ""
        /// What is in `enrichedData`; the usual forms where it is `nil`.
        var files: String?
        /// The moment of change within its day.
        var time = "09:21:22.096779+02:00"
        var creator = "Tweede Kamer der Staten-Generaal"
        /// Nothing but an identifier and a day, for when there are many.
        var isBare = false
    }

    private struct State {
        var records: [Record] = []
        /// Answers in place of what the records give, by what the address contains.
        var instead: [(part: String, answer: HTTPResponse)] = []
        var requests: [HTTPRequest] = []
    }

    private let state = Mutex(State())

    init(_ records: [Record] = []) { state.withLock { $0.records = records } }

    var requests: [HTTPRequest] { state.withLock { $0.requests } }
    /// The queries that were made, decoded.
    var queries: [String] { requests.map { Self.item("query", of: $0.url) } }

    func show(_ records: [Record]) { state.withLock { $0.records = records } }

    /// Answers with `body`, from the address that was asked unless it says another, whatever has `part` in its address.
    func answer(_ part: String, with body: String, status: Int = 200, at address: String = "") {
        let response = HTTPResponse(status: status, body: Array(body.utf8), url: address)
        state.withLock { $0.instead.append((part, response)) }
    }

    func mend() { state.withLock { $0.instead = [] } }

    func perform(_ request: HTTPRequest) async throws(HTTPFailure) -> HTTPResponse {
        let (records, instead) = state.withLock { state in
            state.requests.append(request)
            return (state.records, state.instead)
        }
        if var answer = instead.last(where: { request.url.contains($0.part) })?.answer {
            if answer.url.isEmpty { answer.url = request.url }
            return answer
        }
        guard request.url.contains("operation=searchRetrieve") else {
            return HTTPResponse(status: 404, body: Array("not found".utf8), url: request.url)
        }
        let query = Self.item("query", of: request.url)
        let from = Self.day(after: "dt.modified>=", in: query) ?? ""
        let end = Self.day(after: "dt.modified<", in: query) ?? "9"
        let found = records.filter { $0.modified >= from && $0.modified < end }
        let start = Int(Self.item("startRecord", of: request.url)) ?? 1
        let size = Int(Self.item("maximumRecords", of: request.url)) ?? 10
        let shown = found.dropFirst(start - 1).prefix(size)
        let next = start + shown.count <= found.count ? start + shown.count : nil
        let body = Self.page(shown.map { Self.record($0) }, total: found.count, next: next)
        return HTTPResponse(status: 200, body: Array(body.utf8), url: request.url)
    }

    /// Ten characters, the day, after `mark`.
    private static func day(after mark: String, in query: String) -> String? {
        query.firstRange(of: mark).map { String(query[$0.upperBound...].prefix(10)) }
    }

    static func item(_ name: String, of url: String) -> String {
        let item = url.split(whereSeparator: { $0 == "?" || $0 == "&" }).first { $0.hasPrefix(name + "=") }
        var text = String(item?.dropFirst(name.count + 1) ?? "")
        for (code, character) in [
            ("%20", " "), ("%3D", "="), ("%3E", ">"), ("%3C", "<"), ("%22", "\""), ("%2F", "/"), ("%28", "("),
            ("%29", ")"),
        ] {
            text = text.replacing(code, with: character)
        }
        return text
    }

    static func page(_ records: [String], total: Int?, next: Int? = nil) -> String {
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <sru:searchRetrieveResponse xmlns:sru="http://docs.oasis-open.org/ns/search-ws/sruResponse"
         xmlns:gzd="http://standaarden.overheid.nl/sru" xmlns:dcterms="http://purl.org/dc/terms/"
         xmlns:overheidwetgeving="http://standaarden.overheid.nl/wetgeving/" xmlns:c="http://standaarden.overheid.nl/collectie/">
        <sru:version>2.0</sru:version>\(total.map { "<sru:numberOfRecords>\($0)</sru:numberOfRecords>" } ?? "")
        <sru:records>\(records.joined())</sru:records>
        \(next.map { "<sru:nextRecordPosition>\($0)</sru:nextRecordPosition>" } ?? "")
        </sru:searchRetrieveResponse>
        """
    }

    static func record(_ record: Record) -> String {
        let id = record.identifier
        guard !record.isBare else {
            return """
                <sru:record><gzd:gzd><dcterms:identifier>\(id)</dcterms:identifier>
                <dcterms:modified>\(record.modified)</dcterms:modified></gzd:gzd></sru:record>
                """
        }
        let place = "https://repository.overheid.nl/frbr/officielepublicaties/\(id)/1"
        let files =
            record.files
            ?? ["metadata", "odt", "pdf", "xml", "html"].map {
                #"<gzd:itemUrl manifestation="\#($0)">\#(place)/\#($0)/\#(id).\#($0)</gzd:itemUrl>"#
            }.joined()
        return """
            <sru:record><sru:recordSchema>http://standaarden.overheid.nl/sru/</sru:recordSchema>
            <sru:recordPacking>xml</sru:recordPacking><sru:recordData><gzd:gzd>
            <gzd:originalData><overheidwetgeving:meta><overheidwetgeving:owmskern>
            <dcterms:identifier>\(id)</dcterms:identifier><dcterms:title>\(record.title)</dcterms:title>
            <dcterms:language>nl</dcterms:language>
            <dcterms:type scheme="OVERHEID.Informatietype">officiële publicatie</dcterms:type>
            <dcterms:creator scheme="OVERHEID.StatenGeneraal">\(record.creator)</dcterms:creator>
            <dcterms:modified>\(record.modified)</dcterms:modified></overheidwetgeving:owmskern>
            <overheidwetgeving:owmsmantel><dcterms:available>2026-11-20</dcterms:available>
            <dcterms:issued>2026-11-18</dcterms:issued><dcterms:abstract>Over veerponten</dcterms:abstract>
            </overheidwetgeving:owmsmantel><overheidwetgeving:tpmeta><c:product-area>officielepublicaties</c:product-area>
            <overheidwetgeving:publicatienaam>Kamerstuk</overheidwetgeving:publicatienaam>\(record.more)
            <overheidwetgeving:datumTijdstipWijzigingWork>\(record.modified)T\(record.time)</overheidwetgeving:datumTijdstipWijzigingWork>
            </overheidwetgeving:tpmeta></overheidwetgeving:meta></gzd:originalData>
            <gzd:enrichedData><gzd:preferredUrl>https://zoek.officielebekendmakingen.nl/\(id).html</gzd:preferredUrl>
            \(files)<gzd:timestamp>2026-11-25T10:35:38.545935+01:00</gzd:timestamp></gzd:enrichedData>
            </gzd:gzd></sru:recordData></sru:record>
            """
    }

    func source(
        _ clock: ManualClock = ManualClock(at: "2026-11-25T10:00:00Z"),
        _ change: (inout SRUSource.Options) -> Void = { _ in }
    ) throws -> SRUSource {
        var options = SRUSource.Options()
        change(&options)
        return try SRUSource(name: "koop", options, services: Services(http: self, clock: clock))
    }
}

extension ManualClock {
    convenience init(at moment: String) {
        self.init(Timestamp(rfc3339: moment) ?? Timestamp(seconds: 0))
    }
}
