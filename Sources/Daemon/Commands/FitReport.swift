import Learning

/// What `bode themes fit` says of what it learned.
struct FitReport: Encodable {
    private let report: TrainingReport
    private let seconds: Double
    /// Where the model was written; `nil` where it was not.
    var model: String?
    var bytes: Int?

    init(_ report: TrainingReport, seconds: Double) { (self.report, self.seconds) = (report, seconds) }

    // MARK: In JSON

    private struct Counts: Encodable {
        let precision: Double
        let recall: Double
        let f1: Double
        init(_ counts: LabelCounts) {
            (precision, recall, f1) = (counts.precision, counts.recall, counts.f1)
        }
    }

    private struct Row: Encodable {
        let theme: String
        let answers: Int
        let rules: Counts
        let learned: Counts?
        let used: Counts
        let rules_log_loss: Double
        let used_log_loss: Double
        let uses: String

        init(_ row: TrainingReport.Row) {
            (theme, answers, uses) = (row.label, row.examples, FitReport.uses(row))
            (rules, used) = (Counts(row.rules), Counts(row.used))
            learned = row.learned.map { Counts($0) }
            (rules_log_loss, used_log_loss) = (row.rulesLoss, row.usedLoss)
        }
    }

    private struct Tenth: Encodable {
        let answers: Int
        let said: Double
        let came_true: Double

        init(_ tenth: Calibration.Tenth) {
            answers = tenth.cases
            said = tenth.cases == 0 ? 0 : tenth.said / Double(tenth.cases)
            came_true = tenth.cases == 0 ? 0 : Double(tenth.came) / Double(tenth.cases)
        }
    }

    private enum CodingKeys: String, CodingKey {
        case answers, folds, themes, all, calibration, seconds, model, bytes
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(report.texts, forKey: .answers)
        try container.encode(report.folds, forKey: .folds)
        try container.encode(report.rows.map { Row($0) }, forKey: .themes)
        try container.encode(
            ["rules": Counts(sum(\.rules)), "learned": Counts(sum(\.learned)), "used": Counts(sum(\.used))],
            forKey: .all)
        try container.encode(report.usedCalibration.tenths.map { Tenth($0) }, forKey: .calibration)
        try container.encode(seconds, forKey: .seconds)
        try container.encodeIfPresent(model, forKey: .model)
        try container.encodeIfPresent(bytes, forKey: .bytes)
    }

    private func sum(_ counts: KeyPath<TrainingReport.Row, LabelCounts>) -> LabelCounts {
        report.rows.reduce(LabelCounts()) { $0 + $1[keyPath: counts] }
    }

    /// Over the themes of which something could be learned.
    private func sum(_ counts: KeyPath<TrainingReport.Row, LabelCounts?>) -> LabelCounts {
        report.rows.reduce(LabelCounts()) { $0 + ($1[keyPath: counts] ?? LabelCounts()) }
    }

    // MARK: For people

    private static func uses(_ row: TrainingReport.Row) -> String {
        guard let combination = row.combination else { return "rules: too few answers" }
        return combination.isRulesAlone ? "rules: no gain" : "rules and learned"
    }

    var text: String {
        var rows = [
            [
                "theme", "answers", "rules P", "R", "F1", "learned P", "R", "F1", "used P", "R", "F1",
                "log loss", "was", "uses",
            ]
        ]
        for row in report.rows {
            rows.append(
                [row.label, "\(row.examples)"] + Self.cells(row.rules) + Self.cells(row.learned)
                    + Self.cells(row.used)
                    + [Decimals.text(row.usedLoss), Decimals.text(row.rulesLoss), Self.uses(row)])
        }
        rows.append(
            ["all", ""] + Self.cells(sum(\.rules)) + Self.cells(sum(\.learned)) + Self.cells(sum(\.used))
                + [
                    Decimals.text(report.usedCalibration.logLoss),
                    Decimals.text(report.rulesCalibration.logLoss), "",
                ])
        var text = """
            \(report.texts) labelled answers; every figure is of answers that were held back while learning (\(report.folds) parts). \
            P precision, R recall.


            """
        text += Table.lines(rows).map { $0 + "\n" }.joined()
        text += "\nWhat scores mean: of answers to which a theme was given so likely, so many had it.\n\n"
        text += Table.lines(
            [["score", "answers", "mean score", "had it"]]
                + report.usedCalibration.tenths.enumerated().filter { $0.element.cases > 0 }.map {
                    place, tenth in
                    let shares = Tenth(tenth)
                    return [
                        "0.\(place) to \(place == 9 ? "1.0" : "0.\(place + 1)")", "\(tenth.cases)",
                        Decimals.text(shares.said), Decimals.text(shares.came_true),
                    ]
                }
        ).map { $0 + "\n" }.joined()
        text += "\n" + ending
        return text
    }

    private var ending: String {
        let time = "\(Decimals.text(seconds, places: 1)) s"
        guard let model else {
            let isEmpty = report.rows.allSatisfy { $0.combination == nil }
            return isEmpty
                ? "No theme has \(ThemeTraining.fewestExamples) labelled answers: nothing was learned.\n"
                : "Nothing was written (\(time)).\n"
        }
        return """
            Wrote \(model) (\(bytes ?? 0) bytes, \(time)). The daemon files by it from its next start or reload; bode reprocess files \
            what is archived anew.

            """
    }

    private static func cells(_ counts: LabelCounts?) -> [String] {
        guard let counts else { return ["-", "-", "-"] }
        return [counts.precision, counts.recall, counts.f1].map { Decimals.text($0) }
    }
}
