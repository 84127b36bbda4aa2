import Pipeline
import WebSource

/// Reads JSON Feed 1.0 and 1.1 (jsonfeed.org), forgiving what does not matter.
enum JSONFeed {
    static func parse(_ json: [UInt8], base: WebAddress?) throws(FeedFailure) -> ParsedFeed {
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
        feed.title = document.title.map { $0.singleLine() }
        feed.site = document.homePage.flatMap { base?.resolving($0)?.normalised }
        var unreadable = 0
        for item in items {
            if let item = item.item { feed.add(entry(item, base)) } else { unreadable += 1 }
        }
        if unreadable > 0 { feed.problems.append("\(unreadable) items of the feed are no objects") }
        return feed
    }

    private static func entry(_ item: Item, _ base: WebAddress?) -> FeedEntry {
        var entry = FeedEntry()
        entry.id = item.id.map(FeedEntry.trimmed).flatMap { $0.isEmpty ? nil : $0 }
        entry.title = (item.title ?? "").singleLine()
        if let url = item.url { entry.add(link: url, relation: nil, mediaType: nil, base: base) }
        if let url = item.externalURL {
            entry.add(link: url, relation: "related", mediaType: nil, base: base)
        }
        for attachment in item.attachments {
            guard let url = attachment.url else { continue }
            entry.add(link: url, relation: "enclosure", mediaType: attachment.mediaType, base: base)
        }
        entry.published = item.published.flatMap { DateText.timestamp($0) }
        entry.updated = item.modified.flatMap { DateText.timestamp($0) }
        let summary = item.summary.map { $0.singleLine(longest: FeedText.longestSummary) }
        entry.summary = summary?.isEmpty == false ? summary : nil
        for author in item.authors { if let name = author.name { entry.add(author: name) } }
        for tag in item.tags { entry.add(category: tag) }
        return entry
    }

    // MARK: The document

    private struct Document: Decodable {
        var title: String?
        var homePage: String?
        var items: [Entry]?

        init(from decoder: any Decoder) throws {
            let fields = try decoder.container(keyedBy: Key.self)
            title = fields.text("title")
            homePage = fields.text("home_page_url")
            items = try? fields.decodeIfPresent([Entry].self, forKey: "items")
        }
    }

    /// An item, or what stands where one should.
    private struct Entry: Decodable {
        var item: Item?
        init(from decoder: any Decoder) throws { item = try? Item(from: decoder) }
    }

    private struct Item: Decodable {
        var id, url, externalURL, title, summary, published, modified: String?
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
            published = fields.text("date_published")
            modified = fields.text("date_modified")
            // Version 1.0 has one author, 1.1 several.
            let author = try? fields.decodeIfPresent(Author.self, forKey: "author")
            authors =
                (try? fields.decodeIfPresent([Author].self, forKey: "authors")) ?? author.map { [$0] } ?? []
            tags = (try? fields.decodeIfPresent([String].self, forKey: "tags")) ?? []
            attachments = (try? fields.decodeIfPresent([Attachment].self, forKey: "attachments")) ?? []
        }
    }

    private struct Author: Decodable {
        var name: String?
        init(from decoder: any Decoder) throws {
            name = try decoder.container(keyedBy: Key.self).text("name")
        }
    }

    private struct Attachment: Decodable {
        var url, mediaType: String?
        init(from decoder: any Decoder) throws {
            let fields = try decoder.container(keyedBy: Key.self)
            (url, mediaType) = (fields.text("url"), fields.text("mime_type"))
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
    /// A string, or a number where people write one; `nil` for anything else.
    fileprivate func text(_ key: Key) -> String? {
        if let text = try? decodeIfPresent(String.self, forKey: key) { return text }
        if let number = try? decodeIfPresent(Int64.self, forKey: key) { return String(number) }
        if let number = try? decodeIfPresent(Double.self, forKey: key) { return String(number) }
        return nil
    }
}
