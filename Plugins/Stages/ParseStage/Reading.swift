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

/// Gives the footnotes that answers call their texts.
enum NoteLinks {
    /// Links calls to notes by label: to the first note with it that stands at or behind the call, else to the last before it.
    ///
    /// Labels may begin again on every page. Notes that no answer calls become remarks.
    static func resolve(_ reading: inout Reading, _ notes: [Note]) {
        var byLabel: [String: [Int]] = [:]
        for (index, note) in notes.enumerated() { byLabel[note.label, default: []].append(index) }
        var called: Set<Int> = []
        for index in reading.answers.indices {
            reading.answers[index].footnotes = reading.answers[index].footnotes.compactMap { call in
                // Until now, `ordinal` is the line of the call.
                guard let found = byLabel[call.label].flatMap({ note(called: call.ordinal, of: $0, notes) })
                else { return nil }
                called.insert(found)
                var footnote = call
                (footnote.text, footnote.ordinal) = (notes[found].text.string, found + 1)
                return footnote
            }
        }
        for (index, note) in notes.enumerated() where !called.contains(index) {
            let label = note.label.isEmpty ? "" : note.label + " "
            reading.remarks.append(Remark(.footnote, label + note.text.string))
        }
    }

    /// The first of `candidates`, which ascend, that stands at or behind `line`.
    private static func note(called line: Int, of candidates: [Int], _ notes: [Note]) -> Int? {
        var (low, high) = (0, candidates.count)
        while low < high {
            let middle = (low + high) / 2
            if notes[candidates[middle]].source >= line { high = middle } else { low = middle + 1 }
        }
        return low < candidates.count ? candidates[low] : candidates.last
    }
}
