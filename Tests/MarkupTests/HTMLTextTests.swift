import Markup
import Pipeline
import Testing

private func lines(_ html: String) throws -> [String] {
    try HTMLText.paper(Array(html.utf8), charset: nil).lines.map(\.text)
}

@Suite struct HTMLTextTests {
    @Test func `gives each block a line, and paragraphs a blank line between them`() throws {
        let html = "<h1>Antwoord</h1><p>Een\n  twee<br>drie</p><div>vier</div><div>vijf</div>"
        #expect(try lines(html) == ["Antwoord", "", "Een twee", "drie", "", "vier", "vijf"])
    }

    @Test func `leaves out what is not shown`() throws {
        let html = """
            <html><head><title>Kop</title><style>p{}</style></head><body><script>x()</script>
            <p>zicht<b>baar</b></p><p hidden>weg</p><p style="display: none">weg</p><noscript>weg</noscript></body>
            """
        let page = try HTMLText.page(Array(html.utf8), charset: nil)
        #expect(page.text.lines.map(\.text) == ["zichtbaar"])
        #expect(page.title == "Kop")
        #expect(page.text.format == .paragraphs)
    }

    @Test func `keeps a row of a table on a line`() throws {
        let html = """
            <table><tr><th>Jaar</th><th><p>Bedrag</p></th></tr><tr><td>2022</td><td></td><td>€&nbsp;5 mln.</td></tr>
            <tr><td>een<br>twee</td><td>drie</td></tr></table><p>na</p>
            """
        #expect(try lines(html) == ["Jaar | Bedrag", "2022 | € 5 mln.", "een", "twee", "drie", "", "na"])
    }

    @Test func `numbers the items of a list as a browser does`() throws {
        let html = """
            <ol start=3><li>drie<li value=7>zeven<ul><li>punt</ul><li><p>acht</p></ol><ol type=a><li>eerste</ol>
            """
        #expect(try lines(html) == ["3. drie", "7. zeven", "- punt", "", "8. acht", "", "a. eerste"])
    }

    @Test func `keeps the lines and the columns of preformatted text`() throws {
        #expect(try lines("<pre>a   b\n\n  c</pre>") == ["a   b", "", "  c"])
    }

    @Test func `decodes references and drops what acts on terminals`() throws {
        #expect(
            try lines("<p>&lt;b&gt; &eacute;&#8364; a\u{1b}[2J b\u{202e}c zacht\u{ad}jes &nope;") == [
                "<b> é€ a [2J b c zachtjes &nope;"
            ])
    }

    @Test(
        arguments: [
            (#"<meta charset="iso-8859-1"><p>"#, nil), ("<p>", "latin1"), ("<p>", nil),
            (#"<meta http-equiv=content-type content="text/html; charset=windows-1252"><p>"#, nil),
        ] as [(String, String?)])
    func `finds the encoding of a page`(_ head: String, charset: String?) throws {
        let bytes = Array(head.utf8) + [0xE9, 0xE9, 0x6E]
        #expect(try HTMLText.paper(bytes, charset: charset).lines.map(\.text) == ["één"])
    }

    @Test func `stops at the limits of depth and of text`() {
        let deep = String(repeating: "<div>", count: 100_000)
        #expect(throws: MarkupFailure.tooLarge("elements are nested deeper than 512")) { try lines(deep) }
        let long = Array("<p>\(String(repeating: "x", count: 5000))".utf8)
        #expect(throws: MarkupFailure.tooLarge("the page has more than 4000 bytes of text")) {
            try HTMLText.page(long, charset: nil, limits: MarkupLimits(text: 4000))
        }
    }

    @Test func `reads every prefix of a page`() throws {
        let page = Array(
            "<!doctype html><table><tr><td a='b'>&eacute;<!-- c --><ol><li><script>x</script>é</table>".utf8)
        for length in 0...page.count { _ = try HTMLText.paper(Array(page.prefix(length)), charset: nil) }
    }

    @Test func `says what lines are, and which are bold`() throws {
        let html = """
            <h2>Kop</h2><p><b>Vet</b></p><p><b>Half</b> vet</p><p><strong><i>Beide</i></strong></p>
            <table><tr><td><b>a</b></td><td><b>b</b></td></tr></table>
            """
        let lines = try HTMLText.paper(Array(html.utf8), charset: nil).lines.filter { !$0.text.isEmpty }
        #expect(lines.map(\.role) == [.heading, nil, nil, nil, .tableRow])
        #expect(lines.map { $0.setting?.isBold ?? false } == [false, true, false, true, true])
        #expect(lines.map { $0.setting?.isItalic ?? false } == [false, false, false, true, false])
    }

    @Test func `tells questions, answers and footnotes by their classes`() throws {
        let html = """
            <h1 class="kamervraagomschrijving_kop">Vragen van het lid Jansen</h1>
            <div class="vraag"><h2 class="no-toc">Vraag 2, 3</h2><p>Kent u de dijk<sup><a href="#n1">1</a></sup>, en de
            10 m<sup>3</sup> zand?</p></div>
            <div class="antwoord"><p class="nummer">2 en 3</p><p>Ja.</p><ul><li>Zeker</ul></div>
            <div class="vraag"><p>Zonder nummer?</p></div>
            <div class="kamervraagopmerking"><p>Toelichting: geen.</p></div>
            <div class="voet noot"><span class="nootnum">1</span><p>Krant van <a href="x">gisteren</a>.</p></div>
            """
        let lines = try HTMLText.paper(Array(html.utf8), charset: nil).lines.filter { !$0.text.isEmpty }
        #expect(
            lines == [
                .init("Vragen van het lid Jansen", role: .heading),
                .init("Vraag 2, 3", role: .questionNumber),
                .init(
                    "Kent u de dijk, en de 10 m3 zand?", role: .question,
                    calls: [PaperText.Call("1", at: 14)]),
                .init("Antwoord 2 en 3", role: .answerNumber), .init("Ja.", role: .answer),
                .init("- Zeker", role: .answer), .init("Zonder nummer?", role: .question),
                .init("Toelichting: geen."), .init("1 Krant van gisteren.", role: .note),
            ])
    }

    @Test func `keeps calls where characters begin, also a call within a call`() throws {
        let html = """
            <html><body><p>dijk<sup><a href="#n">(<sup><a href="#n">2</a></sup> 1</a></sup>ëé</p></body></html>
            """
        let line = try #require(try HTMLText.paper(Array(html.utf8), charset: "utf-8").lines.first)
        #expect(line.text == "dijkëé")
        #expect(line.calls == [PaperText.Call("2", at: 4), PaperText.Call("1", at: 4)])
    }

    @Test(arguments: [
        ("Mali &amp; Niger", "Mali & Niger"), ("<p>Een <b>twee</b></p><p>drie", "Een twee drie"),
        ("a < b & c", "a < b & c"),
        ("  wit\n\tregel ", "wit regel"), ("", ""), ("AT&T", "AT&T"), ("1 <!-- niet --> 2", "1 2"),
    ])
    func `makes plain text of a title`(_ fragment: String, plain: String) {
        #expect(HTMLText.plain(fragment) == plain)
    }
}
