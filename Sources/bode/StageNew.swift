import ArgumentParser
import Daemon

extension StageGroup {
    struct New: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Write a small stage or sink that works, with its test, for you to change.",
            discussion: """
                With --python, a folder NAME with the stage, its test and the kit. With --swift inside a checkout of Bode, a stage that \
                is built in; elsewhere a package NAME that builds a program. Nothing is overwritten.
                """)

        @Flag(help: "In Python, which needs nothing but python3.") var python = false
        @Flag(help: "In Swift.") var swift = false
        @Flag(help: "With --python: a sink in place of a stage.") var sink = false
        @Option(
            help: ArgumentHelp(
                "With --swift: where Bode's repository is, for a package to depend on.", valueName: "PATH|URL"
            ))
        var bode: String?
        @Option(help: "The folder with the templates; those that came with the program unless given.")
        var data: String?
        @Argument(help: "What it is called in the configuration: lower-case letters, digits and _.")
        var name: String

        func validate() throws {
            guard python != swift else { throw ValidationError("it is either --python or --swift") }
            guard python || !sink else { throw ValidationError("--sink goes with --python") }
            guard swift || bode == nil else { throw ValidationError("--bode goes with --swift") }
        }

        func run() throws {
            let form: StageNewCommand.Form =
                swift ? .swiftStage(bode: bode) : sink ? .pythonSink : .pythonStage
            try finish(StageNewCommand(name: name, form: form, data: data).run())
        }
    }
}
