import Daemon
import Glibc
import Pipeline

/// The daemon with one stage more, which takes the process with it where a paper says so: what `Tests/Proofs/traps.py` runs.
@main
enum Trapping {
    static func main() async {
        guard let configuration = CommandLine.arguments.dropFirst().first,
            let logs = Logs(level: nil, form: nil)
        else { exit(64) }
        let run = DaemonRun(configuration: configuration, logs: logs, trying: [TrappingStage.self])
        exit(await run.run().rawValue)
    }
}

/// Traps on a paper with the word `dodelijk` in an answer.
struct TrappingStage: Stage {
    static let name = "trapping"
    struct Options: Decodable, Sendable {}

    init(_ options: Options, data: any DataFiles) throws(InvalidOptions) {}

    func process(_ document: Document) throws(StageFailure) -> Document {
        guard !document.answers.contains(where: { $0.answer.contains("dodelijk") }) else {
            fatalError("a stage that cannot take this paper")
        }
        return document
    }
}
