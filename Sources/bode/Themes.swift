import ArgumentParser
import Daemon

/// `bode themes`.
struct ThemesGroup: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "themes",
        abstract: "List themes, correct what an answer is filed under, and learn from that.",
        subcommands: [List.self, Show.self, Correct.self, Fit.self], defaultSubcommand: List.self)

    /// Whose themes: those of a configuration, or those that ship with Bode.
    struct Whose: ParsableArguments {
        @Option(
            name: [.customShort("c"), .customLong("config")],
            help: "The configuration file; the themes that ship with Bode unless given.")
        var file: String?
        @Option(
            help: "The folder with themes, where no configuration says; that of the program unless given.")
        var data: String?
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List themes with names and thresholds.")
        @OptionGroup var whose: Whose
        @Flag(help: "Print JSON, one object a line.") var json = false

        func run() async throws {
            try finish(await ThemesCommand.list(whose.file, data: whose.data, isJSON: json))
        }
    }

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Say what was learned of a theme: the words that speak for it and against it.")
        @OptionGroup var whose: Whose
        @Argument(help: "The theme's id.") var theme: String
        @Flag(help: "Print JSON.") var json = false

        func run() async throws {
            try finish(
                await ThemesCommand.show(whose.file, data: whose.data, theme: theme, isJSON: json))
        }
    }

    struct Correct: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Record that an answer belongs under a theme, or does not.",
            usage: "bode themes correct [-c FILE] ANSWER +THEME … -THEME … [--note TEXT]",
            discussion: """
                The answer stays filed so, whatever rules and learning say: from the daemon's next start or reload, and after \
                bode reprocess for what is archived. The correction is a line of corrections.ndjson in the folder 'learned' \
                beside the configuration, and one of the labelled answers from which bode themes fit learns.
                """)
        @OptionGroup var configuration: ConfigurationOption
        @Argument(help: "The answer's id, as in alerts, or the id of an alert: evt_….") var answer: String
        @Argument(
            parsing: .captureForPassthrough,
            help: "+THEME where it belongs under that theme, -THEME where it does not; --note TEXT says why.")
        var changes: [String] = []

        func run() async throws {
            try finish(
                await ThemesCorrectCommand(
                    configuration: configuration.file, answer: answer, words: changes
                ).run())
        }
    }

    struct Fit: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Learn from answers that people labelled, and say what that gains.",
            discussion: """
                A labelled answer is an object of JSON on a line: question, answer and themes (a list of ids), as bode read \
                prints them with the ids that people chose. Without a file, the corrections beside the configuration are \
                learned from. The same answers give the same model, byte for byte.
                """)
        @Argument(help: "The labelled answers; '-' reads standard input.") var labelled: String?
        @OptionGroup var whose: Whose
        @Option(
            help: ArgumentHelp(
                "Where the model goes, instead of beside the configuration.", valueName: "FILE"))
        var out: String?
        @Option(help: ArgumentHelp("Parts of the cross-validation; 5 unless given.", valueName: "N"))
        var folds: Int?
        @Option(help: ArgumentHelp("What a text on the wrong side costs while learning.", valueName: "C"))
        var cost: Double?
        @Flag(help: "Only say what learning gains.") var dryRun = false
        @Flag(
            help:
                "Try the first theme of each answer against all others, whatever themes there are; writes nothing."
        )
        var single = false
        @Flag(help: "Print JSON.") var json = false

        func run() async throws {
            try finish(
                await ThemesFitCommand(
                    labelled: labelled,
                    configuration: labelled == nil ? whose.file ?? ConfigurationOption.usual : whose.file,
                    out: out, data: whose.data, folds: folds,
                    cost: cost, isSingle: single, isDry: dryRun, isJSON: json
                ).run())
        }
    }
}
