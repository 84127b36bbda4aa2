import Engine
import Pipeline
import PipelineTesting
import Testing

/// The answer that the tables ask for.
private let answer: Answer = {
    var answer = SampleDocuments.answer(
        question:
            "Heeft het kabinet de missies in de Sahel\nen de Noord-Malinese grens-\nbewaking besproken?",
        answer: """
            Ja. In Café Brüssel is gesproken over migratiestromen, wapens en de Europese
            Unie. Mali blijft; Niger niet. De rol van de G5 Sahel is klein.

            Tweede alinea over CO2.
            """)
    answer.askedBy = [Answer.Asker(name: "Anna de Vries-Bakker", party: "GroenLinks-PvdA")]
    answer.answeredBy = [Answer.Answerer(name: "K. Ministerman", role: "Minister van Buitenlandse Zaken")]
    answer.section = "Migratie en veiligheid"
    answer.themes = [
        ThemeMatch(
            id: "sahel", score: 0.9,
            evidence: [SampleDocuments.place(of: "Mali", in: .answer, of: answer)].compactMap { $0 }),
        ThemeMatch(id: "tooi:c_A1", score: 0.5, evidence: []),
    ]
    answer.entities = [
        SampleDocuments.place(of: "Noord-Malinese", in: .question, of: answer).map {
            Entity(.place, $0, canonical: "Mali", id: "iso3166:ML", isDemonym: true)
        },
        SampleDocuments.place(of: "G5 Sahel", in: .answer, of: answer).map {
            Entity(.organisation, $0, canonical: "G5-Sahel")
        },
        SampleDocuments.place(of: "Café", in: .answer, of: answer).map {
            Entity(.person, $0, canonical: "Josep Borrell Fontelles")
        },
    ].compactMap { $0 }
    answer.references = [Reference(id: "29521-446", span: Span(.answer, 0..<2))]
    answer.response = .answered
    answer.annotations = [
        Annotation(
            stage: "similar", kind: "near_duplicate", text: "Bijna hetzelfde", span: Span(.answer, 0..<2))
    ]
    return answer
}()
private let candidate = Candidate(answer, kind: "Antwoord schriftelijke vragen", source: "tweede-kamer")
/// The same answer as the archive stores it.
private let record: [UInt8] = {
    var publication = Publication(
        source: "tweede-kamer", entryID: "a", identity: "a", title: "Brief",
        kind: "Antwoord schriftelijke vragen")
    publication.published = Timestamp(seconds: 0)
    return JSONText.encode(
        ArchivedPublication(
            id: "a", names: ["a"], publication: publication,
            answers: [
                ArchivedAnswer(
                    key: "a#1", answer: answer, revision: 1, firstSeen: Timestamp(seconds: 0),
                    isAnnounced: true)
            ], firstSeen: Timestamp(seconds: 0)))
}()

private struct Case: CustomTestStringConvertible {
    var query: String
    var matches: Bool
    var reason: String
    init(_ query: String, _ matches: Bool, _ reason: String) {
        (self.query, self.matches, self.reason) = (query, matches, reason)
    }
    var testDescription: String { "\(query) — \(reason)" }
}

