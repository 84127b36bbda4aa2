import Engine
import Pipeline
import PipelineTesting
import Testing

@Suite struct EventMatchesTests {
    let writer = EventWriter(source: "urn:test")
    let publication = SampleDocuments.publication()

    func event(_ answer: Answer, matches: [Span], matchedBy: [String]) throws -> JSONValue {
        let change = AnswerChange(
            .published, key: "kst-1#22", answer: answer, revision: 1, previous: nil,
            seen: Timestamp(seconds: 0))
        let archive = ArchivedPublication(
            id: publication.identity, names: publication.names, publication: publication, answers: [],
            firstSeen: Timestamp(seconds: 0))
        return try JSONValue(
            writer.event(
                change, in: Judgement(archive: archive, changes: [change]),
                of: SampleDocuments.document(publication, answers: [answer]), watches: ["sahel", "river"],
                matches: matches, matchedBy: matchedBy, sinks: []))
    }

    @Test("say where each watch matched, in scalars") func places() throws {
        let answer = SampleDocuments.answer([22], question: "Waar ligt é Niger?", answer: "Daar.")
        let json = try event(
            answer, matches: [Span(.question, 13..<18), Span(.answer, 0..<4)], matchedBy: ["river", "sahel"])
        #expect(
            json["/data/matches"]?.elements.map { [$0["/watch"]?.text, $0["/in"]?.text, $0["/text"]?.text] }
                == [
                    ["river", "question", "Niger"], ["sahel", "answer", "Daar"],
                ])
        #expect(json["/data/matches/0/start"]?.number == 12)
    }

    @Test("keep the places of what is told in excerpts, each with its watch") func excerpts() throws {
        let filler = String(repeating: "Zo gaat de tekst nog lang door. ", count: 2_000)
        let answer = SampleDocuments.answer([22], question: "Hoe?", answer: filler + "Niger. " + filler)
        let start = filler.utf8.count
        let json = try event(
            answer, matches: [Span(.answer, 0..<filler.utf8.count), Span(.answer, start..<start + 5)],
            matchedBy: ["sahel", "river"])
        let matches = json["/data/matches"]?.elements ?? []
        #expect(matches.map { $0["/text"]?.text } == ["Niger"])
        #expect(matches.first?["/watch"]?.text == "river")
    }

    @Test("are absent where nothing that matched stands in the text") func absent() throws {
        let json = try event(SampleDocuments.answer([22]), matches: [], matchedBy: [])
        #expect(json["/data/matches"] == nil)
        #expect(json["/data/watches"]?.elements.count == 2)
    }
}
