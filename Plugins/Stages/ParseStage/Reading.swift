import Pipeline

/// What one layout's reader makes of a paper.
struct Reading {
    var answers: [Answer] = []
    var remarks: [Remark] = []
    var oddities: [Oddity] = []
    var title: String?
    var kind: String?
    var date: CalendarDay?
    /// Who asked and who answered, and when, as the paper's head has it.
    var askedBy: [Answer.Asker] = []
    var answeredBy: [Answer.Answerer] = []
    var asked: CalendarDay?
    var answered: CalendarDay?
    /// True where the paper is Dutch, so that the days it speaks of can tell when it was written.
    var isDutch = true
    /// Lines that only say which question or answer begins, as printed.
    var markers: [String] = []
    /// Headings, and heads that say who speaks, as printed.
    var headings: [String] = []
    /// Running heads and page numbers.
    var furniture: [String] = []
    /// The marks that call footnotes, where they stood in running text.
    var noteCalls: [String] = []

    /// The remarks, with one for each sort of line that is no text; so that every letter of the paper is somewhere.
    var allRemarks: [Remark] {
        remarks
            + [
                (Remark.Role.heading, headings, "\n"), (.marker, markers, "\n"),
                (.furniture, furniture, "\n"), (.noteCalls, noteCalls, " "),
            ].compactMap { role, all, joint in
                let lines = all.filter { !$0.isEmpty }
                return lines.isEmpty ? nil : Remark(role, lines.joined(separator: joint))
            }
    }
}
