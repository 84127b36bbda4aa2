import ArgumentParser
import Daemon

struct Reprocess: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Run stored papers through the parser and the stages of now, and say what changed.",
        discussion: """
            Nothing is fetched, and nobody is told unless with --announce. Works through the running daemon, with the stages \
            that it runs; without one, what changed is filed when it next starts.
            """)

    @OptionGroup var configuration: ConfigurationOption
    @Option(help: ArgumentHelp("Only papers published on that day or later: 2022-12-20.", valueName: "DATE"))
    var since: String?
    @Option(help: ArgumentHelp("Only papers of that source.", valueName: "NAME"))
    var source: String?
    @Flag(help: "Only say what would change.")
    var dryRun = false
    @Flag(help: "Tell watches of answers that are new or have other words.")
    var announce = false

    func run() async throws {
        let reprocessing = ReprocessCommand(
            configuration: configuration.file, since: since, source: source, isDry: dryRun,
            announces: announce)
        try finish(await reprocessing.run())
    }
}
