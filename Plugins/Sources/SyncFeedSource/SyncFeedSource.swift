public import Pipeline
import WebSource

/// Follows the SyncFeed of the Tweede Kamer: a log of everything that changes there, page by page.
///
/// Its cursor is the token of the last entry that was handed on, stored with it, so that no crash and no failure skips
/// one. Without a cursor it looks for the head of the log, one request a poll, and hands on what comes after.
public struct SyncFeedSource: Source {
    public static let name = "syncfeed"

    public struct Options: Decodable, Sendable {
        /// The kind of entity to follow; `Document` unless set.
        public var category: String?
        /// The kinds of paper (`soort`) to hand on; all unless set.
        public var types: [String]?
        /// What comes before `/Feed`, or the whole address of a feed.
        public var url: String?
        /// Where to begin: a token, or a day (`2026-11-01`); the head of the log unless set.
        public var start: String?
        /// Whether the numbers of dossiers are looked up, which make a paper's name elsewhere (`kst-29237-178`); they are unless
        /// set to false.
        public var dossiers: Bool?
        /// Where its papers may be fetched; the feed's own host unless set.
        public var hosts: [String]?
        /// Private addresses allowed by exception: `127.0.0.1/32:8080`.
        public var allow: [String]?
        public var insecureHTTP: Bool?
        /// A proxy, as `http://host:port`.
        public var proxy: String?

        enum CodingKeys: String, CodingKey {
            case category, types, url, start, dossiers, hosts, allow, proxy
            case insecureHTTP = "insecure_http"
        }

        public init(
            category: String? = nil, types: [String]? = nil, url: String? = nil, start: String? = nil,
            dossiers: Bool? = nil, hosts: [String]? = nil, allow: [String]? = nil, insecureHTTP: Bool? = nil,
            proxy: String? = nil
        ) {
            self.category = category
            self.types = types
            self.url = url
            self.start = start
            self.dossiers = dossiers
            self.hosts = hosts
            self.allow = allow
            self.insecureHTTP = insecureHTTP
            self.proxy = proxy
        }
    }

    /// The service of the Tweede Kamer, which asks for no key.
    package static let defaultURL = "https://gegevensmagazijn.tweedekamer.nl/SyncFeed/2.0"
    /// The largest page, in bytes after decoding; one of 250 documents has some 190,000.
    package static let largestPage = 16 << 20
    /// The longest that a page may take.
    package static let timeout = Duration.seconds(120)
    /// The kinds of entity that are papers, each with a file.
    private static let withFiles = ["Document", "Verslag"]

    private let feed: SyncFeedAddress
    private let reading: SyncFeedReading
    private let start: SyncFeedStart
    private let network: SourceNetwork
    private let services: Services
    private let papers: PaperFetch
    /// `nil` where no dossier is looked up.
    private let dossiers: Dossiers?

    public init(name: String, _ options: Options, services: Services) throws(InvalidOptions) {
        network = try SourceNetwork(
            url: options.url ?? Self.defaultURL, hosts: options.hosts, allow: options.allow,
            insecureHTTP: options.insecureHTTP, proxy: options.proxy)
        let category = options.category ?? "Document"
        guard !category.isEmpty, category.utf8.allSatisfy({ ($0 | 0x20) >= 0x61 && ($0 | 0x20) <= 0x7A })
        else {
            throw InvalidOptions("category", "'\(category.onOneLine())' is no name like Document")
        }
        start = try SyncFeedStart(options.start)
        feed = SyncFeedAddress(network.address, category: category)
        reading = SyncFeedReading(
            source: name, types: Set((options.types ?? []).map { $0.lowercased() }),
            resources: feed.resources,
            hasFiles: Self.withFiles.contains(category))
        dossiers =
            category == "Document" && options.dossiers != false
            ? Dossiers(at: feed.entities, network, services: services) : nil
        papers = PaperFetch(network, services: services)
        self.services = services
    }

    public var hosts: Set<String> { network.hosts }

    public func fetch(_ publication: Publication) async throws(FetchFailure) -> Original {
        try await papers.original(of: publication)
    }

    public func poll(_ memory: SourceMemory?) async throws(PollFailure) -> Poll {
        var memory = SyncFeedMemory(memory, of: feed.text)
        // A search that is under way goes before where the configuration says to begin: someone asked for the past.
        guard memory.search == nil, let token = memory.token ?? start.token else {
            return try await search(&memory)
        }
        let page = try await ask(token)
        let step = page.step(from: token)
        memory.token = step.token
        memory.note(page, at: services.clock.now)
        let numbers = await dossiers?.numbers(of: reading.dossiers(in: page)) ?? [:]
        let (publications, problems) = reading.publications(in: page, dossiers: numbers)
        return Poll(
            publications: publications, memory: memory.stored, hasMore: step.isForward, isIncremental: true,
            problems: problems + step.problems)
    }

    public func history(since day: Timestamp) -> SourceMemory? {
        var memory = SyncFeedMemory(nil, of: feed.text)
        memory.search = HeadSearch(goal: day)
        return memory.stored
    }

    /// One step of the search for where to begin.
    private func search(_ memory: inout SyncFeedMemory) async throws(PollFailure) -> Poll {
        var search = memory.search ?? HeadSearch(goal: start.day)
        let probe = search.probe
        switch search.found(try await ask(String(probe)), at: probe) {
        case .token(let token): memory.token = token
        case .goOn: memory.search = search
        case .lost(let why): throw .malformed(why)
        }
        return Poll(publications: [], memory: memory.stored, hasMore: true, isIncremental: true)
    }

    private func ask(_ token: String) async throws(PollFailure) -> SyncFeedPage {
        let request = HTTPRequest(
            url: feed.page(after: token),
            headers: [(name: "Accept", value: "application/atom+xml, */*;q=0.5")],
            access: network.polling, timeout: Self.timeout, largestBody: Self.largestPage)
        let answer: HTTPResponse
        do throws(HTTPFailure) { answer = try await services.http.perform(request) } catch {
            throw PollFailure(error)
        }
        guard answer.status == 200 else { throw PollFailure(answer, now: services.clock.now) }
        return try SyncFeedPage(answer)
    }
}
