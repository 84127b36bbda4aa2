import ArgumentParser
import Daemon

struct StageGroup: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "stage",
        abstract: "Write stages of your own and try them; list those of a configuration and look after them.",
        subcommands: [New.self, Test.self, List.self, Resume.self], defaultSubcommand: List.self)

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List the stages in their order; ends with 1 where one wants a person.")
        @OptionGroup var configuration: ConfigurationOption
        @Flag(help: "Print JSON, one object a line.") var json = false

        func run() async throws { try finish(await StageCommand.list(configuration.file, isJSON: json)) }
    }

    struct Resume: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Run a stage again that is disabled, in the running daemon.")
        @OptionGroup var configuration: ConfigurationOption
        @Argument(help: "The stage's name.") var name: String

        func run() async throws { try finish(await StageCommand.resume(configuration.file, stage: name)) }
    }
}

struct TapTopic: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tap",
        abstract: "Show the messages of a topic as they are appended, one JSON object a line.",
        discussion: """
            Shows what the running daemon appends until it is interrupted, and disturbs nobody. Where none runs, shows what is \
            stored and ends.
            """)

    @OptionGroup var configuration: ConfigurationOption
    @Argument(help: "publications, documents, events, or stage/NAME.") var topic: String
    @Option(help: "From when on: 2026-11-01, a time, or a distance back like 2h; from now on unless given.")
    var since: String?
    @Option(help: ArgumentHelp("End after so many messages.", valueName: "N")) var limit: Int?

    func run() async throws {
        let command = TapCommand(
            configuration: configuration.file, topic: topic, since: since, limit: limit)
        try finish(await command.run())
    }
}
