import FeedSource
import Pipeline
import Testing

@Suite struct NumberedTitleTests {
    private func title(_ title: String, _ summary: String) throws -> String? {
        let feed = """
            <rss version="2.0"><channel><item><link>https://zoek.example.nl/x.html</link><title>\(title)</title>
            <description>\(summary)</description></item></channel></rss>
            """
        let parsed = try FeedParser.parse(Array(feed.utf8), url: "https://zoek.example.nl/rss")
        return parsed.publications(of: "papers", at: "https://zoek.example.nl/rss").publications.first?.title
    }

    @Test(arguments: [
        (
            "kst-1027687 : Tweede Kamer", "Veren; Brief regering; Over\n veerponten",
            "Veren; Brief regering; Over veerponten"
        ),
        ("stcrt-2026-18 : Rijk", "Besluit", "Besluit"),
        ("kst-1027687 : Tweede Kamer", "", "kst-1027687 : Tweede Kamer"),
        // A title that has a name besides the number keeps it.
        ("kst-29237-178 Brief over veerponten", "Meer", "kst-29237-178 Brief over veerponten"),
        ("Besluit kst-29237-178 : Rijk", "Meer", "Besluit kst-29237-178 : Rijk"),
        ("covid-19 : stand van zaken", "Meer", "covid-19 : stand van zaken"),
    ])
    func `calls a paper by its summary where the title is its number`(
        _ given: String, _ summary: String, _ expected: String
    ) throws {
        #expect(try title(given, summary) == expected)
    }
}
