import Host
import Pipeline
import StrictYAML
import ThemesStage

/// The themes of a configuration, or those that ship with Bode, and where what the desk teaches them lies.
struct ThemesDesk: Sendable {
    /// `nil` where no configuration was named.
    let settings: Settings?
    private let options: ThemesStage.Options
    private let data: InstalledData

    /// - Parameters:
    ///   - configuration: the file; `nil` for the themes that ship with Bode.
    ///   - data: where data files lie, where no configuration says.
    /// - Throws: ``ConfigurationProblem``.
    init(configuration: String?, data: String? = nil) throws(ConfigurationProblem) {
        guard let configuration else {
            self.init(nil, ThemesStage.Options(), InstalledData(folder: data))
            return
        }
        try self.init(Settings.load(configuration))
    }

    /// The themes of a configuration that is read already.
    init(_ settings: Settings) throws(ConfigurationProblem) {
        let stage = settings.stages.first { $0.name == ThemesStage.name }
        let options: ThemesStage.Options
        do throws(YAMLProblem) {
            options = try stage?.options?.decode(ThemesStage.Options.self) ?? ThemesStage.Options()
        } catch { throw ConfigurationProblem("\(error)") }
        self.init(settings, options, InstalledData(folder: settings.data, own: settings.directory))
    }

    private init(_ settings: Settings?, _ options: ThemesStage.Options, _ data: InstalledData) {
        (self.settings, self.options, self.data) = (settings, options, data)
    }

    /// The stage, without what was learned and corrected where that is to be made anew.
    func stage(isLearned: Bool) throws(ConfigurationProblem) -> ThemesStage {
        do throws(InvalidOptions) {
            return try ThemesStage(options, data: data, isLearned: isLearned)
        } catch { throw ConfigurationProblem("\(error)") }
    }

    /// The folder in which corrections lie, and what was learned; `nil` without a configuration.
    var folder: String? {
        settings.map { Files.path(options.learned ?? LearnedFolder.usualName, beneath: $0.directory) }
    }

    var correctionsFile: String? { folder.map { "\($0)/\(LearnedFolder.correctionsFile)" } }
    var modelFile: String? { folder.map { "\($0)/\(LearnedFolder.modelFile)" } }

    /// Files in that folder are for whoever runs the daemon to read as well.
    static let fileMode: UInt32 = 0o644
    static let folderMode: UInt32 = 0o755

    /// The themes with these ids.
    ///
    /// - Throws: ``ConfigurationProblem`` that names the nearest known theme for one that is not there.
    static func check(_ ids: [String], _ known: [String]) throws(ConfigurationProblem) {
        for id in ids where !known.contains(id) {
            throw ConfigurationProblem(
                """
                there is no theme '\(id.onOneLine(limit: 80))'\(Spelling.suggestion(for: id, among: known)); \
                bode themes list says which there are
                """)
        }
    }

    /// The labelled answers in a file; of several with one id the last, so that no answer is learned from and tried on.
    static func labelled(_ path: String) throws -> [LabelledAnswer] {
        let bytes =
            path == "-"
            ? try Files.readStandardInput(limit: largestFile) : try Files.read(path, limit: largestFile)
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw LogFailure.refused("\(path): is not UTF-8")
        }
        do throws(LabelProblem) { return latest(try LabelledAnswer.all(in: text)) } catch {
            throw LogFailure.refused("\(path): \(error)")
        }
    }

    private static func latest(_ answers: [LabelledAnswer]) -> [LabelledAnswer] {
        var last: [String: Int] = [:]
        for (index, answer) in answers.enumerated() {
            if let id = answer.id { last[id] = index }
        }
        return answers.enumerated().filter { index, answer in
            answer.id.map { last[$0] == index } ?? true
        }.map(\.element)
    }

    private static let largestFile = 1 << 30
}
