import ArgumentParser
import Daemon

/// `bode names`.
struct NamesGroup: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "names",
        abstract: "Say which line knows a name; add, merge, rename and forbid names.",
        discussion: """
            What the desk wants otherwise stands in names/desk.names beside the configuration, one change a line, and can be \
            edited there too: bode check says where it is wrong. A name is a canonical name, as entities in alerts have it.
            """,
        subcommands: [Find.self, List.self, Add.self, Merge.self, Rename.self, Forbid.self],
        defaultSubcommand: List.self)

    struct Find: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Say which lines know a name; ends with 1 where none does.")
        @OptionGroup var configuration: ConfigurationOption
        @Argument(help: "A name in any form: VN, Malinese, Wagner Groep.") var text: String
        @Flag(help: "Print JSON, one object a line.") var json = false

        func run() async throws {
            try finish(await NamesCommand.find(configuration.file, text, isJSON: json))
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List what the desk has changed.")
        @OptionGroup var configuration: ConfigurationOption
        @Flag(help: "Print JSON, one object a line.") var json = false

        func run() async throws { try finish(await NamesCommand.list(configuration.file, isJSON: json)) }
    }

    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Add a name that no list has.")
        @OptionGroup var configuration: ConfigurationOption
        @Argument(help: "person, party, organisation, place, mission or policy.") var kind: String
        @Argument(help: "The name under which it is to be found.") var name: String
        @Option(
            parsing: .upToNextOption,
            help: ArgumentHelp("Other ways to write it, abbreviations among them.", valueName: "FORM"))
        var forms: [String] = []

        func run() async throws {
            try finish(
                await NamesCommand.change(configuration.file, verb: "add", kind: kind, [name] + forms))
        }
    }

    struct Merge: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Make several things one; the last name stays.")
        @OptionGroup var configuration: ConfigurationOption
        @Argument(help: "The names, and last the one that stays.") var names: [String]

        func run() async throws {
            try finish(await NamesCommand.change(configuration.file, verb: "merge", names))
        }
    }

    struct Rename: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Call a thing otherwise.")
        @OptionGroup var configuration: ConfigurationOption
        @Argument(help: "Its name so far.") var old: String
        @Argument(help: "Its name from now on.") var new: String

        func run() async throws {
            try finish(await NamesCommand.change(configuration.file, verb: "rename", [old, new]))
        }
    }

    struct Forbid: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Never take something for a name, by its canonical name or as papers write it.")
        @OptionGroup var configuration: ConfigurationOption
        @Argument(help: "The name.") var name: String

        func run() async throws {
            try finish(await NamesCommand.change(configuration.file, verb: "forbid", [name]))
        }
    }
}
