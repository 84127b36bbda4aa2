import Markup
import Pipeline
import WebSource

/// One page of the log.
struct SyncFeedPage {
    var entries: [SyncFeedEntry] = []
    /// The page's own links, which count only where an entry has none.
    var next: String?
    var resume: String?

    init() {}

    /// Reads an answer, or says what it looks like.
    init(_ answer: HTTPResponse) throws(PollFailure) {
        do throws(MarkupFailure) {
            let limits = MarkupLimits(bytes: 3 * SyncFeedSource.largestPage)
            let handler = try XMLReader.read(
                answer.body, charset: answer.charset, limits: limits, with: SyncFeedHandler())
            self = handler.page
        } catch {
            let title = (try? HTMLText.page(answer.body, charset: answer.charset))?.title
            throw .malformed(
                title.map { "a page titled “\($0.onOneLine(limit: 120))” instead of a feed" }
                    ?? "a broken feed: \(error)")
        }
    }

    /// The token from which the log goes on after this page.
    var lastToken: String? { entries.last?.next ?? next ?? resume ?? entries.last { $0.next != nil }?.next }

    struct Step: Equatable {
        var token: String
        /// True where the next page may have more.
        var isForward: Bool
        var problems: [String] = []
    }

    /// Where to ask next when this page was the answer to `token`.
    func step(from token: String) -> Step {
        guard !entries.isEmpty else { return Step(token: token, isForward: false) }
        guard let last = lastToken else {
            return Step(
                token: token, isForward: false,
                problems: ["the page has entries, and none says what comes after it"])
        }
        // A link to where we are, or to what was before, would go round for ever.
        let isBack = Int64(last).flatMap { last in Int64(token).map { last <= $0 } } ?? (last == token)
        guard !isBack else {
            return Step(
                token: token, isForward: false,
                problems: ["the log does not go on from \(token): its next page is \(last.onOneLine())"])
        }
        return Step(token: last, isForward: true)
    }
}

/// One entry of the log: an entity in its latest state.
struct SyncFeedEntry {
    /// As Atom gives it.
    var id = ""
    var title = ""
    var updated: Timestamp?
    /// The token from which the log goes on after this entry.
    var next: String?
    var links: [Publication.Link] = []
    var entity: Entity?
    /// True for a tombstone after RFC 6721.
    var isDeleted = false

    struct Entity {
        var id = ""
        /// When the entity itself last changed.
        var updated: Timestamp?
        var isDeleted = false
        var mediaType: String?
        /// Texts by the names of their elements; those that are nil are absent.
        var values: [String: String] = [:]
        /// The ids of other entities by the names of the elements that refer to them.
        var references: [String: [String]] = [:]
    }
}
