import JSONSource
public import Pipeline
import WebSource

/// Follows the Federal Register of the United States.
public struct FederalRegisterSource: Source {
    public static let name = "federalregister"

    public struct Options: Decodable, Sendable {
        /// The address of the list; the Federal Register's unless set.
        public var url: String?
        /// Words to search for; everything unless set.
        public var term: String?
        /// Agencies, by the names in their addresses: `state-department`.
        public var agencies: [String]?
        /// Kinds of document: `RULE`, `PRORULE`, `NOTICE`, `PRESDOCU`.
        public var types: [String]?
        /// `newest` or `oldest` first; `newest` unless set.
        public var order: String?
        /// Entries of a page, up to 1000; 100 unless set.
        public var pageSize: Int?
        /// Other items of the query, by name: `conditions[docket_id]`.
        public var parameters: [String: String]?
        /// How far each round looks back beyond what was seen; three days unless set.
        public var overlap: DurationText?
        /// Where the first round begins (`2026-11-01`); now, less the overlap, unless set.
        public var start: String?
        /// Where its papers may be fetched; `www.federalregister.gov`, `www.govinfo.gov` and the list's own host unless set.
        public var hosts: [String]?
        /// Private addresses allowed by exception: `127.0.0.1/32:8080`.
        public var allow: [String]?
        public var insecureHTTP: Bool?
        /// A proxy, as `http://host:port`.
        public var proxy: String?

        enum CodingKeys: String, CodingKey {
            case url, term, agencies, types, order, parameters, overlap, start, hosts, allow, proxy
            case pageSize = "page_size"
            case insecureHTTP = "insecure_http"
        }

        public init() {}
    }

    /// The list of the Federal Register, which asks for no key.
    package static let defaultURL = "https://www.federalregister.gov/api/v1/documents.json"
    /// It is dated by the day, and by the day of Washington.
    package static let overlap = Duration.seconds(3 * 86_400)
    private static let paperHosts = ["www.federalregister.gov", "www.govinfo.gov"]

    private let walk: JSONWalk<FederalRegisterPages>
    private let network: SourceNetwork
    private let papers: PaperFetch

    public init(name: String, _ options: Options, services: Services) throws(InvalidOptions) {
        network = try SourceOptions.network(
            url: options.url ?? Self.defaultURL, hosts: options.hosts, known: Self.paperHosts,
            allow: options.allow, insecureHTTP: options.insecureHTTP, proxy: options.proxy)
        walk = JSONWalk(
            try FederalRegisterPages(source: name, options, network),
            service: JSONService(network, services: services),
            overlap: options.overlap?.duration ?? Self.overlap, start: try SourceOptions.start(options.start))
        papers = PaperFetch(network, services: services)
    }

    public var hosts: Set<String> { network.hosts }

    public func poll(_ memory: SourceMemory?) async throws(PollFailure) -> Poll {
        try await walk.poll(memory)
    }

    public func fetch(_ publication: Publication) async throws(FetchFailure) -> Original {
        try await papers.original(of: publication)
    }

    public func history(since day: Timestamp) -> SourceMemory? { walk.history(since: day) }
}
