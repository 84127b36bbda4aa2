import Foundation
import Pipeline
import PipelineTesting
import Testing
import WebhookSink

@Suite(.timeLimit(.minutes(1)))
struct TemplateTests {
    /// Options that are refused, and which of them is to blame.
    struct Wrong: Sendable, CustomTestStringConvertible {
        var option: String
        var change: @Sendable (inout WebhookSink.Options) -> Void
        init(_ option: String, _ change: @escaping @Sendable (inout WebhookSink.Options) -> Void) {
            (self.option, self.change) = (option, change)
        }
        var testDescription: String { option }
    }

    static let url = "https://chat.example.org/hooks/t0ken"

    let http = HTTPTable()

    /// The templates that ship.
    static func shipped(_ name: String) throws -> String {
        let root = URL(filePath: #filePath).deletingLastPathComponent().appending(
            path: "../../Deploy/share/bode/templates")
        return try String(contentsOf: root.appending(path: "\(name).json"), encoding: .utf8)
    }

    static let names = ["slack", "mattermost", "teams", "ntfy"]

    func sink(
        _ template: String?, text: String? = nil, _ change: (inout WebhookSink.Options) -> Void = { _ in }
    ) throws
        -> WebhookSink
    {
        var options = WebhookSink.Options(url: Self.url, secret: .init())
        (options.secret, options.template) = (nil, template)
        change(&options)
        var files: [String: String] = [:]
        for name in Self.names { files["\(name).json"] = try Self.shipped(name) }
        if let text { files["own.json"] = text }
        return try WebhookSink(
            name: "chat", options,
            services: SinkServices(
                services: Services(http: http, clock: ManualClock()), directory: "/nonexistent",
                data: InMemoryDataFiles(["templates": files])
            ) { name throws(InvalidOptions) in
                guard name == "address" else { throw InvalidOptions("secret", "there is none") }
                return Self.url
            })
    }

    func event(
        _ question: String = "Hoeveel?", answer: String = "Twaalf.", url: String = "https://example.org/1"
    ) -> Event {
        var event = sampleEvent(1)
        event.json = """
            {"data":{"answer":\(JSONText.string(answer)),"document":{"title":"De woestijn","url":\(JSONText.string(url))},\
            "question":\(JSONText.string(question)),"numbers":[3],"themes":[{"id":"desert","score":1,"evidence":[]}],\
            "matches":[{"in":"answer","start":0,"end":6}],"watches":["sahel"]},"id":"\(event.id)","subject":"kst-1#3",\
            "type":"bode.answer.published"}
            """
        return event
    }

