import FeedSource
import Pipeline
import Testing

private let url = "https://feeds.example.org/papers"

private func feed(_ text: String, at url: String = url) throws(FeedFailure) -> ParsedFeed {
    try FeedParser.parse(Array(text.utf8), url: url, for: .showing)
}

private func entry(rss item: String) throws -> FeedEntry {
    let namespaces = """
        xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"
        xmlns:atom="http://www.w3.org/2005/Atom" xmlns:media="http://search.yahoo.com/mrss/"
        xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" xmlns:content="http://purl.org/rss/1.0/modules/content/"
        """
    let text = "<rss version='2.0' \(namespaces)><channel><item>\(item)</item></channel></rss>"
    return try #require(try feed(text).entries.first)
}

private func entry(atom content: String) throws -> FeedEntry {
    let text = "<feed xmlns='http://www.w3.org/2005/Atom'><entry>\(content)</entry></feed>"
    return try #require(try feed(text).entries.first)
}

@Suite struct FeedFormatTests {
    struct Format: CustomTestStringConvertible {
        let testDescription: String
        let text: String
    }

    @Test(arguments: [
        Format(
            testDescription: "RSS 0.90",
            text: """
                <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://my.netscape.com/rdf/simple/0.9/">
                <channel><title>K</title><link>https://example.org/</link></channel><image><title>nee</title></image>
                <item><title>Brief</title><link>https://example.org/1</link></item></rdf:RDF>
                """),
        Format(
            testDescription: "RSS 0.91 with its document type",
            text: """
                <?xml version="1.0"?><!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN"
                 "http://my.netscape.com/publish/formats/rss-0.91.dtd"><rss version="0.91"><channel><title>K</title>
                <link>https://example.org/</link><item><title>Brief</title><link>https://example.org/1</link></item>
                <textinput><title>nee</title><link>https://example.org/zoek</link></textinput></channel></rss>
                """),
        Format(
            testDescription: "RSS 1.0",
            text: """
                <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">
                <channel rdf:about="https://example.org/rdf"><title>K</title><link>https://example.org/</link><items><rdf:Seq>
                <rdf:li resource="https://example.org/1"/></rdf:Seq></items></channel><item rdf:about="https://example.org/1">
                <title>Brief</title><link>https://example.org/1</link></item></rdf:RDF>
                """),
        Format(
            testDescription: "RSS 2.0 in a namespace of its own, in capitals",
            text: """
                <RSS version="2.0" xmlns="http://backend.userland.com/RSS2"><CHANNEL><TITLE>K</TITLE><LINK>https://example.org/</LINK>
                <ITEM><TITLE>Brief</TITLE><LINK>https://example.org/1</LINK></ITEM></CHANNEL></RSS>
                """),
        Format(
            testDescription: "CDF",
            text: """
                <CHANNEL HREF="https://example.org/"><TITLE>K</TITLE>
                <ITEM HREF="https://example.org/1" LASTMOD="2026-11-25"><TITLE>Brief</TITLE></ITEM></CHANNEL>
                """),
        Format(
            testDescription: "Atom 0.3",
            text: """
                <feed version="0.3" xmlns="http://purl.org/atom/ns#"><title>K</title><link rel="alternate" href="https://example.org/"/>
                <entry><title mode="escaped" type="text/html">Brief</title><link rel="alternate" href="https://example.org/1"/></entry></feed>
                """),
        Format(
            testDescription: "Atom 1.0 with a prefix",
            text: """
                <a:feed xmlns:a="http://www.w3.org/2005/Atom"><a:title>K</a:title><a:link href="https://example.org/"/>
                <a:entry><a:title>Brief</a:title><a:link href="/1"/></a:entry></a:feed>
                """),
        Format(
            testDescription: "JSON Feed",
            text: """
                {"version": "https://jsonfeed.org/version/1.1", "title": "K", "home_page_url": "https://example.org/",
                 "items": [{"title": "Brief", "url": "https://example.org/1"}]}
                """),
    ])
    func `reads every format`(_ format: Format) throws {
        let feed = try feed(format.text, at: "https://example.org/feed")
        #expect(feed.head.title == "K" && feed.head.link == "https://example.org/")
        #expect(feed.entries.map(\.title) == ["Brief"])
        #expect(feed.entries.map(\.link) == ["https://example.org/1"])
        #expect(feed.isWhole)
    }

