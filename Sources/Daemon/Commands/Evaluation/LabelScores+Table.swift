extension LabelScores {
    /// One line a sort of thing, for people.
    var rows: [[String]] {
        var rows = [["found by stages", "right", "found", "wanted", "precision", "recall", "F1"]]
        func add(_ name: String, _ measure: Measure) {
            rows.append([
                name, "\(measure.right)", "\(measure.found)", "\(measure.wanted)",
                Decimals.text(measure.precision), Decimals.text(measure.recall), Decimals.text(measure.f1),
            ])
        }
        add("themes", themes)
        for (theme, measure) in eachTheme.sorted(by: { $0.key < $1.key }) { add("  \(theme)", measure) }
        add("entities", entities)
        for (type, measure) in entityTypes.sorted(by: { $0.key < $1.key }) { add("  \(type)", measure) }
        add("commitments", commitments.measure)
        return rows
    }

    /// What is said of what was found: right, of how many, and the share.
    var shares: [[String]] {
        var rows = [["of what was found", "right", "of", "share"]]
        func add(_ name: String, _ tally: Tally) {
            guard tally.of > 0 else { return }
            rows.append([
                name, "\(tally.right)", "\(tally.of)", Decimals.text(Double(tally.right) / Double(tally.of)),
            ])
        }
        let sorted = mentions.sorted { $0.key < $1.key }
        add("canonical names", sorted.reduce(Tally()) { $0 + $1.value.canonical })
        for (type, score) in sorted { add("  \(type)", score.canonical) }
        add("values", sorted.reduce(Tally()) { $0 + $1.value.value })
        for (type, score) in sorted { add("  \(type)", score.value) }
        for (type, score) in sorted { add("units of \(type)", score.unit) }
        add("demonyms", sorted.reduce(Tally()) { $0 + $1.value.demonym })
        add("terms of commitments", commitments.due)
        add("responses", responses)
        return rows
    }
}
