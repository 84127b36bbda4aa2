import AtomSink
import Foundation
import Pipeline
import PipelineTesting
import Testing

@Suite(.timeLimit(.minutes(1)))
struct AtomSinkTests {
    let folder = TemporaryFolder()
    let clock = ManualClock(Timestamp(rfc3339: "2026-11-26T11:00:00Z") ?? Timestamp(seconds: 0))

    func sink(_ options: AtomSink.Options = .init(path: "feeds"), watches: [String] = [])
        throws(InvalidOptions) -> AtomSink
    {
        try AtomSink(
            name: "readers", options,
            services: SinkServices(
                services: Services(http: HTTPTable(), clock: clock), directory: folder.path, watches: watches
            ) { _ throws(InvalidOptions) in "" })
    }

    func event(_ number: Int, watches: [String] = ["sahel"], question: String = "Hoeveel?") -> Event {
        var event = sampleEvent(number)
        event.json = """
            {"data":{"answer":"Twaalf.","document":{"title":"De woestijn","url":"https://example.org/a?b=1&c=2"},\
            "numbers":[\(number)],"question":\(JSONText.string(question)),"watches":\(JSONText.string(watches))},\
            "id":"\(event.id)","subject":"kst-1#\(number)","time":"2026-11-26T10:59:00.250Z","type":"bode.answer.published"}
            """
        return event
    }

    func ids(_ feed: String) throws -> [String] {
        try folder.read("feeds/\(feed).atom").split(separator: "\n").filter {
            $0.hasPrefix("<id>urn:bode:event:")
        }
        .map { String($0.dropFirst("<id>urn:bode:event:".count).dropLast("</id>".count)) }
    }

    @Test func `keeps the contract of sinks`() async throws {
        try await expectSinkContract(isExact: true, make: { try sink() }) {
            try ids("alerts").reversed().compactMap { id in
                (0..<20).map(sampleEvent).first { $0.id == id }?.json
            }
        }
    }

