import FeedSource
import Foundation
import Testing

/// The feeds of gofeed's test suite with what that parser makes of them, where they lie beside the checkout.
///
/// They are somebody else's words and not part of this repository, so the tests are skipped without them.
private enum Suite {
    static let directory = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "shared/feeds/conformance/gofeed/testdata")
    static var isThere: Bool { FileManager.default.fileExists(atPath: directory.path) }

    struct Case {
        let name: String
        let bytes: [UInt8]
        let expected: [Entry]
    }

    struct Entry {
        var id: String?
        var title: String?
        var links: [String]
    }

    static func cases() throws -> [Case] {
        var cases: [Case] = []
        for folder in ["parser/atom", "parser/rss", "translator/atom", "translator/rss"] {
            let place = directory.appending(path: folder)
            let files = try FileManager.default.contentsOfDirectory(
                at: place, includingPropertiesForKeys: nil)
            for file in files.sorted(by: { $0.path < $1.path }) where file.pathExtension == "xml" {
                let model = file.deletingPathExtension().appendingPathExtension("json")
                guard let json = try? Data(contentsOf: model),
                    let object = try? JSONSerialization.jsonObject(with: json) as? [String: Any]
                else { continue }
                let list = object["entries"] ?? object["items"]
                cases.append(
                    Case(
                        name: folder + "/" + file.lastPathComponent, bytes: Array(try Data(contentsOf: file)),
                        expected: (list as? [[String: Any]] ?? []).map(entry)))
            }
        }
        return cases
    }

    private static func entry(_ model: [String: Any]) -> Entry {
        let guid = model["guid"] as? [String: Any]
        let links = model["links"] as? [[String: Any]]
        return Entry(
            id: model["id"] as? String ?? model["guid"] as? String ?? guid?["value"] as? String,
            title: model["title"] as? String,
            links: links?.compactMap { $0["href"] as? String } ?? model["links"] as? [String] ?? [])
    }
}

@Suite struct ConformanceTests {
    /// Of 527 feeds.
    ///
    /// The rest are tags that do not match, a document type, and ids that gofeed resolves or leaves as markup.
    private let leastSameIDs = 518
    /// gofeed keeps markup in titles, and decodes Base64; we show what people read.
    private let leastSameTitles = 495

    @Test(.enabled(if: Suite.isThere)) func `finds the entries that gofeed finds`() throws {
        let cases = try Suite.cases()
        #expect(cases.count == 527)
        var (ids, titles) = (0, 0)
        for item in cases {
            guard let feed = try? FeedParser.parse(item.bytes, url: "http://example.org/feed"),
                feed.entries.count == item.expected.count
            else { continue }
            let pairs = Array(zip(feed.entries, item.expected))
            guard pairs.allSatisfy({ $0.id == $1.id }) else { continue }
            ids += 1
            if pairs.allSatisfy({ $1.title == nil || $0.title == $1.title }) { titles += 1 }
        }
        #expect(ids >= leastSameIDs)
        #expect(titles >= leastSameTitles)
    }
}
