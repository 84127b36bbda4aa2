import Pipeline

/// Promises beside those of gold, and their terms.
package struct CommitmentScore: Encodable {
    package var measure = LabelScores.Measure()
    /// Terms of promises that gold has as well; none is right where gold has none.
    package var due = Tally()

    /// A part that promises is a quarter of the sentence or more.
    private static let smallestShare = 4

    /// Adds the promises of one answer.
    ///
    /// Readers note the sentence or the part of it that promises, stages mark one or the other: both are the same promise where
    /// one holds the other, and each stands for one alone. Returns what is not as gold has it.
    mutating func add(
        _ found: [Commitment], _ wanted: [GoldFolder.Labels.Promise], of answer: Answer, _ number: Int
    ) -> [String] {
        var problems: [String] = []
        var left = found.map { commitment in
            (
                text: ComparedText.text(answer.text(of: commitment.span.passage), commitment.span.range),
                due: commitment.due
            )
        }
        measure.found += left.count
        measure.wanted += wanted.count
        for promise in wanted {
            let text = ComparedText.text(promise.text)
            let fit = left.indices.filter { Self.isSame(left[$0].text, text) }
            // Of several that fit, the one that is most alike.
            guard let best = fit.min(by: { Self.gap(left[$0].text, text) < Self.gap(left[$1].text, text) })
            else {
                problems.append("\(number) commitment missed: \(promise.text)")
                continue
            }
            let commitment = left.remove(at: best)
            measure.right += 1
            due = due + Tally(right: commitment.due == promise.due ? 1 : 0, of: 1)
            if commitment.due != promise.due {
                problems.append(
                    "\(number) commitment due \(commitment.due ?? "never"), not \(promise.due ?? "never"): \(promise.text)"
                )
            }
        }
        return problems + left.map { "\(number) commitment not wanted: \($0.text)" }
    }

    private static func isSame(_ left: String, _ right: String) -> Bool {
        let (short, long) = left.utf8.count < right.utf8.count ? (left, right) : (right, left)
        return !short.isEmpty && short.utf8.count * smallestShare >= long.utf8.count && long.contains(short)
    }

    private static func gap(_ left: String, _ right: String) -> Int {
        abs(left.utf8.count - right.utf8.count)
    }
}
