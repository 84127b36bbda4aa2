package import Pipeline
import Synchronization

/// What papers are brought and worked on with.
///
/// A reload may change it while papers are in hand: each is finished with what it was begun with.
package final class Workshop: Sendable {
    private struct Tools {
        var sources: [String: any Source]
        var stages: StageRunner
    }

    private let tools: Mutex<Tools>
    /// Given once the intake has tried what was in hand at the last death of the process.
    let intakeHasTried = StopSignal()
    /// Readers of outside stages try what was in hand one after the other.
    let trials = Turns()

    package init(sources: [String: any Source], stages: StageRunner) {
        tools = Mutex(Tools(sources: sources, stages: stages))
    }

    /// Takes other sources and stages from the next paper on.
    package func change(sources: [String: any Source], stages: StageRunner) {
        tools.withLock { $0 = Tools(sources: sources, stages: stages) }
    }

    /// The source of that name; `nil` where none is configured.
    func source(_ name: String) -> (any Source)? { tools.withLock { $0.sources[name] } }

    package var stages: StageRunner { tools.withLock { $0.stages } }
}
