import Markup
import Testing

@Suite struct XMLRepairTests {
    struct Broken: CustomTestStringConvertible {
        let testDescription: String
        let text: String
        let mended: String
        var isGuess = false
    }

    @Test(arguments: [
        Broken(
            testDescription: "a bare ampersand", text: "<a>b & c &d; e&f</a>",
            mended: "<a>b &amp; c &amp;d; e&amp;f</a>"),
        Broken(
            testDescription: "entities of HTML", text: "<a>&eacute;&nbsp;&amp;</a>",
            mended: "<a>&#233;&#160;&amp;</a>"),
        Broken(
            testDescription: "references to no character",
            text: "<a>&#0;&#8;&#xD800;&#x110000;&#xFFFF;&#99999999999;x</a>", mended: "<a>x</a>"),
        Broken(
            testDescription: "controls, in CDATA too", text: "<a>b\u{1}c<![CDATA[d\u{2}&e]]></a>",
            mended: "<a>bc<![CDATA[d&e]]></a>"),
        Broken(testDescription: "noncharacters", text: "<a>b\u{FFFF}c\u{FFFE}</a>", mended: "<a>bc</a>"),
        Broken(
            testDescription: "a bare bracket", text: "<a>1 < 2 <3 ]]> 4</a>",
            mended: "<a>1 &lt; 2 &lt;3 ]]&gt; 4</a>"),
        Broken(
            testDescription: "attributes without quotes", text: "<a b=c d='e' f g=\"h<&i\"/>",
            mended: #"<a b="c" d="e" f="" g="h&lt;&amp;i"/>"#),
        Broken(
            testDescription: "the slash of an empty element behind a value without quotes",
            text: "<a><b c=d/><e f=/g/h/></a>", mended: #"<a><b c="d"/><e f="/g/h"/></a>"#),
        Broken(testDescription: "an attribute twice", text: #"<a b="1" b="2"/>"#, mended: #"<a b="1"/>"#),
        Broken(
            testDescription: "something before and behind", text: "x <!-- -- --> <a>b</a> <c>junk</c> & more",
            mended: "<a>b</a>"),
        Broken(
            testDescription: "a tag left open", text: "<a><b>c</a>", mended: "<a><b>c</b></a>", isGuess: true),
        Broken(testDescription: "a tag too many", text: "<a>b</i></a>", mended: "<a>b</a>", isGuess: true),
        Broken(
            testDescription: "tags crossed", text: "<a><b><i>c</b>d</i></a>",
            mended: "<a><b><i>c</i></b>d</a>", isGuess: true),
        Broken(testDescription: "a name in another case", text: "<a><B>c</b></a>", mended: "<a><B>c</B></a>"),
        Broken(
            testDescription: "a tag unfinished", text: "<a><b <c/></a>", mended: "<a><b><c/></b></a>",
            isGuess: true),
        Broken(
            testDescription: "an item left open", text: "<a><item>1<item>2</item></a>",
            mended: "<a><item>1</item><item>2</item></a>", isGuess: true),
    ])
    func `mends what can be told`(_ broken: Broken) throws {
        let repair = XMLRepair(Array(broken.text.utf8))
        #expect(String(decoding: repair.text, as: UTF8.self) == broken.mended)
        #expect(!repair.isCutOff)
        #expect(repair.isGuess == broken.isGuess)
    }

    @Test func `says that a document is cut off wherever it is, and closes what is open`() {
        let whole = Array(#"<a><b c="d">e<![CDATA[f]]>&amp;<!-- g --></b></a>"#.utf8)
        for length in 3..<whole.count - 3 {
            let repair = XMLRepair(Array(whole.prefix(length)))
            #expect(repair.isCutOff && repair.isGuess)
            #expect(String(decoding: repair.text, as: UTF8.self).hasSuffix("</a>"))
        }
        // All but the last bracket is all there is to say.
        #expect(!XMLRepair(Array(whole.dropLast())).isCutOff)
    }

    @Test func `keeps no more than so many levels, and takes time in proportion`() {
        let deep = String(repeating: "<d>x", count: 20_000) + String(repeating: "</e>", count: 20_000)
        let repair = XMLRepair(Array(deep.utf8))
        #expect(repair.text.count < 20_000 + 256 * 8)
        #expect(repair.isGuess)
    }

    private struct Nothing: XMLHandler {
        struct Name: XMLVocabulary { init(_ name: String, in namespace: String) {} }
        mutating func start(_ name: Name, _ attributes: borrowing XMLAttributes) {}
        mutating func text(_ text: [UInt8]) {}
        mutating func end(_ name: Name) {}
    }

    @Test func `makes XML of whatever begins with an element`() throws {
        let pieces: [String] = [
            "<a>", "</a>", "<b c='d'>", "<b c=\"", "</B >", "<item>", "</item", "<", ">", "&", "&amp;",
            "&#x1;",
            "&nbsp;", "]]>", "<![CDATA[", "<!--", "-->", "--", "<?x", "?>", "<!x", "'", "\"", " ", "é", "<é>",
            "<a:b:c d:=e>",
            "\u{1}", "\u{FFFF}", "/", "=", "xmlns:a='b'", "xmlns='c'", "<x a=1 a=2/>", "\n", "text",
        ]
        var seed: UInt64 = 1
        for _ in 0..<2000 {
            var text = "<r>"
            for _ in 0..<30 {
                seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                text += pieces[Int(seed >> 33) % pieces.count]
            }
            let mended = XMLRepair(Array(text.utf8)).text
            do { _ = try XMLReader.read(utf8: mended, with: Nothing()) } catch {
                Issue.record("\(error): \(text) became \(String(decoding: mended, as: UTF8.self))")
                return
            }
        }
    }

    // MARK: Document types

    private func prolog(_ text: String) throws(MarkupFailure) -> String {
        String(decoding: try XMLProlog.withoutDocumentType(Array(text.utf8)), as: UTF8.self)
    }

    @Test(arguments: [
        ("<!DOCTYPE rss SYSTEM 'x>y'><rss/>", "                           <rss/>"),
        (
            "<?xml version='1.0'?>\n<!-- > --><!doctype a\nPUBLIC \"b\" \"c\"><a/>",
            "<?xml version='1.0'?>\n<!-- > -->           \n               <a/>"
        ),
        (
            "<!DOCTYPE a [<!ELEMENT a ANY><!-- ]> <!ENTITY b 'c'> -->]><a/>",
            String(repeating: " ", count: 58) + "<a/>"
        ),
        ("<a><!DOCTYPE b></a>", "<a><!DOCTYPE b></a>"), ("", ""), ("<!-- ", "<!-- "),
    ])
    func `passes over a document type without reading it`(_ text: String, rest: String) throws {
        #expect(try prolog(text) == rest)
    }

    @Test(arguments: [
        "<!DOCTYPE a [<!ENTITY b 'c'>]><a/>", "<!DOCTYPE a [<!entity b 'c'>]><a/>",
        "<!DOCTYPE a [<!ENTITY % p SYSTEM 'http://127.0.0.1/x'> %p;]><a/>", "<!DOCTYPE a [%p;]><a/>",
        "<?x?><!DOCTYPE a SYSTEM 'b' [ <!ELEMENT a ANY> <!ENTITY b SYSTEM 'file:///etc/passwd'>]><a/>",
    ])
    func `refuses a document type that declares entities`(_ text: String) {
        let failure = #expect(throws: MarkupFailure.self) { try prolog(text) }
        if case .refused = failure {} else { Issue.record("\(String(describing: failure))") }
    }

    @Test(arguments: ["<!DOCTYPE", "<!DOCTYPE a 'b><a/>", "<!DOCTYPE a [<a/>", "<!DOCTYPE a [<!-- ]><a/>"])
    func `takes a document type that does not end for an error`(_ text: String) {
        let failure = #expect(throws: MarkupFailure.self) { try prolog(text) }
        if case .malformed = failure {} else { Issue.record("\(String(describing: failure))") }
    }
}
