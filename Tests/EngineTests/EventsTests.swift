import Engine
import Pipeline
import PipelineTesting
import Testing

private let writer = EventWriter(source: "https://bode.example/desk")
private let seen = Timestamp(seconds: 1_767_232_800)

/// The event that tells of `answer`, as the first of its paper.
private func event(
    _ answer: Answer = SampleDocuments.answer([22]), kind: AnswerChange.Kind = .published, revision: Int = 1,
    previous: Answer? = nil, publication: Publication = SampleDocuments.publication(),
    watches: [String] = ["sahel"],
    matches: [Span] = []
) -> Event {
    let key = "\(publication.identity)#22"
    let change = AnswerChange(
        kind, key: key, answer: answer, revision: revision, previous: previous, seen: seen)
    let archive = ArchivedPublication(
        id: publication.identity, names: publication.names, publication: publication, answers: [],
        firstSeen: seen)
    return writer.event(
        change, in: Judgement(archive: archive, changes: [change]),
        of: SampleDocuments.document(publication, answers: [answer]), watches: watches, matches: matches,
        sinks: ["desk"])
}

private func short(_ question: String, _ answer: String) -> Answer {
    SampleDocuments.answer([22], question: question, answer: answer)
}

@Suite("Events") struct EventsTests {
    @Test("have ids that anyone can work out again") func vectors() {
        let answer = short("Wie komt?", "Niemand.")
        #expect(event(answer).id == "evt_235np2d6bwmde65o5flrsxajzz")
        #expect(event(answer, kind: .amended, revision: 2).id == "evt_fdduiq22kkxypu2wcnmgxtbdkd")
        #expect(event(answer, kind: .withdrawn, revision: 2).id == "evt_2o77ic6vqkoid6a2ak6kh23fb6")
        let notice = Notice(
            .sourceSilent, subject: "gazette", discriminator: "2026-01-01T00:00:00Z",
            reason: "nothing for 4 days",
            time: seen)
        #expect(writer.event(notice, sinks: []).id == "evt_54u3f6di5wpexrpequrdcq6dvr")
    }

