import ArgumentParser

/// Stages, built in and outside.
struct StageGroup: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "stage", abstract: "Write a stage or a sink of your own, and try it.",
        subcommands: [Test.self])
}
