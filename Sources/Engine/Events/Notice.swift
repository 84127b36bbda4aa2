package import Pipeline

/// Something for operators to know: a source that fell silent, a sink that fails, a paper that was set aside.
package struct Notice: Hashable, Sendable {
    package var kind: Event.Kind
    /// What it is about: the name of a source or a sink, the identity of a paper.
    package var subject: String
    /// Tells this occurrence from others of its kind and subject: when it began, which message it was.
    package var discriminator: String
    package var reason: String
    /// The entry that it is about, as its feed names it.
    package var publication: String?
    package var links: [Publication.Link]
    /// When it happened; part of the bytes, so the same on every try.
    package var time: Timestamp

    package init(
        _ kind: Event.Kind, subject: String, discriminator: String, reason: String,
        publication: String? = nil,
        links: [Publication.Link] = [], time: Timestamp
    ) {
        (self.kind, self.subject, self.discriminator) = (kind, subject, discriminator)
        (self.reason, self.publication, self.links, self.time) = (reason, publication, links, time)
    }
}

/// What an event carries of a notice.
struct NoticeData: Encodable {
    let subject: String
    let reason: String
    let publication: String?
    let links: [LinkObject]
    let time: String

    private static let longestReason = 2_000
    private static let longestName = 4_096
    private static let longestURL = 1_024
    private static let mostLinks = 10

    init(_ notice: Notice) {
        subject = notice.subject.clipped(to: Self.longestName)
        reason = notice.reason.onOneLine(limit: Self.longestReason).clipped(to: Self.longestReason)
        publication = notice.publication?.clipped(to: Self.longestName)
        links = LinkObject.list(notice.links, limit: Self.mostLinks, longestURL: Self.longestURL)
        time = notice.time.rfc3339
    }
}
