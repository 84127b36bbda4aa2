import Pipeline
import Testing

@Suite struct AlertTextTests {
    static let question = """
        De leden vragen hoeveel instructeurs er in Agadez zijn. Zij lezen daar niets over.
        """
    static let answer = """
        Het kabinet deelt die zorg. Er zijn twaalf instructeurs in Agadez, in het noorden van Niger. Daarover is de Kamer \
        eerder geïnformeerd. Het gaat om een kleine groep. Zij blijven tot de zomer.
        """

    /// An event about one answer, with what a test changes.
    static func event(
        type: String = "bode.answer.published", question: String = question, answer: String = answer,
        matches: String? = nil, more: String = ""
    ) -> AlertText {
        let place = Array(answer.unicodeScalars).count
        let start = answer.unicodeScalars.count - answer.unicodeScalars.drop { $0 != "A" }.count
        let found =
            matches
            ?? #"[{"in": "answer", "start": \#(start), "end": \#(min(start + 6, place)), "text": "Agadez"}]"#
        return AlertText(json: Array(json(type, question, answer, found, more).utf8))
    }

    static func json(
        _ type: String, _ question: String, _ answer: String, _ matches: String, _ more: String
    ) -> String {
        """
        {"specversion": "1.0", "id": "evt_aaaaaaaaaaaaaaaaaaaaaaaaaa", "type": "\(type)", "source": "urn:bode",
         "subject": "kst-1#12", "time": "2026-03-04T05:06:07Z", "data": {
           "id": "kst-1#12", "document": {"id": "kst-1", "title": "Verslag van een schriftelijk overleg over de woestijn",
             "kind": "verslag", "date": "2026-03-03", "date_inferred": false, "url": "https://example.org/kst-1?a=b&c=d"},
           "numbers": [12, 13, 14], "section": "Het noorden", "asked_by": [{"name": "Vermeer", "party": "ABC"}],
           "answered_by": [{"name": null, "role": "kabinet"}], "question": \(JSONText.string(question)),
           "answer": \(JSONText.string(answer)), "refers_to": [], "resolved": [], "references": [{"id": "29521-446", "url": null,
             "in": "answer", "start": 0, "end": 3, "text": "Het"}],
           "themes": [{"id": "desert", "score": 0.953, "evidence": [], "names": {"nl": "Woestijn", "en": "Desert"}}, {"id": "army", "score": 0.61, "evidence": []}],
           "entities": [{"type": "place", "canonical": "Agadez", "in": "answer", "start": 0, "end": 1, "text": "Agadez"},
             {"type": "place", "canonical": "Niger", "in": "answer", "start": 0, "end": 1, "text": "Niger"},
             {"type": "place", "canonical": "Niger", "in": "question", "start": 0, "end": 1, "text": "Niger"},
             {"type": "party", "canonical": "ABC", "in": "question", "start": 0, "end": 1, "text": "ABC"},
             {"type": "date", "canonical": "zomer", "in": "answer", "start": 0, "end": 1, "text": "zomer"}],
           "commitments": [{"in": "answer", "start": 0, "end": 9, "text": "De Kamer wordt geïnformeerd", "due": "2026-04-01/2026-06-30",
             "by": "kabinet"}],
           "response": "answered", "confidence": 1, "publication": "kst-1", "links": [], "watches": ["sahel"],
           "matches": \(matches)\(more)}}
        """
    }

    @Test func `says what further stages have to say, a line each and not without end`() {
        let notes = (1...9).map {
            #"{"stage": "s", "kind": "near_duplicate", "text": "Net als \#($0) <b>\n\#(String(repeating: "x", count: 900))"}"#
        }
        let alert = Self.event(more: ", \"annotations\": [{\"kind\": 7}]")
        #expect(!alert.facts.contains { $0.kind == .annotation }, "what has another form is left out")
        let text = Self.event(more: ", \"annotations\": [\(notes.joined(separator: ", "))]")
        let facts = text.facts.filter { $0.kind == .annotation }
        #expect(facts.count == mostAnnotations)
        #expect(facts.allSatisfy { $0.label == "Near duplicate" && $0.text.unicodeScalars.count <= 410 })
        #expect(facts.first?.text.hasPrefix("Net als 1") == true)
        #expect(text.html.contains("<b>Near duplicate</b>: Net als 1 &lt;b&gt;"))
        #expect(text.plain().contains("Near duplicate  Net als 1"))
    }

    private var mostAnnotations: Int { AlertText.Style().mostAnnotations }