    /// What is posted, read by a library that shares nothing with what wrote it.
    func posted(_ template: String, _ event: Event, text: String? = nil) async throws -> Any {
        http.serve(Self.url, "ok")
        #expect(await (try sink(template, text: text)).deliver([event]).outcomes == [.delivered])
        let request = try #require(http.requests.last)
        #expect(
            request.headers.contains { $0.name == "content-type" && $0.value.hasPrefix("application/json") })
        #expect(!request.headers.contains { $0.name == "webhook-signature" })
        return try JSONSerialization.jsonObject(with: Data(request.body))
    }

    @Test func `posts what Slack takes`() async throws {
        let message = try #require(
            try await posted("slack", event("Is het <waar> & *goed*?")) as? [String: Any])
        let blocks = try #require(message["blocks"] as? [[String: Any]])
        #expect(
            blocks.map { $0["type"] as? String } == ["header", "context", "section", "section", "section"])
        #expect(!blocks.contains { $0["if"] != nil })
        let texts = blocks.compactMap { ($0["text"] as? [String: Any])?["text"] as? String }
        #expect(texts[1] == "*Vraag 3*\nIs het &lt;waar&gt; &amp; *goed*?\n*Antwoord*\n*Twaalf*.")
        #expect(texts[2] == "*Thema's*: desert")
        #expect(texts[3] == "<https://example.org/1>")
    }

    @Test func `posts what Mattermost takes, and calls nobody`() async throws {
        let message = try #require(
            try await posted("mattermost", event("@channel [kijk](https://evil.example) `x` # y"))
                as? [String: Any])
        let text = try #require(message["text"] as? String)
        #expect(!text.contains("@channel") && text.contains("\\[kijk\\](https"))
        #expect(text.contains("**Twaalf**."))
    }

    @Test func `posts what Teams takes`() async throws {
        let message = try #require(try await posted("teams", event()) as? [String: Any])
        let card = try #require(
            (message["attachments"] as? [[String: Any]])?.first?["content"] as? [String: Any])
        #expect(card["type"] as? String == "AdaptiveCard")
        #expect((card["body"] as? [Any])?.count == 4)
        #expect(((card["actions"] as? [[String: Any]])?.first)?["url"] as? String == "https://example.org/1")
    }

    @Test("leaves out what there is nothing for", arguments: ["slack", "teams"])
    func absent(_ template: String) async throws {
        let body = try await posted(template, sampleEvent(1))
        let text = String(decoding: try JSONSerialization.data(withJSONObject: body), as: UTF8.self)
        #expect(!text.contains("Action.OpenUrl") && !text.contains("<>"))
    }

    @Test(
        "stays within what the service takes",
        arguments: [
            ("slack", 40_000), ("mattermost", 60_000), ("teams", 28_672), ("ntfy", 4_096),
        ])
    func limits(_ template: String, _ largest: Int) async throws {
        for text in ["&<>\"\\*_[]", "🦜", "\u{1}", "é"] {
            let long = String(repeating: text, count: 20_000)
            let body = try await posted(template, event(long, answer: long))
            #expect(try #require(http.requests.last).body.count <= largest)
            guard template == "slack", let blocks = (body as? [String: Any])?["blocks"] as? [[String: Any]]
            else { continue }
            for block in blocks {
                let text = (block["text"] as? [String: Any])?["text"] as? String ?? ""
                #expect(text.utf16.count <= (block["type"] as? String == "header" ? 150 : 3_000))
            }
        }
    }

    @Test func `cuts neither an escape nor an emphasis in two`() async throws {
        let text =
            #"{"markup": "slack", "body": {"a": "{{answer|9}}", "b": "{{answer|5}}", "c": "{{question|6}}", "d": "{{title|0}}"}}"#
        let body = try #require(
            try await posted("own", event("a&b&c&d", answer: "Twaalfhonderd"), text: text)
                as? [String: String])
        #expect(body == ["a": "*Twaalf*…", "b": "*Tw…*", "c": "a…", "d": ""])
    }

    @Test func `fills a place with text and nothing else`() async throws {
        let text =
            #"{"body": {"a": "{{question}}", "n": 3, "x": [true, null, 1.5], "{{title}}": "{{", "if": "url"}}"#
        let body = try #require(
            try await posted("own", event("\"}, \"evil\": {{answer}} {\"x\": \""), text: text)
                as? [String: Any])
        #expect(body["evil"] == nil)
        #expect(body["a"] as? String == "\"}, \"evil\": {{answer}} {\"x\": \"")
        #expect(body["n"] as? Int == 3 && body["{{title}}"] as? String == "{{")
    }

    @Test func `signs where a secret is named, and takes the address from one`() async throws {
        http.serve(Self.url, "ok")
        let sink = try sink("slack") { ($0.url, $0.urlSecret) = (nil, "address") }
        #expect(await sink.deliver([event()]).outcomes == [.delivered])
        http.serve(Self.url, "no", status: 500)
        let outcome = await sink.deliver([event()]).outcomes.first
        #expect(outcome == .failed("chat.example.org answered 500"))
    }

    @Test(
        "refuses what it could not work with, naming what is at fault",
        arguments: [
            ("template", "none", nil), ("template", "../slack", nil), ("template", "/slack", nil),
            ("templates/own.json", "own", "{"), ("templates/own.json", "own", #"{"markup": "slack"}"#),
            ("templates/own.json", "own", #"{"body": "{{titel}}"}"#),
            ("templates/own.json", "own", #"{"body": {"if": "nothing"}}"#),
            ("templates/own.json", "own", #"{"markup": "rtf", "body": ""}"#),
        ] as [(String, String, String?)])
    func refuses(_ option: String, _ template: String, _ text: String?) {
        let error = #expect(throws: InvalidOptions.self) { try sink(template, text: text) }
        #expect(error?.option == option)
    }

    @Test(
        "refuses options that do not go together",
        arguments: [
            Wrong("url") { $0.url = nil }, Wrong("url_secret") { $0.urlSecret = "address" },
            Wrong("secret") { $0.template = nil },
            Wrong("language") { ($0.template, $0.language) = (nil, .dutch) },
        ] as [Wrong])
    func combinations(_ wrong: Wrong) {
        let error = #expect(throws: InvalidOptions.self) { try sink("slack", text: nil, wrong.change) }
        #expect(error?.option == wrong.option)
    }
}
