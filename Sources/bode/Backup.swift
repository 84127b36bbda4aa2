import ArgumentParser
import Daemon

struct Backup: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Copy the state into a directory, while the daemon runs or when it is stopped.",
        discussion: """
            Makes or renews DIR/bode.db and DIR/originals; papers that are there already are not copied again. What was in DIR \
            stays good until the new backup is whole, on the disk and checked. The configuration and its secrets are not in it.
            """)

    @OptionGroup var configuration: ConfigurationOption
    @Argument(help: ArgumentHelp("The directory; made where it is missing.", valueName: "DIR"))
    var directory: String

    func run() async throws { try finish(await BackupCommand.run(configuration.file, to: directory)) }
}

struct Restore: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Put a backup in the place of the state; what was there is kept beside it.",
        discussion: """
            The daemon must be stopped. The backup is checked first. Alerts that the backup knows as delivered are not repeated; \
            what was published since is found again by the next polls.
            """)

    @OptionGroup var configuration: ConfigurationOption
    @Argument(help: ArgumentHelp("The directory that `bode backup` made.", valueName: "DIR"))
    var directory: String

    func run() async throws { try finish(await RestoreCommand.run(configuration.file, from: directory)) }
}

struct Verify: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Read everything that is stored, and say what is damaged; ends with 1 where something is.",
        discussion: """
            Pages, rows, checksums, and the hashes of the papers' bytes. Of a running daemon a copy of the database is checked, for \
            which there must be room.
            """)

    @OptionGroup var configuration: ConfigurationOption
    @Option(help: ArgumentHelp("Verify the backup in that directory instead.", valueName: "DIR"))
    var backup: String?

    func run() async throws { try finish(await VerifyCommand.run(configuration.file, backup: backup)) }
}

struct Recover: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract:
            "Save what can be read of a damaged state into a new one; ends with 1 where not all could be.",
        discussion: "The damaged one stays as it is. Restoring a backup is better where there is one.")

    @OptionGroup var configuration: ConfigurationOption
    @Argument(help: ArgumentHelp("The new state directory.", valueName: "DIR"))
    var directory: String

    func run() async throws { try finish(await RecoverCommand.run(configuration.file, into: directory)) }
}

struct Prune: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Drop what everyone has read and is old enough, as the daemon does every hour.",
        discussion:
            "How long that is says `keep:` in the configuration. What a reader has not read is never dropped."
    )

    @OptionGroup var configuration: ConfigurationOption
    @Option(
        help: ArgumentHelp(
            "Give up, with all that it left unread, a reader whose sink or source was taken out of the configuration: sink/NAME.",
            valueName: "READER"))
    var retire: String?

    func run() async throws { try finish(await PruneCommand.run(configuration.file, retiring: retire)) }
}
