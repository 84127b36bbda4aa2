import Pipeline

/// What is said of mentions that gold has as well: their canonical names, values and units.
struct MentionScore: Encodable {
    /// Mentions under the name that gold gives the thing.
    var canonical = Tally()
    /// Mentions whose number, day or period is that of gold, or that rightly have none.
    var value = Tally()
    /// Currencies of money, and what is counted.
    var unit = Tally()
    /// Names of inhabitants and adjectives that are marked as such, and names that are not.
    var demonym = Tally()

    /// Types whose mentions stand for a value.
    private static let valued: Set = ["date", "money", "quantity"]

    /// Adds one mention, which may stand in the passage several times: it is right where it is each time.
    ///
    /// Returns what is not as gold has it, for people.
    mutating func add(_ found: [Entity], _ gold: GoldFolder.Labels.Mention) -> [String] {
        var problems: [String] = []
        func judge(_ tally: inout Tally, _ found: [String], _ wanted: String) {
            let other = found.first { $0 != wanted }
            tally = tally + Tally(right: other == nil ? 1 : 0, of: 1)
            if let other { problems.append("\(other), not \(wanted)") }
        }
        if let name = gold.canonical {
            judge(
                &canonical, found.map { ComparedText.text($0.canonical) }, ComparedText.text(name))
        }
        if Self.valued.contains(gold.type) || gold.value != nil {
            judge(&value, found.map { Self.text($0.value) }, Self.text(gold.value?.value))
        }
        if let wanted = gold.unit {
            judge(&unit, found.map { ComparedText.text($0.unit ?? "") }, ComparedText.text(wanted))
        }
        if gold.type == Entity.Kind.place.rawValue {
            judge(
                &demonym, found.map { $0.isDemonym ? "a demonym" : "no demonym" },
                gold.demonym == true ? "a demonym" : "no demonym")
        }
        return problems
    }

    private static func text(_ value: Entity.Value?) -> String {
        switch value {
        case .number(let number)?: "\(number)"
        case .text(let text)?: text
        case nil: "no value"
        }
    }
}

/// Promises beside those of gold, and their terms.
struct CommitmentScore: Encodable {
    var measure = LabelScores.Measure()
    /// Terms of promises that gold has as well; none is right where gold has none.
    var due = Tally()

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
