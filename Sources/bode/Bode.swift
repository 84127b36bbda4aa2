import ArgumentParser
import Daemon

/// Hears of new official answers, and tells those who asked to know.
@main
struct Bode: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bode",
        abstract:
            "Polls the feeds on which parliaments and governments publish, and delivers an alert for each new answer.",
        version: Version.text,
        subcommands: [
            Init.self, Run.self, Check.self, Once.self, Read.self, ParseFeed.self, Evaluate.self,
            Reprocess.self, Commitments.self, ThemesGroup.self, NamesGroup.self, Status.self,
            SourcesGroup.self, Metrics.self, AsideGroup.self,
            Reload.self, Search.self, Show.self, Replay.self, WatchGroup.self, SinksGroup.self,
            StageGroup.self, TapTopic.self,
            Backup.self, Restore.self, Verify.self, Recover.self, Prune.self, VersionCommand.self,
        ])
}

/// Where the configuration is; every command that needs one takes it.
struct ConfigurationOption: ParsableArguments {
    static let usual = "/etc/bode/bode.yaml"

    @Option(name: [.customShort("c"), .customLong("config")], help: "The configuration file.")
    var file = ConfigurationOption.usual
}

/// How the log on standard error looks.
struct LogOptions: ParsableArguments {
    @Option(
        help:
            "The least important records that are written: debug, info, warning or error; over log: in the configuration."
    )
    var logLevel: String?

    @Option(help: "How records look: logfmt or json; over log: in the configuration.")
    var logFormat: String?

    func parsed() throws -> Logs {
        guard let logs = Logs(level: logLevel, form: logFormat) else {
            throw ValidationError(
                "--log-level is debug, info, warning or error; --log-format is logfmt or json")
        }
        return logs
    }
}

struct Init: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Write a first configuration and say what to do next.")

    @Argument(help: "Where to write it.")
    var file = "bode.yaml"

    @Option(help: "Who runs this, for the User-Agent: an e-mail address or a web address.")
    var contact: String

    func run() async throws { try finish(await FirstConfiguration.write(to: file, contact: contact)) }
}

struct Run: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Poll, read and deliver until told to stop.")

    @OptionGroup var configuration: ConfigurationOption
    @OptionGroup var logs: LogOptions

    @Option(
        help: ArgumentHelp(
            "Let time run N times faster; refused unless every source and sink is loopback.", valueName: "N"))
    var timeScale = 1.0

    func run() async throws {
        try finish(
            await DaemonRun(configuration: configuration.file, logs: try logs.parsed(), timeScale: timeScale)
                .run())
    }
}

struct Once: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Poll every source once, deliver what is new, and end.")

    @OptionGroup var configuration: ConfigurationOption
    @OptionGroup var logs: LogOptions

    func run() async throws {
        try finish(
            await DaemonRun(configuration: configuration.file, logs: try logs.parsed(), isOnce: true).run())
    }
}

struct Check: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Say whether the daemon would accept the configuration, without touching network or state.")

    @OptionGroup var configuration: ConfigurationOption

    func run() async throws { try finish(await ConfigurationCheck.run(configuration.file)) }
}

struct Status: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Say how the daemon is doing; ends with 1 where something wants a person.")

    @OptionGroup var configuration: ConfigurationOption
    @Flag(help: "Print JSON.") var json = false

    func run() async throws { try finish(await StatusCommand.run(configuration.file, isJSON: json)) }
}

struct AsideGroup: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "aside", abstract: "List what could not be handled, and say what is to become of it.",
        subcommands: [List.self, Show.self, Retry.self, Drop.self], defaultSubcommand: List.self)

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List what was set aside, with the reason.")
        @OptionGroup var configuration: ConfigurationOption
        @Flag(help: "Print JSON, one object a line.") var json = false

        func run() async throws { try finish(await AsideCommand.list(configuration.file, isJSON: json)) }
    }

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Print a message that was set aside, whole, with its attempts.")
        @OptionGroup var configuration: ConfigurationOption
        @Argument(help: "The message's number, as listed.") var sequence: Int64
        @Flag(help: "Print JSON.") var json = false

        func run() async throws {
            try finish(await AsideCommand.show(configuration.file, sequence: sequence, isJSON: json))
        }
    }

    /// Which messages are meant.
    struct Choice: ParsableArguments {
        @Argument(
            help: "Whose: intake, stage/NAME, archive, or sink/NAME; or the number of a message of its.")
        var reader: String
        @Argument(help: "The numbers of the messages, as listed; all of the reader's where none is named.")
        var sequences: [Int64] = []
    }

    struct Retry: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Try messages again, as if for the first time.")
        @OptionGroup var configuration: ConfigurationOption
        @OptionGroup var choice: Choice

        func run() async throws {
            try finish(
                await AsideCommand.retry(
                    configuration.file, reader: choice.reader, sequences: choice.sequences))
        }
    }

    struct Drop: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Give messages up for good.")
        @OptionGroup var configuration: ConfigurationOption
        @OptionGroup var choice: Choice

        func run() async throws {
            try finish(
                await AsideCommand.drop(
                    configuration.file, reader: choice.reader, sequences: choice.sequences))
        }
    }
}

