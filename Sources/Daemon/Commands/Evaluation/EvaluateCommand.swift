import Host
import Pipeline
import ThemesStage

/// `bode evaluate`: reads papers that people have read, and says how far it comes.
package struct EvaluateCommand: Sendable {
    let gold: String
    let documents: String
    let data: String?
    let stages: [String]
    let alerts: String?
    let watch: String
    let isJSON: Bool
    let explains: Bool

    /// - Parameters:
    ///   - gold: the folder with gold files.
    ///   - documents: the folder with papers.
    ///   - data: the folder with themes and gazetteers, where it is another than the program's.
    ///   - stages: the stages to run.
    ///   - alerts: the table of papers that are to be told of; `ALERT_LABELS.tsv` among the papers where it is not said.
    ///   - watch: the query by which they are told of.
    ///   - isJSON: true for JSON instead of tables.
    ///   - explains: true where every difference is listed.
    package init(
        gold: String, documents: String, data: String? = nil, stages: [String], alerts: String? = nil,
        watch: String = EvaluateCommand.usualWatch, isJSON: Bool = false, explains: Bool = false
    ) {
        (self.gold, self.documents, self.data, self.stages) = (gold, documents, data, stages)
        (self.alerts, self.watch, self.isJSON, self.explains) = (alerts, watch, isJSON, explains)
    }

    package static let usualWatch = "theme:sahel"

    /// Prints the table.
    ///
    /// Ends with ``ExitStatus/unhealthy`` where numbers, texts or references of a paper are not as gold has them, or where a
    /// paper of the gold could not be read. Scores of what stages found, which nobody expects to be whole, change nothing.
    package func run() async -> ExitStatus {
        Environment.ignoreBrokenPipes()
        do {
            let report = try await report()
            let text = isJSON ? JSONText.string(report) + "\n" : report.table(explains: explains)
            Environment.writeToStandardOutput(Array(text.utf8))
            return report.isBelowGold ? .unhealthy : .success
        } catch {
            Environment.writeToStandardError("\(error)\n")
            return .unavailable
        }
    }

    /// What `run` prints.
    package func report() async throws -> EvaluationReport {
        let gold = try GoldFolder(gold, documents: documents)
        let reading = ReadCommand(files: [], data: data, stages: stages)
        let built = try reading.builtStages()
        let themes = built.lazy.compactMap { $0 as? ThemesStage }.first
        var report = EvaluationReport()
        report.alerts = try alertScore()
        var missing = Set(gold.counts.keys)
        var unread = Set(gold.answers.keys)
        for path in Self.papers(in: documents, of: gold) {
            let name = Self.name(of: path)
            missing.remove(path)
            unread.remove(name)
            do {
                let document = try await reading.document(
                    from: "\(documents)/\(path)", date: gold.dates[name], stages: built)
                let score = PaperScore(
                    document, path: path, gold: gold.answers[name], count: gold.counts[path])
                report.papers.append(score)
                report.alerts?.add(document, path: path, stage: themes)
                if let labels = gold.labels[name] {
                    var scores = report.labels ?? LabelScores(choice: gold.themes)
                    scores.add(document, labels)
                    report.labels = scores
                }
            } catch {
                report.unread.append("\(path): \(error)")
            }
        }
        report.unread += missing.sorted().map { "\($0): it is not there" }
        report.unread += unread.sorted().map { "\($0): no paper of this name is there" }
        report.unread += (report.alerts?.missing ?? []).map {
            "\($0): it is labelled for alerts and not there"
        }
        return report
    }

    private func alertScore() throws -> AlertScore? {
        let usual = "\(documents)/ALERT_LABELS.tsv"
        guard let table = alerts ?? (Files.exists(usual) ? usual : nil) else { return nil }
        return try AlertScore(watch: watch, try AlertLabels(table))
    }

    // MARK: Which papers

    private static let endings = [".txt", ".pdf", ".docx", ".odt", ".html", ".htm", ".xhtml"]
    /// How deep folders are looked into, and how many papers are read.
    private static let deepest = 4
    private static let most = 10_000

    /// The papers below `folder`, by path: those in formats of papers, and whatever has the name of one of the gold.
    private static func papers(in folder: String, of gold: GoldFolder) -> [String] {
        var found: [String] = []
        func look(_ path: String, _ depth: Int) {
            for name in Files.names(in: "\(folder)/\(path)").sorted() where found.count < most {
                let path = path.isEmpty ? name : "\(path)/\(name)"
                if Files.isDirectory("\(folder)/\(path)") {
                    if depth < deepest { look(path, depth + 1) }
                } else if endings.contains(where: { name.hasSuffix($0) })
                    || gold.counts[path] != nil
                    || (gold.answers[Self.name(of: path)] != nil && !name.hasSuffix(".json"))
                {
                    found.append(path)
                }
            }
        }
        look("", 0)
        return found
    }

    /// A paper's name without its folder and its ending.
    private static func name(of path: String) -> String {
        let file = path.split(separator: "/").last.map(String.init) ?? path
        guard let dot = file.lastIndex(of: ".") else { return file }
        return String(file[..<dot])
    }
}
