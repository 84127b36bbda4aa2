package import Pipeline

/// Something that operators should know of a source.
package struct SourceNotice: Hashable, Sendable {
    /// One of `source…`.
    package var kind: Event.Kind
    /// When what it tells began: names the event, so that the same silence is never told twice.
    package var occurrence: Timestamp
    /// A sentence about the source, without its name.
    package var reason: String

    init(_ kind: Event.Kind, occurrence: Timestamp, _ reason: String) {
        (self.kind, self.occurrence, self.reason) = (kind, occurrence, reason)
    }
}
