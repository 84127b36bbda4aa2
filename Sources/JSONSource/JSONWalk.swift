package import Pipeline
import WebSource

/// Follows a service of pages from watermark to watermark, one page a poll.
package struct JSONWalk<Pages: JSONPages>: Sendable {
    package let pages: Pages
    private let service: JSONService
    private let overlap: Duration
    private let start: Timestamp?

    /// - Parameters:
    ///   - pages: the service's own ways.
    ///   - service: asks it.
    ///   - overlap: how far each round looks back beyond what was seen, for what is dated back or became visible late.
    ///   - start: where the first round begins; at the time of the first poll, less the overlap, unless set.
    package init(_ pages: Pages, service: JSONService, overlap: Duration, start: Timestamp? = nil) {
        (self.pages, self.service, self.overlap, self.start) = (pages, service, overlap, start)
    }

    /// The memory from which rounds show all that changed since `day`.
    package func history(since day: Timestamp) -> SourceMemory {
        var round = Round(nil, of: pages.origin)
        (round.watermark, round.from) = (day, day)
        return round.stored
    }

    package func poll(_ memory: SourceMemory?) async throws(PollFailure) -> Poll {
        var round = Round(memory, of: pages.origin)
        // The first round is a window to remember. From its end on there is only what changed.
        let isIncremental = round.watermark != nil
        let from = round.from ?? beginning(after: round)
        (round.from, round.began) = (from, round.began ?? service.now)
        let answer: JSONAnswer
        let page: JSONPage
        do throws(JSONRefusal) {
            (answer, page) = try await ask(round, from: from)
        } catch {
            guard let poll = restarted(round, after: error, isIncremental: isIncremental) else {
                // That a page is gone says nothing of the service.
                if round.page != nil, case .gone(let why) = error.failure { throw .temporary(why) }
                throw error.failure
            }
            return poll
        }
        var problems = page.problems
        let goesOn = round.take(page, now: service.now)
        var hasMore = false
        switch page.next {
        case .page where goesOn: hasMore = true
        case .page:
            problems.append("the next page is one that was there before: the rest is left for later")
            round.end(isWhole: false, start: from.adding(overlap))
        case .broken(let why):
            problems.append(why)
            round.end(isWhole: false, start: from.adding(overlap))
        case .end: round.end(isWhole: true, start: from.adding(overlap))
        }
        return Poll(
            publications: page.publications, memory: round.stored, hasMore: hasMore,
            isIncremental: isIncremental, problems: problems,
            movedTo: answer.movedTo.map { String($0.prefix { $0 != "?" }) })
    }

    private func beginning(after round: Round) -> Timestamp {
        guard let watermark = round.watermark else { return start ?? service.now.adding(.zero - overlap) }
        return watermark.adding(.zero - overlap)
    }

    private func ask(_ round: Round, from: Timestamp) async throws(JSONRefusal) -> (JSONAnswer, JSONPage) {
        let answer = try await service.ask(pages.address(from: from, page: round.page))
        do throws(PollFailure) {
            let page = try pages.read(answer, from: from, page: round.page)
            guard page.entries > 0 || round.page != nil || !round.isWitnessed else {
                throw .malformed("it shows nothing since \(from.rfc3339), where there was something before")
            }
            return (answer, page)
        } catch {
            throw JSONRefusal(failure: error, status: 200)
        }
    }

    /// Begins the round again where it cannot go on: the server no longer knows the page that it gave, or has not given
    /// it for a day.
    ///
    /// A page that is not known leads back at once, but only once, lest it never ends. Where it is not known then either, for a
    /// day, the rest is left: else nothing new would ever be seen.
    private func restarted(_ round: Round, after refusal: JSONRefusal, isIncremental: Bool) -> Poll? {
        guard round.page != nil else { return nil }
        let isStale = round.began.map { service.now.since($0) > Self.longestRound } ?? true
        guard isStale || refusal.isOfAddress && !round.isRepeated else { return nil }
        var round = round
        if round.isRepeated, refusal.isOfAddress {
            round.end(isWhole: true, start: (round.from ?? service.now).adding(overlap))
            return Poll(
                publications: [], memory: round.stored, isIncremental: isIncremental,
                problems: ["the server has not given the page that it named for a day: the rest is left"])
        }
        round.restart(now: service.now)
        return Poll(
            publications: [], memory: round.stored, hasMore: true, isIncremental: isIncremental,
            problems: ["the server does not give the page that it named: its pages are begun again"])
    }

    /// How long a round may take before a page that fails ends it.
    private static var longestRound: Duration { .seconds(86_400) }
}
