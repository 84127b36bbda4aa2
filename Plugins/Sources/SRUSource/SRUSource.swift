public import Pipeline
import WebSource

/// Follows what KOOP publishes at repository.overheid.nl, over SRU 2.0: the Netherlands' official publications.
///
/// Each pass asks for everything that was modified since some days before the one before, a page a poll, since the service
/// knows days only and the records of a day keep appearing. Who polls knows what of it is new.
public struct SRUSource: Source {
    public static let name = "sru"

    /// KOOP's service, which asks for no key.
    package static let defaultURL = "https://repository.overheid.nl/sru"
    /// Where the papers of KOOP's service are.
    private static let defaultHosts = ["repository.overheid.nl", "zoek.officielebekendmakingen.nl"]
    /// The largest page, in bytes after decoding; one of 200 records has about a megabyte.
    package static let largestPage = 16 << 20
    /// The longest that a page may take.
    package static let timeout = Duration.seconds(120)

    private let query: SRUQuery
    private let limits: SRULimits
    private let reading: SRUReading
    private let network: SourceNetwork
    private let services: Services
    private let papers: PaperFetch

    public init(name: String, _ options: Options, services: Services) throws(InvalidOptions) {
        network = try SourceNetwork(
            url: options.url ?? Self.defaultURL,
            hosts: options.hosts ?? (options.url == nil ? Self.defaultHosts : nil), allow: options.allow,
            insecureHTTP: options.insecureHTTP, proxy: options.proxy)
        limits = try SRULimits(options)
        query = try SRUQuery(network.address, options, pageSize: limits.pageSize)
        let forms = (options.forms ?? SRUReading.usualForms).map { $0.lowercased() }
        guard !forms.isEmpty else { throw InvalidOptions("forms", "names none") }
        for form in forms where SRUReading.mediaTypes[form] == nil {
            throw InvalidOptions(
                "forms",
                "'\(form.onOneLine(limit: 40))' is none of: \(SRUReading.usualForms.joined(separator: ", "))")
        }
        reading = SRUReading(
            source: name, base: network.address, types: Set((options.types ?? []).map { $0.lowercased() }),
            forms: forms)
        papers = PaperFetch(network, services: services)
        self.services = services
    }

    public var hosts: Set<String> { network.hosts }

    public func fetch(_ publication: Publication) async throws(FetchFailure) -> Original {
        try await papers.firstOriginal(of: publication, where: PaperShape.isPaper)
    }

    public func history(since day: Timestamp) -> SourceMemory? {
        var memory = SRUMemory(nil, of: query.followed, at: network.address.text)
        memory.pass = SRUPass(from: day.day, began: today, isFirst: false)
        return memory.stored
    }

    public func poll(_ memory: SourceMemory?) async throws(PollFailure) -> Poll {
        var memory = SRUMemory(memory, of: query.followed, at: network.address.text)
        var pass = memory.pass ?? nextPass(memory)
        let page = try await ask(pass)
        let total = page.total ?? max(page.next ?? 0, pass.position &- 1 &+ page.records.count)
        try check(page, total, pass, memory)
        let step = pass.found(count: page.records.count, of: total, next: page.next, today: today)
        var problems = step.problem.map { [$0] } ?? []
        var publications: [Publication] = []
        if step.isKept {
            var interim = memory.interim
            let read = reading.publications(in: page, noting: &interim)
            publications = read.publications
            problems += read.problems
            memory.interim = interim
            // A day in the future would make every empty answer until then look wrong.
            let days = page.records.compactMap(\.modified).filter { $0 <= today }
            memory.newest = (days + [memory.newest].compactMap { $0 }).max()
        }
        if step.isLast {
            if pass.isFirst, memory.newest == nil, page.records.isEmpty {
                problems.append(
                    "nothing since \(pass.from) matches the query: if that lasts, look at the query")
            }
            memory.watermark = pass.began
            memory.pass = nil
        } else {
            memory.pass = pass
        }
        return Poll(
            publications: publications, memory: memory.stored, hasMore: !step.isLast,
            isIncremental: !pass.isFirst,
            problems: problems)
    }

    private var today: CalendarDay { services.clock.now.day }

    private func nextPass(_ memory: SRUMemory) -> SRUPass {
        guard let watermark = memory.watermark else {
            let start = limits.start ?? today.adding(days: -limits.overlap)
            return SRUPass(from: start, began: today, isFirst: true)
        }
        // A clock that was wrong, and is right now, must not leave days out.
        let start = min(watermark, today).adding(days: -limits.overlap)
        return SRUPass(from: start, began: today, isFirst: false)
    }

    /// What says 200 and is no answer all the same.
    private func check(
        _ page: SRUPage, _ total: Int, _ pass: SRUPass, _ memory: SRUMemory
    ) throws(PollFailure) {
        guard page.total != nil || !page.records.isEmpty else {
            throw .malformed("the answer has no records and does not say how many there are")
        }
        if page.records.isEmpty, total >= pass.position {
            throw .malformed("the server finds \(total) records and shows none from \(pass.position) on")
        }
        if let next = page.next, next <= pass.position, pass.position &- 1 &+ page.records.count < total {
            throw .malformed("the page from \(pass.position) on is followed by \(next)")
        }
        if total == 0, pass.position == 1, let newest = memory.newest, pass.covers(newest) {
            throw .malformed(
                "the server finds nothing since \(pass.from), where it has shown papers of \(newest) before")
        }
    }

    private func ask(_ pass: SRUPass) async throws(PollFailure) -> SRUPage {
        let request = HTTPRequest(
            url: query.page(from: pass.from, before: pass.end, at: pass.position),
            // With anything else among what is accepted, the server may answer in JSON.
            headers: [(name: "Accept", value: "application/xml")],
            access: network.polling, timeout: Self.timeout, largestBody: Self.largestPage)
        let answer: HTTPResponse
        do throws(HTTPFailure) { answer = try await services.http.perform(request) } catch {
            throw PollFailure(error)
        }
        guard answer.status == 200 else {
            if answer.status == 400, let why = SRUPage.complaint(in: answer) { throw SRUPage.refusal(why) }
            throw PollFailure(answer, now: services.clock.now)
        }
        return try SRUPage(answer)
    }
}
