public import Pipeline
import WebSource

extension SRUSource {
    public struct Options: Decodable, Sendable {
        /// The address of the service; KOOP's unless set.
        public var url: String?
        /// What to follow, in CQL, without `sortBy` and without a date.
        public var query: String?
        /// The collection to follow, instead of a query; `officielepublicaties` unless set.
        public var productArea: String?
        /// The publications to follow (`w.publicatienaam`), instead of a query; Kamerstuk and Aanhangsel van de Handelingen
        /// unless set.
        public var publications: [String]?
        /// The kinds of paper to hand on, by a part of the title (`Brief regering`), the type or the publication; all unless set.
        public var types: [String]?
        /// What `x-connection` says; left out unless set.
        public var connection: String?
        /// The records' schema, as `gzd`; left out unless set.
        public var recordSchema: String?
        /// How results are sorted; the newest first unless set, and as the server likes where empty.
        public var sort: String?
        /// Records in a page, 1 to 1000.
        public var pageSize: Int?
        /// How far each pass goes back behind the one before, 1 to 60 days; changes of a day appear during the day and after it.
        public var overlap: DurationText?
        /// The day from which the first pass looks; the overlap before today unless set.
        public var start: String?
        /// The forms in which to fetch a paper, best first; `xml`, `html`, `pdf`, `odt` unless set.
        public var forms: [String]?
        /// Where its papers may be fetched; KOOP's hosts, or that of `url`, unless set.
        public var hosts: [String]?
        /// Private addresses allowed by exception: `127.0.0.1/32:8080`.
        public var allow: [String]?
        public var insecureHTTP: Bool?
        /// A proxy, as `http://host:port`.
        public var proxy: String?

        enum CodingKeys: String, CodingKey {
            case url, query, publications, types, connection, sort, overlap, start, forms, hosts, allow, proxy
            case productArea = "product_area"
            case recordSchema = "record_schema"
            case pageSize = "page_size"
            case insecureHTTP = "insecure_http"
        }

        /// Everything as it is unless set.
        public init() {}
    }
}

/// The checked numbers among the options.
struct SRULimits {
    static let largestPageSize = 1000
    static let usualPageSize = 200
    static let usualOverlap = 2
    static let longestOverlap = 60

    let pageSize: Int
    /// In days.
    let overlap: Int
    /// Where the first pass begins, if the configuration says so.
    let start: CalendarDay?

    init(_ options: SRUSource.Options) throws(InvalidOptions) {
        pageSize = options.pageSize ?? Self.usualPageSize
        guard (1...Self.largestPageSize).contains(pageSize) else {
            throw InvalidOptions("page_size", "must be 1 to \(Self.largestPageSize)")
        }
        let seconds = options.overlap?.duration.components.seconds ?? Int64(Self.usualOverlap * 86_400)
        guard seconds >= 86_400, seconds <= Int64(Self.longestOverlap * 86_400) else {
            throw InvalidOptions("overlap", "must be 1d to \(Self.longestOverlap)d")
        }
        // A part of a day is a day, since the service knows no shorter time.
        overlap = Int((seconds + 86_399) / 86_400)
        start = options.start.flatMap { CalendarDay($0) }
        if let text = options.start, start == nil {
            throw InvalidOptions("start", "'\(text.onOneLine(limit: 60))' is no day like 2026-11-01")
        }
    }
}