struct Read: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Run papers through the built-in stages and print their answers, one JSON object a line.",
        discussion: """
            Needs no configuration and touches no state. '-' reads standard input. A paper without answers prints nothing; \
            --document says what was made of it.
            """)

    @Argument(help: "Papers: text, HTML, official XML, PDF, scans, DOCX or ODT.")
    var files: [String]

    @Option(
        help: "The paper's date, as a feed would have said: 2022-12-20; inferred from its text unless given.")
    var date: String?
    @Option(help: "The paper's title.")
    var title: String?
    @Option(help: "The paper's kind.")
    var kind: String?
    @Option(help: "The paper's address.")
    var url: String?
    @Option(help: "The folder with themes and gazetteers; those that came with the program unless given.")
    var data: String?
    @Option(help: ArgumentHelp("The stages to run, by name and parted by commas.", valueName: "NAMES"))
    var stages = "parse,themes,entities,commitments"
    @Option(
        help: ArgumentHelp(
            "A program to run on each paper after these, over the plugin protocol.", valueName: "PATH"))
    var stage: String?
    @Option(help: ArgumentHelp("With --stage: what the program is told, a JSON object.", valueName: "JSON"))
    var options: String?
    @Flag(help: "Print the paper's own object instead: head, remarks, oddities, coverage.")
    var document = false
    @Flag(help: "Print the alerts as people will read them, in place of objects.")
    var text = false
    @Option(help: "With --text: print only alerts that a watch with this query would give.")
    var query: String?
    @Option(help: ArgumentHelp("With --text: the language of labels, nl or en.", valueName: "nl|en"))
    var language = "nl"
    @Option(help: "With --text: sentences told around one that matched.")
    var context = 1

    func validate() throws {
        guard text || query == nil else { throw ValidationError("--query goes with --text") }
        guard stage != nil || options == nil else { throw ValidationError("--options goes with --stage") }
        guard !(text && document) else { throw ValidationError("it is either --text or --document") }
    }

    func run() async throws {
        let preview = text ? AlertPreview(query: query, language: language, context: context) : nil
        let outside: TriedStage?
        do throws(ConfigurationProblem) {
            outside = try stage.map { path throws(ConfigurationProblem) in
                try TriedStage(path: path, options: options)
            }
        } catch { throw ValidationError("\(error)") }
        let reading = ReadCommand(
            files: files, date: date, title: title, kind: kind, url: url, data: data,
            stages: stages.split(separator: ",").map(String.init), printsDocument: document, preview: preview,
            outside: outside)
        try finish(await reading.run())
    }
}

struct ParseFeed: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "parse-feed",
        abstract: "Print the publications found in stored feeds, one JSON object a line.",
        discussion: "Needs no configuration and no network. '-' reads standard input.")

    @Argument(help: "Feeds: RSS, Atom or JSON Feed.")
    var files: [String]

    @Option(help: "Where the feeds came from, at which relative addresses stand.")
    var url: String?
    @Flag(help: "Take the markup out of titles and summaries, as the daemon does.")
    var plain = false

    func run() throws { try finish(ParseFeedCommand(files: files, url: url, isPlain: plain).run()) }
}

struct VersionCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "version", abstract: "Print the versions of Bode and of the libraries it uses.")

    func run() { print(Version.full) }
}

/// Ends the command with the code that says how it went.
func finish(_ status: ExitStatus) throws {
    guard status == .success else { throw ExitCode(status.rawValue) }
}
