import FeedSource
import Foundation
import PipelineTesting
import Testing

/// Feeds with a few bytes changed: each gives entries or a reason, and none ends the process.
///
/// The changes are the same on every run. `BODE_MUTATIONS=100000` makes more of them, for a long look.
@Suite struct MutatedFeedTests {
    static let feeds = [
        """
        <?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom" xml:base="http://a.example/b/">
        <id>urn:x</id><title type="html">Brieven &amp;amp; verslagen</title><updated>2026-11-25T08:00:00.1234567+01:00</updated>
        <entry><id>urn:x:1</id><title>Eén</title><updated>2026-11-25T08:00:00Z</updated><published>2026-11-24</published>
        <link rel="alternate" href="../1.html"/><link rel="enclosure" type="application/pdf" href="1.pdf"/>
        <summary type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">Ja <b>en</b> nee</div></summary>
        <category term="brief"/><author><name>Kamer</name></author></entry>
        <at:deleted-entry xmlns:at="http://purl.org/atompub/tombstones/1.0" ref="urn:x:2" when="2026-11-25T08:00:00Z"/></feed>
        """,
        """
        <?xml version="1.0"?><rss version="2.0"><channel><title>Krant</title><link>http://a.example/</link><ttl>60</ttl>
        <item><guid isPermaLink="false">7</guid><title><![CDATA[Twee & drie]]></title><link>http://a.example/2?x=1&amp;y=2</link>
        <pubDate>Wed, 25 Nov 26 08:00:00 EST</pubDate><description>&lt;p&gt;Tekst&lt;/p&gt;</description>
        <enclosure url="http://a.example/2.pdf" type="application/pdf" length="12"/></item></channel></rss>
        """,
        """
        {"version": "https://jsonfeed.org/version/1.1", "title": "Blad", "items": [{"id": "3", "url": "https://a.example/3",
        "title": "Drie \\u00e9\\ud83d\\ude42", "date_published": "2026-11-25T08:00:00Z", "content_html": "<p>x</p>",
        "attachments": [{"url": "https://a.example/3.pdf", "mime_type": "application/pdf"}], "tags": ["a", null, 3]}]}
        """,
    ]

    @Test(arguments: feeds.indices)
    func `changed bytes give entries or a reason`(_ index: Int) {
        let feed = Array(Self.feeds[index].utf8)
        let count = ProcessInfo.processInfo.environment["BODE_MUTATIONS"].flatMap { Int($0) } ?? 1000
        var parsed = 0
        for seed in 0..<count {
            var random = SeededGenerator(UInt64(seed))
            let bytes = random.mutated(feed)
            let purpose: FeedParser.Purpose = seed.isMultiple(of: 2) ? .polling : .showing
            guard let feed = try? FeedParser.parse(bytes, url: "http://a.example/feed", for: purpose) else {
                continue
            }
            _ = feed.publications(of: "gazette", at: "http://a.example/feed")
            parsed += 1
        }
        // Were every one refused, nothing behind the first check would have been tried.
        #expect(parsed > count / 20)
    }
}
