import JSONSource
public import Pipeline
import WebSource

/// Follows the papers of the German Bundestag and Bundesrat in its documentation system DIP.
///
/// It needs a key, which the Bundestag gives out and changes about once a year. The key goes into a header, never into an
/// address.
public struct DIPSource: Source {
    public static let name = "dip"

    public struct Options: Decodable, Sendable {
        /// The name of the secret with the key.
        public var apiKey: String
        /// The root of the service; the Bundestag's unless set.
        public var url: String?
        /// What to list; `drucksache` unless set.
        public var resource: String?
        /// The kinds of paper (`drucksachetyp`); `Antwort` unless set, all where the list is empty.
        public var types: [String]?
        /// The house: `BT` or `BR`; `BT` unless set, both where it is empty.
        public var house: String?
        /// Other items of the query, by name: `f.wahlperiode`.
        public var parameters: [String: String]?
        /// How far each round looks back beyond what was seen; two days unless set.
        public var overlap: DurationText?
        /// Where the first round begins (`2026-11-01`); now, less the overlap, unless set.
        public var start: String?
        /// Where its papers may be fetched; `dserver.bundestag.de` and the service's own host unless set.
        public var hosts: [String]?
        /// Private addresses allowed by exception: `127.0.0.1/32:8080`.
        public var allow: [String]?
        public var insecureHTTP: Bool?
        /// A proxy, as `http://host:port`.
        public var proxy: String?

        enum CodingKeys: String, CodingKey {
            case url, resource, types, house, parameters, overlap, start, hosts, allow, proxy
            case apiKey = "api_key"
            case insecureHTTP = "insecure_http"
        }

        public init(apiKey: String) { self.apiKey = apiKey }
    }

    /// The service of the Bundestag.
    package static let defaultURL = "https://search.dip.bundestag.de/api/v1"
    /// Times of change are local, and papers become visible late.
    package static let overlap = Duration.seconds(2 * 86_400)
    private static let paperHosts = ["dserver.bundestag.de", "search.dip.bundestag.de"]

    private let walk: JSONWalk<DIPPages>
    private let network: SourceNetwork
    private let papers: PaperFetch

    public init(name: String, _ options: Options, services: Services) throws(InvalidOptions) {
        network = try SourceOptions.network(
            url: options.url ?? Self.defaultURL, hosts: options.hosts, known: Self.paperHosts,
            allow: options.allow, insecureHTTP: options.insecureHTTP, proxy: options.proxy)
        let service = JSONService(
            network, services: services,
            authorization: "ApiKey " + (try SourceOptions.key(options.apiKey, services)), keyOption: "api_key"
        )
        walk = JSONWalk(
            try DIPPages(source: name, options, network), service: service,
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
