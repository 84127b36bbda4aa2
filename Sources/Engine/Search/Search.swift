package import Pipeline

/// Looks through the archive with the query of a watch, from the newest papers on, a slice at a time.
///
/// There is no index: records are read in the order of their dates, most are thrown out by their bytes (``Sieve``), and only
/// what is left is decoded and asked. A slice reads little at a time from the log, whose other users go on meanwhile.
package struct Search: Sendable {
    /// What is looked for, and how far.
    package struct Request: Codable, Sendable {
        package var query: String
        /// Only papers published then or later, and before then.
        package var since: Timestamp?
        package var until: Timestamp?
        /// Answers that are wanted at most.
        package var limit: Int
        /// Where the slice before ended.
        package var after: ShelfPlace?

        package init(
            query: String, since: Timestamp? = nil, until: Timestamp? = nil, limit: Int,
            after: ShelfPlace? = nil
        ) {
            (self.query, self.since, self.until) = (query, since, until)
            (self.limit, self.after) = (limit, after)
        }
    }

    /// Records read from the log at once, and bytes of them.
    private static let page = (records: 64, bytes: 2 << 20)
    /// A slice ends after this long, so that whoever asked hears how far it came.
    private static let longestSlice = Duration.milliseconds(500)
    /// Answers in one slice; it ends with the paper that has the last.
    private static let mostHits = 200

    private let history: any LogHistory

    package init(_ history: any LogHistory) { self.history = history }

    /// The next few answers that match.
    ///
    /// Throws ``QueryProblem`` where the query cannot be read.
    package func slice(_ request: Request) async throws -> SearchSlice {
        let query = try Query(request.query)
        let sieve = Sieve(query)
        var slice = SearchSlice()
        slice.next = request.after
        if slice.next == nil, let until = request.until {
            slice.next = ShelfPlace(time: until, number: .min)
        }
        let begin = ContinuousClock.now
        while ContinuousClock.now - begin < Search.longestSlice {
            let records = try await history.shelf(
                after: slice.next, since: request.since ?? Timestamp(milliseconds: .min),
                limit: Search.page.records, bytes: Search.page.bytes)
            guard !records.isEmpty else {
                slice.isLast = true
                return slice
            }
            for record in records {
                slice.next = record.place
                slice.papers += 1
                guard sieve.mayMatch(record.json) else { continue }
                let paper = try JSONText.decode(ArchivedPublication.self, from: record.json)
                slice.hits += hits(query, in: paper)
                guard slice.hits.count < min(request.limit, Search.mostHits) else { return slice }
            }
        }
        return slice
    }

    private func hits(_ query: Query, in paper: ArchivedPublication) -> [SearchHit] {
        guard !paper.isWithdrawn else { return [] }
        return paper.answers.compactMap { archived in
            guard !archived.isSuperseded else { return nil }
            let candidate = Candidate(
                archived.answer, kind: paper.publication.kind, source: paper.publication.source,
                parts: query.needs)
            return query.matches(candidate).map { SearchHit(paper, archived, spans: $0.spans) }
        }
    }
}

/// A few answers that match a query.
package struct SearchSlice: Codable, Sendable {
    package var hits: [SearchHit] = []
    /// Papers that were looked at.
    package var papers = 0
    /// Where the next slice begins.
    package var next: ShelfPlace?
    /// True where there is nothing more.
    package var isLast = false

    package init() {}
}
