package import Pipeline

/// All watches of a configuration, asked together.
///
/// Only those are asked of which the answer has a word or a name that they cannot do without; see ``Anchor``.
package struct WatchSet: Sendable {
    /// A saved query with the sinks that it feeds.
    package struct Watch: Hashable, Sendable {
        package var name: String
        package var query: Query
        package var sinks: [String]
        /// What it hears of promises beside the answers that make them.
        package var commitments: Set<CommitmentNews>

        package init(
            name: String, query: Query, sinks: [String], commitments: Set<CommitmentNews> = [.overdue]
        ) {
            (self.name, self.query, self.sinks) = (name, query, sinks)
            self.commitments = commitments
        }
    }

    /// What becomes of a promise that is worth an event.
    package enum CommitmentNews: String, Hashable, Sendable, CaseIterable, Codable {
        case made, overdue
    }

    /// A watch that an answer matches.
    package struct Match: Hashable, Sendable {
        package var name: String
        package var sinks: [String]
        package var commitments: Set<CommitmentNews>
        /// Where it matches.
        package var spans: [Span]
    }

    private let watches: [Watch]
    /// The places of watches by what they cannot do without, and of those that may want anything.
    private let anchored: [Anchor: [Int]]
    private let unanchored: [Int]
    private let hasBeginnings: Bool
    /// What candidates must have.
    private let needs: Candidate.Parts
    private let heard: Set<CommitmentNews>

    package init(_ watches: [Watch]) {
        self.watches = watches
        needs = watches.reduce(into: []) { $0.formUnion($1.query.needs) }
        heard = watches.reduce(into: []) { $0.formUnion($1.commitments) }
        var ranks: [Anchor: Int] = [:]
        for watch in watches { for anchor in watch.query.possibleAnchors { ranks[anchor, default: 0] += 1 } }
        var (anchored, unanchored): ([Anchor: [Int]], [Int]) = ([:], [])
        for (place, watch) in watches.enumerated() {
            guard let anchors = watch.query.anchors({ ranks[$0, default: 0] }) else {
                unanchored.append(place)
                continue
            }
            for anchor in Set(anchors) { anchored[anchor, default: []].append(place) }
        }
        (self.anchored, self.unanchored) = (anchored, unanchored)
        hasBeginnings = anchored.keys.contains { if case .beginning = $0 { true } else { false } }
    }

    /// Whether any watch hears of such news.
    func hear(of news: CommitmentNews) -> Bool { heard.contains(news) }

    /// The watches that an answer of a paper of that kind matches, in the order of the configuration.
    func matching(_ answer: Answer, kind: String?, source: String) -> [Match] {
        matching(Candidate(answer, kind: kind, source: source, parts: needs))
    }

    /// The watches that `candidate` matches, in the order of the configuration.
    package func matching(_ candidate: Candidate) -> [Match] {
        var places = unanchored
        if !anchored.isEmpty {
            for anchor in candidate.anchors(beginnings: hasBeginnings) {
                places += anchored[anchor, default: []]
            }
            places = Set(places).sorted()
        }
        return places.compactMap { place in
            let watch = watches[place]
            return watch.query.matches(candidate).map {
                Match(
                    name: watch.name, sinks: watch.sinks, commitments: watch.commitments, spans: $0.spans)
            }
        }
    }
}
