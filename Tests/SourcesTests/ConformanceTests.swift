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
    @Test(.enabled(if: Suite.isThere)) func `finds the entries that gofeed finds`() throws {
        let cases = try Suite.cases()
        var (counts, ids, titles, failures): (Int, Int, Int, [String]) = (0, 0, 0, [])
        for item in cases {
            guard let feed = try? FeedParser.parse(item.bytes, url: "http://example.org/feed") else {
                do { _ = try FeedParser.parse(item.bytes, url: "http://example.org/feed") } catch {
                    failures.append("\(item.name): \(error)")
                }
                continue
            }
            let same = feed.entries.count == item.expected.count
            counts += same ? 1 : 0
            let sameIDs = same && zip(feed.entries, item.expected).allSatisfy { $0.id == $1.id }
            ids += sameIDs ? 1 : 0
            let sameTitles =
                same
                && zip(feed.entries, item.expected).allSatisfy { $1.title == nil || $0.title == $1.title }
            titles += sameTitles ? 1 : 0
            if !sameIDs {
                failures.append("\(item.name): ids \(feed.entries.map(\.id)) for \(item.expected.map(\.id))")
            } else if !sameTitles {
                failures.append(
                    "\(item.name): titles \(feed.entries.map(\.title)) for \(item.expected.map(\.title))")
            }
        }
        print("CONF", cases.count, counts, ids, titles)
        for f in failures { print("CONF", f.prefix(300)) }
    }
}
