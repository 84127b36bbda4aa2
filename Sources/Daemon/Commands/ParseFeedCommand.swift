import FeedSource
import Host
import Pipeline

/// `bode parse-feed`: what stands in stored feeds, one publication a line, for tests and for people.
package struct ParseFeedCommand: Sendable {
    let files: [String]
    let url: String
    let isPlain: Bool

    /// - Parameters:
    ///   - files: the feeds; `-` for standard input.
    ///   - url: where they came from, at which relative addresses stand.
    ///   - isPlain: whether titles and summaries lose their markup, as they do in the daemon.
    package init(files: [String], url: String? = nil, isPlain: Bool = false) {
        (self.files, self.url, self.isPlain) = (files, url ?? "", isPlain)
    }

    /// The largest file, in bytes.
    private static let largest = 64 << 20

    /// Prints every file's publications in the order of the feed; a file that is no feed is told on standard error,
    /// and the rest goes on.
    package func run() -> ExitStatus {
        Environment.ignoreBrokenPipes()
        var status = ExitStatus.success
        for file in files {
            do {
                let bytes =
                    file == "-"
                    ? try Files.readStandardInput(limit: Self.largest)
                    : try Files.read(file, limit: Self.largest)
                let (lines, remarks) = try publications(in: bytes)
                for remark in remarks { complain(file, remark) }
                for line in lines {
                    guard Environment.writeToStandardOutput(line) else { return .success }
                }
            } catch let failure as FileFailure {
                complain(file, failure.reason)
                status = .unavailable
            } catch {
                complain(file, "\(error)")
                status = .unavailable
            }
        }
        return status
    }

    /// The publications of a feed, each as a line of JSON, and what is to be said of the feed.
    ///
    /// What was withdrawn is counted and not printed.
    package func publications(in bytes: [UInt8]) throws -> (lines: [[UInt8]], remarks: [String]) {
        let feed = try FeedParser.parse(bytes, url: url, for: .showing)
        let shown = feed.entries.filter { !$0.isDeleted }
        let withdrawn = feed.entries.count - shown.count
        return (
            shown.map { JSONText.encode(FeedEntryObject($0, isPlain: isPlain)) + [0x0A] },
            feed.problems + (withdrawn > 0 ? ["\(withdrawn) withdrawn, not printed"] : [])
        )
    }

    private func complain(_ file: String, _ what: String) {
        Environment.writeToStandardError("\(file.onOneLine()): \(what.onOneLine(limit: 500))\n")
    }
}

/// A publication as `parse-feed` prints it: every key, `null` or empty where the feed says nothing.
private struct FeedEntryObject: Encodable {
    private let entry: FeedEntry
    private let isPlain: Bool

    init(_ entry: FeedEntry, isPlain: Bool) { (self.entry, self.isPlain) = (entry, isPlain) }

    private enum Key: String, CodingKey {
        case id, title, link, published, updated, summary, enclosures, authors, categories
    }

    private struct Enclosure: Encodable {
        let url: String
        let type: String?
        let length: Int64?
    }

    func encode(to encoder: any Encoder) throws {
        var object = encoder.container(keyedBy: Key.self)
        let (title, summary) =
            isPlain ? (entry.title, entry.summary) : (entry.statedTitle ?? "", entry.statedSummary)
        try object.encode(entry.name ?? entry.link, forKey: .id)
        try object.encode(title.isEmpty ? nil : title, forKey: .title)
        try object.encode(entry.link, forKey: .link)
        try object.encode(entry.published?.rfc3339, forKey: .published)
        try object.encode(entry.updated?.rfc3339, forKey: .updated)
        try object.encode(summary, forKey: .summary)
        try object.encode(
            entry.enclosures.map { Enclosure(url: $0.url, type: $0.mediaType, length: $0.length) },
            forKey: .enclosures)
        try object.encode(entry.authors, forKey: .authors)
        try object.encode(entry.categories, forKey: .categories)
    }
}