@Suite("Queries") struct QueriesTests {
    @Test(
        "find what search boxes would",
        arguments: [
            Case("mali", true, "case"),
            Case("MALI niger", true, "a space is AND, over sentences"),
            Case("mali tsjaad", false, "all of them"),
            Case("missie", true, "plural in the text"),
            Case("wapen sahel", true, "answer and question are one text"),
            Case("Wapens", true, "the word itself"),
            Case("cafe brussel", true, "accents in the text"),
            Case("càfé", true, "other accents in the query"),
            Case("cafe\u{301}", true, "a combining accent"),
            Case("migratie", false, "half a compound"),
            Case("migratie*", true, "its beginning"),
            Case("MIGRÁTIE*", true, "a beginning in capitals and accents"),
            Case("migratiestromenx*", false, "more than the word"),
            Case("*", true, "everything"),
            Case("NOT *", false, "nothing"),
            Case("\"europese unie\"", true, "a phrase over a line end"),
            Case("\"europees unie\"", true, "inflection in a phrase, too"),
            Case("\"unie europese\"", false, "another order"),
            Case("\"unie mali\"", false, "the end of a sentence between"),
            Case("\"mali blijft niger\"", true, "punctuation between"),
            Case("\"noord malinese\"", true, "a hyphen in the text"),
            Case("noord-malinese", true, "a hyphen in both"),
            Case("malinese", true, "half of a hyphenated word"),
            Case("grensbewaking", true, "parted at a line end"),
            Case("\"g5 sah*\"", true, "a beginning in a phrase"),
            Case("\"missie in de\"", true, "inflection in a phrase"),
            Case("co2", true, "letters and digits"),
            Case("\u{201C}europese unie\u{201D}", true, "quotes of word processors"),
            Case("tsjaad OR mali", true, "either"),
            Case("tsjaad OR soedan", false, "neither"),
            Case("mali OR soedan tsjaad", true, "AND binds before OR"),
            Case("(mali OR soedan) tsjaad", false, "brackets bind before AND"),
            Case("tsjaad soedan OR mali", true, "AND binds before OR, on the other side"),
            Case("mali AND niger", true, "AND written out"),
            Case("NOT tsjaad", true, "NOT alone"),
            Case("-mali", false, "a hyphen is NOT"),
            Case("niger -tsjaad", true, "a hyphen behind a word"),
            Case("NOT mali OR niger", true, "NOT binds first"),
            Case("NOT (mali OR niger)", false, "NOT of brackets"),
            Case("-(tsjaad mali)", true, "a hyphen before brackets"),
            Case("NOT NOT mali", true, "twice"),
            Case("--mali", true, "twice, with hyphens"),
            Case("-\"europese unie\"", false, "a hyphen before a phrase"),
            Case("mali and niger", false, "small letters are a word"),
            Case("niet", true, "no stop words"),
            Case("theme:sahel", true, "a theme"),
            Case("THEME:Sahel", true, "in capitals"),
            Case("theme:sah", false, "the whole id"),
            Case("theme:sah*", true, "the beginning of an id"),
            Case("theme:tooi:*", true, "a colon in the value"),
            Case("theme:*", true, "any theme"),
            Case("-theme:russia", true, "NOT of a field"),
            Case("entity:mali", true, "the canonical name"),
            Case("entity:\"Noord-Malinese\"", true, "the name as written"),
            Case("entity:\"g5 sahel\"", true, "a name with a hyphen"),
            Case("entity:sahel", false, "part of a name"),
            Case("entity:g5*", true, "the beginning of a name"),
            Case("entity:iso3166:ml", true, "an identifier"),
            Case("person:borrell", true, "who is named"),
            Case("person:\"de vries\"", true, "who asks"),
            Case("person:ministerman", true, "who answers"),
            Case("person:mali", false, "named, and no person"),
            Case("party:pvda", true, "half of a party"),
            Case("party:\"GroenLinks PvdA\"", true, "a whole one"),
            Case("party:cda", false, "another"),
            Case("ministry:\"buitenlandse zaken\"", true, "part of an office"),
            Case("ministry:defensie", false, "another office"),
            Case("kind:antwoord", true, "part of a kind"),
            Case("kind:\"schriftelijke vragen\"", true, "another part"),
            Case("section:veilig", true, "part of a heading"),
            Case("source:tweede-kamer", true, "a source"),
            Case("source:Tweede-Kamer", false, "exactly"),
            Case("source:tweede*", true, "the beginning of a source"),
            Case("response:answered", true, "a response"),
            Case("response:deferred", false, "another response"),
            Case("reference:29521-446", true, "a paper"),
            Case("reference:29521-44", false, "another paper"),
            Case("reference:29521-*", true, "any paper of the file"),
            Case("annotation:near_duplicate", true, "what a further stage says"),
            Case("annotation:Near_Duplicate", true, "in any case"),
            Case("annotation:near*", true, "the beginning of a kind"),
            Case("annotation:*", true, "anything that a further stage says"),
            Case("annotation:similar", false, "the kind, not the stage"),
            Case("mali NOT annotation:near_duplicate", false, "what a further stage says left out"),
            Case("mali NOT annotation:translation", true, "what no stage says left out"),
            Case("theme:sahel AND party:pvda OR theme:russia", true, "fields with operators"),
        ]) private func matching(_ test: Case) throws
    {
        let query = try Query(test.query)
        let match = query.matches(candidate)
        #expect((match != nil) == test.matches)
        let ready = Candidate(
            answer, kind: "Antwoord schriftelijke vragen", source: "tweede-kamer", parts: query.needs)
        #expect(query.matches(ready) == match, "what it needs is enough")
        let watch = WatchSet.Watch(name: "one", query: query, sinks: [])
        #expect(WatchSet([watch]).matching(candidate).first?.spans == match?.spans, "its anchor finds it")
        if test.matches {
            #expect(Sieve(query).mayMatch(record), "what matches must not be thrown out by its bytes")
        }
        // The canonical form means the same.
        let again = try Query(query.description)
        #expect(again == query)
        #expect(again.description == query.description)
    }

