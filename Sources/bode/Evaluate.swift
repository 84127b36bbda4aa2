import ArgumentParser
import Daemon

struct Evaluate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract:
            "Run papers through the stages, and print how near that comes to what people found in them.",
        discussion: """
            Gold is NAME.answers.json and NAME.labels.json in the folder of gold, for the paper NAME below the folder of \
            documents, and EXPECTED.tsv in that folder. White space and hyphens are not compared. ALERT_LABELS.tsv says which papers \
            are to be told of: yes and part are, mention and no are not, nor is what it does not list. Ends with 1 where \
            numbers, texts or references of a paper are not as gold has them.
            """)

    @Option(help: ArgumentHelp("The folder with gold files.", valueName: "DIR"))
    var gold: String
    @Option(help: ArgumentHelp("The folder with papers.", valueName: "DIR"))
    var documents: String
    @Option(help: "The folder with themes and gazetteers; those that came with the program unless given.")
    var data: String?
    @Option(help: ArgumentHelp("The stages to run, by name and parted by commas.", valueName: "NAMES"))
    var stages = "parse,themes,entities,commitments"
    @Option(
        help: ArgumentHelp(
            "The table of papers to be told of; ALERT_LABELS.tsv among the papers unless given.",
            valueName: "FILE"))
    var alerts: String?
    @Option(help: ArgumentHelp("The watch that is to tell of them.", valueName: "QUERY"))
    var watch = EvaluateCommand.usualWatch
    @Flag(help: "List every difference from the labels.") var explain = false
    @Flag(help: "Print JSON.") var json = false

    func run() async throws {
        let evaluation = EvaluateCommand(
            gold: gold, documents: documents, data: data,
            stages: stages.split(separator: ",").map(String.init),
            alerts: alerts, watch: watch, isJSON: json, explains: explain)
        try finish(await evaluation.run())
    }
}
