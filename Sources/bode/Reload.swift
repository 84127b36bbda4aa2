import ArgumentParser
import Daemon

struct Reload: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Have the running daemon take over the configuration, and print its verdict.",
        discussion: """
            What did not change goes on as it was: schedules, deliveries under way, receivers that asked to wait. Where anything is \
            wrong, the old configuration stays in force and this ends with 78.
            """)

    @OptionGroup var configuration: ConfigurationOption

    func run() async throws { try finish(await ReloadCommand.run(configuration.file)) }
}
