package import Pipeline
import Processes

/// Programs of this machine, as processes without a shell.
package struct InstalledPrograms: Programs {
    package init() {}

    package func run(_ program: Program) async throws(ProgramFailure) -> ProgramEnd {
        let limits = ChildProcess.Limits(duration: program.timeout, outputBytes: program.largestOutput)
        do throws(ProcessFailure) {
            let outcome = try await ChildProcess.run(
                program.executable, program.arguments, input: program.input, limits: limits)
            switch outcome.status {
            case .exited(let code):
                return ProgramEnd(code: code, output: outcome.output, errors: outcome.errors)
            case .signalled(let signal):
                return ProgramEnd(code: nil, signal: signal, output: outcome.output, errors: outcome.errors)
            }
        } catch { throw ProgramFailure("\(error)") }
    }
}
