public import Pipeline
import PluginProtocol

/// A stage that is a program of its own: the same ``Stage`` that could be built into Bode.
///
/// ```swift
/// @main
/// struct ShoutStage: StageProgram { … }
/// ```
///
/// or, for a stage that lives in a library, `extension ShoutStage: StageProgram {}` and `await ShoutStage.main()` in `main.swift`.
/// Its options come from the configuration; ``InvalidOptions`` refuses them, a ``StageFailure`` sets a document aside.
public protocol StageProgram: Stage {
    /// The version of the program, for the log.
    static var version: String { get }
    /// What it may add to an answer; whatever else it changes is not sent.
    static var adds: Set<Addition> { get }
    /// How many documents it is given at a time, and works on at the same time: 1 to 256.
    static var window: Int { get }
}

extension StageProgram {
    public static var version: String { "0" }
    public static var adds: Set<Addition> { [.annotations] }
    public static var window: Int { 1 }

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
                return StageDesk(greeting: greeting, adds: adds) { document throws(LiveStageFailure) in
                    do throws(StageFailure) { return try stage.process(document) } catch {
                        throw .setAside(error.reason)
                    }
                }
            })
    }
}