    @Test("have ids that depend on nothing but what is told") func identity() {
        let answer = short("Wie komt?", "Niemand.")
        #expect(event(short("Wie?", "Iedereen.")).id == event(answer).id, "announced once")
        let other = SampleDocuments.publication(source: "other", entryID: "e-1", title: "Anders")
        #expect(event(answer, publication: other, watches: []).id == event(answer).id)
        let amended = [
            event(answer, kind: .amended, revision: 2), event(answer, kind: .amended, revision: 4),
            event(short("Wie komt?", "Iedereen."), kind: .amended, revision: 2),
            event(answer, kind: .withdrawn, revision: 2), event(answer),
        ]
        #expect(Set(amended.map(\.id)).count == amended.count)
        #expect(
            event(short("wie komt", "Nie-\nmand!"), kind: .amended, revision: 2).id == amended[0].id,
            "set again, it is the same")
    }

    @Test("are CloudEvents with the answer object in data") func envelope() throws {
        let published = event()
        let json = try JSONValue(published)
        #expect(published.kind == .answerPublished)
        #expect(published.sinks == ["desk"])
        #expect(json["/specversion"]?.text == "1.0")
        #expect(json["/id"]?.text == published.id)
        #expect(json["/type"]?.text == "bode.answer.published")
        #expect(json["/source"]?.text == "https://bode.example/desk")
        #expect(json["/subject"]?.text == "https://papers.example/2026/17#22")
        #expect(json["/time"]?.text == "2026-01-01T02:00:00Z")
        #expect(json["/datacontenttype"]?.text == "application/json")
        #expect(json["/data/id"]?.text == "https://papers.example/2026/17#22")
        #expect(json["/data/publication"]?.text == "https://papers.example/2026/17")
        #expect(json["/data/document/title"]?.text == "Antwoord op vragen over de Sahel")
        #expect(json["/data/links/0/media_type"]?.text == "application/pdf")
        #expect(json["/data/watches"] == .array([.string("sahel")]))
        #expect(json["/data/themes/0/evidence/0/text"]?.text == "Mali")
        #expect(json["/data/truncated"] == nil)
        #expect(json["/data/previous"] == nil)
        #expect(json["/data/changes"] == nil)
        #expect(!published.json.contains("\n"))
        #expect(event().json == published.json, "the same bytes for the same input")
    }

    @Test("carry the feed entry's own id as it stands there") func entryID() throws {
        let json = try JSONValue(
            event(publication: SampleDocuments.publication(entryID: "urn:uuid:1#ä/\\\"")))
        #expect(json["/data/publication"]?.text == "urn:uuid:1#ä/\\\"")
    }

    @Test("tell what was there before and what changed") func amended() throws {
        let json = try JSONValue(
            event(
                short("Wie komt?", "Er komen 90 mensen."), kind: .amended, revision: 2,
                previous: short("Wie komt?", "Er komen 120 mensen.")))
        #expect(json["/type"]?.text == "bode.answer.amended")
        #expect(json["/data/previous/answer"]?.text == "Er komen 120 mensen.")
        #expect(
            json["/data/changes/0"]
                == .object([
                    "in": .string("answer"), "kind": .string("replace"), "before": .string("120"),
                    "after": .string("90"),
                ]))
    }

    @Test("tell of a withdrawal by what the archive knows of the paper") func withdrawn() throws {
        let tombstone = SampleDocuments.publication(title: "", isWithdrawn: true)
        let known = SampleDocuments.publication(entryID: "entry-17")
        let archive = ArchivedPublication(
            id: known.identity, names: known.names, publication: known,
            answers: [
                ArchivedAnswer(
                    key: "k#1", answer: SampleDocuments.answer(), revision: 1, firstSeen: seen,
                    isAnnounced: true)
            ], firstSeen: seen)
        let paper = ReadPaper(SampleDocuments.document(tombstone, answers: []), quiet: nil, seen: seen)
        let judgement = Newness().judge(paper, against: [archive])
        let change = try #require(judgement.changes.first)
        let json = try JSONValue(
            writer.event(change, in: judgement, of: paper.document, watches: ["a"], sinks: []))
        #expect(json["/type"]?.text == "bode.answer.withdrawn")
        #expect(json["/data/document/title"]?.text == known.title)
        #expect(json["/data/document/date"]?.text == "2026-01-01")
        #expect(json["/data/publication"]?.text == "entry-17")
        #expect(json["/data/answer"]?.text == SampleDocuments.answer().answer)
    }

    @Test("let nothing through raw that acts on lines or terminals") func hostile() throws {
        let text =
            "\u{1B}[31m\r\n\u{2028}\u{2029}\u{85}\u{9B}31m\u{202E}\u{2066}\u{FEFF}\u{7F}\u{0} \u{1F600}\"\\</script>"
        let answer = short(text, text)
        let publication = SampleDocuments.publication(
            Identifier(rawValue: "x" + text), entryID: text, title: text)
        for event in [
            event(answer, publication: publication, watches: [text]),
            event(answer, kind: .amended, previous: short(text + "a", text + "b"), publication: publication),
            writer.event(
                Notice(
                    .documentSetAside, subject: text, discriminator: text, reason: text, publication: text,
                    time: seen),
                sinks: []),
            EventWriter(source: text).event(
                Notice(.sourceGone, subject: "a", discriminator: "", reason: "", time: seen), sinks: []),
        ] {
            #expect(!event.json.unicodeScalars.contains { $0.actsOnTerminalsOrLines })
            let json = try JSONValue(event)
            for attribute in ["/subject", "/source", "/id", "/type"] {
                let value = try #require(json[attribute]?.text)
                #expect(!value.unicodeScalars.contains { $0.actsOnTerminalsOrLines })
            }
        }
        #expect(try JSONValue(event(answer))["/data/answer"]?.text == text)
        #expect(try JSONValue(event(publication: publication))["/data/publication"]?.text == text)
    }

    @Test("carry excerpts around the matches where the texts are long") func excerpts() throws {
        let filler = String(repeating: "Zo gaat de tekst nog lang dóór. ", count: 1_500)
        var answer = short(
            filler + "Waar is Mali?", filler + "Daar ligt MINUSMA, in Mali." + filler + "Ook in Niger.")
        answer.themes = [
            ThemeMatch(
                id: "sahel", score: 0.9,
                evidence: ["Mali", "MINUSMA"].compactMap {
                    SampleDocuments.place(of: $0, in: .answer, of: answer)
                })
        ]
        let niger = try #require(SampleDocuments.place(of: "Niger", in: .answer, of: answer))
        answer.entities?.append(Entity(.place, niger, canonical: "Niger"))
        let whole = event(answer, matches: [niger])
        let json = try JSONValue(whole)
        #expect(whole.json.utf8.count <= EventWriter.comfortableSize)
        #expect(json["/data/truncated"] == .bool(true))
        let excerpt = try #require(json["/data/answer"]?.text)
        #expect(excerpt.contains("Daar ligt MINUSMA, in Mali."))
        #expect(excerpt.contains("Ook in Niger."))
        #expect(excerpt.contains(" … "))
        #expect(json["/data/question"]?.text?.hasSuffix("…") == true)
        let places =
            (json["/data/themes/0/evidence"]?.elements ?? []) + (json["/data/entities"]?.elements ?? [])
        #expect(places.map { $0["/text"]?.text } == ["Mali", "MINUSMA", "MINUSMA", "Mali", "Niger"])
        for place in places {
            let scalars = Array(excerpt.unicodeScalars)
            let (start, end) = (try #require(place["/start"]?.number), try #require(place["/end"]?.number))
            #expect(String(String.UnicodeScalarView(scalars[start..<end])) == place["/text"]?.text)
        }
        #expect(whole.id == event(answer).id, "whatever is sent of it")
    }

    @Test("carry what further stages say, cut where it is long, at the places in the excerpt")
    func annotations() throws {
        let filler = String(repeating: "Zo gaat de tekst nog lang dóór. ", count: 1_500)
        var answer = short(filler, "Daar ligt MINUSMA. " + filler)
        let place = try #require(SampleDocuments.place(of: "MINUSMA", in: .answer, of: answer))
        answer.annotations = [
            Annotation(
                stage: "contacts", kind: "contact", text: "Bel de desk", url: "https://desk.example",
                score: 0.5,
                span: place, fields: ["phone": "1234"]),
            Annotation(
                stage: "translate", kind: "translation", text: String(repeating: "So it goes. ", count: 5_000)
            ),
        ]
        let json = try JSONValue(event(answer))
        #expect(json["/data/truncated"] == .bool(true))
        let told = try #require(json["/data/annotations"]?.elements)
        #expect(told.map { $0["/kind"]?.text } == ["contact", "translation"])
        #expect(told.first?["/words"]?.text == "MINUSMA")
        #expect(told.first?["/url"]?.text == "https://desk.example")
        #expect(told.first?["/fields/phone"]?.text == "1234")
        #expect(told.last?["/text"]?.text?.hasPrefix("So it goes.") == true)
        #expect((told.last?["/text"]?.text?.utf8.count ?? 0) < 2_000)
    }

    @Test(
        "stay below 64 KiB whatever comes in", .timeLimit(.minutes(1)),
        arguments: ["\u{1B}", "a", "é", "\u{2028}", "\""])
    func sizes(_ letter: String) throws {
        let long = String(repeating: letter, count: 20_000)
        var answer = short(String(repeating: letter, count: 200_000), long)
        answer.section = long
        answer.numbers = Array(0..<20_000)
        answer.askedBy = Array(repeating: Answer.Asker(name: long, party: long), count: 200)
        answer.answeredBy = Array(repeating: Answer.Answerer(name: long, role: long), count: 200)
        answer.footnotes = (0..<200).map { Footnote(long, long, in: .answer, at: $0, ordinal: $0) }
        answer.resolved = Array(repeating: Answer.Resolved(number: 1, answer: long), count: 200)
        let width = letter.utf8.count
        let spans = (0..<1_000).map { Span(.answer, $0 * width..<min($0 + 500, 20_000) * width) }
        answer.references = spans.map { Reference(id: letter, url: letter, span: $0) }
        answer.entities = spans.map { Entity(.policy, $0, canonical: long, value: .text(long), unit: long) }
        answer.commitments = spans.map { Commitment(span: $0, due: long, by: long) }
        let fields = Dictionary(
            (0..<200).map { ("\($0)\(letter)", long) }, uniquingKeysWith: { first, _ in first })
        answer.annotations = spans.map {
            Annotation(
                stage: long, kind: long, text: long, language: long, url: long, score: .nan, span: $0,
                fields: fields)
        }
        let names = Dictionary(
            (0..<50).map { ("\($0)\(long)", long) }, uniquingKeysWith: { first, _ in first })
        answer.themes = Array(
            repeating: ThemeMatch(id: long, score: .nan, evidence: spans, names: names), count: 100)
        var publication = SampleDocuments.publication(
            Identifier(rawValue: String(long.prefix(5_000))), entryID: long, title: long)
        publication.links = Array(
            repeating: Publication.Link(url: String(long.prefix(2_000)), relation: long), count: 100)
        let amended = event(
            answer, kind: .amended, previous: short("", String(repeating: "niet \(letter) ", count: 5_000)),
            publication: publication, watches: Array(repeating: long, count: 100), matches: spans)
        #expect(amended.json.utf8.count <= EventWriter.largestSize)
        _ = try JSONValue(amended)
        let notice = Notice(
            .documentSetAside, subject: long, discriminator: "1", reason: long, publication: long,
            links: publication.links, time: seen)
        #expect(writer.event(notice, sinks: []).json.utf8.count <= EventWriter.largestSize)
    }

    @Test("tell operators what is wrong, and where") func notices() throws {
        let notice = Notice(
            .documentSetAside, subject: "https://papers.example/9", discriminator: "17",
            reason: "no text\nin it",
            publication: "entry-9", links: [Publication.Link(url: "https://papers.example/9.pdf")], time: seen
        )
        let event = writer.event(notice, sinks: ["desk"])
        let json = try JSONValue(event)
        #expect(event.kind == .documentSetAside)
        #expect(json["/type"]?.text == "bode.document.set_aside")
        #expect(json["/subject"]?.text == "https://papers.example/9")
        #expect(json["/data/subject"]?.text == "https://papers.example/9")
        #expect(json["/data/reason"]?.text == "no text in it")
        #expect(json["/data/publication"]?.text == "entry-9")
        #expect(json["/data/links/0/url"]?.text == "https://papers.example/9.pdf")
        #expect(json["/data/time"] == json["/time"])
        var next = notice
        next.discriminator = "18"
        #expect(writer.event(next, sinks: []).id != event.id)
    }
}
