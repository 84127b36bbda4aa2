import WebSource

/// The links by which a feed goes on on other pages.
enum FeedPages {
    /// Where the older entries are, if that is what the link of a feed's head is for: `next` of a feed in pages, and
    /// `prev-archive` of one with archives (RFC 5005).
    static func next(_ relation: String, _ link: String, _ base: WebAddress?) -> String? {
        guard ["next", "prev-archive"].contains(FeedEntry.relation(relation)),
            let address = base?.resolving(link) ?? WebAddress(link), address.isHTTP, !address.hasUser
        else { return nil }
        return address.text
    }
}
