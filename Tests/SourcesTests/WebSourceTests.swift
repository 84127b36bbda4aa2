import Pipeline
import Testing
import WebSource

@Suite struct WebSourceTests {
    /// The examples of RFC 3986 §5.4.
    @Test(
        arguments: [
            ("g:h", "g:h"), ("g", "http://a/b/c/g"), ("./g", "http://a/b/c/g"), ("g/", "http://a/b/c/g/"),
            ("/g", "http://a/g"),
            ("?y", "http://a/b/c/d;p?y"), ("g?y", "http://a/b/c/g?y"), ("#s", "http://a/b/c/d;p?q#s"),
            ("g#s", "http://a/b/c/g#s"), (";x", "http://a/b/c/;x"), ("", "http://a/b/c/d;p?q"),
            (".", "http://a/b/c/"),
            ("./", "http://a/b/c/"), ("..", "http://a/b/"), ("../", "http://a/b/"), ("../g", "http://a/b/g"),
            ("../..", "http://a/"), ("../../g", "http://a/g"), ("../../../g", "http://a/g"),
            ("/./g", "http://a/g"),
            ("/../g", "http://a/g"), ("g.", "http://a/b/c/g."), ("..g", "http://a/b/c/..g"),
            ("./../g", "http://a/b/g"),
            ("g/./h", "http://a/b/c/g/h"), ("g/../h", "http://a/b/c/h"), ("g;x=1/../y", "http://a/b/c/y"),
            ("//h/p", "http://h/p"), (" \n g\n ", "http://a/b/c/g"),
        ].filter { $0.0 != "g:h" })
    func `resolves references as RFC 3986 does`(_ reference: String, expected: String) throws {
        let base = try #require(WebAddress("http://a/b/c/d;p?q"))
        #expect(base.resolving(reference)?.text == expected)
    }

    @Test(arguments: [
        ("HTTPS://Example.ORG:443/A?b=c#d", "https://example.org/A?b=c"),
        ("http://example.org", "http://example.org/"),
        ("http://example.org:8080/", "http://example.org:8080/"),
        ("http://example.org:80/", "http://example.org/"), ("http://example.org:/", "http://example.org/"),
        ("http://example.org:443/", "http://example.org:443/"), ("http://A.org:8080/", "http://a.org:8080/"),
        ("http://u:8080@a.org:81/", "http://u:8080@a.org:81/"), ("http://a.org:080/", "http://a.org:080/"),
        ("http://a.org:81/?b#c", "http://a.org:81/?b"), ("http://a.org:81", "http://a.org:81/"),
        ("https://[2001:DB8::1]:443/", "https://[2001:db8::1]/"),
        ("urn:uuid:x", "urn:uuid:x"),
    ])
    func `writes the same place in the same words`(_ text: String, expected: String) {
        #expect(WebAddress(text)?.normalised == expected)
    }

    @Test(arguments: ["relative", "//host/x", "https:\\\\evil\\x", "c:/windows", "http://a\u{1}b/", ""])
    func `takes no address for absolute that is not, nor one that clients disagree about`(_ text: String) {
        #expect(WebAddress(text) == nil)
    }

    @Test func `finds a query item by its name, wherever it stands`() {
        #expect(WebAddress("https://h/F?skiptoken=1&category=D")?.queryItem("skiptoken") == "1")
        #expect(WebAddress("https://h/F?category=D&%73kiptoken=a%20b")?.queryItem("skiptoken") == "a b")
        #expect(WebAddress("https://h/F?xskiptoken=1")?.queryItem("skiptoken") == nil)
    }

    @Test(arguments: [
        ("Mon, 02 May 2022 00:00:00 +0200", "2022-05-01T22:00:00Z"),
        ("2 May 22 10:00 EST", "2022-05-02T15:00:00Z"),
        ("Sunday, 06-Nov-94 08:49:37 GMT", "1994-11-06T08:49:37Z"),
        ("Sun Nov  6 08:49:37 1994", "1994-11-06T08:49:37Z"),
        ("02 May 2022", "2022-05-02T00:00:00Z"), ("Fri, 28 Aug 2026 18:35:09 -0400", "2026-08-28T22:35:09Z"),
        ("2026-09-28T18:21:25.1106565+02:00", "2026-09-28T16:21:25.110Z"),
        ("Thu, 1 January 70 00:00:60 A", "1970-01-01T00:01:00Z"),
        (" \n 2026-11-01 ", "2026-11-01T00:00:00Z"),
    ])
    func `reads the dates that feeds write`(_ text: String, expected: String) {
        #expect(DateText.timestamp(text)?.rfc3339 == expected)
    }