    @Test(arguments: [
        "<feed version='0.3'><title>K</title><entry><id>a</id><title>Brief</title><link href='https://example.org/1'/><issued>2026-11-02T10:00:00Z</issued><author><name>An</name></author></entry></feed>",
        "<feed xmlns='urn:eigen'><entry><id>a</id><title>Brief</title><link href='https://example.org/1'/><published>2026-11-02T10:00:00Z</published><author><name>An</name></author></entry></feed>",
        "<rss xmlns='urn:eigen' version='2.0'><channel><item><guid>a</guid><title>Brief</title><link>https://example.org/1</link><pubDate>Mon, 02 Nov 2026 10:00:00 GMT</pubDate><author>An</author></item></channel></rss>",
    ])
    func `reads a feed that does not say in which vocabulary it is`(_ text: String) throws {
        let entry = try #require(try feed(text).entries.first)
        #expect(entry.id == "a")
        #expect(entry.title == "Brief")
        #expect(entry.link == "https://example.org/1")
        #expect(entry.published?.rfc3339 == "2026-11-02T10:00:00Z")
        #expect(entry.authors == ["An"])
    }

    @Test func `takes Atom's words in an RSS feed that borrows them, behind RSS's own`() throws {
        let borrowed = try entry(
            rss: "<published>2026-11-02</published><modified>2026-11-03</modified><summary>kort</summary>")
        #expect(borrowed.published?.rfc3339 == "2026-11-02T00:00:00Z")
        #expect(borrowed.updated?.rfc3339 == "2026-11-03T00:00:00Z")
        #expect(borrowed.summary == "kort")
        let both = try entry(
            rss: """
                <published>2026-11-02</published><pubDate>Wed, 04 Nov 2026 00:00:00 GMT</pubDate>
                <summary>kort</summary><description>eigen</description>
                """)
        #expect(both.published?.rfc3339 == "2026-11-04T00:00:00Z")
        #expect(both.summary == "eigen")
    }

    @Test func `takes what is said of a file where nothing is said of the entry`() throws {
        let file = "<media:title>Film</media:title><media:description>Van de zitting</media:description>"
        let alone = try entry(rss: file)
        #expect(alone.title == "Film")
        #expect(alone.summary == "Van de zitting")
        let own = try entry(
            rss: file + "<title>Zitting</title><content:encoded>&lt;p&gt;Verslag&lt;/p&gt;</content:encoded>")
        #expect(own.title == "Zitting")
        #expect(own.summary == "Verslag")
    }

