import JSONSource
public import Pipeline
import WebSource

/// Follows what the Dutch government discloses on open.overheid.nl.
///
/// The list is asked for by time of change, newest first, and read until it reaches what was seen: what is added meanwhile
/// moves the rest on to later pages, where it is met again and not passed over.
public struct OpenOverheidSource: Source {
    public static let name = "openoverheid"

    public struct Options: Decodable, Sendable {
        /// The address of the list; the government's unless set.
        public var url: String?
        /// Words to search for (`zoektekst`); everything unless set.
        public var term: String?
        /// The publishers whose papers are handed on, as the list spells them; all unless set.
        public var publishers: [String]?
        /// Entries of a page: 10, 20 or 50; 50 unless set.
        public var pageSize: Int?
        /// The order by time of change (`sort`); `laatst-gewijzigd` unless set.
        public var sort: String?
        /// Papers that were published longer before the time that a round looks back to are not asked for; 31 days
        /// unless set.
        public var published: DurationText?
        /// Other items of the query, by name: `documentsoort`.
        public var parameters: [String: String]?
        /// How far each round looks back beyond what was seen; six hours unless set.
        public var overlap: DurationText?
        /// Where the first round begins (`2026-11-01`); now, less the overlap, unless set.
        public var start: String?
        /// Where its papers may be fetched; `open.overheid.nl` and the list's own host unless set.
        public var hosts: [String]?
        /// Private addresses allowed by exception: `127.0.0.1/32:8080`.
        public var allow: [String]?
        public var insecureHTTP: Bool?
        /// A proxy, as `http://host:port`.
        public var proxy: String?

        enum CodingKeys: String, CodingKey {
            case url, term, publishers, sort, parameters, overlap, start, hosts, allow, proxy
            case pageSize = "page_size"
            case published = "published_within"
            case insecureHTTP = "insecure_http"
        }

        public init() {}
    }

    /// The list of the government.
    package static let defaultURL = "https://open.overheid.nl/overheid/openbaarmakingen/api/v0/zoek"
    package static let overlap = Duration.seconds(6 * 3600)

    private let walk: JSONWalk<OpenOverheidPages>
    private let network: SourceNetwork
    private let papers: PaperFetch

    public init(name: String, _ options: Options, services: Services) throws(InvalidOptions) {
        network = try SourceOptions.network(
            url: options.url ?? Self.defaultURL, hosts: options.hosts, known: ["open.overheid.nl"],
            allow: options.allow, insecureHTTP: options.insecureHTTP, proxy: options.proxy)
        walk = JSONWalk(
            try OpenOverheidPages(source: name, options, network),
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
