package import Pipeline

/// What is remembered of a sink over a restart.
package struct SinkRecord: Hashable, Codable, Sendable {
    package struct Disabled: Hashable, Codable, Sendable {
        package var reason: String
        package var since: Timestamp
        /// When operators were last told.
        package var reminded: Timestamp
    }

    /// Why it gets nothing more.
    package var disabled: Disabled?
    /// When the first delivery failed since the last that worked.
    package var failingSince: Timestamp?
    package var latestFailure: Timestamp?
    /// Whether operators were told that it fails, so that they are told when it is over.
    package var isTold = false
    /// Nothing goes out before then, as the receiver asked.
    package var hold: Timestamp?
    /// Stands for how the sink is configured: another configuration is another endpoint.
    package var configuration: String?

    package init() {}
}