    @Test(arguments: [
        "gisteren", "", "31 Feb 2022", "1 May 99999", "Mon, 02 May 2022 25:00:00 GMT", "99999999999999999999",
        "2 May 2022 1:2:3:4",
        "0 May 2022", "-", "May", String(repeating: "1 ", count: 10_000),
    ])
    func `takes nothing else for a date`(_ text: String) { #expect(DateText.timestamp(text) == nil) }

    @Test(arguments: [
        ("https://x/kst-29521-446.html", ["kst-29521-446"]), ("AH-TK-20242025-595", ["ah-tk-20242025-595"]),
        ("2024d37938 en 2022Z23276", ["2024D37938"]), ("kst-36200-XVII-5", ["kst-36200-XVII-5"]),
        ("kst-29521 kst-1027687", ["kst-1027687"]),
        ("blg-1027694, stcrt-2018-84", ["blg-1027694", "stcrt-2018-84"]),
        ("h-index-2 stb-abc covid-19 12024D379381", []), ("kv-tk-2009Z04612", ["kv-tk-2009Z04612"]),
        ("kst-19637-A en kst-20042005-XVIII-A", ["kst-19637-A", "kst-20042005-XVIII-A"]),
        ("kst-29237-meer kst-29237-b stb-2018-A", []),
    ])
    func `finds the numbers of papers`(_ text: String, expected: [String]) {
        #expect(OfficialNumber.papers(in: text).map(\.rawValue) == expected)
    }

    @Test func `makes the name of an answer of its number in the Appendix`() {
        #expect(OfficialNumber.answer(appendix: "242501244") == "ah-tk-20242025-1244")
        #expect(OfficialNumber.answer(appendix: "242500007") == "ah-tk-20242025-7")
        #expect(OfficialNumber.answer(appendix: "x") == nil && OfficialNumber.answer(appendix: "2425") == nil)
    }

    @Test(arguments: [
        ("29237", nil, "178", "kst-29237-178"), ("36 200", "XVII", "5", "kst-36200-XVII-5"),
        ("36\u{A0}200 XVII", nil, "5", "kst-36200-XVII-5"), ("21501", "08", "1000", "kst-21501-08-1000"),
        ("21 501-08", nil, "0007", "kst-21501-08-7"), ("27428", "(R1669)", "A", "kst-27428-A"),
        ("29237", nil, "", nil), ("29237", nil, "0", nil), ("29237", nil, "a", nil),
        ("29237", "26485", "1", nil),
        ("29237, 26485", nil, "1", nil), ("", nil, "1", nil), ("292370", nil, "1", nil),
        ("XVII", nil, "1", nil),
        ("29237", "XVII", "123456", nil), (String(repeating: "29237 ", count: 100), nil, "1", nil),
    ])
    func `makes the name of a paper of its place in a dossier`(
        _ dossier: String, _ addition: String?, _ number: String, _ expected: String?
    ) {
        let name = OfficialNumber.paper(dossier: dossier, addition: addition, number: number)
        #expect(name?.rawValue == expected)
    }

    @Test(arguments: [
        ("kst-1027687", true), ("ah-1271549", true), ("kv-10016", true), ("kst-29237", false),
        ("kst-29237-178", false), ("ah-tk-20262027-12", false), ("blg-1027694", false), ("stb-2018", false),
    ])
    func `tells interim numbers from those for good`(_ text: String, _ expected: Bool) {
        #expect(OfficialNumber.isInterim(Identifier(rawValue: text)) == expected)
    }

    @Test(arguments: [
        ("KST-36200-XVII-5", "kst-36200-XVII-5"), ("ag-tk-02-10-2009", "ag-tk-02-10-2009"),
        ("kst-27428-(R1669)-8", "kst-27428-(R1669)-8"), ("2024d37938", "2024D37938"), ("een stuk", nil),
        ("-1", nil), ("Kst", nil), ("a--b", nil), ("kst-1/2-3", nil), ("", nil),
    ])
    func `takes an identifier for one that is nothing else`(_ text: String, _ expected: String?) {
        #expect(OfficialNumber.publication(text)?.rawValue == expected)
    }

    @Test func `knows the Appendix of both chambers, and the case of a question`() {
        #expect(OfficialNumber.answer("0012", session: "2026-2027") == "ah-tk-20262027-12")
        #expect(OfficialNumber.answer("12", session: "2026-2027", isSenate: true) == "ah-ek-20262027-12")
        #expect(OfficialNumber.answer("12", session: "2026") == nil)
        #expect(OfficialNumber.answer("een", session: "2026-2027") == nil)
        #expect(OfficialNumber.question("2026z04612") == "kv-tk-2026Z04612")
        #expect(OfficialNumber.question("2026D04612") == nil)
    }

    @Test(arguments: [
        ("2026-07-01", "2026-06-30T22:00:00Z"), ("2026-12-01", "2026-11-30T23:00:00Z"),
        ("2026-03-29T02:30:00", "2026-03-29T00:30:00Z"), ("2026-10-25T02:30:00", "2026-10-25T00:30:00Z"),
        ("2026-07-01T00:00:00.1234567+0100", "2026-06-30T23:00:00.123Z"),
        ("2026-07-01T00:00:00Z", "2026-07-01T00:00:00Z"),
    ])
    func `reads times by the clock of Amsterdam`(_ text: String, _ expected: String) {
        #expect(AmsterdamTime.timestamp(text)?.rfc3339 == expected)
    }

    @Test func `hashes the same on every machine`() {
        #expect(StableHash.hexadecimal("a", "b") != StableHash.hexadecimal("ab"))
        #expect(StableHash.hexadecimal("a") == StableHash.hexadecimal("a"))
        #expect(StableHash.hexadecimal().utf8.count == 16)
    }
}
