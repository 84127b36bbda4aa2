import Daemon
import Host
import Testing

@Suite struct SinkSettingsTests {
    let folder: ConfigurationTests.Folder

    init() throws {
        folder = try ConfigurationTests.Folder()
        try folder.write("desk.secret", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw\n")
        try folder.write("smtp.password", "open sesame\n")
        try folder.write("slack.url", "https://hooks.example.org/services/T0/B0/x\n")
        try Files.makeDirectory("\(folder.path)/chats")
        try folder.write("chats/ours.json", #"{"body": {"text": "{{title}}"}}"#)
    }

    func verdict(_ sink: String) throws -> String {
        let text = ConfigurationTests.good.replacing(
            "  alerts: {kind: file, path: alerts.ndjson}", with: "  alerts: \(sink)")
        try folder.write("bode.yaml", text)
        return try ConfigurationCheck.verdict(on: "\(folder.path)/bode.yaml")
    }

    @Test(
        "takes what people read",
        arguments: [
            "{kind: mail, server: smtp.example.org, from: bode@example.org, to: [desk@example.org]}",
            """
            {kind: mail, server: smtp.example.org, port: 465, security: tls, user: bode, secret: smtp.password,
                from: Bode <bode@example.org>, to: [desk@example.org], digest: weekly, at: "07:30", on: monday,
                quiet: 22:00-07:00, time_zone: Europe/Brussels, language: en, context: 2, length: 500, timeout: 30s}
            """,
            "{kind: atom, path: feeds, entries: 50, base_url: 'https://desk.example.org/feeds', language: en}",
            "{kind: webhook, template: slack, url_secret: slack.url, language: nl}",
            "{kind: webhook, template: teams, url: 'https://example.org/x', secret: desk.secret}",
            "{kind: webhook, template: chats/ours, url_secret: slack.url}",
        ])
    func takes(_ sink: String) throws {
        #expect(try verdict(sink).contains("is good"))
    }

    @Test(
        "refuses what cannot work, at its place",
        arguments: [
            (
                "{kind: mail, server: smtp.example.org, from: bode@example.org, to: [desk]}",
                "'desk' is no mail address"
            ),
            ("{kind: mail, server: a.b, from: a@b.c, to: [a@b.c], digest: monthly}", "digest"),
            ("{kind: mail, server: a.b, from: a@b.c, to: [a@b.c], user: x, secret: none.such}", "none.such"),
            ("{kind: mail, server: a.b, from: a@b.c, to: [a@b.c], subject: x}", "subject"),
            ("{kind: atom, path: feeds, language: de}", "language"),
            (
                "{kind: webhook, template: skype, url_secret: slack.url}",
                "there are mattermost, ntfy, slack, teams"
            ),
            ("{kind: webhook, url: 'https://example.org'}", "secret"),
        ])
    func refuses(_ sink: String, _ said: String) throws {
        let error = #expect(throws: ConfigurationProblem.self) { try verdict(sink) }
        #expect("\(error.map { "\($0)" } ?? "")".contains(said))
    }
}
