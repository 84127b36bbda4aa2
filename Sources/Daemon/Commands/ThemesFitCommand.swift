import Host
import Language
import Learning
import Pipeline
import ThemesStage

/// `bode themes fit`: learns from answers that people labelled, and says what that gains.
package struct ThemesFitCommand: Sendable {
    let labelled: String?
    let configuration: String?
    let out: String?
    let data: String?
    let folds: Int
    let cost: Double
    let isSingle: Bool
    let isDry: Bool
    let isJSON: Bool

    /// - Parameters:
    ///   - labelled: the file with labelled answers; the configuration's corrections where there is none.
    ///   - configuration: whose themes and folder are meant; those that ship with Bode where there is none.
    ///   - out: where the model goes; into the configuration's folder where it is not said.
    ///   - data: the folder with themes, where no configuration says.
    ///   - folds: parts of the cross-validation.
    ///   - cost: what a text on the wrong side costs.
    ///   - isSingle: true to try the first theme of each answer against all others, whatever themes there are.
    ///   - isDry: true where nothing is to be written.
    ///   - isJSON: true for figures in JSON.
    package init(
        labelled: String?, configuration: String?, out: String? = nil, data: String? = nil,
        folds: Int? = nil, cost: Double? = nil, isSingle: Bool = false, isDry: Bool = false,
        isJSON: Bool = false
    ) {
        (self.labelled, self.configuration, self.out, self.data) = (labelled, configuration, out, data)
        self.folds = folds ?? ThemeTraining.usualFolds
        self.cost = cost ?? ThemeTraining.usualCost
        (self.isSingle, self.isDry, self.isJSON) = (isSingle, isDry, isJSON)
    }

    package func run() async -> ExitStatus {
        Environment.ignoreBrokenPipes()
        guard (2...100).contains(folds), cost > 0, cost <= 1000 else {
            return complain("--folds is from 2 to 100, and --cost above 0 and at most 1000", .usage)
        }
        do {
            if isSingle {
                guard let labelled else {
                    return complain("--single needs a file of labelled answers", .usage)
                }
                return try single(ThemesDesk.labelled(labelled))
            }
            return try fit()
        } catch let problem as ConfigurationProblem {
            return complain("\(problem)", .configuration)
        } catch {
            return complain("\(error)", .unavailable)
        }
    }

    private func complain(_ text: String, _ status: ExitStatus) -> ExitStatus {
        Environment.writeToStandardError(text + "\n")
        return status
    }

    // MARK: A model for the stage

    private func fit() throws -> ExitStatus {
        let desk = try ThemesDesk(configuration: configuration, data: data)
        guard let source = labelled ?? desk.correctionsFile else {
            return complain("name a file of labelled answers, or a configuration with -c", .usage)
        }
        guard isDry || out != nil || desk.modelFile != nil else {
            return complain("say with --out or -c where the model goes", .usage)
        }
        if labelled == nil, !Files.exists(source) {
            return complain(
                "\(source) is not there: nothing was corrected yet; bode themes correct does, or name a file of labelled answers",
                .unavailable)
        }
        let stage = try desk.stage(isLearned: false)
        let answers = try ThemesDesk.labelled(source)
        guard answers.count >= Self.fewestAnswers else {
            return complain(
                "\(source) has \(answers.count) labelled answers; fewer than \(Self.fewestAnswers) teach nothing",
                .unavailable)
        }
        let themes = stage.summaries
        warnOfUnknown(answers, themes.map(\.id), source)
        let start = SystemClock().now
        let texts = try LabelledPapers(answers).texts(stage)
        let training = ThemeTraining(
            texts, labels: themes.map { .init($0.id, threshold: $0.threshold) }, folds: folds, cost: cost)
        let (model, report) = training.result()
        var outcome = FitReport(report, seconds: start.seconds(to: SystemClock().now))
        if let model, !isDry {
            let bytes = ModelText.bytes(of: model)
            guard bytes.count <= ModelText.largest else {
                return complain(
                    "the model is larger than \(ModelText.largest) bytes; label fewer themes, or fewer answers",
                    .unavailable)
            }
            let path = try place(desk)
            try Files.writeDurably(bytes, to: path, mode: ThemesDesk.fileMode)
            (outcome.model, outcome.bytes) = (path, bytes.count)
        }
        Environment.writeToStandardOutput(
            Array((isJSON ? JSONText.string(outcome) + "\n" : outcome.text).utf8))
        return .success
    }

    /// With fewer, parts of a cross-validation hold nothing.
    private static let fewestAnswers = 10

    private func place(_ desk: ThemesDesk) throws(FileFailure) -> String {
        if let out { return out }
        if let folder = desk.folder { try Files.makeDirectory(folder, mode: ThemesDesk.folderMode) }
        return desk.modelFile ?? LearnedFolder.modelFile
    }

    private func warnOfUnknown(_ answers: [LabelledAnswer], _ known: [String], _ source: String) {
        let unknown = Set(answers.flatMap(\.themes)).subtracting(known).sorted()
        guard !unknown.isEmpty else { return }
        let names = unknown.prefix(10).map { "'\($0.onOneLine(limit: 60))'" }.joined(separator: ", ")
        Environment.writeToStandardError(
            "\(source): passed over themes of which there is no file: \(names)\(unknown.count > 10 ? " and others" : "")\n"
        )
    }

    // MARK: One theme an answer

    private struct SingleReport: Encodable {
        var answers: Int
        var themes: Int
        var folds: Int
        var cost: Double
        var accuracy: Double
        var macro_f1: Double
        var seconds: Double
        var predictions: [String]
    }

    private func single(_ answers: [LabelledAnswer]) throws -> ExitStatus {
        let answers = answers.filter { !$0.themes.isEmpty }
        guard answers.count >= Self.fewestAnswers else {
            return complain("there are fewer than \(Self.fewestAnswers) labelled answers", .unavailable)
        }
        let wanted = answers.map { $0.themes[0] }
        let start = SystemClock().now
        let texts = zip(answers, wanted).map { answer, label in
            LabelledText(
                LabelledPapers.passages(of: answer), labels: [label], fold: answer.fold)
        }
        let labels = Set(wanted).sorted()
        let training = ThemeTraining(
            texts, labels: labels.map { .init($0, threshold: 0.5) }, folds: folds, cost: cost)
        let found = training.singleLabels()
        var counts: [String: LabelCounts] = [:]
        for (found, wanted) in zip(found, wanted) {
            for label in Set([found, wanted]) {
                counts[label, default: .init()].count(isFound: found == label, isWanted: wanted == label)
            }
        }
        let right = zip(found, wanted).count { $0 == $1 }
        let macro = counts.sorted { $0.key < $1.key }.reduce(0) { $0 + $1.value.f1 } / Double(counts.count)
        let report = SingleReport(
            answers: answers.count, themes: labels.count, folds: training.foldCount, cost: cost,
            accuracy: Double(right) / Double(answers.count), macro_f1: macro,
            seconds: start.seconds(to: SystemClock().now), predictions: found)
        let text =
            isJSON
            ? JSONText.string(report) + "\n"
            : """
            \(report.answers) answers, \(report.themes) themes, \(report.folds) folds: accuracy \(Decimals.text(report.accuracy)), \
            macro F1 \(Decimals.text(macro)), \(Decimals.text(report.seconds, places: 1)) s

            """
        Environment.writeToStandardOutput(Array(text.utf8))
        return .success
    }
}

extension Timestamp {
    /// Seconds until a later time.
    fileprivate func seconds(to later: Timestamp) -> Double {
        Double(later.milliseconds - milliseconds) / 1000
    }
}
