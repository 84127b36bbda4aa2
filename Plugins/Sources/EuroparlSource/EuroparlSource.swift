import JSONSource
public import Pipeline
import WebSource

/// Follows the questions to the European Parliament's open data service until they are answered.
///
/// The service lists questions by year, without their titles, their dates or whether there is an answer. So each round walks
/// the lists and looks up those that were not answered when they were last seen; what is settled is remembered in one bit.
public struct EuroparlSource: Source {
    public static let name = "europarl"

    public struct Options: Decodable, Sendable {
        /// The address of the list; the Parliament's unless set.
        public var url: String?
        /// Kinds of question, as the service names them; `QUESTION_WRITTEN` unless set.
        public var workTypes: [String]?
        /// The years to walk, up to the present one; 2 unless set, since answers take months.
        public var years: Int?
        /// Whether questions are announced before they are answered; false unless set.
        public var unanswered: Bool?
        /// The language of titles and papers; `en` unless set.
        public var language: String?
        /// The forms of a paper, best first; `pdf` and then `docx` unless set.
        public var formats: [String]?
        /// Entries of a page of the list; 200 unless set.
        public var pageSize: Int?
        /// Questions that are looked up in one request; 20 unless set.
        ///
        /// A service that will not have several is asked for one at a time.
        public var batch: Int?
        /// Other items of the list's query, by name.
        public var parameters: [String: String]?
        /// Answers dated before this day (`2026-11-01`) are passed over; 14 days before the first poll unless set.
        public var start: String?
        /// Where its papers may be fetched; the hosts of the Parliament's files and the list's own unless set.
        public var hosts: [String]?
        /// Private addresses allowed by exception: `127.0.0.1/32:8080`.
        public var allow: [String]?
        public var insecureHTTP: Bool?
        /// A proxy, as `http://host:port`.
        public var proxy: String?

        enum CodingKeys: String, CodingKey {
            case url, years, unanswered, language, formats, batch, parameters, start, hosts, allow, proxy
            case workTypes = "work_types"
            case pageSize = "page_size"
            case insecureHTTP = "insecure_http"
        }

        public init() {}
    }

    /// The list of the Parliament, which asks for no key.
    package static let defaultURL = "https://data.europarl.europa.eu/api/v2/parliamentary-questions"
    /// Answers given earlier than this before the first poll are old news.
    package static let firstLook = Duration.seconds(14 * 86_400)
    private static let paperHosts = [
        "data.europarl.europa.eu", "redmapl3.europarl.europa.eu", "www.europarl.europa.eu",
    ]

    private let questions: EuroparlQuestions
    private let reading: EuroparlReading
    private let service: JSONService
    private let papers: PaperFetch
    private let years: Int
    private let types: [String]
    private let start: Timestamp?

    public init(name: String, _ options: Options, services: Services) throws(InvalidOptions) {
        let network = try SourceOptions.network(
            url: options.url ?? Self.defaultURL, hosts: options.hosts, known: Self.paperHosts,
            allow: options.allow, insecureHTTP: options.insecureHTTP, proxy: options.proxy)
        service = JSONService(network, services: services, accept: "application/ld+json, application/json")
        reading = try EuroparlReading(source: name, options, network)
        questions = try EuroparlQuestions(options, service, reading)
        years = try SourceOptions.size(options.years, "years", usual: 2, most: 50)
        types = options.workTypes ?? ["QUESTION_WRITTEN"]
        guard !types.isEmpty else { throw InvalidOptions("work_types", "names no kind of question") }
        start = try SourceOptions.start(options.start)
        papers = PaperFetch(network, services: services)
    }

    public var hosts: Set<String> { service.network.hosts }

    public func poll(_ memory: SourceMemory?) async throws(PollFailure) -> Poll {
        var round = EuroparlRound(memory, of: questions.origin(types))
        let year = service.now.day.year
        let since = round.since ?? start ?? service.now.adding(.zero - Self.firstLook)
        round.since = since
        let lists = EuroparlList.all(from: min(round.firstYear ?? year, year - years + 1), to: year, types)
        let list = lists[min(round.list, lists.count - 1)]
        var problems: [String] = []
        let page = try await questions.page(list, from: round.offset)
        if page.identifiers.isEmpty, round.offset == 0, round.hasSeen(list) {
            throw .malformed("its list of \(list.type) of \(list.year) is empty, where there was something")
        }
        if round.circles(page) { return circling(round, lists.count) }
        let isIncremental = round.isWhole
        var publications: [Publication] = []
        let (open, position) = round.open(of: page, atMost: questions.batch)
        for record in try await questions.records(open, &round, &problems) {
            guard let question = reading.question(record) else { continue }
            let isOld = question.answered.map { $0 < since } ?? false
            if question.isAnswered { round.settled.insert(question.identifier) }
            if isOld || !question.isAnswered && !reading.showsUnanswered { continue }
            publications.append(question.publication)
        }
        let hasMore = round.advance(past: page, to: position, of: lists.count, in: list)
        return Poll(
            publications: publications, memory: round.stored, hasMore: hasMore, isIncremental: isIncremental,
            problems: problems)
    }

    /// What a list gives that shows the same page wherever it is asked to begin.
    private func circling(_ round: EuroparlRound, _ count: Int) -> Poll {
        var round = round
        let isIncremental = round.isWhole
        let hasMore = round.skipList(of: count)
        return Poll(
            publications: [], memory: round.stored, hasMore: hasMore, isIncremental: isIncremental,
            problems: ["the list shows the same page at another offset: the rest of it is left"])
    }

    /// Brings the paper; where only the record of the answer is known, the file that this names.
    public func fetch(_ publication: Publication) async throws(FetchFailure) -> Original {
        guard let link = publication.links.first(where: { $0.mediaType == EuroparlReading.recordType }) else {
            return try await papers.original(of: publication)
        }
        let answer = try await service.record(link.url)
        guard let file = reading.files(in: answer.value).first else {
            throw .temporary("\(link.url.onOneLine()) names no file yet")
        }
        var publication = publication
        publication.links = [file]
        return try await papers.original(of: publication)
    }

    public func history(since day: Timestamp) -> SourceMemory? {
        var round = EuroparlRound(nil, of: questions.origin(types))
        (round.since, round.firstYear, round.isWhole) = (day, day.day.year, true)
        return round.stored
    }
}
