import Markup
import Pipeline
import WebSource

/// Reads the bytes of a feed: RSS 2.0, 1.0 and 0.9x, Atom 1.0 and 0.3, JSON Feed 1.0 and 1.1.
package enum FeedParser {
    /// What a feed is read for.
    package enum Purpose: Sendable {
        /// To be followed: a feed that stops half way is no feed, since what it lacks may be new.
        case polling
        /// To be looked at: whatever can be read, with titles and summaries as they stand beside the plain ones.
        case showing
    }

    /// The feed in `bytes`.
    ///
    /// - Parameters:
    ///   - bytes: the whole answer of the server.
    ///   - url: where it came from; relative links stand at it. Empty where nobody knows.
    ///   - charset: the charset parameter of its content type.
    ///   - purpose: what it is read for.
    /// - Returns: the feed as it stands.
    /// - Throws: ``FeedFailure`` for anything that is no whole feed.
    package static func parse(
        _ bytes: [UInt8], url: String, charset: String? = nil, for purpose: Purpose = .polling
    ) throws(FeedFailure) -> ParsedFeed {
        let text: [UInt8]
        do throws(MarkupFailure) {
            let declaration = TextDecoding.Declaration.xml
            text = try TextDecoding.utf8(bytes, charset: charset, declaration: declaration, limit: largest)
        } catch {
            throw FeedFailure("no feed: \(error)")
        }
        let body = text.drop { $0.isSpace }
        // A document that begins at once need not be copied.
        let document = body.startIndex == 0 ? text : Array(body)
        guard let first = body.first else { throw FeedFailure("no feed: the answer is empty") }
        switch first {
        case UInt8(ascii: "{"), UInt8(ascii: "["):
            return try JSONFeed.parse(
                document, base: WebAddress(url), showsContent: purpose == .showing)
        case UInt8(ascii: "<"):
            if looksLikePage(body) { throw page(document) }
            return try xml(document, base: WebAddress(url), purpose)
        default:
            if let start = startBehindGarbage(body) {
                var feed = try xml(Array(start), base: WebAddress(url), purpose)
                feed.isWhole = false
                feed.problems.append("something stands before the feed")
                return feed
            }
            let start = String(decoding: body.prefix(shownOfGarbage), as: UTF8.self).onOneLine()
            throw FeedFailure("no feed: the answer begins with “\(start)”")
        }
    }

    /// A feed may grow when it becomes UTF-8.
    private static let largest = 3 * FeedSource.largestFeed
    /// How far into an answer a page or a feed shows itself, in bytes.
    private static let pageWindow = 1024
    private static let shownOfGarbage = 40

    /// Reads XML as it stands, and mended where that is what it takes; the feed then says so.
    private static func xml(
        _ text: [UInt8], base: WebAddress?, _ purpose: Purpose
    ) throws(FeedFailure) -> ParsedFeed {
        do throws(MarkupFailure) {
            let text = try XMLProlog.withoutDocumentType(text)
            do throws(MarkupFailure) { return try feed(text, base, purpose) } catch {
                guard case .malformed(let why) = error else { throw error }
                return try mended(text, base, purpose, why)
            }
        } catch {
            switch error {
            case .malformed(let why): throw FeedFailure("a broken feed: \(why)")
            case .refused, .tooLarge: throw FeedFailure("no feed that is read: \(error)")
            }
        }
    }

    private static func mended(
        _ text: [UInt8], _ base: WebAddress?, _ purpose: Purpose, _ why: String
    ) throws(MarkupFailure) -> ParsedFeed {
        let repair = XMLRepair(text)
        guard !repair.isCutOff || purpose == .showing else { throw .malformed(why) }
        var feed: ParsedFeed
        do throws(MarkupFailure) { feed = try Self.feed(repair.text, base, purpose) } catch {
            // What is wrong with the mended feed would only puzzle.
            guard case .malformed = error else { throw error }
            throw .malformed(why)
        }
        feed.isWhole = !repair.isGuess
        feed.problems.append(
            repair.isCutOff ? "it stops before its end" : "its XML had to be mended: \(why)")
        return feed
    }

    private static func feed(
        _ text: [UInt8], _ base: WebAddress?, _ purpose: Purpose
    ) throws(MarkupFailure) -> ParsedFeed {
        let handler = try XMLReader.read(
            utf8: text, limits: MarkupLimits(bytes: largest),
            telling: XMLFeedHandler(base: base, keepsMarkup: purpose == .showing))
        guard let feed = handler.feed else { throw .malformed("it has no root") }
        return feed
    }

    /// The feed behind warnings that a program wrote before it.
    private static func startBehindGarbage(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        let window = text.prefix(pageWindow)
        for index in window.indices where window[index] == UInt8(ascii: "<") {
            let rest = text[index...]
            for start in ["<?xml ", "<rss", "<feed", "<rdf:RDF"] where rest.starts(with: start.utf8) {
                return rest
            }
        }
        return nil
    }

    private static func looksLikePage(_ text: ArraySlice<UInt8>) -> Bool {
        let head = text.prefix(pageWindow).map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
        if head.starts(with: "<!doctype html".utf8) || head.starts(with: "<html".utf8) { return true }
        return head.indices.contains { index in
            head[index] == UInt8(ascii: "<") && index > 0
                && (head[index - 1] == 0x0A || head[index - 1] == 0x3E)
                && head[index...].starts(with: "<html".utf8)
        }
    }

    private static func page(_ text: [UInt8]) -> FeedFailure {
        guard let page = try? HTMLText.page(text, charset: "utf-8"), let title = page.title else {
            return FeedFailure("an HTML page instead of a feed")
        }
        return FeedFailure("an HTML page titled “\(title.onOneLine(limit: 120))” instead of a feed")
    }
}

extension UInt8 {
    fileprivate var isSpace: Bool { self == 0x20 || (0x09...0x0D).contains(self) }
}