    @Test func `lets the content of a JSON feed stand in for a summary`() throws {
        let items =
            #"{"id": "1", "content_html": "<p>Het antwoord</p>"}, {"id": "2", "content_text": "a < b"}, {"id": "3", "summary": "kort", "content_text": "lang"}"#
        let summaries = try feed(#"{"items": [\#(items)]}"#).entries.map(\.summary)
        #expect(summaries == ["Het antwoord", "a < b", "kort"])
        let polled = try FeedParser.parse(Array(#"{"items": [\#(items)]}"#.utf8), url: url)
        #expect(polled.entries.map(\.summary) == [nil, nil, "kort"])
    }

    @Test func `names entries by the feed's address without the key in it`() throws {
        let text =
            "<rss version='2.0'><channel><item><guid isPermaLink='false'>7</guid></item></channel></rss>"
        let names = ["https://a.example/rss?dossier=1&key=OLD", "https://a.example/rss?dossier=1&key=NEW"].map
        {
            (try? feed(text, at: $0))?.publications(of: "a", at: $0).publications.first?.identity.rawValue
        }
        #expect(names == Array(repeating: "https://a.example/rss?dossier=1&key=***#7", count: 2))
        let other = "https://a.example/rss?session=2026"
        #expect(
            try feed(text, at: other).publications(of: "a", at: other).publications.first?.identity.rawValue
                == other + "#7")
    }

    @Test func `takes a body of XHTML for the content`() throws {
        let entry = try entry(
            rss: "<body xmlns='http://www.w3.org/1999/xhtml'><p>Het <b>antwoord</b></p></body>")
        #expect(entry.summary == "Het antwoord")
    }

    @Test func `reads a document of one entry`() throws {
        let text = "<entry xmlns='http://www.w3.org/2005/Atom'><id>urn:a</id><title>Brief</title></entry>"
        #expect(try feed(text).entries.map(\.id) == ["urn:a"])
    }

    // MARK: Which of several counts

    @Test func `takes a feed's own words before those of others, wherever they stand`() throws {
        let found = try entry(
            rss: """
                <dc:title>nee</dc:title><dc:date>2026-01-01</dc:date><dc:creator>Nee</dc:creator><itunes:summary>nee</itunes:summary>
                <atom:updated>2026-11-03T00:00:00Z</atom:updated><media:content><media:title>nee</media:title></media:content>
                <image><title>nee</title></image><title>ja</title><pubDate>Mon, 02 Nov 2026 00:00:00 GMT</pubDate>
                <author>a@example.org (A. Voorbeeld)</author><description>ja</description>
                """)
        #expect(found.title == "ja" && found.summary == "ja" && found.authors == ["A. Voorbeeld"])
        #expect(found.published?.rfc3339 == "2026-11-02T00:00:00Z")
        #expect(found.updated?.rfc3339 == "2026-11-03T00:00:00Z")
    }

    @Test func `takes the words of others where a feed has none`() throws {
        let found = try entry(
            rss: """
                <itunes:author>Nee</itunes:author><dc:title>a</dc:title><dc:date>2026-11-02</dc:date><dc:creator>B</dc:creator>
                <dc:creator>C</dc:creator><dc:subject>d</dc:subject><itunes:keywords>e, f</itunes:keywords>
                <itunes:category text="g"><itunes:category text="nee"/></itunes:category><atom:link href="/1"/>
                <itunes:subtitle>nee</itunes:subtitle><itunes:summary>h</itunes:summary><atom:id>nee</atom:id>
                """)
        #expect(found.title == "a" && found.summary == "h" && found.authors == ["B", "C"])
        #expect(found.categories == ["d", "e", "f", "g"])
        #expect(found.link == "https://feeds.example.org/1")
        #expect(found.published == found.updated && found.published?.rfc3339 == "2026-11-02T00:00:00Z")
        let issued = try entry(
            rss:
                "<dc:date>2026-01-01</dc:date><dcterms:modified>2026-11-03</dcterms:modified><dcterms:issued>2026-11-02</dcterms:issued>"
        )
        #expect(issued.published?.rfc3339 == "2026-11-02T00:00:00Z")
        #expect(issued.updated?.rfc3339 == "2026-11-03T00:00:00Z")
    }

    @Test(arguments: [
        ("a@example.org (A. B.)", "A. B."), ("A. B. (a@example.org)", "A. B."),
        ("A. B. <a@example.org>", "A. B."),
        ("a@example.org", "a@example.org"), ("A. B.", "A. B."), ("A. B. (CDA)", "A. B. (CDA)"),
        ("(a@b)", "a@b"),
        ("a@b ()", "a@b"), ("<i>A</i>", "A"),
    ])
    func `names a person by name, or else by address`(_ text: String, name: String) throws {
        let escaped = text.hasPrefix("<i>") ? text : text.replacing("<", with: "&lt;")
        #expect(try entry(rss: "<author>\(escaped)</author>").authors == [name])
    }

    @Test func `names the people of Atom`() throws {
        let found = try entry(
            atom: """
                <author><email>nee@example.org</email><name>A</name><uri>x</uri></author><author><email>b@example.org</email></author>
                <author><uri>https://example.org/</uri></author><contributor><name>Nee</name></contributor>
                """)
        #expect(found.authors == ["A", "b@example.org"])
    }

    @Test func `keeps enclosures with type and length, whatever the number`() throws {
        let found = try entry(
            rss: """
                <enclosure url="https://example.org/a.pdf" type="application/pdf" length="12"/>
                <enclosure url="b.pdf" length="99999999999999999999"/><enclosure url="c" length="-1"/><enclosure/>
                <atom:link rel="enclosure" href="d" type="text/plain" length=" 7 "/><atom:link rel="http://www.iana.org/assignments/relation/enclosure" href="e"/>
                """)
        #expect(
            found.enclosures == [
                .init(url: "https://example.org/a.pdf", mediaType: "application/pdf", length: 12),
                .init(url: "https://feeds.example.org/b.pdf", mediaType: nil, length: nil),
                .init(url: "https://feeds.example.org/c", mediaType: nil, length: nil),
                .init(url: "https://feeds.example.org/d", mediaType: "text/plain", length: 7),
                .init(url: "https://feeds.example.org/e", mediaType: nil, length: nil),
            ])
    }

    @Test func `takes the page before other links, and a guid that is an address for one`() throws {
        let found = try entry(
            atom: """
                <link rel="via" href="/via"/><link type="application/json" href="/json"/><link href="/page"/><link href="/other"/>
                """)
        #expect(found.link == "https://feeds.example.org/page")
        #expect(try entry(rss: "<guid>https://example.org/1</guid>").link == "https://example.org/1")
        #expect(try entry(rss: "<guid isPermaLink='false'>https://example.org/1</guid>").link == nil)
        #expect(try entry(rss: "<guid>12</guid>").link == nil)
        #expect(try entry(rss: "<link>javascript:alert(1)</link>").link == nil)
        #expect(
            try entry(atom: "<link rel='alternate'> https://example.org/1 </link>").link
                == "https://example.org/1")
    }

