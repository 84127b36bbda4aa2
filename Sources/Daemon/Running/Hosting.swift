import Engine
import Host
import Pipeline
import PluginHost
import Synchronization

/// Runs the programs that are stages or sinks.
struct Hosting: Sendable {
    var stages: PluginHost
    var sinks: PluginHost

    /// - Parameters:
    ///   - state: the state directory, beneath which each program gets a directory of its own.
    ///   - scratch: where else it gets that, for who must not touch the state.
    ///   - meter: counts how often programs are started again.
    ///   - note: hears what programs say on their standard error.
    init(
        state: String, scratch: String? = nil, meter: Meter? = nil,
        note: @escaping @Sendable (LogLevel, String) -> Void = { _, _ in }
    ) {
        func host(_ role: String) -> PluginHost {
            // Deadlines of programs are in true time, however fast a trial's runs.
            var host = PluginHost(
                version: Version.text, launcher: Hosting.launcher, state: state,
                hidden: [Environment["CREDENTIALS_DIRECTORY"]].compactMap(\.self), clock: SystemClock(),
                counts: PluginHost.Counts(restarted: { meter?.restarted("\(role)/\($0)") })
            ) { name, level, text in note(level, "\(role)/\(name): \(text)") }
            if let scratch { host.scratch = scratch }
            return host
        }
        (stages, sinks) = (host("stage"), host("sink"))
    }

    /// `bode-plugin`, beside the program.
    private static var launcher: String {
        "\(Environment.executable.map(Files.parent(of:)) ?? "/usr/bin")/bode-plugin"
    }

    /// The same, where programs may not read these files either.
    func hiding(_ paths: [String]) -> Hosting {
        var hosting = self
        hosting.stages.hidden += paths
        hosting.sinks.hidden += paths
        return hosting
    }

    /// Removes what programs of an earlier process left behind.
    func clear() { stages.clear() }
}

/// Runs sinks that are programs, and remembers which.
final class ProgramSinks: OutsideSinks {
    private let state: Mutex<(host: PluginHost, programs: [OutsideProgram])>

    init(_ host: PluginHost) { state = Mutex((host, [])) }

    func change(_ host: PluginHost) { state.withLock { $0.host = host } }

    /// The programs of the sinks, by name.
    var programs: [OutsideProgram] { state.withLock { $0.programs } }

    func sink(_ program: OutsideProgram) -> any OutsideSink {
        state.withLock { state in
            state.programs.append(program)
            return state.host.sink(program)
        }
    }
}
