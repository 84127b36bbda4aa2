import Conformance
import Host
import Pipeline

/// `bode stage test`: whether a program keeps to the protocol of stages and sinks, and how to mend it where it does not.
package struct StageTestCommand: Sendable {
    let program: String
    let arguments: [String]
    let options: String
    let writable: [String]
    let deadline: Duration
    let launcher: String

    /// A test of `program`.
    ///
    /// - Parameters:
    ///   - program: its path, or its name on the PATH.
    ///   - arguments: handed over as they are.
    ///   - options: what the configuration would say, as JSON.
    ///   - writable: what it may change beside the directory that it runs in.
    ///   - deadline: how long each answer may take.
    ///   - launcher: the path of `bode-plugin`; `nil` for the one beside this program.
    package init(
        program: String, arguments: [String] = [], options: String = "{}", writable: [String] = [],
        deadline: Duration = .seconds(30), launcher: String? = nil
    ) {
        (self.program, self.arguments, self.options) = (program, arguments, options)
        (self.writable, self.deadline) = (writable, deadline)
        self.launcher = launcher ?? Self.installedLauncher
    }

    private static var installedLauncher: String {
        "\(Environment.executable.map(Files.parent(of:)) ?? "/usr/bin")/bode-plugin"
    }

    /// Runs the checks and says of each how it went.
    package func run() async -> ExitStatus {
        guard !Files.isDirectory(program) else {
            return complain("\(program.onOneLine(limit: 200)) is a directory; name the program in it", .usage)
        }
        guard Files.exists(launcher) else {
            return complain(
                "\(launcher) is missing, under which plugins run; build it: swift build --product bode-plugin",
                .unavailable)
        }
        // What lies here is meant before what lies on the PATH.
        let path = Files.exists(program) ? Files.absolute(program) ?? program : program
        let tried = TriedProgram(
            launcher: launcher, command: [path] + arguments,
            writable: writable.map { Files.absolute($0) ?? $0 })
        guard
            let examination = PluginExamination(
                tried, options: options, deadline: deadline, version: Version.text)
        else {
            return complain("--options: must be a JSON object, such as '{\"threshold\": 0.9}'", .usage)
        }
        let isSound = await examination.run { line in
            _ = Environment.writeToStandardOutput(Array("\(line)\n".utf8))
        }
        return isSound ? .success : .unhealthy
    }

    private func complain(_ text: String, _ status: ExitStatus) -> ExitStatus {
        Environment.writeToStandardError("\(text)\n")
        return status
    }
}
