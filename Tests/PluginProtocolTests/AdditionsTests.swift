import Pipeline
import PluginProtocol
import Testing

@Suite("What a stage may add")
struct AdditionsTests {
    private static func paper() -> Document {
        var document = Document(
            publication: Publication(source: "s", entryID: "e", identity: "i", title: "t"),
            text: PaperText(lines: [], format: .plain))
        document.answers = [Answer(numbers: [1], question: "Wanneer?", answer: "De dijk — morgen.")]
        return document
    }

    private static func additions(_ json: String) throws -> [AnswerAddition] {
        let line = Array(#"{"type": "done", "id": 1, "answers": [\#(json)]}"#.utf8)
        guard case .additions(_, let additions, _) = try PluginMessage(line: line[...]) else { return [] }
        return additions
    }

    @Test("places count scalars and become bytes")
    func places() throws {
        var document = Self.paper()
        try document.add(
            Self.additions(
                """
                {"index": 0, "entities": [{"type": "date", "canonical": "morgen", "in": "answer", "start": 10,
                "end": 16}], "annotations": [{"kind": "note", "text": "!", "stage": "another", "unknown": [1]}]}
                """), declared: Set(Addition.allCases), by: "mine")
        let answer = document.answers[0]
        #expect(answer.entities?.first?.span == Span(.answer, 12..<18))
        #expect(answer.annotations?.first?.stage == "mine")
        #expect(answer.question == "Wanneer?")
    }

    @Test("identity, text and source cannot be changed")
    func identity() throws {
        var document = Self.paper()
        let before = document
        try document.add(
            Self.additions(
                #"{"index": 0, "question": "Waarom?", "answer": "Daarom.", "numbers": [9], "id": "x", "refers_to": [3]}"#
            ),
            declared: Set(Addition.allCases), by: "mine")
        #expect(document == before)
    }

    @Test(
        "what is wrong is refused whole, and named",
        arguments: [
            (#"{"index": 1, "response": "answered"}"#, "there is no answer 1"),
            (#"{"index": -1, "response": "answered"}"#, "there is no answer -1"),
            (#"{"index": 0, "themes": [{"id": "x", "score": 1.5}]}"#, "score of theme 'x'"),
            (
                #"{"index": 0, "themes": [{"id": "x", "score": 1, "evidence": [{"in": "answer", "start": 3, "end": 3}]}]}"#,
                "3..<3 is no place"
            ),
            (
                #"{"index": 0, "references": [{"id": "x", "in": "answer", "start": 0, "end": 99}]}"#,
                "0..<99 is no place"
            ),
            (
                #"{"index": 0, "references": [{"id": "x", "in": "answer", "start": -4, "end": 2}]}"#,
                "-4..<2 is no place"
            ),
            (
                #"{"index": 0, "references": [{"id": "x", "in": "answer", "start": 9223372036854775806, "end": 9223372036854775807}]}"#,
                "is no place"
            ),
            (
                #"{"index": 0, "references": [{"id": "x", "url": "javascript:1", "in": "answer", "start": 0, "end": 2}]}"#,
                "no address of the web"
            ),
            (#"{"index": 0, "annotations": [{"kind": "No Kind", "text": ""}]}"#, "no kind of annotation"),
            (#"{"index": 0, "annotations": [{"kind": "k", "text": "\u001b[31m"}]}"#, "control characters"),
            (
                #"{"index": 0, "annotations": [{"kind": "k", "text": "", "fields": {"A B": ""}}]}"#,
                "no name of a field"
            ),
            (
                #"{"index": 0, "commitments": [{"in": "answer", "start": 0, "end": 2}]}"#,
                "commitments, which it has not declared"
            ),
        ])
    func wrong(_ json: String, _ words: String) throws {
        var document = Self.paper()
        let before = document
        let all = try Self.additions(#"{"index": 0, "response": "unable"}, "# + json)
        let fault = #expect(throws: ProtocolFault.self) {
            try document.add(
                all, declared: [.themes, .references, .annotations, .response], by: "mine")
        }
        #expect(fault?.description.contains(words) == true, "\(fault?.description ?? "")")
        #expect(document == before)
    }

    @Test("said twice, it is there once")
    func twice() throws {
        var document = Self.paper()
        let json = #"{"index": 0, "annotations": [{"kind": "k", "text": "a"}, {"kind": "k", "text": "a"}]}"#
        try document.add(Self.additions("\(json), \(json)"), declared: [.annotations], by: "mine")
        #expect(document.answers[0].annotations?.count == 1)
    }

    @Test("what a stage found goes over as a line and comes out the same, each kind of it")
    func wholeWay() throws {
        let before = Self.paper()
        var later = before
        try later.add(
            Self.additions(
                """
                {"index": 0, "response": "answered",
                "themes": [{"id": "water", "score": 0.5, "names": {"nl": "Water"},
                            "evidence": [{"in": "answer", "start": 3, "end": 7}]}],
                "entities": [
                    {"type": "date", "canonical": "morgen", "in": "answer", "start": 10, "end": 16, "value": "2026-01-06"},
                    {"type": "money", "canonical": "€ 5", "in": "answer", "start": 0, "end": 2, "value": 5, "unit": "EUR"},
                    {"type": "place", "canonical": "Dijk", "id": "Q1", "in": "question", "start": 0, "end": 7,
                     "demonym": true}],
                "references": [{"id": "ah-1", "url": "https://example.org/1", "in": "answer", "start": 0, "end": 2}],
                "commitments": [{"due": "2026-02", "by": "minister", "in": "answer", "start": 0, "end": 16}],
                "annotations": [{"kind": "note", "text": "let op", "language": "nl", "url": "https://example.org/2",
                                 "score": 1, "fields": {"a": "b"}, "in": "answer", "start": 0, "end": 2}]}
                """), declared: Set(Addition.allCases), by: "mine")
        let answer = later.answers[0]
        #expect(answer.entities?.map(\.value) == [.text("2026-01-06"), .number(5), nil])
        #expect(answer.commitments?.first?.span == Span(.answer, 0..<18))
        let line = PluginMessage.additions(id: 7, before.additions(in: later), isLast: true).line.dropLast()
        guard case .additions(7, let additions, true) = try PluginMessage(line: line) else {
            Issue.record("\(String(decoding: line, as: UTF8.self))")
            return
        }
        var again = before
        try again.add(additions, declared: Set(Addition.allCases), by: "mine")
        #expect(again == later)
        #expect(later.additions(in: later).isEmpty)
    }

    @Test(
        "no more than it may, and nothing of it where it is more",
        arguments: [
            ("themes", #"{"id": "x", "score": 1, "names": {NAMES}}"#, "too many names"),
            (
                "themes", #"{"id": "x", "score": 1, "names": {"nl": "LONG"}}"#,
                "the name of a theme is longer than 512 bytes"
            ),
            ("themes", #"{"id": "LONG", "score": 1}"#, "the id of a theme is longer than 512 bytes"),
            ("annotations", #"{"kind": "k", "text": "", "fields": {NAMES}}"#, "more than 32 fields"),
            ("annotations", #"MANY{"kind": "k", "text": "1000"}"#, "more than 1000 of one kind"),
        ])
    func limits(_ kind: String, _ value: String, _ words: String) throws {
        let names = (0...32).map { "\"n\($0)\": \"\"" }.joined(separator: ", ")
        let many = (0..<1000).map { #"{"kind": "k", "text": "\#($0)"}, "# }.joined()
        let json = value.replacing("NAMES", with: names).replacing(
            "LONG", with: String(repeating: "é", count: 257)
        )
        .replacing("MANY", with: many)
        var document = Self.paper()
        let before = document
        let additions = try Self.additions(#"{"index": 0, "\#(kind)": [\#(json)]}"#)
        let fault = #expect(throws: ProtocolFault.self) {
            try document.add(additions, declared: Set(Addition.allCases), by: "mine")
        }
        #expect(fault?.description.contains(words) == true, "\(fault?.description ?? "")")
        #expect(document == before)
    }
}
