import Pipeline
import PluginProtocol

/// A plugin with all that it takes to run it here.
struct HostedProgram: Sendable {
    let program: OutsideProgram
    let role: PluginRole
    let host: PluginHost
    let limits: ProtocolLimits

    init(_ program: OutsideProgram, role: PluginRole, host: PluginHost) {
        (self.program, self.role, self.host) = (program, role, host)
        limits = ProtocolLimits(
            line: host.limits.line, document: host.limits.document, deadline: program.deadline / .seconds(1),
            window: min(max(program.window, 1), OutsideProgram.largestWindow))
    }

    var name: String { program.name }
    var clock: any Clock { host.clock }

    /// What it is greeted with, as a line.
    var hello: [UInt8] {
        let options: JSONTree? = try? JSONText.decode(from: Array(program.options.utf8))
        return HostMessage.hello(
            HostMessage.Hello(
                bode: host.version, role: role, name: name, options: options ?? .object([:]), limits: limits)
        ).line
    }

    /// The arguments with which `bode-plugin` runs it in `directory`, for the process `parent`.
    func arguments(directory: String, parent: Int32) -> [String] {
        var arguments = ["--parent", String(parent), "--directory", directory]
        if let memory = program.memory { arguments += ["--memory", String(memory)] }
        for path in host.hidden { arguments += ["--hide", path] }
        for path in program.writable { arguments += ["--write", path] }
        return arguments + ["--"] + program.run
    }

    /// All that it finds in its environment: nothing of ours.
    func environment(directory: String) -> [String: String] {
        let plain = [
            "PATH": "/usr/local/bin:/usr/bin:/bin", "LANG": "C.UTF-8", "HOME": directory, "TMPDIR": directory,
        ]
        return plain.merging(program.environment) { _, own in own }
    }

    func note(_ level: LogLevel, _ text: String) { host.note(name, level, text.onOneLine()) }
}
