import JSONSource
public import Pipeline
import WebSource

/// Follows the written questions of the United Kingdom's Parliament as they are answered.
///
/// The service has no time of change, only days: of the answer and of its correction. Each round asks for both, and each
/// answer, holding answer and correction is a state of the same question. The paper is composed from the question's own
/// record, since lists cut long answers short.
public struct UKQuestionsSource: Source {
    public static let name = "ukquestions"

    public struct Options: Decodable, Sendable {
        /// The address of the list; Parliament's unless set.
        public var url: String?
        /// `Commons`, `Lords` or `Bicameral`; `Bicameral` unless set.
        public var house: String?
        /// Words to search for; everything unless set.
        public var term: String?
        /// The numbers of the departments whose answers are wanted; all unless set.
        public var answeringBodies: [Int]?
        /// Entries of a page; 100 unless set.
        public var pageSize: Int?
        /// Other items of the query, by name.
        public var parameters: [String: String]?
        /// How far each round looks back beyond what was seen; three days unless set.
        public var overlap: DurationText?
        /// Where the first round begins (`2026-11-01`); now, less the overlap, unless set.
        public var start: String?
        /// Where its papers may be fetched; the list's own host unless set.
        public var hosts: [String]?
        /// Private addresses allowed by exception: `127.0.0.1/32:8080`.
        public var allow: [String]?
        public var insecureHTTP: Bool?
        /// A proxy, as `http://host:port`.
        public var proxy: String?

        enum CodingKeys: String, CodingKey {
            case url, house, term, parameters, overlap, start, hosts, allow, proxy
            case answeringBodies = "answering_bodies"
            case pageSize = "page_size"
            case insecureHTTP = "insecure_http"
        }

        public init() {}
    }

    /// The list of Parliament, which asks for no key.
    package static let defaultURL =
        "https://questions-statements-api.parliament.uk/api/writtenquestions/questions"
    /// Answers are dated by the day.
    package static let overlap = Duration.seconds(3 * 86_400)

    private let walk: JSONWalk<UKQuestionPages>
    private let service: JSONService

    public init(name: String, _ options: Options, services: Services) throws(InvalidOptions) {
        let network = try SourceOptions.network(
            url: options.url ?? Self.defaultURL, hosts: options.hosts, known: [], allow: options.allow,
            insecureHTTP: options.insecureHTTP, proxy: options.proxy)
        service = JSONService(network, services: services)
        walk = JSONWalk(
            try UKQuestionPages(source: name, options, network), service: service,
            overlap: options.overlap?.duration ?? Self.overlap, start: try SourceOptions.start(options.start))
    }

    public var hosts: Set<String> { service.network.hosts }

    public func poll(_ memory: SourceMemory?) async throws(PollFailure) -> Poll {
        try await walk.poll(memory)
    }

    public func history(since day: Timestamp) -> SourceMemory? { walk.history(since: day) }

    /// Asks for the question's own record, and lays its question and answer out as a page.
    public func fetch(_ publication: Publication) async throws(FetchFailure) -> Original {
        guard let link = publication.links.first(where: { $0.mediaType == UKQuestionPages.recordType }) else {
            throw .permanent("the entry gives no address for its record")
        }
        let answer = try await service.record(link.url)
        guard let page = UKAnswerPage(answer.value.has("value") ? answer.value["value"] : answer.value) else {
            throw .temporary("\(link.url.onOneLine()) has no answer yet")
        }
        return Original(
            bytes: Array(page.html.utf8), mediaType: "text/html; charset=utf-8", url: answer.url)
    }
}
