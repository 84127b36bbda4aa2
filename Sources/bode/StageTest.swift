import ArgumentParser
import Daemon

extension StageGroup {
    struct Test: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract:
                "Try whether a program keeps to the protocol of stages and sinks, and say how to mend it.",
            discussion: """
                Needs no configuration. The program runs as under the daemon: in an empty directory, with a clean environment. A sink \
                gets a few events of type bode.sink.test, which it delivers. What follows PROGRAM goes to it.
                """)

        @Option(help: ArgumentHelp("What the configuration would say, as JSON.", valueName: "JSON"))
        var options = "{}"
        @Option(help: ArgumentHelp("How long each answer may take, in seconds.", valueName: "SECONDS"))
        var deadline = 30.0
        @Option(help: ArgumentHelp("What it may change beside its own directory.", valueName: "PATH"))
        var write: [String] = []
        @Argument(help: "The program.")
        var program: String
        @Argument(parsing: .captureForPassthrough, help: "What it is started with.")
        var arguments: [String] = []

        func validate() throws {
            guard (0.1...3600).contains(deadline) else {
                throw ValidationError("--deadline is from 0.1 to 3600 seconds")
            }
        }

        func run() async throws {
            let test = StageTestCommand(
                program: program, arguments: arguments, options: options, writable: write,
                deadline: .milliseconds(Int64(deadline * 1000)))
            try finish(await test.run())
        }
    }
}
