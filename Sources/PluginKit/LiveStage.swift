public import Pipeline
import PluginProtocol

/// A stage that is a program of its own and not pure: it may ask a server, remember what it saw, or say that it must be tried
/// again later.
///
/// Bode keeps what it made of a document, and gives the same document again after a crash: seeing one twice must be harmless.
public protocol LiveStage: Plugin {
    /// The version of the program, for the log.
    static var version: String { get }
    /// What it may add to an answer; whatever else it changes is not sent.
    static var adds: Set<Addition> { get }
    /// How many documents it is given at a time, and works on at the same time: 1 to 256.
    static var window: Int { get }

    /// Builds the stage, rejecting options that it could not work with; has ten seconds.
    init(_ options: Options, data: any DataFiles) throws(InvalidOptions)

    /// Returns the document with what this stage adds.
    func process(_ document: Document) async throws(LiveStageFailure) -> Document

    /// Called once at the end, when all is answered; has less than five seconds.
    func stop() async
}

extension LiveStage {
    public static var version: String { "0" }
    public static var adds: Set<Addition> { [.annotations] }
    public static var window: Int { 1 }
    public func stop() async {}

    /// Runs the stage until Bode says that it is over, and ends the process.
    ///
    /// Data files are those of the folder that the program is given as `--data FOLDER`, or of `data` beside it.
    public static func main() async {
        await PluginConversation(run).hold()
    }

    /// How it is introduced and built.
    package static var run: PluginRun {
        PluginRun(
            role: .stage, name: name, version: version, adds: adds, window: window,
            build: { greeting throws(InvalidOptions) in
                let stage = try Self(try greeting.options(Options.self), data: ProgramData())
                return StageDesk(greeting: greeting, adds: adds, stop: { await stage.stop() }) {
                    document throws(LiveStageFailure) in try await stage.process(document)
                }
            })
    }
}

/// Why a stage could not handle a document, and what is to become of it.
public enum LiveStageFailure: Error, Hashable, Sendable, CustomStringConvertible {
    /// It can never do anything with it: the document is kept with the reason, and waits for a person.
    case setAside(String)
    /// The document is given again, `after` that time where it is said, else on a schedule; for about a day.
    case retry(after: Duration? = nil, String)

    public var description: String {
        switch self {
        case .setAside(let reason), .retry(_, let reason): reason
        }
    }
}
