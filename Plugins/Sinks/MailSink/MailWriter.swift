import Hashing
import Pipeline

/// Writes the mails of one sink: one for an event, or one for many.
struct MailWriter: Sendable {
    let sink: String
    let from: MailAddress
    let to: [MailAddress]
    let style: AlertText.Style
    /// The watches that feed the sink; empty for all.
    let watches: [String]

    private static let longestSubject = 200

    // MARK: One event

    func message(_ event: Event, at now: Timestamp) -> MailMessage {
        let alert = AlertText(event, style: style)
        let names = shown(alert.watches)
        let prefix = names.isEmpty ? "bode" : names.joined(separator: ", ")
        return MailMessage(
            from: from, to: to, subject: "[\(prefix)] \(alert.title)".onOneLine(limit: Self.longestSubject),
            id: "\(id(event.id)).\(sink)@\(from.domain)", references: thread(alert), list: list, date: now,
            plain: alert.plain() + "\n-- \n\(footer(names))\n",
            html: page(title: alert.title, "<h2>\(AlertText.escaped(alert.title))</h2>\n" + alert.html, names))
    }

    /// What all events about one answer refer to, so that mail programs show them together.
    private func thread(_ alert: AlertText) -> [String] {
        guard !alert.isOperational, !alert.subject.isEmpty else { return [] }
        return ["thread.\(base32(SHA256.hash(alert.subject.utf8), length: 26))@\(from.domain)"]
    }

    // MARK: Many

    /// The mail that holds `events`, which may be one.
    func digest(_ events: [Event], at now: Timestamp) -> MailMessage {
        let alerts = events.map { AlertText($0, style: style) }
        let (title, counts) = summary(of: alerts)
        let papers = grouped(alerts)
        var plain = title + "\n"
        var html = "<h2>\(AlertText.escaped(title))</h2>\n"
        if alerts.count > 1 {
            plain += "\n" + alerts.map { "- \($0.title)\n" }.joined()
            html += "<ul>\n" + alerts.map { "<li>\(AlertText.escaped($0.title))</li>\n" }.joined() + "</ul>\n"
        }
        for paper in papers {
            plain += "\n" + String(repeating: "=", count: 74) + "\n"
            for alert in paper {
                plain += "\n" + alert.plain()
                html += "<hr>\n<h3>\(AlertText.escaped(alert.title))</h3>\n" + alert.html
            }
        }
        let ids = base32(SHA256.hash(events.map(\.id).sorted().joined(separator: " ").utf8), length: 26)
        return MailMessage(
            from: from, to: to, subject: "[bode] \(title)".onOneLine(limit: Self.longestSubject),
            id: "digest.\(ids).\(sink)@\(from.domain)", references: [], list: list, date: now,
            plain: plain + "\n-- \n\(footer(counts))\n", html: page(title: title, html, counts))
    }

    /// `5 meldingen: sahel 4, wagner 1`, and the names of the watches.
    private func summary(of alerts: [AlertText]) -> (title: String, watches: [String]) {
        var counts: [(name: String, count: Int)] = []
        for name in alerts.flatMap({ shown($0.watches) }) {
            if let index = counts.firstIndex(where: { $0.name == name }) {
                counts[index].count += 1
            } else {
                counts.append((name, 1))
            }
        }
        let words: (one: String, many: String) =
            style.language == .dutch ? ("melding", "meldingen") : ("alert", "alerts")
        var title = "\(alerts.count) \(alerts.count == 1 ? words.one : words.many)"
        if counts.count == 1, let only = counts.first, only.count == alerts.count {
            title += ": \(only.name)"
        } else if !counts.isEmpty {
            title += ": " + counts.map { "\($0.name) \($0.count)" }.joined(separator: ", ")
        }
        return (title, counts.map(\.name))
    }

    /// The alerts of each paper together, in the order in which the papers came.
    private func grouped(_ alerts: [AlertText]) -> [[AlertText]] {
        var groups: [[AlertText]] = []
        for alert in alerts {
            let place = groups.firstIndex { group in
                group.first.map { $0.paper != nil && $0.paper == alert.paper && $0.url == alert.url } ?? false
            }
            if let place { groups[place].append(alert) } else { groups.append([alert]) }
        }
        return groups
    }

    // MARK: What is around it

    private var list: String { "\(sink).bode.\(from.domain)" }

    /// An event's id as it may stand in an address.
    private func id(_ id: String) -> String {
        let isPlain = id.utf8.allSatisfy {
            (0x30...0x39).contains($0) || (0x61...0x7A).contains($0) || $0 == 0x5F
        }
        return isPlain && !id.isEmpty && id.utf8.count <= 64 ? id : base32(SHA256.hash(id.utf8), length: 26)
    }

    private func shown(_ names: [String]) -> [String] {
        watches.isEmpty ? names : names.filter(watches.contains)
    }

    private func footer(_ watches: [String]) -> String {
        switch (style.language, watches.isEmpty) {
        case (.dutch, false): "Bode stuurt u dit omdat het past bij: \(watches.joined(separator: ", "))."
        case (.dutch, true): "Bericht van Bode."
        case (.english, false): "Bode sends you this because it matches: \(watches.joined(separator: ", "))."
        case (.english, true): "A message from Bode."
        }
    }

    private func page(title: String, _ body: String, _ watches: [String]) -> String {
        """
        <!DOCTYPE html>
        <html lang="\(style.language.rawValue)">
        <head><meta charset="utf-8"><title>\(AlertText.escaped(title))</title></head>
        <body style="font-family: sans-serif; line-height: 1.45; max-width: 42em; color: #222">
        \(body)<hr>
        <p><small>\(AlertText.escaped(footer(watches)))</small></p>
        </body>
        </html>

        """
    }
}
