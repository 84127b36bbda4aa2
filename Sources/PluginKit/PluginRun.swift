import Pipeline
package import PluginProtocol

/// A plugin on its way to be run: what it says of itself, and how it is built from its options.
package struct PluginRun: Sendable {
    let role: PluginRole
    let name: String
    let version: String
    let adds: Set<Addition>
    let window: Int
    let build: @Sendable (Greeting) throws(InvalidOptions) -> any Desk

    /// What it answers to a greeting, and who handles what comes after; nobody where it refuses.
    package func introduce(_ hello: HostMessage.Hello) -> (PluginMessage, (any Desk)?) {
        guard hello.protocol == PluginVersion.current else {
            let other = hello.protocol.onOneLine(limit: 80)
            return (.refuse(option: "", problem: "speaks \(PluginVersion.current), and not '\(other)'"), nil)
        }
        guard hello.role == role else {
            let problem = "is a \(role.rawValue), and was started as a \(hello.role.rawValue)"
            return (.refuse(option: "", problem: problem), nil)
        }
        do throws(InvalidOptions) {
            let desk = try build(Greeting(hello))
            let most = min(max(hello.limits.window, 1), ProtocolLimits.largestWindow)
            let ready = PluginMessage.Ready(
                name: name, version: version, role: role, adds: Set(adds.map(\.wire)),
                window: min(max(window, 1), most))
            return (.ready(ready), desk)
        } catch {
            return (.refuse(option: error.option, problem: error.problem), nil)
        }
    }
}

/// Handles what Bode sends after the greeting.
package protocol Desk: Sendable {
    /// The lines to answer with, of which the last settles it.
    func answer(_ message: HostMessage) async throws(ProtocolFault) -> [[UInt8]]
    func stop() async
}

/// How Bode introduced itself.
struct Greeting: Sendable {
    private let hello: HostMessage.Hello
    init(_ hello: HostMessage.Hello) { self.hello = hello }

    /// The name that the plugin is configured under.
    var name: String { hello.name }
    var limits: ProtocolLimits { hello.limits }

    /// The options as the plugin wants them; one that it does not have is refused.
    func options<Options: Decodable>(_ type: Options.Type) throws(InvalidOptions) -> Options {
        try OptionsReading.read(type, from: hello.options)
    }
}
