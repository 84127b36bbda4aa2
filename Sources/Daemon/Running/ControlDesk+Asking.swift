import Engine
import Host
import Pipeline
import Reading
import SQLiteLog
import StrictYAML

// Asked from the command line.
extension ControlDesk {
    /// Asks the daemon of that configuration, or its stored state where none runs.
    static func ask<Answer: Decodable>(
        _ question: Question, of settings: Settings, as type: Answer.Type = Answer.self, patience: Int = 10
    ) async throws -> Answer {
        let line = JSONText.string(question)
        let answer =
            if let running = ControlSocket.ask(
                line, at: "\(settings.state)/control.sock", patience: patience)
            {
                running
            } else {
                try await askStoredState(question, line, settings)
            }
        guard !answer.hasPrefix("error: ") else { throw LogFailure.refused(String(answer.dropFirst(7))) }
        return try JSONText.decode(from: Array(answer.utf8))
    }

    /// True where a daemon runs on that state.
    static func isRunning(_ settings: Settings) -> Bool {
        ControlSocket.ask(JSONText.string(Question.asides), at: "\(settings.state)/control.sock") != nil
    }

    private static func askStoredState(
        _ question: Question, _ line: String, _ settings: Settings
    ) async throws -> String {
        guard Files.exists("\(settings.state)/bode.db") else {
            throw LogFailure.refused(
                "\(settings.state) holds no state: this configuration has never run; start it with bode run")
        }
        let clock = SystemClock()
        // Stages take a while to build, and most questions are not about them.
        let stages =
            if case .reprocess = question { try Composition.stages(of: settings) } else {
                StageRunner(stages: [], lanes: 1)
            }
        return try await StateOwner.acting(for: settings.state) {
            let log = try await SQLiteLog.open(
                directory: settings.state, clock: clock, limits: settings.keep.limits)
            let desk = ControlDesk(
                settings: settings, log: log, couriers: [], clock: clock, isRunning: false,
                reprocessing: Reprocessing(settings, log: log, clock: clock, stages: stages),
                housekeeping: Housekeeping(
                    settings: settings, log: log,
                    originals: OriginalStore(directory: "\(settings.state)/originals"), clock: clock,
                    note: { _, text in Environment.writeToStandardError(text + "\n") }))
            let answer = await desk.answer(line)
            await log.close()
            return answer
        }
    }
}

extension Composition {
    /// The stages that `settings` names, to be run by themselves.
    fileprivate static func stages(of settings: Settings) throws(ConfigurationProblem) -> StageRunner {
        let data = InstalledData(folder: settings.data, own: settings.directory)
        do throws(YAMLProblem) {
            return StageRunner(
                try route(settings.stages, registry: builtIn, data: data), lanes: Environment.processors)
        } catch { throw ConfigurationProblem("\(error)") }
    }
}