    @Test func `says in one glance what it is about, who asked, and what was said`() {
        #expect(
            Self.event().plain() == """
                Agadez · Vermeer (ABC), vraag 12-14 · de woestijn

                Verslag van een schriftelijk overleg over de woestijn
                3 maart 2026 · Het noorden

                VRAAG 12-14 · Vermeer (ABC)
                  De leden vragen hoeveel instructeurs er in Agadez zijn. Zij lezen daar
                  niets over.

                ANTWOORD · kabinet
                  Het kabinet deelt die zorg. Er zijn twaalf instructeurs in *Agadez*, in
                  het noorden van Niger. Daarover is de Kamer eerder geïnformeerd. Het
                  gaat om een kleine groep. Zij blijven tot de zomer.

                Toezegging     in het tweede kwartaal van 2026: De Kamer wordt
                               geïnformeerd
                Thema's        Woestijn, army (61 % zeker)
                Plaatsen       Niger, Agadez
                Verwijst naar  29521-446

                https://example.org/kst-1?a=b&c=d

                """)
    }

    @Test func `has labels in English for those who ask`() {
        let json = Self.json("bode.answer.published", Self.question, Self.answer, "[]", "")
        let text = AlertText(json: Array(json.utf8), style: .init(language: .english)).plain()
        for part in [
            "QUESTION 12-14", "ANSWER", "3 March 2026", "Commitment", "in the second quarter of 2026",
            "Places",
        ] {
            #expect(text.contains(part))
        }
    }

    @Test(
        "tells the term of a promise as people write it",
        arguments: [
            ("2023-06-30", "uiterlijk 30 juni 2023", "by 30 June 2023"),
            ("2023-01", "uiterlijk januari 2023", "by January 2023"), ("2023", "in 2023", "in 2023"),
            ("2022-12-20/2023-06-30", "uiterlijk 30 juni 2023", "by 30 June 2023"),
            ("2023-07-01/2023-09-30", "in het derde kwartaal van 2023", "in the third quarter of 2023"),
            ("2023-01-01/2023-06-30", "in de eerste helft van 2023", "in the first half of 2023"),
            ("2023-07-01/2023-12-31", "in de tweede helft van 2023", "in the second half of 2023"),
            ("2023-09-01/2023-11-30", "in het najaar van 2023", "in the autumn of 2023"),
            ("2023-12-01/2024-02-29", "in de winter van 2023/2024", "in the winter of 2023/2024"),
            ("2023-04-01/2023-09-30", "medio 2023", "in mid-2023"),
            ("2023-01-01/2023-12-31", "in 2023", "in 2023"),
            ("2022-01-01/2023-12-31", "uiterlijk 31 december 2023", "by 31 December 2023"),
            ("2022/2023", "uiterlijk eind 2023", "by the end of 2023"),
            ("2022-11/2023-02", "uiterlijk februari 2023", "by February 2023"),
            ("2023-13", "uiterlijk 2023-13", "by 2023-13"),
        ])
    func terms(_ due: String, _ dutch: String, _ english: String) {
        let json = Self.json("bode.answer.published", Self.question, Self.answer, "[]", "")
            .replacing("2026-04-01/2026-06-30", with: due)
        for (language, expected) in [(AlertText.Language.dutch, dutch), (.english, english)] {
            let alert = AlertText(json: Array(json.utf8), style: .init(language: language))
            let told = alert.facts.first { $0.kind == .commitment }?.text
            #expect(told == "\(expected): De Kamer wordt geïnformeerd")
        }
    }

    @Test(
        "tells of a long text the beginning, what matched and what stands around it",
        arguments: [
            (0, "Begin hier. […] In Agadez gebeurt iets. […]"),
            (
                1,
                "Begin hier. […] Zin nummer negen is dit. In Agadez gebeurt iets. Zin nummer elf is dit. […]"
            ),
        ])
    func excerpts(_ context: Int, _ expected: String) {
        var sentences = (1...40).map {
            "Zin nummer \($0 == 9 ? "negen" : $0 == 11 ? "elf" : "zoveel") is dit."
        }
        sentences[0] = "Begin hier."
        sentences[9] = "In Agadez gebeurt iets."
        let text = sentences.joined(separator: " ")
        let start = text.unicodeScalars.count - text.unicodeScalars.drop { $0 != "A" }.count
        let json = Self.json(
            "bode.answer.published", "Ja?", text,
            #"[{"in": "answer", "start": \#(start), "end": \#(start + 6), "text": "Agadez"}]"#, "")
        let alert = AlertText(json: Array(json.utf8), style: .init(context: context, length: 120))
        let answer = alert.passages.first { $0.kind == .answer }
        #expect(answer?.paragraphs.map { $0.map(\.text).joined() } == [expected])
        #expect(answer?.paragraphs.joined().filter(\.isMarked).map(\.text) == ["Agadez"])
    }

    @Test func `tells of an endless sentence what stands around the match`() {
        let text =
            String(repeating: "en nog iets ", count: 100) + "in Agadez "
            + String(repeating: "en meer ", count: 100)
        let start = text.unicodeScalars.count - text.unicodeScalars.drop { $0 != "A" }.count
        let alert = AlertText(
            json: Array(
                Self.json(
                    "bode.answer.published", "Ja?", text,
                    #"[{"in": "answer", "start": \#(start), "end": \#(start + 6)}]"#, ""
                ).utf8), style: .init(length: 100))
        let told = alert.passages.first { $0.kind == .answer }?.paragraphs.first ?? []
        #expect(told.filter(\.isMarked).map(\.text) == ["Agadez"])
        #expect(told.map(\.text).joined().hasPrefix("… "))
        #expect(told.map(\.text).joined().unicodeScalars.count <= 103)
    }

    @Test func `does not part a number from its sentence, nor an initial from its name`() {
        let text =
            "1. Hoeveel kost het? Dat weet J. Jansen van art. 5 niet. "
            + String(repeating: "Zo is het. ", count: 30)
        let alert = Self.event(question: text, matches: "[]")
        let told = alert.passages.first { $0.kind == .question }?.paragraphs.first?.map(\.text)
        #expect(told?.first == "1. Hoeveel kost het?")
        #expect(told?.contains("Dat weet J. Jansen van art. 5 niet.") == true)
    }

    @Test func `tells of an amendment what was and what is`() {
        let text = Self.event(
            type: "bode.answer.amended",
            more: #", "changes": [{"in": "answer", "kind": "replace", "before": "elf", "after": "twaalf"}]"#)
        #expect(text.title.hasPrefix("Gewijzigd: Agadez"))
        #expect(text.passages.first?.label == "Wat er veranderde")
        #expect(text.plain().contains("was: *elf*"))
        #expect(text.plain().contains("nu: *twaalf*"))
    }

    @Test(
        "says what became of an answer, a promise, a source or a sink before anything else",
        arguments: [
            ("bode.answer.withdrawn", "Ingetrokken: "), ("bode.commitment.overdue", "Toezegging verlopen: "),
            ("bode.source.silent", "Bron zwijgt: kst-1#12"), ("bode.sink.failing", "Bezorging mislukt: "),
            ("bode.document.set_aside", "Stuk kon niet worden gelezen: "),
            ("bode.something.new", "bode.something.new: "),
        ])
    func leads(_ type: String, _ lead: String) {
        let json = """
            {"id": "evt_a", "type": "\(type)", "subject": "kst-1#12", "time": "2026-03-04T05:06:07Z",
             "data": {"reason": "no new paper for 4 days"}}
            """
        let text = AlertText(json: Array(json.utf8))
        #expect(text.title.hasPrefix(lead))
        if text.isOperational { #expect(text.plain().contains("no new paper for 4 days")) }
    }

    @Test func `tells of a promise what was promised, by when, and why it is taken to be overdue`() {
        let json = """
            {"id": "evt_a", "type": "bode.commitment.overdue", "subject": "kst-1#12", "time": "2026-07-01T00:00:00Z", "data": {
              "commitment": {"id": "x", "text": "De Kamer wordt geïnformeerd.", "due": "2026-04-01/2026-06-30", "by": "kabinet"},
              "document": {"id": "kst-1", "title": "De woestijn", "date": "2026-03-03"}, "answer": "kst-1#12", "numbers": [12],
              "question": "Wanneer?", "themes": ["desert"], "overdue": {"since": "2026-07-01", "reason": "its term ended"},
              "watches": ["sahel"]}}
            """
        #expect(
            AlertText(json: Array(json.utf8)).plain() == """
                Toezegging verlopen: vraag 12 · De woestijn

                De woestijn
                3 maart 2026

                TOEZEGGING · kabinet · in het tweede kwartaal van 2026
                  De Kamer wordt geïnformeerd.

                  its term ended

                VRAAG 12
                  Wanneer?

                Thema's  desert

                """)
    }

    @Test func `says of a question that is answered at last when it was put off`() {
        let text = Self.event(
            more: #", "postponed": {"id": "x", "title": "Uitstelbericht", "date": "2026-02-01"}"#)
        #expect(
            text.facts.last
                == .init(.history, label: "Eerder uitgesteld", text: "1 februari 2026, Uitstelbericht"))
    }

    @Test func `marks what the reader's own watch found`() {
        let json = Self.json(
            "bode.answer.published", "Hoe?", "Agadez en Niger.",
            #"[{"in": "answer", "start": 0, "end": 6, "watch": "towns"}, {"in": "answer", "start": 10, "end": 15, "watch": "sahel"}]"#,
            "")
        func marked(_ watches: [String]) -> [String] {
            var style = AlertText.Style()
            style.watches = watches
            let text = AlertText(json: Array(json.utf8), style: style)
            return text.passages.flatMap(\.paragraphs).joined().filter(\.isMarked).map(\.text)
        }
        #expect(marked([]) == ["Agadez", "Niger"])
        #expect(marked(["sahel"]) == ["Niger"])
        #expect(marked(["renamed"]) == ["Agadez", "Niger"])
    }

    @Test func `shows the answer that it refers to`() {
        let text = AlertText(
            json: Array(
                Self.json("bode.answer.published", "Hoe?", "Zie het antwoord op vraag 3.", "[]", "")
                    .replacing(#""resolved": []"#, with: #""resolved": [{"number": 3, "answer": "Zo."}]"#)
                    .replacing(#""response": "answered""#, with: #""response": "refers""#).utf8))
        #expect(
            text.passages.map(\.label) == [
                "Vraag 12-14 · Vermeer (ABC)", "Antwoord · kabinet · verwijst", "Antwoord 3",
            ])
        #expect(text.passages.last?.paragraphs == [[.init("Zo.")]])
    }

    @Test(
        "has a text for whatever it is given",
        arguments: [
            "", "null", "[]", "{}", #"{"data": 7}"#,
            #"{"data": {"themes": "x", "numbers": ["a"], "matches": [{"start": -5}]}}"#,
            #"{"type": "bode.answer.published", "data": {"answer": "é", "matches": [{"in": "answer", "start": 0, "end": 99}]}}"#,
            #"{"type": "bode.answer.published", "data": {"numbers": [9223372036854775807, -9223372036854775808, 1]}}"#,
            #"{"type": "bode.answer.published", "data": {"themes": [{"id": "x", "score": -1e300}, {"id": "y", "score": 1e300}]}}"#,
        ])
    func odd(_ json: String) {
        let text = AlertText(json: Array(json.utf8))
        #expect(text.plain(width: 0).hasSuffix("\n"))
        #expect(!text.html.contains("\0"))
    }

    @Test func `keeps what a document says data`() {
        let nasty = "</p><script>alert(1)</script>\u{1B}[31m\u{202E}\"'&<img src=x onerror=y>"
        let text = Self.event(
            question: nasty, answer: nasty, matches: "[]",
            more: #", "extra": 1"#)
        #expect(!text.html.contains("<script"))
        #expect(!text.html.contains("<img"))
        #expect(text.html.contains("&lt;script&gt;"))
        #expect(!text.plain().unicodeScalars.contains { $0 != "\n" && $0.actsOnTerminalsOrLines })
    }

    @Test(
        "links only to the web",
        arguments: [
            "javascript:alert(1)", "file:///etc/passwd", "https://example.org/\" onclick=\"x",
            "https://example.org/a\\nb", "",
        ])
    func links(_ url: String) {
        let json =
            #"{"type": "bode.answer.published", "data": {"document": {"url": "\#(url.replacing("\"", with: "\\\""))"}}}"#
        let text = AlertText(json: Array(json.utf8))
        #expect(text.url == nil)
        #expect(!text.html.contains("<a "))
    }

    @Test func `names no more than it was asked for`() {
        let entities = (0..<200).map {
            #"{"type": "\#($0.isMultiple(of: 2) ? "place" : "person")", "canonical": "N\#($0)", "in": "answer", "start": 0, "end": 1, "text": "x"}"#
        }
        let json =
            #"{"type": "bode.answer.published", "data": {"entities": [\#(entities.joined(separator: ","))]}}"#
        let facts = AlertText(json: Array(json.utf8)).facts
        #expect(facts.map(\.label) == ["Personen", "Plaatsen"])
        #expect(facts.allSatisfy { $0.text.hasSuffix(" en 93 meer") })
    }
}
