package import Pipeline

/// All watches of a configuration, asked together.
///
/// They are asked one after the other; an index over their words would go here.
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

    package init(_ watches: [Watch]) { self.watches = watches }

    /// The watches that `candidate` matches, in the order of the configuration.
    package func matching(_ candidate: Candidate) -> [Match] {
        watches.compactMap { watch in
            watch.query.matches(candidate).map {
                Match(
                    name: watch.name, sinks: watch.sinks, commitments: watch.commitments, spans: $0.spans)
            }
        }
    }
}