    @Test("say which of their themes there are not") func themes() throws {
        let query = try Query(
            "theme:Sahel OR (theme:sah* NOT theme:sahle) OR theme:tooi:x entity:mali theme:zz*")
        #expect(query.themes(missingFrom: ["sahel", "tooi:x"]) == ["sahle", "zz*"])
        #expect(try Query("theme:*").themes(missingFrom: []) == ["*"])
        #expect(try Query("mali").themes(missingFrom: []).isEmpty)
    }

    @Test("have a canonical form") func canonicalForm() throws {
        #expect(try Query(" Mali  AND(NIGER or -x)").description == "mali niger or NOT x")
        #expect(try Query("(a OR (b OR c)) (d e)").description == "(a OR b OR c) d e")
        #expect(
            try Query("NOT(a b) OR \"c  D*\" theme:\"x y*\"").description
                == "NOT (a b) OR \"c d*\" theme:\"x y*\"")
        #expect(try Query("\"AND\" \"mali\"").description == "and mali")
    }

    @Test("say where they match") func spans() throws {
        let text = candidate
        func places(_ query: String) throws -> [Span] { try #require(try Query(query).matches(text)).spans }
        #expect(try places("mali").map(\.passage) == [.answer])
        #expect(try places("\"europese unie\"")[0].range.count == "Europese\nUnie".utf8.count)
        #expect(try places("tsjaad OR niger OR missie").count == 2)
        #expect(try places("niger -tsjaad").count == 1)
        #expect(try places("theme:sahel") == places("mali"))
        #expect(try places("entity:mali").map(\.passage) == [.question])
        #expect(try places("*") == [])
        #expect(try places("de").count > 2)
        let long = Candidate(
            SampleDocuments.answer(answer: String(repeating: "mali ", count: 10_000)), kind: nil, source: "a")
        #expect(try Query("mali OR mal*").matches(long)?.spans.count == 200)
    }

    @Test(
        "say what is wrong with them, and where",
        arguments: [
            ("", 0, "empty"), ("  \n", 0, "empty"),
            ("Mali thema:x", 5, "unknown field 'thema:' at 5; did you mean 'theme:'?"),
            ("http://a.example", 0, "put them in quotes"),
            ("theme:", 0, "nothing follows 'theme:'"), ("a theme: sahel", 2, "directly behind the colon"),
            ("theme:\"\"", 0, "nothing follows"), ("theme:(a b)", 0, "nothing follows"),
            ("response:yes", 0, "one of answered, refers, unable, deferred"),
            ("(mali", 0, "never closed"), ("mali (niger (a)", 5, "never closed"), ("(", 0, "never closed"),
            ("mali)", 4, "closes nothing"), (")", 0, "closes nothing"),
            ("a () b", 2, "nothing stands between"),
            ("mali \"europese", 5, "never closed"), ("theme:\"a", 6, "never closed"),
            ("\"", 0, "never closed"),
            ("AND mali", 0, "nothing stands before AND"), ("mali OR", 5, "nothing follows OR"),
            ("mali AND", 5, "nothing follows AND"), ("NOT", 0, "nothing follows NOT"),
            ("(a OR)", 3, "nothing follows OR"),
            ("a AND OR b", 2, "another operator"), ("a NOT AND b", 2, "another operator"),
            ("mali - niger", 5, "stands alone"), ("é -", 3, "stands alone"),
            ("\"\"", 0, "no letters or digits"), ("mali &", 5, "no letters or digits"),
            ("mi*ssie", 0, "only beginnings"), ("*missie", 0, "only beginnings"),
            ("\"a * b\"", 0, "no word before it"),
            ("entity:*x", 0, "only beginnings"), ("mali \u{1B}\u{202E}\u{9B}\u{2028}", 5, "no letters"),
            ("&*", 0, "no word before it"),
        ]) func problems(_ text: String, position: Int, message: String)
    {
        let problem = #expect(throws: QueryProblem.self) { try Query(text) }
        #expect(problem?.position == position)
        #expect(problem?.message.contains(message) == true, "\(problem?.message ?? "")")
        #expect(problem?.message.unicodeScalars.contains { $0.actsOnTerminalsOrLines } == false)
    }

    @Test(
        "refuse what is too much, at once", .timeLimit(.minutes(1)),
        arguments: [
            String(repeating: "(", count: 10_000), String(repeating: ")", count: 10_000),
            String(repeating: "-", count: 9_999) + "a", String(repeating: "NOT ", count: 2_000) + "a",
            String(repeating: "(a OR ", count: 1_500), String(repeating: "a ", count: 1_001),
            String(repeating: "a OR ", count: 1_500) + "b", "\"" + String(repeating: "a ", count: 60) + "\"",
            String(repeating: "x", count: 10_001), String(repeating: "theme:a ", count: 1_001),
            String(repeating: "\u{301}", count: 3_000),
        ]) func tooMuch(_ text: String)
    {
        #expect(throws: QueryProblem.self) { try Query(text) }
    }

    @Test("are answered in time on long and monotonous texts", .timeLimit(.minutes(1))) func slow() throws {
        let text = Candidate(
            SampleDocuments.answer(answer: String(repeating: "a ", count: 50_000)), kind: nil, source: "a")
        let phrase = "\"" + String(repeating: "a ", count: 49) + "b*\""
        #expect(try Query(phrase).matches(text) == nil)
        let deep = String(repeating: "(", count: 64) + "a" + String(repeating: ")", count: 64)
        #expect(try Query(deep).matches(text) != nil)
        let wide = (0..<900).map { "b\($0)*" }.joined(separator: " OR ")
        #expect(try Query(wide).matches(text) == nil)
    }

    @Test("are asked together as watches") func watches() throws {
        let watches = WatchSet([
            WatchSet.Watch(name: "sahel", query: try Query("theme:sahel"), sinks: ["alerts", "desk"]),
            WatchSet.Watch(name: "russia", query: try Query("theme:russia"), sinks: ["desk"]),
            WatchSet.Watch(name: "all", query: try Query("*"), sinks: []),
        ])
        let matches = watches.matching(candidate)
        #expect(matches.map(\.name) == ["sahel", "all"])
        #expect(matches.first?.sinks == ["alerts", "desk"])
        #expect(matches.first?.spans.count == 1)
    }

    @Test("are asked in their order, whatever finds them") func manyWatches() throws {
        let queries = [
            "zzz", "sahel OR zzz", "sahel zzz", "NOT zzz", "sah*", "theme:sahel", "zzz OR NOT sahel",
            "sahel NOT zzz",
            "(sahel zzz) OR theme:sahel",
        ]
        let watches = try queries.map { WatchSet.Watch(name: $0, query: try Query($0), sinks: []) }
        let expected = watches.filter { $0.query.matches(candidate) != nil }.map(\.name)
        #expect(expected.count == 6)
        #expect(WatchSet(watches).matching(candidate).map(\.name) == expected)
    }
}
