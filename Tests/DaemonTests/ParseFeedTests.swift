import Daemon
import Pipeline
import Testing

@Suite struct ParseFeedTests {
    private func lines(_ text: String, url: String? = nil, isPlain: Bool = false) throws -> [String] {
        let command = ParseFeedCommand(files: [], url: url, isPlain: isPlain)
        return try command.publications(in: Array(text.utf8)).lines.map {
            String(decoding: $0, as: UTF8.self)
        }
    }

    @Test func `prints a publication a line in the order of the feed, every key with or without a value`()
        throws
    {
        let text = """
            <rss version="2.0"><channel><item><guid isPermaLink="false">7</guid><title>Over &lt;b&gt;Mali&lt;/b&gt;</title>
            <link>/7</link><pubDate>Wed, 25 Nov 2026 09:00:00 +0100</pubDate><description>x</description><author>a@example.org (A)</author>
            <category>c</category><enclosure url="/7.pdf" type="application/pdf" length="12"/><enclosure url="/8.pdf"/></item>
            <item><link>/6</link></item></channel></rss>
            """
        #expect(
            try lines(text, url: "https://example.org/feed") == [
                #"{"authors":["A"],"categories":["c"],"enclosures":[{"length":12,"type":"application/pdf","#
                    + #""url":"https://example.org/7.pdf"},{"url":"https://example.org/8.pdf"}],"id":"7","#
                    + #""link":"https://example.org/7","published":"2026-11-25T08:00:00Z","summary":"x","#
                    + #""title":"Over <b>Mali</b>","updated":null}"# + "\n",
                #"{"authors":[],"categories":[],"enclosures":[],"id":"https://example.org/6","#
                    + #""link":"https://example.org/6","published":null,"summary":null,"title":null,"updated":null}"#
                    + "\n",
            ])
        #expect(try lines(text, isPlain: true).first?.contains(#""title":"Over Mali""#) == true)
        #expect(try lines(text).first?.contains(#""link":"/7""#) == true, "nobody knows what it stands at")
    }

    @Test func `prints no tombstones, and says so`() throws {
        let text = """
            <feed xmlns="http://www.w3.org/2005/Atom" xmlns:at="http://purl.org/atompub/tombstones/1.0"><entry><id>urn:a</id></entry>
            <at:deleted-entry ref="urn:b" when="2026-11-25T08:00:00Z"/></feed>
            """
        let (lines, remarks) = try ParseFeedCommand(files: []).publications(in: Array(text.utf8))
        #expect(lines.count == 1 && remarks == ["1 withdrawn, not printed"])
    }

    @Test func `keeps each publication on its line whatever it holds`() throws {
        let text = "<rss><channel><item><title>a&#10;b&#x2028;c&#x9d;\u{202E}d</title></item></channel></rss>"
        let line = try #require(try lines(text).first)
        #expect(line.dropLast().unicodeScalars.allSatisfy { !$0.actsOnTerminalsOrLines })
    }

    @Test func `says what a file is that is no feed`() {
        #expect(throws: (any Error).self) { try lines("<html><title>Onderhoud</title>") }
    }
}