    @Test func `writes a feed that any reader can read`() async throws {
        let sink = try sink(.init(path: "feeds", baseURL: "https://desk.example.org/feeds"))
        try await sink.resume(nil)
        #expect(await sink.deliver([event(7)]).outcomes == [.delivered])
        let html = AlertText(event(7)).html
        #expect(
            try folder.read("feeds/sahel.atom") == """
                <?xml version="1.0" encoding="utf-8"?>
                <feed xmlns="http://www.w3.org/2005/Atom">
                <id>urn:bode:feed:readers:sahel</id>
                <title>Bode: sahel</title>
                <updated>2026-11-26T10:59:00.250Z</updated>
                <author><name>Bode</name></author>
                <generator>Bode</generator>
                <link rel="self" type="application/atom+xml" href="https://desk.example.org/feeds/sahel.atom"/>
                <entry>
                <id>urn:bode:event:\(event(7).id)</id>
                <title>vraag 7 · De woestijn</title>
                <published>2026-11-26T10:59:00.250Z</published>
                <updated>2026-11-26T10:59:00.250Z</updated>
                <category term="bode.answer.published"/>
                <link rel="alternate" href="https://example.org/a?b=1&amp;c=2"/>
                <content type="html">\(AlertText.escaped(html))</content>
                </entry>
                </feed>

                """)
    }

    @Test func `keeps a feed for each watch that feeds it, and one for operators`() async throws {
        let sink = try sink(watches: ["sahel", "water"])
        try await sink.resume(nil)
        var trouble = sampleEvent(9)
        trouble.kind = .sourceSilent
        trouble.json =
            #"{"data":{"reason":"silent"},"id":"\#(trouble.id)","subject":"gazette","type":"bode.source.silent"}"#
        let events = [
            event(1, watches: ["sahel", "others"]), event(2, watches: ["water", "sahel"]),
            event(3, watches: ["renamed"]),
            event(4, watches: ["../../etc/passwd"]), trouble,
        ]
        #expect(await sink.deliver(events).outcomes.allSatisfy { $0 == .delivered })
        #expect(try ids("sahel") == [event(2).id, event(1).id])
        #expect(try ids("water") == [event(2).id])
        #expect(try ids("renamed") == [event(3).id])
        #expect(try ids("alerts") == [event(4).id])
        #expect(try ids("operators") == [trouble.id])
        #expect(throws: (any Error).self) { try ids("others") }
    }

    @Test func `keeps the newest, over restarts, and none twice`() async throws {
        for start in stride(from: 0, to: 12, by: 4) {
            let sink = try sink(.init(path: "feeds", entries: 5))
            try await sink.resume(nil)
            _ = await sink.deliver((start..<start + 4).map { event($0) })
            _ = await sink.deliver((start..<start + 4).map { event($0) })
        }
        #expect(try ids("sahel") == (7..<12).reversed().map { event($0).id })
    }

    @Test func `keeps what a document says data`() async throws {
        let sink = try sink()
        try await sink.resume(nil)
        let nasty =
            "</content></entry>\n</entry>\n<entry>\n<id>urn:bode:event:evil</id>\n]]>\u{0}\u{B}\u{FFFF}<script>&amp;"
        _ = await sink.deliver([event(1, question: nasty), event(2)])
        #expect(try ids("sahel") == [event(2).id, event(1).id])
        let text = try folder.read("feeds/sahel.atom")
        #expect(!text.contains("<script") && !text.contains("\u{0}") && !text.contains("\u{FFFF}"))
        let parser = XMLCheck()
        #expect(parser.isWellFormed(text))
    }

    @Test func `a batch that comes again after a crash pushes out nothing newer`() async throws {
        let events = (0..<6).map { event($0) }
        for _ in 0..<2 {
            let sink = try sink(.init(path: "feeds", entries: 3))
            try await sink.resume(nil)
            #expect(await sink.deliver(events).outcomes.allSatisfy { $0 == .delivered })
            #expect(try ids("sahel") == [5, 4, 3].map { event($0).id })
        }
    }

    @Test(
        "does not write over what is none of its own",
        arguments: [
            "precious",
            "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\">\n</feed>\n",
            "",
        ])
    func foreign(_ text: String) async throws {
        let sink = try sink()
        try await sink.resume(nil)
        folder.append(text, to: "feeds/sahel.atom")
        guard case .failed(let why, nil)? = await sink.deliver([event(1)]).outcomes.first else {
            Issue.record("wrote over it")
            return
        }
        #expect(why.contains("not a feed of this program"))
        #expect(try folder.read("feeds/sahel.atom") == text)
    }

    @Test(
        "refuses what it could not work with, naming the option",
        arguments: [
            ("path", AtomSink.Options(path: "../feeds")), ("entries", .init(path: "feeds", entries: 0)),
            ("base_url", .init(path: "feeds", baseURL: "ftp://example.org")),
            ("base_url", .init(path: "feeds", baseURL: "https://example.org/\"x")),
        ])
    func refuses(_ option: String, _ options: AtomSink.Options) {
        let error = #expect(throws: InvalidOptions.self) { try sink(options) }
        #expect(error?.option == option)
    }
}

/// Whether a text is well-formed, in so far as tags and references go: a check that shares nothing with what wrote it.
private struct XMLCheck {
    func isWellFormed(_ text: String) -> Bool {
        var open: [Substring] = []
        var rest = text[...]
        while let start = rest.firstIndex(of: "<") {
            guard let end = rest[start...].firstIndex(of: ">") else { return false }
            let tag = rest[rest.index(after: start)..<end]
            rest = rest[rest.index(after: end)...]
            if tag.hasPrefix("?") || tag.hasSuffix("/") { continue }
            if tag.hasPrefix("/") {
                guard open.popLast() == tag.dropFirst() else { return false }
            } else {
                open.append(tag.prefix { $0 != " " })
            }
        }
        return open.isEmpty
    }
}
