import Pipeline
import PluginProtocol

/// A sink that is a program of its own.
///
/// A program that is disabled disables the sink, which operators know how to resume: the next event after that starts it again.
final class ProgramSink: OutsideSink {
    private let plugin: HostedProgram
    private let supervisor: Supervisor<EventAssignment>

    init(_ plugin: HostedProgram) {
        self.plugin = plugin
        supervisor = Supervisor(plugin)
    }

    deinit {
        let supervisor = supervisor
        Task { await supervisor.stop() }
    }

    var condition: OutsideCondition { supervisor.condition }

    func deliver(_ event: Event) async -> DeliveryOutcome {
        supervisor.resume()
        let id = supervisor.nextID
        let line = HostMessage.line(event: event.json, id: id)
        switch await supervisor.perform(EventAssignment(), id: id, line: line, alone: false) {
        case .answered(.deferred(let until)):
            // One who means never has to say so: what waits for a year is missed by nobody.
            return .deferred(until: min(until, plugin.clock.now.adding(.seconds(PluginMessage.longestWait))))
        case .answered(let outcome): return outcome
        case .lost(let reason, _): return .failed(reason)
        case .disabled(let reason): return .gone(reason)
        case .stopping: return .deferred(until: plugin.clock.now)
        }
    }

    func stop() async { await supervisor.stop() }
}
