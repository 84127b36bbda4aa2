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

        package init(name: String, query: Query, sinks: [String]) {
            (self.name, self.query, self.sinks) = (name, query, sinks)
        }
    }

    /// A watch that an answer matches.
    package struct Match: Hashable, Sendable {
        package var name: String
        package var sinks: [String]
        /// Where it matches.
        package var spans: [Span]
    }

    private let watches: [Watch]

    package init(_ watches: [Watch]) { self.watches = watches }

    /// The watches that `candidate` matches, in the order of the configuration.
    package func matching(_ candidate: Candidate) -> [Match] {
        watches.compactMap { watch in
            watch.query.matches(candidate).map {
                Match(name: watch.name, sinks: watch.sinks, spans: $0.spans)
            }
        }
    }
}
