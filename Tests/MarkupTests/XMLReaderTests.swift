import Markup
import Testing

/// Writes down what it is told, one event a string.
private struct Transcript: XMLHandler {
    struct Name: XMLVocabulary {
        let text: String
        init(_ name: String, in namespace: String) { text = "{\(namespace)}\(name)" }
    }

    var events: [String] = []

    mutating func start(_ name: Name, _ attributes: borrowing XMLAttributes) {
        let href = attributes["href"].map { " href=\($0)" } ?? ""
        let base = attributes["base", in: XMLNamespace.xml].map { " base=\($0)" } ?? ""
        events.append("<" + name.text + href + base)
    }
    mutating func text(_ text: [UInt8]) { events.append(String(decoding: text, as: UTF8.self)) }
    mutating func end(_ name: Name) { events.append("/" + name.text) }
}

private func events(_ bytes: [UInt8], charset: String? = nil, limits: MarkupLimits = .init())
    throws(MarkupFailure)
    -> [String]
{
    try XMLReader.read(bytes, charset: charset, limits: limits, with: Transcript()).events
}

private func events(_ text: String, limits: MarkupLimits = .init()) throws(MarkupFailure) -> [String] {
    try events(Array(text.utf8), limits: limits)
}

@Suite(.timeLimit(.minutes(1))) struct XMLReaderTests {
    @Test func `tells elements by their namespace, whatever the prefix`() throws {
        let told = try events(#"<a xmlns="urn:one"><t:b xmlns:t="urn:one"/><b xmlns=""/></a>"#)
        #expect(told == ["<{urn:one}a", "<{urn:one}b", "/{urn:one}b", "<{}b", "/{}b", "/{urn:one}a"])
    }

    @Test func `gives a prefix that is declared nowhere a namespace that no document can declare`() throws {
        #expect(try events("<a><dc:date/></a>") == ["<{}a", "<{dc:}date", "/{dc:}date", "/{}a"])
    }

    @Test func `gives text whole, across references, CDATA and comments`() throws {
        #expect(
            try events("<a>x &amp; y<!-- no --><![CDATA[<z>]]>&#233;</a>") == ["<{}a", "x & y<z>é", "/{}a"])
    }

    @Test func `resolves references in attributes, and tells xml:base from base`() throws {
        let told = try events(##"<a base="no" xml:base="http://h/" href="?a=1&amp;b=&#50;"/>"##)
        #expect(told.first == "<{}a href=?a=1&b=2 base=http://h/")
    }

    @Test func `reads text longer than its pieces`() throws {
        let long = String(repeating: "één ", count: 100_000)
        #expect(try events("<a>\(long)</a>") == ["<{}a", long, "/{}a"])
    }

    struct Broken: CustomTestStringConvertible {
        let testDescription: String
        let text: String
        init(_ why: String, _ text: String) { (testDescription, self.text) = (why, text) }
    }

    @Test(arguments: [
        Broken("nothing", ""), Broken("cut off within an element", "<a><b></a"),
        Broken("cut off after an element", "<a><b></b>"), Broken("tags crossed", "<a><b></a></b>"),
        Broken("an entity that nobody declared", "<a>&nbsp;</a>"), Broken("two roots", "<a/><b/>"),
        Broken("a control character", "<a>\u{1}</a>"), Broken("text and no element", "hello"),
    ])
    func `takes what is not well formed for an error`(_ broken: Broken) {
        let failure = #expect(throws: MarkupFailure.self) { try events(broken.text) }
        if case .malformed = failure {} else { Issue.record("\(broken): \(String(describing: failure))") }
    }

    @Test(arguments: [
        "<!DOCTYPE a><a/>", #"<!DOCTYPE a [<!ENTITY e "x">]><a>&e;</a>"#,
        #"<!DOCTYPE a [<!ENTITY f SYSTEM "file:///etc/passwd">]><a>&f;</a>"#,
        #"<!DOCTYPE a SYSTEM "http://127.0.0.1:9/x.dtd"><a/>"#,
        "<!DOCTYPE a [<!ENTITY q \"" + String(repeating: "q", count: 50_000) + "\">]><a>"
            + String(repeating: "&q;", count: 50_000) + "</a>",
    ])
    func `refuses every document type before the first element`(_ text: String) {
        let failure = #expect(throws: MarkupFailure.self) { try events(text) }
        if case .refused = failure {} else { Issue.record("\(String(describing: failure))") }
    }

    @Test func `stops at the limits of depth, attributes and size`() {
        let deep = String(repeating: "<d>", count: 1_000_000)
        #expect(throws: MarkupFailure.tooLarge("elements are nested deeper than 256")) { try events(deep) }
        let wide = "<a href=\"\(String(repeating: "x", count: 2000))\"/>"
        #expect(throws: MarkupFailure.tooLarge("an element's attributes exceed 1000 bytes")) {
            try events(wide, limits: MarkupLimits(attributes: 1000))
        }
        #expect(throws: MarkupFailure.tooLarge("the document is larger than 4 bytes")) {
            try events("<abc/>", limits: MarkupLimits(bytes: 4))
        }
    }

    // MARK: Encodings

    struct Encoded: CustomTestStringConvertible {
        let testDescription: String
        let bytes: [UInt8]
        var charset: String?
    }

    private static func latin(_ text: String) -> [UInt8] { text.unicodeScalars.map { UInt8($0.value) } }
    private static func wide(_ text: String, isBig: Bool) -> [UInt8] {
        text.utf16.flatMap {
            isBig ? [UInt8($0 >> 8), UInt8($0 & 0xFF)] : [UInt8($0 & 0xFF), UInt8($0 >> 8)]
        }
    }

    @Test(arguments: [
        Encoded(testDescription: "UTF-8 unsaid", bytes: Array("<a>é</a>".utf8)),
        Encoded(testDescription: "UTF-8 with a mark", bytes: [0xEF, 0xBB, 0xBF] + "<a>é</a>".utf8),
        Encoded(
            testDescription: "Latin-1 declared",
            bytes: latin(#"<?xml version="1.0" encoding="ISO-8859-1"?><a>é</a>"#)),
        Encoded(testDescription: "Latin-1 unsaid", bytes: latin("<a>é</a>")),
        Encoded(testDescription: "Latin-1 by HTTP", bytes: latin("<a>é</a>"), charset: "iso-8859-1"),
        Encoded(
            testDescription: "HTTP's word before the declaration's",
            bytes: latin(#"<?xml version="1.0" encoding="koi8-r"?><a>é</a>"#), charset: "latin1"),
        Encoded(
            testDescription: "an encoding that nobody knows",
            bytes: Array(#"<?xml version="1.0" encoding="bogus"?><a>é</a>"#.utf8), charset: "x-nonsense"),
        Encoded(
            testDescription: "UTF-16 little-endian with a mark",
            bytes: [0xFF, 0xFE] + wide(#"<?xml version="1.0" encoding="utf-16"?><a>é</a>"#, isBig: false)),
        Encoded(
            testDescription: "UTF-16 big-endian with a mark",
            bytes: [0xFE, 0xFF] + wide(#"<?xml version="1.0" encoding="utf-16"?><a>é</a>"#, isBig: true)),
        Encoded(testDescription: "UTF-16 without a mark", bytes: wide("<a>é</a>", isBig: false)),
        Encoded(
            testDescription: "UTF-16 claimed, UTF-8 sent",
            bytes: Array(#"<?xml version="1.0" encoding="utf-16"?><a>é</a>"#.utf8), charset: "UTF-16"),
        Encoded(
            testDescription: "KOI8-R by libxml2",
            bytes: Array(#"<?xml version="1.0" encoding="iso-8859-15"?><a>"#.utf8) + [0xE9] + "</a>".utf8),
    ])
    func `finds the encoding`(_ encoded: Encoded) throws {
        #expect(try events(encoded.bytes, charset: encoded.charset) == ["<{}a", "é", "/{}a"])
    }

    @Test func `keeps the half that was UTF-8 when the other half is windows-1252`() throws {
        let bytes = Array("<a>één ".utf8) + [0x80, 0x20, 0xE9, 0xE9, 0x6E] + "</a>".utf8
        #expect(try events(bytes) == ["<{}a", "één € één", "/{}a"])
    }

    @Test func `reads every prefix of a document without harm`() throws {
        let whole = Array(#"<?xml version="1.0"?><a b="c"><![CDATA[x]]>&lt;<!-- d --><é/></a>"#.utf8)
        for length in 0..<whole.count - 1 {
            #expect(throws: MarkupFailure.self) { try events(Array(whole.prefix(length))) }
        }
    }
}
