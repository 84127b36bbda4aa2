import Engine
import Host
import Pipeline

/// `bode stage`: the stages of the configuration, and what runs those again that are disabled.
package enum StageCommand {
    private struct Row: Codable {
        var name: String
        /// The program of a stage outside the process.
        var run: [String]?
        var ready: Int?
        var waiting: Int?
        var setAside: Int?
        var restarts: Int?
        var state: String
    }

    /// Prints a table, or one JSON object a line; ends with 1 where a stage wants a person.
    package static func list(_ configuration: String, isJSON: Bool) async -> ExitStatus {
        await Conversation.run(configuration) { settings in
            let stages = settings.stages.isEmpty ? StageSettings.usual : settings.stages
            var rows: [Row] = []
            var isWell = true
            let report: StatusReport? =
                stages.contains { $0.outside != nil } ? try await ControlDesk.ask(.status, of: settings) : nil
            for stage in stages {
                var row = Row(name: stage.name, state: "built in")
                if let outside = stage.outside {
                    let name = StageReader.reader(of: stage.name).name
                    let reader = report?.readers.first { $0.name == name }
                    (row.run, row.ready, row.waiting) = (outside.program.run, reader?.ready, reader?.waiting)
                    (row.setAside, row.restarts) = (reader?.setAside, reader?.stage?.restarts)
                    row.state = report?.pid == nil ? "bode is not running" : reader?.state ?? "not there yet"
                    isWell = isWell && !(report?.concerns.contains { $0.hasPrefix(name + " ") } ?? false)
                }
                rows.append(row)
            }
            if isJSON {
                Environment.say(rows.map { JSONText.string($0) + "\n" }.joined())
            } else {
                func cell(_ number: Int?) -> String { number.map(String.init) ?? "-" }
                let head = ["stage", "ready", "waiting", "set aside", "restarts", "state"]
                let cells = rows.map {
                    [
                        $0.name, cell($0.ready), cell($0.waiting), cell($0.setAside), cell($0.restarts),
                        $0.state.onOneLine(limit: 160),
                    ]
                }
                Environment.say(Table.lines([head] + cells).joined(separator: "\n") + "\n")
            }
            return isWell ? .success : .unhealthy
        }
    }

    /// Has a stage run again that is disabled.
    package static func resume(_ configuration: String, stage: String) async -> ExitStatus {
        await Conversation.run(configuration) { settings in
            let _: String = try await ControlDesk.ask(.resumeStage(name: stage), of: settings)
            Environment.say("stage \(stage) runs again\n")
            return .success
        }
    }
}
