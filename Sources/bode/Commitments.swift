import ArgumentParser
import Daemon

struct Commitments: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "List what was promised, until when, and what became of it.",
        discussion: """
            Asks the running daemon, or the state of a stopped one. Without options it lists what is open or overdue, the \
            nearest term first.
            """,
        subcommands: [List.self, Done.self, Drop.self], defaultSubcommand: List.self)

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List promises, with their papers and terms.")
        @OptionGroup var configuration: ConfigurationOption
        @Option(
            help: ArgumentHelp("Only those whose term ends before that day: 2026-11-01.", valueName: "DATE"))
        var dueBefore: String?
        @Flag(help: "Only those whose term passed while no later paper referred to them.")
        var overdue = false
        @Option(
            help: ArgumentHelp("Only those of an office with these words in its name.", valueName: "OFFICE"))
        var by: String?
        @Flag(help: "Also those that are settled, or whose term had passed when they were first read.")
        var all = false
        @Flag(help: "Print JSON, one object a line.") var json = false

        func run() async throws {
            let command = CommitmentsCommand(
                configuration: configuration.file, dueBefore: dueBefore, isOverdue: overdue, by: by,
                isAll: all,
                isJSON: json)
            try finish(await command.run())
        }
    }

    struct Done: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Say that promises were kept.")
        @OptionGroup var configuration: ConfigurationOption
        @Argument(help: "The ids of the promises, as listed.") var ids: [String]

        func run() async throws {
            try finish(await CommitmentsCommand.settle(configuration.file, ids: ids, isKept: true))
        }
    }

    struct Drop: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Say that promises are of no interest.")
        @OptionGroup var configuration: ConfigurationOption
        @Argument(help: "The ids of the promises, as listed.") var ids: [String]

        func run() async throws {
            try finish(await CommitmentsCommand.settle(configuration.file, ids: ids, isKept: false))
        }
    }
}
