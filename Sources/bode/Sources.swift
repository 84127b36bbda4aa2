import ArgumentParser
import Daemon

/// `bode sources`.
struct SourcesGroup: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sources", abstract: "Say how each source does, ask one, or bring its past.",
        subcommands: [List.self, Probe.self, Backfill.self, Release.self, Resume.self],
        defaultSubcommand: List.self)

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Say how each source does; ends with 1 where one wants a person.")
        @OptionGroup var configuration: ConfigurationOption
        @Flag(help: "Print JSON, one object a line.") var json = false

        func run() async throws { try finish(await SourcesCommand.list(configuration.file, isJSON: json)) }
    }

    struct Probe: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Ask a source's server once and print what it answers, without touching the state.")
        @OptionGroup var configuration: ConfigurationOption
        @Argument(help: "The source's name in the configuration.") var name: String
        @Flag(help: "Print JSON.") var json = false

        func run() async throws {
            try finish(
                await ProbeCommand(configuration: configuration.file, source: name, isJSON: json).run())
        }
    }

    struct Backfill: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Archive what a source published since a day, without an alert.",
            discussion: """
                In the running daemon, or here where none runs. It is brought at the pace that manners allow, leaves the \
                polls as they are, and goes on where it was when it is interrupted.
                """)
        @OptionGroup var configuration: ConfigurationOption
        @OptionGroup var logs: LogOptions
        @Argument(help: "The source's name in the configuration.") var name: String
        @Option(help: ArgumentHelp("The day, like 2026-11-01.", valueName: "DATE")) var since: String
        @Flag(help: "Announce what was published since then.") var announce = false

        func run() async throws {
            try finish(
                await SourcesCommand.backfill(
                    configuration.file, source: name, since: since, announces: announce,
                    logs: try logs.parsed()))
        }
    }

    struct Release: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Let go of what came with a flood: at once, and announcing what was held.")
        @OptionGroup var configuration: ConfigurationOption
        @Argument(help: "The source's name in the configuration.") var name: String
        @Flag(help: "Archive what was held without an alert.") var quietly = false

        func run() async throws {
            try finish(await SourcesCommand.release(configuration.file, source: name, isQuiet: quietly))
        }
    }

    struct Resume: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Poll a source again that said it is gone for good.")
        @OptionGroup var configuration: ConfigurationOption
        @Argument(help: "The source's name in the configuration.") var name: String

        func run() async throws { try finish(await SourcesCommand.resume(configuration.file, source: name)) }
    }
}

struct Metrics: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Print the metrics in Prometheus' text format.")

    @OptionGroup var configuration: ConfigurationOption

    func run() async throws { try finish(await MetricsCommand.run(configuration.file)) }
}
