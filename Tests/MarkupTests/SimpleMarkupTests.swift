import Markup
import PipelineTesting
import Testing

@Suite struct SimpleMarkupTests {
    @Test func `reads simple markup as a parser does`() {
        let pieces = [
            "<p>", "</p>", "<br>", "<br/>", "<br />", "<b>", "</b>", "<em>", "</em>", "<strong>", "</strong>",
            "<i>", "</i>", "word", "é", "’", "«", "€", " ", "  ", "\n", "\u{A0}", "\u{AD}", "\u{7F}", "&amp;",
            "&lt;", "&gt;", "&quot;", "&nbsp;", "<", "&", "<a href='x'>", "</a>", "<!-- x -->", "ب",
            "\u{2028}",
            "\u{200B}", "…",
        ]
        var chance = SeededGenerator(7)
        var read = 0
        for _ in 0..<5000 {
            var fragment = ""
            for _ in 0..<Int.random(in: 1...8, using: &chance) {
                fragment += pieces.randomElement(using: &chance) ?? ""
            }
            guard let simple = HTMLText.simple(Array(fragment.utf8)) else { continue }
            read += 1
            #expect(String(decoding: simple, as: UTF8.self) == HTMLText.plain(fragment), "\(fragment)")
        }
        #expect(read > 500)
    }
}
