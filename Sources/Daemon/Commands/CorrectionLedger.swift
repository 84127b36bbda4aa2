package import Pipeline
package import ThemesStage

/// The desk's corrections: one line an answer, ordered by id, so that a correction changes one line of the file.
package struct CorrectionLedger {
    private var answers: [LabelledAnswer]

    package init(_ answers: [LabelledAnswer]) { self.answers = answers }

    /// The ledger with one more correction, and what its line now says.
    ///
    /// A second correction of an answer is joined with the first. The answer's themes are those that it was filed under with
    /// both applied: who corrects one theme has seen the others.
    package func correcting(
        _ stored: StoredAnswer, added: [String], removed: [String], note: String?, on day: CalendarDay
    ) -> (CorrectionLedger, LabelledAnswer) {
        var ledger = self
        let place = answers.firstIndex { $0.id == stored.id }
        let former = place.map { answers[$0] }
        let own = Set(former?.added ?? []).union(added).subtracting(removed)
        let foreign = Set(former?.removed ?? []).union(removed).subtracting(added)
        let filed = Set(stored.answer.themes?.map(\.id) ?? [])
        var correction = LabelledAnswer(
            question: stored.answer.question, answer: stored.answer.answer,
            themes: filed.union(own).subtracting(foreign).sorted())
        correction.id = stored.id
        correction.document = LabelledAnswer.Paper(id: stored.paper.rawValue, title: stored.title)
        correction.section = stored.answer.section
        correction.numbers = stored.answer.numbers
        (correction.added, correction.removed) = (own.sorted(), foreign.sorted())
        correction.note = note ?? former?.note
        correction.corrected = day
        if let place { ledger.answers[place] = correction } else { ledger.answers.append(correction) }
        ledger.answers.sort {
            ($0.id ?? "").utf8.lexicographicallyPrecedes(($1.id ?? "").utf8)
        }
        return (ledger, correction)
    }

    /// Whole lines, one an answer.
    package var bytes: [UInt8] { answers.flatMap { JSONText.encode($0) + [0x0A] } }
}
