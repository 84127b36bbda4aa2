import Pipeline

/// A feed in the form of RFC 4287, written so that it can be read back line by line.
///
/// Whatever an entry holds is escaped, so no line of it can be the line that begins or ends an entry.
struct AtomFeed {
    private let id: String
    private let title: String
    private let address: String?
    /// The newest first.
    private var entries: [Entry] = []

    private struct Entry {
        var id: String
        /// When it was updated, as written.
        var updated: String
        var lines: [Substring]
    }

    private static let start = """
        <?xml version="1.0" encoding="utf-8"?>
        <feed xmlns="http://www.w3.org/2005/Atom">
        """
    private static let generator = "<generator>Bode</generator>"

    init(id: String, title: String, address: String?) {
        (self.id, self.title, self.address) = (id, title, address)
    }

    var count: Int { entries.count }

    // MARK: Reading

    /// Takes over the entries of a feed that was written before; false where it is none of ours.
    mutating func adopt(_ bytes: [UInt8]) -> Bool {
        let text = String(decoding: bytes, as: UTF8.self)
        guard text.hasPrefix(Self.start) else { return false }
        var isOurs = false
        var entry: Entry?
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            if line == "<entry>" {
                entry = Entry(id: "", updated: "", lines: [])
            } else if line == "</entry>" {
                guard let whole = entry, !whole.id.isEmpty, !whole.updated.isEmpty else { return false }
                entries.append(whole)
                entry = nil
            } else if entry != nil {
                entry?.lines.append(line)
                if let id = Self.content(of: line, "id") { entry?.id = id }
                if let updated = Self.content(of: line, "updated") { entry?.updated = updated }
            } else if line == Self.generator {
                isOurs = true
            }
        }
        return isOurs && entry == nil && text.hasSuffix("</feed>\n")
    }

    private static func content(of line: Substring, _ name: String) -> String? {
        guard line.hasPrefix("<\(name)>"), line.hasSuffix("</\(name)>") else { return nil }
        return String(line.dropFirst(name.utf8.count + 2).dropLast(name.utf8.count + 3))
    }

    // MARK: Writing

    /// Puts an entry in front, unless it is there already.
    mutating func add(_ alert: AlertText, at now: Timestamp) {
        let id = "urn:bode:event:" + AlertText.escaped(alert.id)
        guard !entries.contains(where: { $0.id == id }) else { return }
        let time = (Timestamp(rfc3339: alert.time) ?? now).rfc3339
        var text = """
            <id>\(id)</id>
            <title>\(AlertText.escaped(alert.title))</title>
            <published>\(time)</published>
            <updated>\(time)</updated>
            <category term="\(AlertText.escaped(alert.type))"/>

            """
        if let url = alert.url { text += "<link rel=\"alternate\" href=\"\(AlertText.escaped(url))\"/>\n" }
        text += "<content type=\"html\">\(AlertText.escaped(alert.html))</content>"
        entries.insert(
            Entry(
                id: id, updated: time, lines: text.split(separator: "\n", omittingEmptySubsequences: false)),
            at: 0)
    }

    mutating func keep(newest most: Int) { entries = Array(entries.prefix(max(most, 0))) }

    var bytes: [UInt8] {
        var text = Self.start + "\n<id>\(AlertText.escaped(id))</id>\n"
        text += "<title>\(AlertText.escaped(title))</title>\n"
        // As they are written, their order is that of time.
        text += "<updated>\(entries.map(\.updated).max() ?? "1970-01-01T00:00:00Z")</updated>\n"
        text += "<author><name>Bode</name></author>\n\(Self.generator)\n"
        if let address {
            text +=
                "<link rel=\"self\" type=\"application/atom+xml\" href=\"\(AlertText.escaped(address))\"/>\n"
        }
        for entry in entries {
            text += "<entry>\n\(entry.lines.joined(separator: "\n"))\n</entry>\n"
        }
        return Array((text + "</feed>\n").utf8)
    }
}
