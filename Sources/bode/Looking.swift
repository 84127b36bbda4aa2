import ArgumentParser
import Daemon

struct Search: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Find answers in the archive, the newest papers first.",
        discussion: """
            The query is written as for a watch: words, "phrases", fields such as theme: entity: party:, AND, OR, NOT, brackets. \
            The answer's sentence that matches is printed with what was found in brackets.
            """)

    @OptionGroup var configuration: ConfigurationOption
    @Argument(help: "What to look for.") var query: String
    @Option(help: ArgumentHelp("Papers published then or later: 2026-11-01, or 14d.", valueName: "TIME"))
    var since: String?
    @Option(help: ArgumentHelp("Papers published before then.", valueName: "TIME"))
    var until: String?
    @Option(help: ArgumentHelp("Answers at most.", valueName: "N")) var limit = 20
    @Flag(help: "Print JSON, one object a line.") var json = false

    func run() async throws {
        try finish(
            await SearchCommand(
                configuration: configuration.file, query: query, since: since, until: until, limit: limit,
                isJSON: json
            ).run())
    }
}

struct WatchGroup: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "watch", abstract: "List the watches, or try a query on the archive.",
        subcommands: [List.self, Test.self], defaultSubcommand: List.self)

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List the watches of the configuration.")
        @OptionGroup var configuration: ConfigurationOption
        func run() async throws { try finish(await WatchCommand.list(configuration.file)) }
    }

    struct Test: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Print the alerts that a query would have brought.",
            discussion: "Of all papers in the archive that were published since then, told or not.")
        @OptionGroup var configuration: ConfigurationOption
        @Argument(help: "The query of the watch.") var query: String
        @Option(help: ArgumentHelp("Papers published then or later: 2026-11-01, or 14d.", valueName: "TIME"))
        var since: String
        @Option(help: ArgumentHelp("Alerts that are printed at most.", valueName: "N")) var limit = 1000
        @Flag(help: "Print JSON, one object a line.") var json = false

        func run() async throws {
            try finish(
                await SearchCommand(
                    configuration: configuration.file, query: query, since: since, until: nil, limit: limit,
                    isJSON: json
                ).testWatch())
        }
    }
}

struct Show: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Tell a paper's whole story: seen, fetched, read, told.",
        discussion: """
            By its id, its official number (2022D37938, kst-29521-446 or 29521-446), the number of its case (2022Z23276), its \
            address, the name of one of its answers, or the id of an event.
            """)

    @OptionGroup var configuration: ConfigurationOption
    @Argument(help: "Any name of the paper.") var name: String
    @Flag(help: "Print JSON.") var json = false

    func run() async throws {
        try finish(await ShowCommand.run(configuration.file, name: name, isJSON: json))
    }
}

struct Replay: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Send events of the past to one sink once more, under the same ids.",
        discussion: """
            What the sink would have got in that time, as it is configured now: so a new sink is wound back to a date. What it is \
            still to get is left out, and of a file also what it has, unless with --again.
            """)

    @OptionGroup var configuration: ConfigurationOption
    @Option(help: ArgumentHelp("The sink's name in the configuration.", valueName: "NAME")) var sink: String
    @Option(help: ArgumentHelp("Only events of that watch.", valueName: "NAME")) var watch: String?
    @Option(help: ArgumentHelp("Events made then or later: 2026-11-01, or 36h.", valueName: "TIME"))
    var since: String
    @Option(help: ArgumentHelp("Events made before then; now unless given.", valueName: "TIME"))
    var until: String?
    @Flag(help: "Also what the sink has.") var again = false
    @Flag(help: "Only say how many.") var dryRun = false

    func run() async throws {
        try finish(
            await ReplayCommand(
                configuration: configuration.file, sink: sink, watch: watch, since: since, until: until,
                again: again, isDry: dryRun
            ).run())
    }
}

struct SinksGroup: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sinks", abstract: "Say how each sink does, try one, or resume one.",
        subcommands: [List.self, Test.self, Resume.self], defaultSubcommand: List.self)

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Say how each sink does; ends with 1 where one wants a person.")
        @OptionGroup var configuration: ConfigurationOption
        @Flag(help: "Print JSON, one object a line.") var json = false
        func run() async throws { try finish(await SinksCommand.list(configuration.file, isJSON: json)) }
    }

    struct Test: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract:
                "Deliver an event that says it is a test (bode.sink.test), and print the receiver's answer.")
        @OptionGroup var configuration: ConfigurationOption
        @Argument(help: "The sink's name in the configuration.") var name: String
        func run() async throws { try finish(await SinksCommand.test(configuration.file, name: name)) }
    }

    struct Resume: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Try a sink again that is disabled; its events have been kept.")
        @OptionGroup var configuration: ConfigurationOption
        @Argument(help: "The sink's name in the configuration.") var name: String
        func run() async throws { try finish(await SinksCommand.resume(configuration.file, sink: name)) }
    }
}
