import Pipeline
import PipelineTesting
import PluginProtocol
import Testing

@Suite("What a stage is given")
struct PaperMessageTests {
    private static let paper: Document = {
        var document = Document(
            publication: Publication(
                source: "chamber", entryID: "q1", identity: "ah-1", title: "Vragen over de Sahel",
                links: [.init(url: "https://chamber.example/q1")]),
            date: CalendarDay("2024-11-27"), text: PaperText(lines: [], format: .plain))
        var answer = Answer(
            numbers: [1], section: "Één", question: "Is het één dijk?", answer: "Ja, de 🌊 komt — Mali wacht.")
        let mali = answer.answer.utf8Range(of: "Mali")
        answer.themes = [ThemeMatch(id: "sahel", score: 0.875, evidence: [Span(.answer, mali)])]
        answer.entities = [
            Entity(.place, Span(.answer, mali), canonical: "Mali", id: "iso3166:ML"),
            Entity(.quantity, Span(.question, 7..<11), canonical: "één", value: .number(1), unit: "dijk"),
        ]
        answer.references = [Reference(id: "29521-446", span: Span(.answer, mali))]
        answer.commitments = [Commitment(span: Span(.answer, mali), due: "2025-01-01", by: "minister")]
        answer.response = .answered
        answer.annotations = [
            Annotation(
                stage: "first", kind: "similar", text: "Zelfde", score: 0.5, span: Span(.answer, mali)),
            Annotation(stage: "first", kind: "note", text: "Op\ntwee regels", fields: ["phone": "070"]),
        ]
        document.answers = [answer, Answer(question: "", answer: "Nee.")]
        document.askedBy = [Answer.Asker(name: "A. Lid", party: "CDA")]
        return document
    }()

    @Test("comes back as it was, places in other units and all")
    func roundTrip() throws {
        let line = HostMessage.document(id: 7, PaperMessage(Self.paper)).line
        #expect(line.last == 0x0A && line.count { $0 == 0x0A } == 1)
        guard case .document(7, let message) = try HostMessage(line: line.dropLast()) else {
            Issue.record("no document")
            return
        }
        #expect(message.document.answers == Self.paper.answers)
        #expect(message.document.askedBy == Self.paper.askedBy)
        #expect(message.document.date == Self.paper.date)
        #expect(message.document.publication.identity == "ah-1")
        #expect(message.document.publication.source == "chamber")
    }

    @Test("survives odd papers", arguments: [Document].ordinaryAndOdd.map(\.publication.title))
    func odd(_ title: String) throws {
        let document = try #require([Document].ordinaryAndOdd.first { $0.publication.title == title })
        let line = HostMessage.document(id: 1, PaperMessage(document)).line
        guard case .document(_, let message) = try HostMessage(line: line.dropLast()) else {
            Issue.record("no document")
            return
        }
        #expect(message.document.answers.map(\.question) == document.answers.map(\.question))
        #expect(message.document.answers.map(\.entities) == document.answers.map(\.entities))
    }

    @Test("what a stage adds arrives as if it had been added here")
    func difference() throws {
        var later = Self.paper
        let span = Span(.answer, 0..<2)
        later.answers[0].themes?.append(ThemeMatch(id: "water", score: 0.5, evidence: [span]))
        later.answers[0].annotations?.append(
            Annotation(stage: "second", kind: "translation", text: "Yes.", language: "en"))
        later.answers[1].entities = []
        let additions = Self.paper.additions(in: later)
        let line = PluginMessage.additions(id: 1, additions, isLast: true).line
        guard case .additions(1, let received, true) = try PluginMessage(line: line.dropLast()) else {
            Issue.record("no additions")
            return
        }
        var document = Self.paper
        try document.add(received, declared: [.themes, .entities, .annotations], by: "second")
        #expect(document.answers == later.answers)
    }
}

extension String {
    fileprivate func utf8Range(of word: String) -> Range<Int> {
        let (text, word) = (Array(utf8), Array(word.utf8))
        let start = text.indices.first { text[$0...].starts(with: word) } ?? 0
        return start..<start + word.count
    }
}
