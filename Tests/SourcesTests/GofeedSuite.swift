import FeedSource
import Foundation
import Pipeline

/// The feeds of gofeed's test suite with what that parser makes of them, where they lie beside the checkout.
///
/// They are somebody else's words and not part of this repository, so the tests are skipped without them.
enum GofeedSuite {
    static let directory = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "shared/feeds/conformance/gofeed/testdata")
    static var isThere: Bool { FileManager.default.fileExists(atPath: directory.path) }

    struct Case {
        let name: String
        let bytes: [UInt8]
        let head: Expected
        let entries: [Expected]
    }

    /// What gofeed makes of an entry or of a feed's head; `nil` for what it says nothing of.
    struct Expected {
        var title, link, id: String?
        var published, updated: String?
        var authors: [String]
        var enclosures: [FeedEntry.Enclosure]
    }

    static func cases() throws -> [Case] {
        var cases: [Case] = []
        for folder in [
            "parser/atom", "parser/rss", "translator/atom", "translator/rss", "extensions/dublincore",
        ] {
            for file in try files(in: folder) where file.pathExtension == "xml" {
                let model = file.deletingPathExtension().appendingPathExtension("json")
                if let found = try read(file, model, folder) { cases.append(found) }
            }
        }
        for folder in ["parser/json", "translator/json"] {
            for file in try files(in: folder) where file.pathExtension == "json" {
                let name = file.deletingPathExtension().lastPathComponent + "_expected.json"
                let model = file.deletingLastPathComponent().appending(path: name)
                if let found = try read(file, model, folder) { cases.append(found) }
            }
        }
        return cases
    }

    private static func files(in folder: String) throws -> [URL] {
        try FileManager.default
            .contentsOfDirectory(at: directory.appending(path: folder), includingPropertiesForKeys: nil)
            .sorted { $0.path < $1.path }
    }

    private static func read(_ file: URL, _ model: URL, _ folder: String) throws -> Case? {
        guard let json = try? Data(contentsOf: model),
            let object = try? JSONSerialization.jsonObject(with: json) as? [String: Any]
        else { return nil }
        let list = (object["entries"] ?? object["items"]) as? [[String: Any]] ?? []
        return Case(
            name: folder + "/" + file.lastPathComponent, bytes: Array(try Data(contentsOf: file)),
            head: expected(object), entries: list.map(expected))
    }

    // MARK: The models, which differ between the parsers and the translators

    private static func expected(_ model: [String: Any]) -> Expected {
        let guid = model["guid"] as? [String: Any]
        return Expected(
            title: text(model["title"]), link: link(model),
            id: text(model["id"]) ?? text(model["guid"]) ?? text(guid?["value"]),
            published: date(model, "published", "pubDate", "date_published"),
            updated: date(model, "updated", "lastBuildDate", "date_modified"),
            authors: authors(model), enclosures: enclosures(model))
    }

    private static func text(_ value: Any?) -> String? {
        guard let text = value as? String, !text.isEmpty else { return nil }
        return text
    }

    private static func link(_ model: [String: Any]) -> String? {
        if let links = model["links"] as? [[String: Any]] {
            let page = links.first { ($0["rel"] as? String ?? "alternate") == "alternate" }
            return text(page?["href"])
        }
        return text(model["link"]) ?? text(model["url"]) ?? text(model["home_page_url"])
    }

    private static func date(_ model: [String: Any], _ names: String...) -> String? {
        for name in names {
            if let parsed = text(model[name + "Parsed"]) { return parsed }
        }
        return names.lazy.compactMap { text(model[$0]) }.first
    }

    private static func authors(_ model: [String: Any]) -> [String] {
        if let people = model["authors"] as? [[String: Any]] {
            return people.compactMap { text($0["name"]) ?? text($0["email"]) }
        }
        if let person = model["author"] as? [String: Any] {
            return [text(person["name"]) ?? text(person["email"])].compactMap(\.self)
        }
        return [text(model["author"]) ?? text(model["managingEditor"]) ?? text(model["webMaster"])]
            .compactMap(\.self)
    }

    private static func enclosures(_ model: [String: Any]) -> [FeedEntry.Enclosure] {
        let files =
            model["enclosures"] as? [[String: Any]] ?? model["attachments"] as? [[String: Any]]
            ?? (model["enclosure"] as? [String: Any]).map { [$0] }
            ?? (model["links"] as? [[String: Any]])?.filter { $0["rel"] as? String == "enclosure" } ?? []
        return files.compactMap { file in
            guard let url = text(file["url"]) ?? text(file["href"]) else { return nil }
            let length = text(file["length"]).flatMap { Int64($0) } ?? file["size_in_bytes"] as? Int64
            return FeedEntry.Enclosure(
                url: url, mediaType: text(file["type"]) ?? text(file["mime_type"]), length: length)
        }
    }
}
