public import Pipeline
import PluginProtocol

/// A sink that is a program of its own.
public protocol SinkProgram: Plugin {
    /// The version of the program, for the log.
    static var version: String { get }
    /// How many events it is given at a time, and delivers at the same time: 1 to 256.
    static var window: Int { get }

    /// Builds the sink that is configured as `name`, rejecting options that it could not work with; has ten seconds.
    init(name: String, _ options: Options) throws(InvalidOptions)

    /// Delivers one event, and says what became of it.
    ///
    /// The same event may come again after a failure or a crash, always with the same ``Event/id``: that must be harmless.
    func deliver(_ event: Event) async -> DeliveryOutcome

    /// Called once at the end, when all is answered; has less than five seconds.
    func stop() async
}

extension SinkProgram {
    public static var version: String { "0" }
    public static var window: Int { 1 }
    public func stop() async {}

    /// Runs the sink until Bode says that it is over, and ends the process.
    public static func main() async {
        await PluginConversation(run).hold()
    }

    /// How it is introduced and built.
    package static var run: PluginRun {
        PluginRun(
            role: .sink, name: name, version: version, adds: [], window: window,
            build: { greeting throws(InvalidOptions) in
                let sink = try Self(name: greeting.name, try greeting.options(Options.self))
                return SinkDesk(stop: { await sink.stop() }) { await sink.deliver($0) }
            })
    }
}
