import Pipeline
import WebSource

/// The way back through a feed that has older entries on other pages, as far as a day.
///
/// Kept in the source's memory, so that it goes on where it was after a failure or a restart.
struct FeedHistory {
    /// Entries before this are not wanted.
    let day: Timestamp
    /// The page to ask for; `nil` for the feed itself.
    private(set) var page: String?
    /// Hashes of the pages that were read, by address.
    private var seen: Set<String>
    /// A hash of the ids on the page before.
    private var ids: String?

    /// The most pages that are read.
    static let mostPages = 1000

    private enum Key {
        static let day = "history-since"
        static let page = "history-page"
        static let seen = "history-seen"
        static let ids = "history-ids"
    }

    init(since day: Timestamp) { (self.day, seen) = (day, []) }

    /// The history in a source's memory; `nil` where it has none.
    init?(_ memory: SourceMemory) {
        guard let day = memory[Key.day].flatMap({ Timestamp(rfc3339: $0) }) else { return nil }
        self.day = day
        page = memory[Key.page]
        seen = Set((memory[Key.seen] ?? "").split(separator: " ").map(String.init))
        ids = memory[Key.ids]
    }

    func store(in memory: inout SourceMemory) {
        memory[Key.day] = day.rfc3339
        memory[Key.page] = page
        memory[Key.seen] = seen.isEmpty ? nil : seen.sorted().joined(separator: " ")
        memory[Key.ids] = ids
    }

    static func forget(in memory: inout SourceMemory) {
        for key in [Key.day, Key.page, Key.seen, Key.ids] { memory[key] = nil }
    }

    /// What comes after a page.
    enum Step: Equatable {
        case goOn
        case done
        /// There may be more, which is not read; says why.
        case stopped(String)
    }

    /// Judges a page that was read.
    ///
    /// - Parameters:
    ///   - feed: the page.
    ///   - url: where it was.
    ///   - network: what of the network may be asked.
    /// - Returns: what comes next.
    mutating func step(after feed: ParsedFeed, at url: String, _ network: SourceNetwork) -> Step {
        seen.insert(StableHash.hexadecimal(url))
        if let page { seen.insert(StableHash.hexadecimal(page)) }
        let before = ids
        ids = StableHash.hexadecimal(
            feed.entries.map { $0.name ?? $0.link ?? $0.title }.joined(separator: "\n"))
        guard let next = feed.next, !feed.entries.isEmpty, !isBefore(feed) else { return .done }
        guard !seen.contains(StableHash.hexadecimal(next)), ids != before else {
            return .stopped("its pages lead back to themselves")
        }
        guard seen.count < 2 * Self.mostPages else {
            return .stopped("it has more than \(Self.mostPages) pages; the rest was not read")
        }
        guard let address = WebAddress(next), let host = address.host, network.hosts.contains(host) else {
            return .stopped("its next page is on another host; add it to the source's 'hosts' to allow it")
        }
        guard address.scheme == "https" || network.polling.allowsPlainHTTP else {
            return .stopped("its next page is plain HTTP, which 'insecure_http: true' would allow")
        }
        page = next
        return .goOn
    }

    /// Whether everything on the page is of the time before the day.
    private func isBefore(_ feed: ParsedFeed) -> Bool {
        feed.entries.allSatisfy { entry in
            [entry.published, entry.updated].compactMap(\.self).max().map { $0 < day } ?? false
        }
    }
}
