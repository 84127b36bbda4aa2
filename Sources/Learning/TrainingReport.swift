/// What learning gained, by cross-validation.
package struct TrainingReport: Sendable {
    /// One label.
    package struct Row: Sendable {
        package var label: String
        /// The labelled texts that have it.
        package var examples: Int
        package var rules = LabelCounts()
        /// `nil` where there are too few examples to learn from.
        package var learned: LabelCounts?
        /// What will be used: rules and what was learned together, or the rules alone where that was no worse.
        package var used = LabelCounts()
        package var rulesLoss = 0.0
        package var usedLoss = 0.0
        /// `nil` where there are too few examples to learn from.
        package var combination: Combination?
    }

    package let texts: Int
    package let folds: Int
    /// How near each label's regression is kept to that of all together.
    package let strength: Double
    package private(set) var rows: [Row] = []
    package private(set) var rulesCalibration = Calibration()
    package private(set) var usedCalibration = Calibration()

    init(texts: Int, folds: Int, strength: Double) {
        (self.texts, self.folds, self.strength) = (texts, folds, strength)
    }

    mutating func add(
        _ label: ThemeTraining.Label, _ examples: Int, _ outcomes: [Bool], rules: [Double],
        learned: [Double]?, both: [Double], _ combination: Combination?
    ) {
        var row = Row(label: label.id, examples: examples)
        var (rulesCalibration, usedCalibration) = (Calibration(), Calibration())
        if learned != nil { row.learned = LabelCounts() }
        for (index, outcome) in outcomes.enumerated() {
            row.rules.count(isFound: rules[index] >= label.threshold, isWanted: outcome)
            row.used.count(isFound: both[index] >= label.threshold, isWanted: outcome)
            if let learned {
                row.learned?.count(isFound: learned[index] >= label.threshold, isWanted: outcome)
            }
            rulesCalibration.count(rules[index], outcome)
            usedCalibration.count(both[index], outcome)
            self.rulesCalibration.count(rules[index], outcome)
            self.usedCalibration.count(both[index], outcome)
        }
        (row.rulesLoss, row.usedLoss) = (rulesCalibration.logLoss, usedCalibration.logLoss)
        row.combination = combination
        rows.append(row)
    }
}
