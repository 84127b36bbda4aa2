import JSONSource
public import Pipeline
import WebSource

/// Follows an entity set of an OData service, version 4: the documents of the Tweede Kamer unless the options say otherwise.
///
/// Asks for what changed since its watermark, and follows `@odata.nextLink` as it stands: it is never computed, and `$top`
/// is never sent, since with it the Kamer leaves the link out.
public struct ODataSource: Source {
    public static let name = "odata"

    public struct Options: Decodable, Sendable {
        /// The root of the service; the Tweede Kamer's, version 5, unless set.
        public var url: String?
        /// The entity set to follow; `Document` unless set.
        public var entitySet: String?
        /// A condition of one's own, as `$filter` has it; held beside that on the time of change.
        public var filter: String?
        /// The kinds (the field `kind`) to hand on, as the service spells them; all unless set.
        public var types: [String]?
        /// What to bring along, as `$expand` has it.
        public var expand: String?
        /// The order to ask for; by the time of change unless set, none where it is empty.
        public var orderBy: String?
        /// The field with the time of change; `ApiGewijzigdOp` unless set.
        public var changeField: String?
        /// Where the other fields are.
        public var fields: ODataFields?
        /// Whether an entity's file is at `…/SET(ID)/resource`; true unless set.
        public var resource: Bool?
        /// Other items of the query, by name.
        public var parameters: [String: String]?
        /// How far each round looks back beyond what was seen; an hour unless set.
        public var overlap: DurationText?
        /// Where the first round begins (`2026-11-01`); now, less the overlap, unless set.
        public var start: String?
        /// Where its papers may be fetched; the service's own host unless set.
        public var hosts: [String]?
        /// Private addresses allowed by exception: `127.0.0.1/32:8080`.
        public var allow: [String]?
        public var insecureHTTP: Bool?
        /// A proxy, as `http://host:port`.
        public var proxy: String?

        enum CodingKeys: String, CodingKey {
            case url, filter, types, expand, fields, resource, parameters, overlap, start, hosts, allow, proxy
            case entitySet = "entity_set"
            case orderBy = "order_by"
            case changeField = "change_field"
            case insecureHTTP = "insecure_http"
        }

        public init() {}
    }

    /// The service of the Tweede Kamer, which asks for no key.
    package static let defaultURL = "https://gegevensmagazijn.tweedekamer.nl/OData/v5"
    /// The Kamer's own time of change lags what it shows by seconds.
    package static let overlap = Duration.seconds(3600)

    private let walk: JSONWalk<ODataPages>
    private let network: SourceNetwork
    private let papers: PaperFetch

    public init(name: String, _ options: Options, services: Services) throws(InvalidOptions) {
        let url = options.url ?? Self.defaultURL
        network = try SourceOptions.network(
            url: url, hosts: options.hosts, known: [], allow: options.allow,
            insecureHTTP: options.insecureHTTP, proxy: options.proxy)
        walk = JSONWalk(
            try ODataPages(source: name, options, network),
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
