import Hashing
import Pipeline

/// Writes the mails of one sink: one for an event, or one for many.
struct MailWriter: Sendable {
    let sink: String
    let from: MailAddress
    let to: [MailAddress]
    let style: AlertText.Style

    private static let longestSubject = 200

    // MARK: One event

    func message(_ event: Event, at now: Timestamp) -> MailMessage {
        let alert = AlertText(event, style: style)
        let names = alert.watches
        let prefix = names.isEmpty ? "bode" : names.joined(separator: ", ")
        return MailMessage(
            from: from, to: to, subject: "[\(prefix)] \(alert.title)".onOneLine(limit: Self.longestSubject),
            id: "\(id(event.id)).\(sink)@\(from.domain)", references: thread(alert), list: list, date: now,
            plain: alert.plain() + "\n-- \n\(footer(names))\n",
            html: page(title: alert.title, heading(alert.title, size: 1.2) + alert.html, names))
    }

    /// What all events about one answer refer to, so that mail programs show them together.
    private func thread(_ alert: AlertText) -> [String] {
        guard !alert.isOperational, !alert.subject.isEmpty else { return [] }
        return ["thread.\(base32(SHA256.hash(alert.subject.utf8), length: 26))@\(from.domain)"]
    }

    // MARK: Many

    /// Alerts from which on a digest tells less of each.
    private static let many = 20
    /// What they are told in then: characters of a text.
    private static let shortLength = 400

    /// The mail that holds `events`, which may be one.
    func digest(_ events: [Event], at now: Timestamp) -> MailMessage {
        var style = style
        if events.count > Self.many {
            (style.context, style.length) = (0, min(style.length, Self.shortLength))
        }
        let alerts = events.map { AlertText($0, style: style) }
        let (title, counts) = summary(of: alerts)
        var (plain, html) = (title + "\n", heading(title, size: 1.2))
        let papers = grouped(alerts)
        for paper in papers where alerts.count > 1 {
            let titles = paper.alerts.map(\.title)
            plain += "\n" + (paper.title.map { $0 + "\n" } ?? "") + titles.map { "- \($0)\n" }.joined()
            html += paper.title.map { "<p><b>\(AlertText.escaped($0))</b></p>\n" } ?? ""
            html += "<ul>\n" + titles.map { "<li>\(AlertText.escaped($0))</li>\n" }.joined() + "</ul>\n"
        }
        for paper in papers {
            plain += "\n" + String(repeating: "=", count: 74) + "\n"
            if let title = paper.title {
                plain += "\n\(title)\n" + (paper.url.map { $0 + "\n" } ?? "")
                let link =
                    paper.url.map {
                        "<br>\n<a href=\"\(AlertText.escaped($0))\">\(AlertText.escaped($0))</a>"
                    } ?? ""
                html += "<hr>\n<p><b>\(AlertText.escaped(title))</b>\(link)</p>\n"
            }
            for (index, alert) in paper.alerts.enumerated() {
                plain +=
                    (index > 0 ? "\n" + String(repeating: "-", count: 74) + "\n\n" : "\n") + alert.plain()
                html += "<hr>\n" + heading(alert.title, size: 1.1) + alert.html
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
        for name in alerts.flatMap(\.watches) {
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

    /// The alerts of each paper together, in the order in which the papers came; what they share is told once.
    private func grouped(_ alerts: [AlertText]) -> [Paper] {
        var papers: [Paper] = []
        for alert in alerts {
            let place = papers.firstIndex { paper in
                paper.alerts.first.map { $0.paper != nil && $0.paper == alert.paper && $0.url == alert.url }
                    ?? false
            }
            if let place { papers[place].alerts.append(alert) } else { papers.append(Paper(alerts: [alert])) }
        }
        for index in papers.indices where papers[index].alerts.count > 1 {
            papers[index].title = papers[index].alerts.first?.paper
            papers[index].url = papers[index].alerts.first?.url
            for place in papers[index].alerts.indices {
                (papers[index].alerts[place].paper, papers[index].alerts[place].url) = (nil, nil)
            }
        }
        return papers
    }

    private struct Paper {
        /// Of a paper with several alerts.
        var title: String?
        var url: String?
        var alerts: [AlertText]
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

    private func footer(_ watches: [String]) -> String {
        switch (style.language, watches.isEmpty) {
        case (.dutch, false): "Bode stuurt u dit omdat het past bij: \(watches.joined(separator: ", "))."
        case (.dutch, true): "Bericht van Bode."
        case (.english, false): "Bode sends you this because it matches: \(watches.joined(separator: ", "))."
        case (.english, true): "A message from Bode."
        }
    }

    /// A paragraph rather than a heading, which every program draws in its own way.
    private func heading(_ text: String, size: Double) -> String {
        "<p style=\"font-size: \(size)em\"><b>\(AlertText.escaped(text))</b></p>\n"
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
