import Pipeline
import WebSource

/// Reads JSON Feed 1.0 and 1.1 (jsonfeed.org), forgiving what does not matter.
enum JSONFeed {
    /// Reads a feed.
    ///
    /// - Parameters:
    ///   - json: the document.
    ///   - base: what relative links stand at.
    ///   - showsContent: whether the content stands in for a summary where there is none.
    /// - Returns: the feed as it stands.
    /// - Throws: ``FeedFailure`` for anything that is no feed.
    static func parse(_ json: [UInt8], base: WebAddress?, showsContent: Bool) throws(FeedFailure)
        -> ParsedFeed
    {
        let document: Document
        do {
            document = try JSONText.decode(from: json)
        } catch let error as DecodingError {
            if case .dataCorrupted = error { throw FeedFailure("a broken feed: JSON that cannot be read") }
            throw FeedFailure("no feed: JSON of another kind")
        } catch {
            throw FeedFailure("a broken feed: JSON that cannot be read")
        }
        guard let items = document.items else {
            throw FeedFailure("no feed: JSON without the items of a feed")
        }
        var feed = ParsedFeed(.json)
        feed.head = head(document, base)
        feed.next = document.next.flatMap { FeedPages.next("next", $0, base) }
        var unreadable = 0
        for item in items {
            guard let item = item.item else {
                unreadable += 1
                continue
            }
            var entry = entry(item, base)
            if showsContent { entry.set(summary: content(of: item, base), rank: 8) }
            feed.add(entry)
        }
        if unreadable > 0 { feed.problems.append("\(unreadable) items of the feed are no objects") }
        return feed
    }

    private static func head(_ document: Document, _ base: WebAddress?) -> FeedEntry {
        var head = FeedEntry()
        head.set(title: text(document.title, longest: FeedText.longestTitle))
        head.set(summary: text(document.description, longest: FeedText.longestSummary))
        if let page = document.homePage { head.add(link: page, relation: nil, mediaType: nil, base: base) }
        for author in document.authors { head.add(author: author.name ?? author.url ?? "") }
        return head
    }

    /// A text, which JSON Feed has plain.
    private static func text(_ text: String?, longest: Int) -> FeedText {
        FeedText(Array((text ?? "").utf8), markup: nil, .plain, longest: longest, keepsMarkup: true)
    }

    private static func content(of item: Item, _ base: WebAddress?) -> FeedText {
        guard let html = item.contentHTML else {
            return text(item.contentText, longest: FeedText.longestSummary)
        }
        return FeedText(
            Array(html.utf8), markup: nil, .html, longest: FeedText.longestSummary, keepsMarkup: true,
            base: base)
    }

    private static func entry(_ item: Item, _ base: WebAddress?) -> FeedEntry {
        var entry = FeedEntry()
        entry.set(id: item.id ?? "", isPermanentLink: false)
        entry.set(title: text(item.title, longest: FeedText.longestTitle))
        entry.set(summary: text(item.summary, longest: FeedText.longestSummary))
        if let url = item.url { entry.add(link: url, relation: nil, mediaType: nil, base: base) }
        if let url = item.externalURL {
            entry.add(link: url, relation: "related", mediaType: nil, base: base)
        }
        for file in item.attachments {
            guard let url = file.url else { continue }
            entry.add(
                enclosure: url, mediaType: file.mediaType, length: file.size, base: base, isShown: true)
        }
        entry.set(published: item.published.flatMap { DateText.timestamp($0) })
        entry.set(updated: item.modified.flatMap { DateText.timestamp($0) })
        for author in item.authors { entry.add(author: author.name ?? author.url ?? "") }
        for tag in item.tags { entry.add(category: tag) }
        return entry
    }

    // MARK: The document

    private struct Document: Decodable {
        var title, homePage, description, next: String?
        var authors: [Author]
        var items: [Entry]?

        init(from decoder: any Decoder) throws {
            let fields = try decoder.container(keyedBy: Key.self)
            title = fields.text("title")
            homePage = fields.text("home_page_url")
            description = fields.text("description")
            next = fields.text("next_url")
            authors = fields.authors
            items = try? fields.decodeIfPresent([Entry].self, forKey: "items")
        }
    }

    /// An item, or what stands where one should.
    private struct Entry: Decodable {
        var item: Item?
        init(from decoder: any Decoder) throws { item = try? Item(from: decoder) }
    }

    private struct Item: Decodable {
        var id, url, externalURL, title, summary, contentHTML, contentText, published, modified: String?
        var authors: [Author]
        var tags: [String]
        var attachments: [Attachment]

        init(from decoder: any Decoder) throws {
            let fields = try decoder.container(keyedBy: Key.self)
            id = fields.text("id")
            url = fields.text("url")
            externalURL = fields.text("external_url")
            title = fields.text("title")
            summary = fields.text("summary")
            contentHTML = fields.text("content_html")
            contentText = fields.text("content_text")
            published = fields.text("date_published")
            modified = fields.text("date_modified")
            authors = fields.authors
            tags = ((try? fields.decodeIfPresent([Word].self, forKey: "tags")) ?? []).compactMap(\.text)
            attachments = (try? fields.decodeIfPresent([Attachment].self, forKey: "attachments")) ?? []
        }
    }

    /// A string, or what stands where one should.
    private struct Word: Decodable {
        var text: String?
        init(from decoder: any Decoder) throws {
            text = try? decoder.singleValueContainer().decode(String.self)
        }
    }

    fileprivate struct Author: Decodable {
        var name, url: String?
        init(from decoder: any Decoder) throws {
            let fields = try decoder.container(keyedBy: Key.self)
            (name, url) = (fields.text("name"), fields.text("url"))
        }
    }

    private struct Attachment: Decodable {
        var url, mediaType, size: String?
        init(from decoder: any Decoder) throws {
            let fields = try decoder.container(keyedBy: Key.self)
            (url, mediaType) = (fields.text("url"), fields.text("mime_type"))
            size = fields.text("size_in_bytes")
        }
    }
}

private struct Key: CodingKey, ExpressibleByStringLiteral {
    let stringValue: String
    var intValue: Int? { nil }
    init(stringLiteral value: String) { stringValue = value }
    init?(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
}

extension KeyedDecodingContainer<Key> {
    /// Version 1.0 has one author, 1.1 several.
    fileprivate var authors: [JSONFeed.Author] {
        let several = (try? decodeIfPresent([JSONFeed.Author].self, forKey: "authors")) ?? []
        guard several.isEmpty else { return several }
        return (try? decodeIfPresent(JSONFeed.Author.self, forKey: "author")).map { [$0] } ?? []
    }

    /// A string, or a number where people write one; `nil` for anything else.
    fileprivate func text(_ key: Key) -> String? {
        if let text = try? decodeIfPresent(String.self, forKey: key) { return text }
        if let number = try? decodeIfPresent(Int64.self, forKey: key) { return String(number) }
        if let number = try? decodeIfPresent(Double.self, forKey: key) { return String(number) }
        return nil
    }
}
