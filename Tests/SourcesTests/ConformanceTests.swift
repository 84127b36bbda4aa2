import FeedSource
import Foundation
import Pipeline
import Testing
import WebSource

@Suite struct ConformanceTests {
    enum Field: String, CaseIterable {
        case entries, title, link, id, published, updated, authors, enclosures
    }

    @Test(.enabled(if: GofeedSuite.isThere)) func `says what gofeed says`() throws {
        let cases = try GofeedSuite.cases()
        var differences: [String: [String]] = [:]
        var figures: [Field: Int] = [:]
        for item in cases {
            var wrong: [Field: String] = [:]
            if let feed = try? FeedParser.parse(item.bytes, url: "", for: .showing) {
                compare(feed.head, item.head, &wrong)
                if feed.entries.count == item.entries.count {
                    for (entry, expected) in zip(feed.entries, item.entries) { compare(entry, expected, &wrong) }
                } else {
                    wrong[.entries] = "\(feed.entries.count) for \(item.entries.count)"
                }
            } else {
                wrong[.entries] = "no feed"
            }
            for field in Field.allCases where wrong[field] == nil { figures[field, default: 0] += 1 }
            if !wrong.isEmpty { differences[item.name] = wrong.map { "\($0.key): \($0.value)" } }
        }
        print(cases.count, figures.map { "\($0.key) \($0.value)" })
        for (name, what) in differences.sorted(by: { $0.key < $1.key }) { print(name, what) }
    }

    private func compare(
        _ entry: FeedEntry, _ expected: GofeedSuite.Expected, _ wrong: inout [Field: String]
    ) {
        func check<Value: Equatable>(_ field: Field, _ ours: Value, _ theirs: Value) {
            if ours != theirs { wrong[field] = "\(ours) for \(theirs)" }
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
