import Markup
import Testing

/// Writes down everything that it is told.
private struct Transcript: XMLHandler {
    struct Name: XMLVocabulary {
        let text: String
        init(_ name: String, in namespace: String) { text = "{\(namespace)}\(name)" }
    }

    private(set) var events: [String] = []

    mutating func start(_ name: Name, _ attributes: borrowing XMLAttributes) {
        let markup = String(decoding: attributes.markup, as: UTF8.self)
        let language = attributes["lang", in: XMLNamespace.xml] ?? "-"
        events.append("<\(name.text)\(markup)> \(attributes.count) \(language) \(attributes["a"] ?? "-")")
    }

    mutating func text(_ text: [UInt8]) { events.append(String(decoding: text, as: UTF8.self)) }
    mutating func end(_ name: Name) { events.append("</\(name.text)>") }
}

/// The quick way of reading XML and the thorough one, which must tell the same.
@Suite struct XMLScannerTests {
    /// What is told of a document, or how it is refused.
    private func told(_ document: String, thoroughly: Bool) -> String {
        // Letters beyond ASCII in a name are left to libxml2, and this instruction tells nobody anything.
        let start = document.firstRange(of: "?>").map {
            document.hasPrefix("<?xml ") ? $0.upperBound : document.startIndex
        }
        let place = start ?? document.startIndex
        let forced = String(document[..<place]) + (thoroughly ? "<?é x?>" : "") + String(document[place...])
        do throws(MarkupFailure) {
            let limits = MarkupLimits(depth: 8, attributes: 100)
            return try XMLReader.read(utf8: Array(forced.utf8), limits: limits, with: Transcript()).events
                .joined(separator: "\n")
        } catch {
            // Where it went wrong the instruction may have changed.
            return switch error {
            case .malformed: "malformed"
            case .refused: "refused"
            case .tooLarge: "too large"
            }
        }
    }

    static let documents = [
        "<a/>", "<a></a>", "<a>text</a>", "<a>one<b/>two<!-- c -->three<![CDATA[<four>]]>&amp;five</a>",
        "<?xml version=\"1.0\" encoding=\"ISO-8859-1\" standalone='yes' ?>\n<!-- x --><a/>\n<?p q?>\n",
        "<?xml version=\"1.1\"?><a/>", "<?xml encoding=\"utf-8\"?><a/>", "<?XML x?><a/>", "<?p?><a/>",
        "<a a=\"1\" b='2 &lt; &#51; &#x34;' c=\"x\ty\nz\"/>", "<a a=\"&quot;\" b=\"<\"/>", "<a a='1' a='2'/>",
        "<a xmlns='u' a='1'><b xmlns=''><c/></b><d/></a>", "<p:a xmlns:p='u' p:a='1' a='2'/>",
        "<p:a xmlns:p='u' xmlns:q='u' p:a='1' q:a='2'/>", "<p:a/>", "<a p:a='1'/>",
        "<a xml:lang='nl' xml:base='b'/>",
        "<a xmlns:p=''/>", "<a xmlns:p='u' xmlns:p='v'/>", "<a xmlns:xml='u'/>",
        "<a xmlns:p='u'><p:b/></a><p:c/>",
        "<a>&nbsp;</a>", "<a>&#0;</a>", "<a>&#x1FFFE;&#xFFFE;</a>", "<a>&#38;&#60;</a>", "<a>& b</a>",
        "<a>]]></a>",
        "<a>]] ></a>", "<a><![CDATA[]]]]><![CDATA[>]]></a>", "<a>\r\nb\rc<![CDATA[\r\nd]]></a>",
        "<a>b\r\n<![CDATA[\r\nd]]>&amp;\r\n</a>",
        "<a b='\r\n'/>",
        "<a><b></a></b>", "<a>", "<a></b>", "</a>", "<a/><b/>", "<a/>text", " <a/>", "text", "", "<", "<a",
        "<a b",
        "<a b=>", "<a b=\"", "<a b='1'c='2'/>", "<a / >", "<a/ >", "<a ></a >", "< a/>", "<a></ a>",
        "<a.-_1/>",
        "<1a/>", "<a:/>", "<:a/>", "<a:b:c xmlns:a='u'/>", "<é/>", "<aé/>", "<a é='1'/>", "<a>é€𐍈</a>",
        "<a>\u{FFFE}</a>", "<a>\u{FFFD}</a>", "<a>\u{1}</a>", "<a>\u{7F}\u{85}</a>", "<!-- a -- b --><a/>",
        "<!----><a/>", "<!-- a ---><a/>", "<a><!-- b</a>", "<a><![CDATA[b</a>", "<![CDATA[b]]><a/>",
        "<?p q><a/>",
        "<!DOCTYPE a><a/>", "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", "<a><?xml version='1.0'?></a>",
        "<a><b><c><d><e><f><g><h/></g></f></e></d></c></b></a>",
        "<a><b><c><d><e><f><g><h><i/></h></g></f></e></d></c></b></a>",
        "<a a='" + String(repeating: "x", count: 101) + "'/>", "<a>one\n  <b> two </b>\n</a>",
    ]

    @Test(arguments: documents) func `tells the same as libxml2`(_ document: String) {
        #expect(told(document, thoroughly: false) == told(document, thoroughly: true))
    }

    @Test func `tells the same of documents put together by chance`() {
        let pieces = [
            "<a>", "</a>", "<b c='1'>", "</b>", "<p:d xmlns:p='u'>", "</p:d>", "<e/>", "text", " ", "\n",
            "&amp;", "&lt",
            "<!-- c -->", "<![CDATA[d]]>", "<?e f?>", "&#65;", "]]>", "é", "\r", "<", ">", "&", "'",
            "<g h=\"&gt;\"/>",
        ]
        var chance = SystemRandomNumberGenerator()
        for _ in 0..<3000 {
            var document = "<a>"
            for _ in 0..<Int.random(in: 0...6, using: &chance) { document += pieces.randomElement() ?? "" }
            document += "</a>"
            #expect(
                told(document, thoroughly: false) == told(document, thoroughly: true),
                "\(document)")
        }
    }
}

@Suite struct SimpleMarkupTests {
    @Test func `reads simple markup as a parser does`() {
        let pieces = [
            "<p>", "</p>", "<br>", "<br/>", "<br />", "<b>", "</b>", "<em>", "</em>", "<strong>", "</strong>",
            "<i>",
            "</i>", "word", "é", "’", "«", "€", " ", "  ", "\n", "\u{A0}", "\u{AD}", "\u{7F}", "&amp;",
            "&lt;", "&gt;",
            "&quot;", "&nbsp;", "<", "&", "<a href='x'>", "</a>", "<!-- x -->", "ب", "\u{2028}", "\u{200B}",
            "…",
        ]
        var chance = SystemRandomNumberGenerator()
        var read = 0
        for _ in 0..<5000 {
            var fragment = ""
            for _ in 0..<Int.random(in: 1...8, using: &chance) { fragment += pieces.randomElement() ?? "" }
            guard let simple = HTMLText.simple(Array(fragment.utf8)) else { continue }
            read += 1
            #expect(String(decoding: simple, as: UTF8.self) == HTMLText.plain(fragment), "\(fragment)")
        }
        #expect(read > 100)
    }
}
