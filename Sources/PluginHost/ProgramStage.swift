package import Pipeline
import PluginProtocol

/// A stage that is a program of its own.
package final class ProgramStage: OutsideStage {
    /// Characters of a reason that are kept.
    static let longestReason = 1000

    package let isRequired: Bool
    private let plugin: HostedProgram
    private let supervisor: Supervisor<PaperAssignment>

    init(_ plugin: HostedProgram, isRequired: Bool) {
        (self.plugin, self.isRequired) = (plugin, isRequired)
        supervisor = Supervisor(plugin)
    }

    package var name: String { plugin.name }
    package var window: Int { supervisor.window }
    package var condition: OutsideCondition { supervisor.condition }

    package func process(_ document: Document, alone: Bool) async -> OutsideOutcome {
        let id = supervisor.nextID
        let line = HostMessage.document(id: id, PaperMessage(document)).line
        let most = plugin.limits.document
        guard line.count <= most else {
            var document = document
            document.oddities.append(
                Oddity(
                    "stage-skipped",
                    "It was too large for the stage '\(name)', which takes \(most) bytes at most."))
            return .processed(document)
        }
        let work = PaperAssignment(document, stage: name, limit: most)
        return switch await supervisor.perform(work, id: id, line: line, alone: alone) {
        case .answered(let outcome): outcome
        case .lost(let reason, let wasAlone): .lost(reason: reason, wasAlone: wasAlone)
        case .disabled(let reason): .disabled(reason: reason)
        case .stopping: .stopping
        }
    }

    package func resume() async { supervisor.resume() }

    package func stop() async { await supervisor.stop() }
}
