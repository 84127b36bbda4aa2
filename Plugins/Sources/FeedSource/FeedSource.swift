public import Pipeline
import WebSource

/// Follows an RSS, Atom or JSON feed.
///
/// What format it is, the bytes say and not the content type. Conditional requests echo both validators exactly as they
/// came; they are remembered only with an answer that was read whole, as is the address to which the feed moved for good.
public struct FeedSource: Source {
    public static let name = "feed"

    public struct Options: Decodable, Sendable {
        /// The address of the feed.
        public var url: String
        /// Where its papers may be fetched; the feed's own host unless set.
        public var hosts: [String]?
        /// Private addresses allowed by exception: `127.0.0.1/32:8080`.
        public var allow: [String]?
        public var insecureHTTP: Bool?
        /// A proxy, as `http://host:port`.
        public var proxy: String?

        enum CodingKeys: String, CodingKey {
            case url, hosts, allow, proxy
            case insecureHTTP = "insecure_http"
        }

        public init(
            url: String, hosts: [String]? = nil, allow: [String]? = nil, insecureHTTP: Bool? = nil,
            proxy: String? = nil
        ) {
            self.url = url
            self.hosts = hosts
            self.allow = allow
            self.insecureHTTP = insecureHTTP
            self.proxy = proxy
        }
    }

    /// The largest feed, in bytes after decoding.
    package static let largestFeed = 16 << 20
    /// The longest that a feed may take.
    package static let timeout = Duration.seconds(120)

    private let name: String
    private let url: String
    private let network: SourceNetwork
    private let services: Services
    private let papers: PaperFetch

    public init(name: String, _ options: Options, services: Services) throws(InvalidOptions) {
        network = try SourceNetwork(
            url: options.url, hosts: options.hosts, allow: options.allow, insecureHTTP: options.insecureHTTP,
            proxy: options.proxy)
        url = network.address.text
        papers = PaperFetch(network, services: services)
        (self.name, self.services) = (name, services)
    }

    public var hosts: Set<String> { network.hosts }

    public func fetch(_ publication: Publication) async throws(FetchFailure) -> Original {
        try await papers.original(of: publication)
    }

    /// From the feed as it is now back through its older pages; of a feed without pages that is what it shows.
    public func history(since day: Timestamp) -> SourceMemory? {
        var memory = FeedMemory(nil, of: url)
        memory.history = FeedHistory(since: day)
        return memory.stored
    }

    public func poll(_ memory: SourceMemory?) async throws(PollFailure) -> Poll {
        var memory = FeedMemory(memory, of: url)
        if let history = memory.history { return try await page(of: history, memory) }
        var answer = try await ask(memory.address ?? url, memory.conditions)
        if answer.status == 304, !memory.conditions.isEmpty {
            guard let moved = answer.movedTo else { return unchanged(answer, memory) }
            // Any server may say "not modified": the feed itself must be seen at its new address.
            answer = try await ask(moved, [])
            answer.movedTo = answer.movedTo ?? moved
        }
        let feed = try parsed(answer)
        let address = memory.address ?? url
        memory.remember(answer, isWhole: feed.isWhole)
        let (publications, problems) = feed.publications(of: name, at: url)
        return Poll(
            publications: publications, memory: memory.stored,
            notBefore: wish(answer, timeToLive: feed.timeToLive),
            problems: problems, movedTo: answer.movedTo == address ? nil : answer.movedTo)
    }

    private func parsed(_ answer: HTTPResponse) throws(PollFailure) -> ParsedFeed {
        guard answer.status == 200 else { throw PollFailure(answer, now: services.clock.now) }
        do throws(FeedFailure) {
            return try FeedParser.parse(answer.body, url: answer.url, charset: answer.charset)
        } catch {
            throw .malformed(error.reason)
        }
    }

    /// One page of the way back.
    private func page(of history: FeedHistory, _ memory: FeedMemory) async throws(PollFailure) -> Poll {
        var (history, memory) = (history, memory)
        let answer = try await ask(history.page ?? memory.address ?? url, [])
        if history.page != nil, Self.absences.contains(answer.status) {
            // Links to older pages may lead nowhere; the feed itself is there.
            memory.history = nil
            return Poll(
                publications: [], memory: memory.stored,
                problems: ["its next page of older entries answers \(answer.status); the rest was not read"])
        }
        let feed = try parsed(answer)
        let (publications, problems) = feed.publications(of: name, at: url)
        let wanted = publications.filter { publication in
            let dates = [publication.published, publication.updated].compactMap(\.self)
            return dates.max().map { $0 >= history.day } ?? true
        }
        let step = history.step(after: feed, at: answer.url, network)
        memory.history = step == .goOn ? history : nil
        var poll = Poll(
            publications: wanted, memory: memory.stored, hasMore: step == .goOn, problems: problems)
        if case .stopped(let why) = step { poll.problems.append(why) }
        return poll
    }

    private func unchanged(_ answer: HTTPResponse, _ memory: FeedMemory) -> Poll {
        var memory = memory
        memory.refresh(answer)
        return Poll(
            publications: [], memory: memory.stored, notBefore: wish(answer), isUnchanged: true)
    }

    /// How long the server would like not to be asked; a server of one's own is asked as often as configured.
    private func wish(_ answer: HTTPResponse, timeToLive: Duration? = nil) -> Duration? {
        guard !network.polling.isOwn else { return nil }
        return [HTTPTiming.freshness(answer, now: services.clock.now), timeToLive].compactMap { $0 }.max()
    }

    private func ask(
        _ address: String, _ conditions: [(name: String, value: String)]
    ) async throws(PollFailure) -> HTTPResponse {
        let request = HTTPRequest(
            url: address, headers: [(name: "Accept", value: Self.accepted)] + conditions,
            access: network.polling,
            timeout: Self.timeout, largestBody: Self.largestFeed)
        do throws(HTTPFailure) { return try await services.http.perform(request) } catch {
            throw PollFailure(error)
        }
    }

    /// What a server answers where there is no page.
    private static let absences = [400, 404, 410, 422]

    private static let accepted =
        "application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, */*;q=0.5"
}