    @Test func `keeps a relative address where nobody knows what it stands at`() throws {
        let text = "<rss><channel><item><link>/1</link></item></channel></rss>"
        let found = try #require(try feed(text, at: "").entries.first)
        #expect(found.link == "/1" && found.links.isEmpty)
    }

    // MARK: Texts

    struct Construct: CustomTestStringConvertible {
        var testDescription: String { title }
        let title: String
        let stated: String
        let plain: String
    }

    @Test(arguments: [
        Construct(title: "<title>a &lt;b&gt; &amp;amp;</title>", stated: "a <b> &amp;", plain: "a <b> &amp;"),
        Construct(
            title: "<title type='html'>a &lt;b>b&lt;/b> &amp;amp;</title>", stated: "a <b>b</b> &amp;",
            plain: "a b &"),
        Construct(
            title: "<title type='html'><![CDATA[a <b>b</b>]]></title>", stated: "a <b>b</b>", plain: "a b"),
        Construct(
            title:
                "<title type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'>a <b c='d'>e &amp; f</b><br/></div></title>",
            stated: #"a <b c="d">e &amp; f</b><br/>"#, plain: "a e & f"),
        Construct(title: "<title type='xhtml'>a &lt; b</title>", stated: "a &lt; b", plain: "a < b"),
        Construct(title: "<title>a <b>b</b></title>", stated: "a <b>b</b>", plain: "a b"),
        Construct(
            title: "<title type='application/octet-stream'> YSA8Yj5iPC9i\nPg== </title>",
            stated: "a <b>b</b>", plain: "a b"),
        Construct(title: "<title mode='base64'>w6nDqQ==</title>", stated: "éé", plain: "éé"),
        Construct(
            title: "<title mode='base64'>no base 64!</title>", stated: "no base 64!", plain: "no base 64!"),
        Construct(title: "<title mode='base64'>/w==</title>", stated: "/w==", plain: "/w=="),
        Construct(title: "<title>it&#146;s</title>", stated: "it’s", plain: "it’s"),
        Construct(
            title: "<title type='html' xml:base='https://x.org/y/'>&lt;a href='z?b=1'>a&lt;/a></title>",
            stated: "<a href='https://x.org/y/z?b=1'>a</a>", plain: "a"),
    ])
    func `reads a title in whatever it is written`(_ construct: Construct) throws {
        let found = try entry(atom: construct.title)
        #expect(found.statedTitle == construct.stated)
        #expect(found.title == construct.plain)
        // What is followed keeps the plain text alone.
        let text = "<feed xmlns='http://www.w3.org/2005/Atom'><entry>\(construct.title)</entry></feed>"
        let followed = try FeedParser.parse(Array(text.utf8), url: url).entries.first
        #expect(followed?.statedTitle == construct.plain && followed?.title == construct.plain)
    }

    @Test func `lets the content stand in for a summary where a feed is shown`() throws {
        let atom = try entry(atom: "<content type='html'>&lt;p>a&lt;/p></content>")
        #expect(atom.statedSummary == "<p>a</p>" && atom.summary == "a")
        let rss = try entry(rss: "<content:encoded>nee</content:encoded><description>ja</description>")
        #expect(rss.summary == "ja")
    }

    @Test func `resolves an id at the base that a feed says, and at no other`() throws {
        let based =
            "<feed xmlns='http://www.w3.org/2005/Atom' xml:base='https://x.org/a/'><entry><id>b</id></entry></feed>"
        #expect(try feed(based).entries.map(\.id) == ["https://x.org/a/b"])
        #expect(try entry(atom: "<id>b</id>").id == "b")
    }

    // MARK: Broken feeds

    @Test func `shows what there is of a feed that is cut off, and follows none`() throws {
        let text = "<rss><channel><item><title>een</title></item><item><title>twee & dr"
        let shown = try feed(text)
        #expect(shown.entries.map(\.title) == ["een", "twee & dr"])
        #expect(!shown.isWhole && shown.problems == ["it stops before its end"])
        #expect(throws: FeedFailure.self) { try FeedParser.parse(Array(text.utf8), url: url) }
    }

    @Test func `reads a feed whose tags do not match, and says that it had to guess`() throws {
        let text = """
            Notice: x in y.php on line 3
            <?xml version="1.0"?><rss><channel><item><guid isPermaLink=false>1</guid><description><p>a<br>b</description></item>
            <item><guid>2</guid></channel></rss><!-- took 3 ms --><script>x</script>
            """
        let found = try FeedParser.parse(Array(text.utf8), url: url)
        #expect(found.entries.map(\.id) == ["1", "2"] && found.entries.first?.summary == "a b")
        #expect(!found.isWhole && found.problems.count == 2)
    }

    @Test func `reads the names of HTML's characters where a document type would have declared them`() throws
    {
        let text = """
            <!DOCTYPE rss SYSTEM "http://127.0.0.1:9/rss-0.91.dtd"><rss><channel><item><title>caf&eacute;</title></item></channel></rss>
            """
        let found = try FeedParser.parse(Array(text.utf8), url: url)
        #expect(found.entries.map(\.title) == ["café"] && found.isWhole)
    }

    @Test(arguments: [
        ("<ttl>60</ttl>", 3600), ("<ttl>x</ttl>", nil), ("<ttl>99999999999999999999</ttl>", 86_400),
        ("<s:updatePeriod>hourly</s:updatePeriod>", 3600),
        ("<s:updatePeriod> Daily </s:updatePeriod><s:updateFrequency>4</s:updateFrequency>", 21_600),
        ("<s:updateFrequency>0</s:updateFrequency><s:updatePeriod>daily</s:updatePeriod>", nil),
        ("<s:updatePeriod>yearly</s:updatePeriod>", 86_400), ("<s:updatePeriod>often</s:updatePeriod>", nil),
        ("<s:updatePeriod>hourly</s:updatePeriod><ttl>90</ttl>", 5400),
    ])
    func `hears how long a feed would not be asked`(_ head: String, seconds: Int64?) throws {
        let text =
            "<rss xmlns:s='http://purl.org/rss/1.0/modules/syndication/'><channel>\(head)</channel></rss>"
        #expect(try feed(text).timeToLive == seconds.map { .seconds($0) })
    }
}
