import Daemon
import Pipeline
import Testing
import ThemesStage

@Suite("The desk's corrections")
struct CorrectionLedgerTests {
    private static let day = CalendarDay(daysSinceEpoch: 20_000)

    private func stored(_ id: String, themes: [String]) throws -> StoredAnswer {
        let object: [UInt8] = Array(
            #"{"id": "\#(id)", "paper": "kst-1", "title": "Brief", "answer": {"numbers": [4], "askedBy": [], "answeredBy": [], "question": "Wat?", "answer": "Dit.", "refersTo": [], "resolved": [], "references": [], "footnotes": [], "confidence": 1}}"#
                .utf8)
        var stored: StoredAnswer = try JSONText.decode(from: object)
        stored.answer.themes = themes.map { ThemeMatch(id: $0, score: 1, evidence: []) }
        return stored
    }

    @Test("a correction is all themes of the answer, with what changed")
    func corrects() throws {
        let (ledger, line) = CorrectionLedger([]).correcting(
            try stored("kst-1#4", themes: ["sahel", "china"]), added: ["economy"], removed: ["sahel"],
            note: "a note", on: Self.day)
        #expect(line.themes == ["china", "economy"])
        #expect(line.added == ["economy"] && line.removed == ["sahel"])
        let text = String(decoding: ledger.bytes, as: UTF8.self)
        #expect(text.hasSuffix("\n") && text.split(separator: "\n").count == 1)
        #expect(try LabelledAnswer.all(in: text) == [line])
    }

    @Test("a second correction of an answer is joined with the first, and may take it back")
    func joins() throws {
        let answer = try stored("kst-1#4", themes: ["china"])
        let first = CorrectionLedger([]).correcting(
            answer, added: ["economy"], removed: ["china"], note: "first", on: Self.day)
        let (ledger, line) = first.0.correcting(
            answer, added: ["china"], removed: [], note: nil, on: Self.day)
        #expect(line.themes == ["china", "economy"] && line.removed == [] && line.note == "first")
        #expect(ledger.bytes.count { $0 == 0x0A } == 1)
    }

    @Test("lines stand in the order of their ids, so that one correction changes one line")
    func sorts() throws {
        var ledger = CorrectionLedger([])
        for id in ["kst-2#1", "kst-1#9", "kst-1#10"] {
            ledger =
                ledger.correcting(
                    try stored(id, themes: []), added: ["china"], removed: [], note: nil, on: Self.day
                ).0
        }
        let ids = try LabelledAnswer.all(in: String(decoding: ledger.bytes, as: UTF8.self)).map(\.id)
        #expect(ids == ["kst-1#10", "kst-1#9", "kst-2#1"])
    }
}
