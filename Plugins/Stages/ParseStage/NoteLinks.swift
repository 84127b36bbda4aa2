import Pipeline

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
