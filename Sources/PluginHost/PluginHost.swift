package import Pipeline
package import PluginProtocol
import Processes

/// Runs stages and sinks that are programs of their own, over `bode-plugin/1`.
///
/// The manual's page *The plugin protocol* says what a program may expect; `bode-plugin`, under which each one runs, what it may
/// do on the machine.
package struct PluginHost: Sendable {
    /// The version of Bode, which programs are told.
    package var version: String
    /// The path of `bode-plugin`.
    package var launcher: String
    /// Where each program gets a directory of its own for as long as it runs.
    package var scratch: String
    /// What no plugin may read: directories with all beneath, and files.
    package var hidden: [String]
    package var clock: any Clock
    /// Called with what a plugin writes to its standard error, and with what becomes of it: name, level, one line of text.
    package var note: @Sendable (_ name: String, LogLevel, String) -> Void
    package var counts: Counts
    /// The longest lines and documents; deadlines and windows are each program's own.
    package var limits = ProtocolLimits()

    /// Where what is counted of plugins goes, by name.
    package struct Counts: Sendable {
        /// A program was started again after it died: `plugin_restarts_total`.
        package var restarted: @Sendable (_ name: String) -> Void
        /// A document or an event was answered: `plugin_call_seconds`.
        package var answered: @Sendable (_ name: String, _ after: Duration) -> Void

        package init(
            restarted: @escaping @Sendable (String) -> Void = { _ in },
            answered: @escaping @Sendable (String, Duration) -> Void = { _, _ in }
        ) {
            (self.restarted, self.answered) = (restarted, answered)
        }
    }

    /// A host.
    ///
    /// - Parameters:
    ///   - version: the version of Bode.
    ///   - launcher: the path of `bode-plugin`.
    ///   - state: the state directory: plugins get a directory beneath it, and may read nothing else of it.
    ///   - hidden: what else they must not read: the secrets, and the directory of credentials.
    ///   - clock: for deadlines and pauses.
    ///   - counts: where what is counted goes.
    ///   - note: hears what plugins have to say.
    package init(
        version: String, launcher: String, state: String, hidden: [String] = [], clock: any Clock,
        counts: Counts = Counts(),
        note: @escaping @Sendable (String, LogLevel, String) -> Void = { _, _, _ in }
    ) {
        (self.version, self.launcher, self.clock) = (version, launcher, clock)
        scratch = "\(state)/plugins"
        self.hidden = [state] + hidden
        (self.counts, self.note) = (counts, note)
    }

    /// Removes what programs of an earlier process left behind; for the start, when none of ours runs.
    package func clear() { ScratchDirectory.remove(scratch) }

    /// A stage that runs `program`, not yet started.
    package func stage(_ program: OutsideProgram, isRequired: Bool) -> ProgramStage {
        ProgramStage(HostedProgram(program, role: .stage, host: self), isRequired: isRequired)
    }

    /// Starts `program`, has it introduce itself, and ends it: what `bode check` does.
    ///
    /// A command that another user may give should set ``scratch`` to a temporary directory, so that nothing in the state becomes
    /// that user's.
    package func greet(
        _ program: OutsideProgram, role: PluginRole
    ) async throws(GreetingFailure) -> PluginMessage.Ready {
        let session = ProgramSession(HostedProgram(program, role: role, host: self), listener: nil)
        let opening = await session.open()
        await session.finish()
        switch opening {
        case .ready(let ready): return ready
        case .refused(let why): throw .refused(why)
        case .failed(let why): throw .failed(why)
        }
    }
}

extension PluginHost: OutsideSinks {
    package func sink(_ program: OutsideProgram) -> any OutsideSink {
        ProgramSink(HostedProgram(program, role: .sink, host: self))
    }
}

/// Why a plugin cannot be worked with.
package enum GreetingFailure: Error, Equatable, CustomStringConvertible {
    /// It refused its options, or is not what it is configured as.
    case refused(InvalidOptions)
    /// It could not be started, died, said nothing in time, or broke the protocol.
    case failed(String)

    package var description: String {
        switch self {
        case .refused(let why): "\(why)"
        case .failed(let why): why
        }
    }
}
