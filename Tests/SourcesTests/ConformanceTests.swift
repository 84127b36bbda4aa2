import FeedSource
import Foundation
import Pipeline
import Testing
import WebSource

@Suite struct ConformanceTests {
    enum Field: String, CaseIterable {
        case entries, title, link, id, published, updated, authors, enclosures
    }

    /// Where we say something else than gofeed, and why.
    private static let explained: [String: [Field: String]] = {
        let markup = "gofeed keeps the tags that stand in it, which are no part of a name"
        let extensions =
            "gofeed's parser of the format leaves Dublin Core to its translator, which does as we do"
        let change = "gofeed takes a change for the publication where there is no other date"
        let first = "gofeed dates the feed by its first item; JSON Feed gives a feed no date"
        return [
            "parser/rss/rss_channel_item_guid_naked_markup.xml": [.id: markup],
            "parser/rss/rss_channel_item_author_naked_markup.xml": [.authors: markup],
            "parser/rss/rss_channel_managingEditor_naked_markup.xml": [.authors: markup],
            "parser/rss/rss_channel_webMaster_naked_markup.xml": [.authors: markup],
            "parser/atom/issue_275_extensions_and_source.xml": [.authors: extensions],
            "parser/rss/issue_275_channel_item_extensions.xml": [.authors: extensions],
            "parser/rss/issue_309_namespace_whitespace.xml": [.authors: extensions],
            "extensions/dublincore/dublincore_item_multiple_values.xml": [
                .authors: "gofeed keeps the first of several creators"
            ],
            "translator/atom/feed_item_updated_-_atom03_feed_entry_modified.xml": [.published: change],
            "translator/json/json10_full.json": [.published: first, .updated: first],
            "translator/json/json11_full.json": [.published: first, .updated: first],
        ]
    }()

    @Test(.enabled(if: GofeedSuite.isThere, "gofeed's suite lies beside the checkout"))
    func `says what gofeed says, in every field of feeds and entries`() throws {
        let cases = try GofeedSuite.cases()
        #expect(cases.count == 536)
        var same: [Field: Int] = [:]
        for item in cases {
            let differences = try differences(of: item)
            for field in Field.allCases where differences[field] == nil { same[field, default: 0] += 1 }
            for (field, what) in differences where Self.explained[item.name]?[field] == nil {
                Issue.record("\(item.name): \(field) \(what)")
            }
            for field in (Self.explained[item.name] ?? [:]).keys where differences[field] == nil {
                Issue.record("\(item.name): \(field) is the same now")
            }
        }
        // Of 536.
        let figures = Field.allCases.map { "\($0) \(same[$0] ?? 0)" }.joined(separator: ", ")
        #expect(
            figures
                == "entries 536, title 536, link 536, id 535, published 533, updated 534, authors 529, enclosures 536"
        )
    }

    private func differences(of item: GofeedSuite.Case) throws -> [Field: String] {
        let feed = try FeedParser.parse(item.bytes, url: "", for: .showing)
        guard feed.entries.count == item.entries.count else {
            return [.entries: "\(feed.entries.count) instead of \(item.entries.count)"]
        }
        var differences: [Field: String] = [:]
        compare(feed.head, item.head, &differences)
        for (entry, expected) in zip(feed.entries, item.entries) { compare(entry, expected, &differences) }
        return differences
    }

    private func compare(
        _ entry: FeedEntry, _ expected: GofeedSuite.Expected, _ differences: inout [Field: String]
    ) {
        func check<Value: Equatable>(_ field: Field, _ ours: Value, _ theirs: Value) {
            if ours != theirs { differences[field] = "\(ours) instead of \(theirs)" }
        }
        check(.title, entry.statedTitle, expected.title)
        check(.link, entry.link, expected.link)
        check(.id, entry.id, expected.id)
        check(.published, entry.published, expected.published.flatMap { DateText.timestamp($0) })
        check(.updated, entry.updated, expected.updated.flatMap { DateText.timestamp($0) })
        check(.authors, entry.authors, expected.authors)
        check(.enclosures, entry.enclosures, expected.enclosures)
    }
}
