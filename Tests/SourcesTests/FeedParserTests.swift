import FeedSource
import Pipeline
import Testing

private let url = "https://feeds.example.org/papers"

private func publications(_ text: String) throws(FeedFailure) -> [Publication] {
    try FeedParser.parse(Array(text.utf8), url: url).publications(of: "papers", at: url).publications
}

@Suite struct FeedParserTests {
    @Test func `reads Atom`() throws {
        let feed = """
            <?xml version="1.0" encoding="utf-8"?>
            <feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://www.example.org/stukken/">
              <title>Stukken</title><id>urn:x</id><link href="https://www.example.org/"/>
              <entry><id>urn:uuid:b</id><title type="html">Brief over Mali &amp;amp; &lt;i&gt;Niger&lt;/i&gt;</title>
                <link rel="self" href="b.xml"/><link href="b.html"/>
                <link rel="enclosure" type="application/pdf" href="../pdf/b.pdf"/>
                <published>2026-11-02T10:00:00+01:00</published><updated>2026-11-03T10:00:00Z</updated>
                <author><name>A. Voorbeeld</name><email>a@example.org</email></author>
                <category term="buza" label="Buitenlandse Zaken"/>
                <source><id>urn:other</id><title>Elders</title></source>
                <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><title>niet</title></div></content></entry>
              <entry><id>urn:uuid:a</id><title>a &lt;b&gt;</title><updated>2026-11-01T10:00:00Z</updated></entry>
            </feed>
            """
        let found = try publications(feed)
        #expect(found.map(\.identity) == ["urn:uuid:a", "urn:uuid:b"])
        #expect(found.map(\.title) == ["a <b>", "Brief over Mali & Niger"])
        let letter = try #require(found.last)
        #expect(letter.published == Timestamp(rfc3339: "2026-11-02T09:00:00Z"))
        #expect(letter.updated == Timestamp(rfc3339: "2026-11-03T10:00:00Z"))
        #expect(letter.authors == ["A. Voorbeeld"])
        #expect(letter.categories == ["Buitenlandse Zaken"])
        #expect(
            letter.links == [
                .init(
                    url: "https://www.example.org/pdf/b.pdf", relation: "enclosure",
                    mediaType: "application/pdf"),
                .init(url: "https://www.example.org/stukken/b.html"),
            ])
        #expect(letter.aliases.contains("https://www.example.org/stukken/b.html"))
        #expect(found.first?.published == nil, "a change is no publication")
    }

    @Test func `reads RSS as official publications write it, without ids`() throws {
        let feed = """
            <rss version="2.0"><channel><title>Bekendmakingen</title><link>https://zoek.example.nl/</link><ttl>90</ttl>
            <item><link>https://zoek.example.nl/kst-1027687.html</link><category>Kamerstuk</category>
            <title>kst-1027687 : Tweede Kamer</title><description>Missie; Brief regering; Stand van zaken</description>
            <pubDate>Mon, 02 May 2022 00:00:00 +0200</pubDate></item>
            <item><title>Tweede</title><link>https://zoek.example.nl/ah-tk-20242025-595.html#top</link>
            <pubDate>Tue, 03 May 22 09:30 EST</pubDate></item></channel></rss>
            """
        let parsed = try FeedParser.parse(Array(feed.utf8), url: url)
        #expect(parsed.timeToLive == .seconds(5400))
        let found = parsed.publications(of: "papers", at: url).publications
        #expect(
            found.map(\.identity) == [
                "https://zoek.example.nl/kst-1027687.html", "https://zoek.example.nl/ah-tk-20242025-595.html",
            ])
        #expect(found.map { $0.aliases.first } == ["kst-1027687", "ah-tk-20242025-595"])
        // The other is for when another entry leads to the same page.
        #expect(found.allSatisfy { $0.aliases.count == 2 && $0.aliases[1].rawValue.hasPrefix(url + "#") })
        #expect(found[0].published == Timestamp(rfc3339: "2022-05-01T22:00:00Z"))
        #expect(found[1].published == Timestamp(rfc3339: "2022-05-03T14:30:00Z"))
        #expect(found[0].categories == ["Kamerstuk"])
    }

    @Test func `reads RSS 1_0 and Atom 0_3`() throws {
        let rdf = """
            <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
             xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="x"><title>Kanaal</title></channel>
            <item rdf:about="https://example.org/1"><title>Een</title><link>https://example.org/1</link>
            <dc:date>2026-11-01</dc:date><dc:creator>B. Voorbeeld</dc:creator></item></rdf:RDF>
            """
        let old = """
            <feed version="0.3" xmlns="http://purl.org/atom/ns#"><title>Oud</title><entry><title>Een</title>
            <id>tag:example.org,2003:1</id><issued>2003-12-13T08:29:29-04:00</issued>
            <link rel="alternate" type="text/html" href="https://example.org/1"/></entry></feed>
            """
        let first = try #require(try publications(rdf).first)
        #expect(first.identity == "https://example.org/1" && first.authors == ["B. Voorbeeld"])
        #expect(first.published == Timestamp(rfc3339: "2026-11-01T00:00:00Z"))
        let second = try #require(try publications(old).first)
        #expect(second.identity == "tag:example.org,2003:1" && second.published != nil)
    }

    @Test func `reads JSON Feed, and passes over items that are none`() throws {
        let feed = """
            {"version": "https://jsonfeed.org/version/1.1", "title": "Stukken", "items": [
             {"id": 7, "url": "/7", "title": "Zeven", "date_published": "2026-11-02T10:00:00Z", "tags": ["a"],
              "attachments": [{"url": "/7.pdf", "mime_type": "application/pdf"}]},
             {"id": "urn:x:8", "external_url": "https://elsewhere.example.org/", "author": {"name": "C"}}, 12, null]}
            """
        let parsed = try FeedParser.parse(Array(feed.utf8), url: url)
        let (found, problems) = parsed.publications(of: "papers", at: url)
        #expect(found.map(\.identity) == ["urn:x:8", Identifier(rawValue: url + "#7")])
        #expect(found.map(\.entryID) == ["urn:x:8", "7"])
        #expect(
            found[1].links.map(\.url) == ["https://feeds.example.org/7.pdf", "https://feeds.example.org/7"])
        #expect(found[0].authors == ["C"] && !found[0].title.isEmpty)
        #expect(problems == ["2 items of the feed are no objects"])
    }

    @Test(arguments: [
        ("", "the answer is empty"), (" \n", "the answer is empty"),
        ("<!doctype html><title>Onderhoud</title><p>Even geduld", "an HTML page titled “Onderhoud”"),
        ("<html><body>Hallo", "an HTML page instead"), ("hello", "begins with “hello”"),
        (#"{"error": "none"}"#, "JSON without the items"), ("{", "JSON that cannot be read"),
        ("[1]", "JSON of another kind"),
        ("<other/>", "root element"), ("<rss><channel><item>", "a broken feed"),
        ("<!DOCTYPE rss [<!ENTITY a 'b'>]><rss/>", "document type"),
        (#"{"items":"# + String(repeating: "[", count: 100_000), "JSON that cannot be read"),
    ])
    func `says what it is that is no feed`(_ text: String, saying: String) {
        let failure = #expect(throws: FeedFailure.self) { try FeedParser.parse(Array(text.utf8), url: url) }
        #expect(failure?.reason.contains(saying) == true, "\(failure?.reason ?? "")")
    }

    @Test func `mends bare ampersands, entities of HTML and control characters, and says so`() throws {
        let text = """
            <rss><channel><item><guid isPermaLink="false">a&b</guid><title>caf&eacute; & \u{1}thee &amp; &#8; &#x20ac; <![CDATA[&eacute;&]]></title>
            <link>https://example.org/?a=1&copy=2&amp;c=3</link></item></channel></rss>
            """
        let feed = try FeedParser.parse(Array(text.utf8), url: url)
        #expect(feed.entries.map(\.id) == ["a&b"])
        #expect(feed.entries.map(\.title) == ["café & thee & € é&"])
        #expect(feed.entries.first?.links.map(\.url) == ["https://example.org/?a=1&copy=2&c=3"])
        #expect(feed.problems.count == 1)
        #expect(throws: FeedFailure.self) { try FeedParser.parse(Array(text.utf8.dropLast(6)), url: url) }
    }

    // MARK: Identity

    private func rss(_ items: String) -> String {
        "<rss version='2.0'><channel><link>https://example.org/nieuws</link>\(items)</channel></rss>"
    }

    @Test func `keeps the first of entries with the same id`() throws {
        let text = rss(
            "<item><guid>1</guid><title>eerste</title></item><item><guid>1</guid><title>tweede</title></item>"
        )
        let (found, problems) = try FeedParser.parse(Array(text.utf8), url: url).publications(
            of: "papers", at: url)
        #expect(found.map(\.title) == ["eerste"])
        #expect(problems.count == 1)
    }

    @Test func `takes no address for a name that entries share or that is the site`() throws {
        let found = try publications(
            rss(
                """
                <item><guid>1</guid><title>a</title><link>https://example.org/lijst</link></item>
                <item><guid>2</guid><title>b</title><link>https://example.org/lijst</link></item>
                <item><title>c</title><link>https://example.org/</link></item>
                <item><title>d</title><link>https://example.org/nieuws</link></item>
                <item><title>e</title><link>https://example.org/lijst</link></item>
                """))
        #expect(found.count == 5)
        #expect(found.allSatisfy { $0.aliases.isEmpty })
        #expect(found.allSatisfy { $0.identity.rawValue.hasPrefix(url + "#") })
    }

    @Test func `takes the number of a case for no name, since question and answer share it`() throws {
        let found = try publications(
            rss(
                """
                <item><guid isPermaLink="false">x</guid><title>Antwoord op vragen 2022Z23276 over kst-29521-446</title>
                <link>https://www.example.org/detail?id=2022Z23276&amp;did=2022D49735</link></item>
                """))
        #expect(
            found.first?.aliases == [
                "https://www.example.org/detail?id=2022Z23276&did=2022D49735", "2022D49735",
            ])
    }

    @Test func `hashes ids that are too long, and escapes what acts on terminals`() throws {
        let long = String(repeating: "x", count: 5000)
        let found = try publications(
            rss(
                "<item><guid>\(long)</guid><title>a</title></item><item><guid>k&#10;&#x9b;31m</guid><title>b</title></item>"
            ))
        #expect(found.allSatisfy { $0.identity.rawValue.utf8.count < 100 })
        #expect(found.map(\.entryID.utf8.count).max()! < 100)
        #expect(found.first?.identity == Identifier(rawValue: url + "#k%0A%C2%9B31m"))
        #expect(found.first?.entryID == "k\n\u{9b}31m")
    }

    @Test func `lets the newer of an entry and its tombstone hold`() throws {
        func feed(_ when: String) -> String {
            """
            <feed xmlns="http://www.w3.org/2005/Atom" xmlns:at="http://purl.org/atompub/tombstones/1.0">
            <entry><id>urn:a</id><title>a</title><updated>2026-11-02T00:00:00Z</updated></entry>
            <at:deleted-entry ref="urn:a" when="\(when)"/><at:deleted-entry ref="urn:b" when="2026-11-01T00:00:00Z"/></feed>
            """
        }
        #expect(try publications(feed("2026-11-03T00:00:00Z")).map(\.isWithdrawn) == [true, true])
        #expect(try publications(feed("2026-11-01T12:00:00Z")).map(\.isWithdrawn) == [true, false])
    }

    @Test func `reads no more than thirty thousand entries`() throws {
        let many = rss((0..<30_050).map { "<item><guid>\($0)</guid><title>t</title></item>" }.joined())
        let (found, problems) = try FeedParser.parse(Array(many.utf8), url: url).publications(
            of: "papers", at: url)
        #expect(found.count == 30_000)
        #expect(problems.count == 1)
    }

    @Test func `drops links that a browser would run, and keeps others for the record`() throws {
        let found = try publications(
            """
            <feed xmlns="http://www.w3.org/2005/Atom"><entry><id>urn:a</id><title>a</title>
            <link href="javascript:alert(1)"/><link href="file:///etc/passwd"/><link href="https:\\\\evil.example.org/"/>
            <link href="https://example.org/a b?c=é"/></entry></feed>
            """)
        #expect(
            found.first?.links.map(\.url) == ["https://example.org/a%20b?c=%C3%A9", "file:///etc/passwd"])
    }
}
