import ArgumentParser
import Daemon

/// `bode sinks`.
struct SinksGroup: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sinks", abstract: "Have a sink tried again that is disabled.",
        subcommands: [Resume.self])

    struct Resume: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Try a sink again that is disabled; its events have been kept.")
        @OptionGroup var configuration: ConfigurationOption
        @Argument(help: "The sink's name in the configuration.") var name: String

        func run() async throws { try finish(await SinksCommand.resume(configuration.file, sink: name)) }
    }
}
